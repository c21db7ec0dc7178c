"""Does not look at k: a slice takes what there is, and one with a negative end all but the last.

Caught by: test_impossible_k
"""

from collections import Counter

import numpy as np


def knn_predict(X_train, y_train, X_test, k):
    train, labels = X_train.astype(float), []
    for x in X_test.astype(float):
        distances = np.linalg.norm(train - x, axis=1)
        nearest = np.argsort(distances, kind="stable")[:k]
        votes = Counter(y_train[nearest].tolist())
        labels.append(min(votes, key=lambda label: (-votes[label], label)) if votes else 0)
    return np.array(labels)
