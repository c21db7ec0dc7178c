"""Holds the reference to scikit-learn, to SciPy's Mann-Whitney U, and to exact fractions."""

from fractions import Fraction

import numpy as np
from scipy.stats import mannwhitneyu
from sklearn.metrics import roc_auc_score


def drawn(rng, levels):
    """(n,) labels of both classes, and (n,) whole scores of so many levels."""
    n = int(rng.integers(2, 60))
    y_true = rng.permutation(np.append([0, 1], rng.integers(0, 2, n - 2)))
    return y_true, rng.integers(0, levels, n)


def test_other_libraries(solution, rng):
    """scikit-learn's area and SciPy's U statistic are the same, with many ties or with few."""
    for levels in (1, 2, 4, 30, 10**6):
        for _ in range(4):
            y_true, y_score = drawn(rng, levels)
            area = solution.roc_auc(y_true, y_score)
            assert abs(area - roc_auc_score(y_true, y_score)) <= 1e-12
            positives, negatives = y_score[y_true == 1], y_score[y_true == 0]
            u = mannwhitneyu(positives, negatives).statistic
            assert abs(area - u / (len(positives) * len(negatives))) <= 1e-12


def test_exact_pairs(solution, rng):
    """Counted pair by pair with exact fractions, infinite scores among them, it is the same."""
    numbers = np.array([-np.inf, -1e300, -1.0, 0.0, 5e-324, 1.0, np.nextafter(1.0, 2.0), np.inf])
    for _ in range(20):
        y_true, places = drawn(rng, len(numbers))
        y_score = numbers[places]
        wins, pairs = Fraction(0), 0
        for high in y_score[y_true == 1].tolist():
            for low in y_score[y_true == 0].tolist():
                wins += Fraction(1, 2) if high == low else Fraction(int(high > low))
                pairs += 1
        assert abs(Fraction(float(solution.roc_auc(y_true, y_score))) - wins / pairs) < 1e-15
