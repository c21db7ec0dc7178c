"""Weighs each vote by one over its distance, so that one near row outvotes all others.

Caught by: test_ordinary_rows, test_votes_count_alike
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.linalg.norm(train - x, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        weights = {}
        for i in nearest:
            label = int(y_train[i])
            weights[label] = weights.get(label, 0.0) + 1.0 / (distances[i] + 1e-300)
        labels.append(max(sorted(weights), key=weights.get))
    return np.array(labels)
