"""Expands |x - z|^2 as |x|^2 - 2 x.z + |z|^2 at the place where the data are.

One product of matrices is the fastest way to all distances; far from the origin large numbers
cancel, and what is left is noise.

Caught by: test_far_from_the_origin
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    A, B = X_test.astype(np.float64), X_train.astype(np.float64)
    squares = (A**2).sum(axis=1)[:, None] - 2.0 * A @ B.T + (B**2).sum(axis=1)
    nearest = np.argsort(np.maximum(squares, 0.0), axis=1, kind="stable")[:, :k]
    labels = []
    for voters in y_train[nearest]:
        values, counts = np.unique(voters, return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
