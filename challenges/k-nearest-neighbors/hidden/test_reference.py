"""Holds the reference to scikit-learn, and to exact fractions where there are ties."""

from collections import Counter
from fractions import Fraction

import numpy as np
from sklearn.neighbors import KNeighborsClassifier


def exact(X_train, y_train, X_test, k):
    """The labels by the definition, with exact squares."""
    labels = []
    for x in X_test.tolist():
        squares = [
            sum((Fraction(a) - Fraction(b)) ** 2 for a, b in zip(row, x, strict=True))
            for row in X_train.tolist()
        ]
        nearest = sorted(range(len(squares)), key=lambda i: (squares[i], i))[:k]
        votes = Counter(y_train[nearest].tolist())
        labels.append(max(sorted(votes), key=votes.__getitem__))
    return labels


def test_scikit_learn(solution, rng):
    """scikit-learn predicts the same where no two distances are equal."""
    for n, d, k in ((60, 3, 1), (60, 3, 4), (35, 1, 5), (20, 8, 20)):
        X_train, X_test = rng.normal(size=(n, d)), rng.normal(size=(25, d))
        y_train = rng.integers(-3, 3, n)
        other = KNeighborsClassifier(k, algorithm="brute").fit(X_train, y_train).predict(X_test)
        assert np.array_equal(solution.knn_predict(X_train, y_train, X_test, k), other)


def test_exact_fractions(solution, rng):
    """Exact arithmetic and the rules for ties give the same."""
    for dtype in (np.int64, np.uint8, np.float64):
        X_train = rng.integers(0, 4, (40, 2)).astype(dtype)
        X_test = rng.integers(0, 4, (12, 2)).astype(dtype)
        y_train = rng.integers(-2, 3, 40) * 10**17
        for k in (1, 2, 6, 40):
            labels = np.asarray(solution.knn_predict(X_train, y_train, X_test, k))
            assert labels.tolist() == exact(X_train, y_train, X_test, k)


def test_far_and_close(solution, rng):
    """Exact arithmetic gives the same far from the origin."""
    X_train, X_test = 1e8 + rng.normal(size=(30, 2)), 1e8 + rng.normal(size=(10, 2))
    y_train = rng.integers(0, 4, 30)
    expected = exact(X_train, y_train, X_test, 3)
    assert np.asarray(solution.knn_predict(X_train, y_train, X_test, 3)).tolist() == expected
