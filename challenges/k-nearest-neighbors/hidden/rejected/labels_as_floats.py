"""Collects the labels in np.zeros(t), whose dtype is float.

Caught by: test_ordinary_rows, test_clear_groups, test_votes_count_alike, test_features_as_given, test_any_labels, test_whole_numbers, test_smallest_data
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), np.zeros(len(X_test))
    for i, x in enumerate(X_test.astype(float)):
        distances = np.linalg.norm(train - x, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels[i] = values[counts.argmax()]
    return labels
