"""Forms all differences in one array of test rows, training rows and features.

Three lines and no loop; for some hundred test rows the memory is gone.

Caught by: test_many_rows
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    gaps = X_test[:, None, :].astype(float) - X_train[None, :, :].astype(float)
    distances = np.sqrt((gaps**2).sum(axis=2))
    labels = []
    for voters in y_train[np.argsort(distances, axis=1, kind="stable")[:, :k]]:
        values, counts = np.unique(voters, return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
