"""Casts to float32, which leaves steps of 8 between numbers around 100,000,000.

Caught by: test_far_from_the_origin, test_any_size, test_close_distances
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(np.float32), []
    for x in X_test.astype(np.float32):
        distances = np.linalg.norm(train - x, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
