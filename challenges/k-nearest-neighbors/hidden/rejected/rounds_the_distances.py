"""Rounds the distances to eight digits after the point, to have ties come out as ties.

Caught by: test_any_size, test_close_distances
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.round(np.linalg.norm(train - x, axis=1), 8)
        nearest = np.argsort(distances, kind="stable")[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
