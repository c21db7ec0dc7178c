"""Ranks the distances by comparing each with all others, in NumPy: n squared comparisons a row.

Caught by: test_growth
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, places = X_train.astype(float), np.arange(len(X_train))
    labels = []
    for x in X_test.astype(float):
        d = np.linalg.norm(train - x, axis=1)
        before = (d[None, :] < d[:, None]) | (
            (d[None, :] == d[:, None]) & (places[None, :] < places[:, None])
        )
        voters = y_train[before.sum(axis=1) < k]
        values, counts = np.unique(voters, return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
