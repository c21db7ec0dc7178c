"""k-nearest neighbors. README.md is the statement.

`heldout check k-nearest-neighbors` runs the public tests.
"""

import numpy as np


def knn_predict(X_train: np.ndarray, y_train: np.ndarray, X_test: np.ndarray, k: int) -> np.ndarray:
    """Predict the label of each test row by a vote of its k nearest training rows.

    Distances are Euclidean. Of training rows at the same distance the earlier one is nearer; of
    labels with the same number of votes the smallest wins.

    Args:
        X_train: (n, d) array of finite numbers: float64, float32, int64 or uint8. Must not be
            changed.
        y_train: (n,) int64, any whole numbers. Must not be changed.
        X_test: (t, d) array of the same dtype as X_train. Must not be changed.
        k: number of neighbours that vote, 1 <= k <= n.

    Returns:
        (t,) labels of an integer dtype, in the order of the rows of X_test.

    Raises:
        ValueError: k is not in 1..n.
    """
    raise NotImplementedError("write knn_predict here")
