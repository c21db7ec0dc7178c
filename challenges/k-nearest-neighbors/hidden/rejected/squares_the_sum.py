"""Sums the differences before squaring, so that opposite ones cancel.

Caught by: test_ordinary_rows, test_features_as_given, test_many_rows, test_growth
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.sqrt(np.sum(train - x, axis=1) ** 2)
        nearest = np.argsort(distances, kind="stable")[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
