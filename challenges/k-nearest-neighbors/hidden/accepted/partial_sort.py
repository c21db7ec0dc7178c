"""argpartition for the k-th distance, then all nearer rows and the first of those at it.

Differs from the reference: no full sort; ties are taken in order of the rows; Counter for votes.
"""

from collections import Counter

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    n = len(X_train)
    if k not in range(1, n + 1):
        raise ValueError("no such number of neighbours")
    train, test = np.float64(X_train), np.float64(X_test)
    result = np.empty(len(test), dtype=np.int64)
    for i in range(len(test)):
        squares = np.square(train - test[i]).sum(axis=1)
        kth = np.partition(squares, k - 1)[k - 1]
        nearer = np.flatnonzero(squares < kth)
        level = np.flatnonzero(squares == kth)[: k - len(nearer)]
        votes = Counter(y_train[np.concatenate((nearer, level))].tolist())
        result[i] = min(votes, key=lambda label: (-votes[label], label))
    return result
