"""Takes the k smallest by argpartition, which picks any of the rows that are equally far away.

It is quicker than a sort, and makes the answer depend on the inner workings of a library.

Caught by: test_equal_distances
"""

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    if not 1 <= k <= len(X_train):
        raise ValueError("bad k")
    train = X_train.astype(np.float64)
    labels = []
    for x in X_test.astype(np.float64):
        distances = np.sqrt(((train - x) ** 2).sum(axis=1))
        nearest = np.argpartition(distances, k - 1)[:k]
        values, counts = np.unique(y_train[nearest], return_counts=True)
        labels.append(values[counts.argmax()])
    return np.array(labels)
