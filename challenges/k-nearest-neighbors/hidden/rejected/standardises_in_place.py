"""Brings features to equal size with the mean and deviation of the training rows, in place.

Caught by: test_features_as_given, test_data_unchanged
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train = X_train if X_train.dtype == np.float64 else X_train.astype(float)
    test = X_test if X_test.dtype == np.float64 else X_test.astype(float)
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation[deviation == 0.0] = 1.0
    train -= mean
    train /= deviation
    test -= mean
    test /= deviation
    labels = []
    for x in test:
        distances = np.linalg.norm(train - x, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
