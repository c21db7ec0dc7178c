"""Sorts pairs of distance and label, so that equal distances are put in order by their labels.

Caught by: test_equal_distances, test_copies
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.linalg.norm(train - x, axis=1)
        pairs = sorted(zip(distances.tolist(), y_train.tolist(), strict=True))
        voters = [label for _, label in pairs[:k]]
        labels.append(max(sorted(set(voters)), key=voters.count))
    return np.array(labels)
