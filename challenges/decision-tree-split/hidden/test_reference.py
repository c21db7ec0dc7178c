"""Holds the reference to scikit-learn's tree, and to the definition with exact fractions."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
from sklearn.tree import DecisionTreeClassifier


def stump(X, y):
    """Gain of scikit-learn's best split, and the rows that it sends to the left."""
    tree = DecisionTreeClassifier(criterion="gini", max_depth=1).fit(X, y).tree_
    n, impurity = tree.n_node_samples, tree.impurity
    gain = impurity[0] - (n[1] * impurity[1] + n[2] * impurity[2]) / n[0]
    return gain, tree.feature[0], tree.threshold[0]


def exact(X, y):
    """The first of the best splits by the definition, without rounding; (None, None, 0) if none."""
    best = (None, None, Fraction(0))
    for feature in range(X.shape[1]):
        column = [Fraction(value) for value in X[:, feature].tolist()]
        values = sorted(set(column))
        for low, high in pairwise(values):
            left = [label for value, label in zip(column, y.tolist(), strict=True) if value <= low]
            right = [label for value, label in zip(column, y.tolist(), strict=True) if value > low]
            gain = gini(y.tolist()) - (len(left) * gini(left) + len(right) * gini(right)) / len(y)
            if gain > best[2]:
                best = (feature, (low + high) / 2, gain)
    return best


def gini(labels):
    return 1 - sum(Fraction(labels.count(label), len(labels)) ** 2 for label in set(labels))


def assert_exact(solution, X, y):
    feature, threshold, gain = solution.best_split(X, y)
    expected = exact(X, y)
    assert feature == expected[0]
    assert abs(gain - float(expected[2])) <= 1e-12
    if feature is not None:
        assert abs(threshold - float(expected[1])) <= 1e-12


def test_scikit_learn(solution, rng):
    """scikit-learn's best split gains the same, and is the same where there are many rows."""
    for n, d, classes in ((200, 3, 2), (150, 4, 5), (12, 2, 3)):
        X, y = rng.normal(size=(n, d)), rng.integers(0, classes, n)
        X[:, 1] += 0.7 * y
        feature, threshold, gain = solution.best_split(X, y)
        other = stump(X, y)
        assert abs(gain - other[0]) <= 1e-9
        if n > 100:
            # It keeps values in single precision.
            assert feature == other[1]
            assert abs(threshold - other[2]) <= 1e-5


def test_fractions_and_ties(solution, rng):
    """Exact fractions give the same, ties and splits without a gain included."""
    for _ in range(60):
        n = int(rng.integers(1, 11))
        X, y = rng.integers(0, 5, (n, 3)) / 4.0, rng.integers(-1, 2, n)
        assert_exact(solution, X, y)
        assert_exact(solution, rng.integers(-3, 4, (n, 2)), y)
    assert_exact(solution, np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0]))
