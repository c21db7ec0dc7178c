"""Counts votes with np.bincount, which refuses negative labels and needs room for large ones.

Caught by: test_any_labels
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.sqrt(((train - x) ** 2).sum(axis=1))
        nearest = np.argsort(distances, kind="stable")[:k]
        labels.append(np.bincount(y_train[nearest]).argmax())
    return np.array(labels)
