"""Subtracts the data in their own dtype: differences of bytes wrap, squares of integers overflow.

Caught by: test_whole_numbers
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    labels = []
    for x in X_test:
        distances = np.sqrt(((X_train - x) ** 2).sum(axis=1))
        nearest = np.argsort(distances, kind="stable")[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
