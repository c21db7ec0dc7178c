"""Holds the reference to scikit-learn, with labels of every kind and every average."""

import warnings

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

AVERAGES = (None, "macro", "micro", "weighted")


def drawn(rng, names):
    """Two (n,) arrays of such labels; many are right, and some labels are missing from either."""
    n = int(rng.integers(1, 40))
    y_true, y_pred = rng.choice(names[1:], n), rng.choice(names[:-1], n)
    return y_true, np.where(rng.uniform(size=n) < 0.5, y_true, y_pred)


def test_scikit_learn(solution, rng):
    """scikit-learn has the same scores, in the same order of classes."""
    for names in ([-7, 0, 3, 2**40], [9, 10, 11, -1], ["b", "B", "", "aa", "ba"], list(range(30))):
        for _ in range(5):
            y_true, y_pred = drawn(rng, np.array(names))
            for average in AVERAGES:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    *expected, _ = precision_recall_fscore_support(
                        y_true, y_pred, average=average, zero_division=0
                    )
                answer = solution.precision_recall_f1(y_true, y_pred, average)
                for ours, theirs in zip(answer, expected, strict=True):
                    assert np.shape(ours) == np.shape(theirs)
                    assert np.allclose(ours, theirs, rtol=1e-12, atol=0.0)


def test_refusals(solution):
    """What no score can be computed of is refused."""
    for y_true, y_pred, average in (([1], [1, 2], None), ([], [], None), ([1], [1], "binary")):
        with pytest.raises(ValueError):
            solution.precision_recall_f1(np.array(y_true), np.array(y_pred), average)
