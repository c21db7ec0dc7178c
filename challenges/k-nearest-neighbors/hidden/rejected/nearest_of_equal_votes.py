"""Lets the label that is met first win when votes are equal, as Counter.most_common does.

Caught by: test_equal_votes, test_copies
"""

from collections import Counter

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.linalg.norm(train - x, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        labels.append(Counter(y_train[nearest].tolist()).most_common(1)[0][0])
    return np.array(labels)
