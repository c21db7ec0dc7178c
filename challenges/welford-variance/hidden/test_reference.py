"""Holds the reference to exact fractions, to the standard library and to SciPy."""

import math
import statistics
from fractions import Fraction

from scipy import stats


def fed(solution, numbers):
    accumulator = solution.RunningVariance()
    accumulator.extend(numbers)
    return accumulator


def test_fractions(solution, rng):
    """Exact fractions give the same, in any split and for any offset that floats can bear."""
    for offset, tolerance in ((0.0, 1e-12), (1e4, 1e-11), (1e9, 1e-6)):
        for cut in (0, 1, 17, 40):
            numbers = (offset + rng.normal(0.0, 1.0, 40)).tolist()
            accumulator = fed(solution, numbers[:cut])
            accumulator.merge(fed(solution, numbers[cut:]))
            exact = [Fraction(number) for number in numbers]
            mean = sum(exact) / 40
            for ddof in (0, 1):
                variance = sum((each - mean) ** 2 for each in exact) / (40 - ddof)
                assert abs(accumulator.variance(ddof) / float(variance) - 1.0) < tolerance
            assert abs(Fraction(accumulator.mean()) - mean) <= 1e-14 * max(offset, 1.0)


def test_libraries(solution, rng):
    """The standard library and SciPy give the same."""
    for n in (2, 3, 50):
        numbers = rng.normal(3.0, 2.0, n).tolist()
        accumulator = fed(solution, numbers)
        assert math.isclose(accumulator.variance(), statistics.variance(numbers), rel_tol=1e-12)
        assert math.isclose(accumulator.variance(0), statistics.pvariance(numbers), rel_tol=1e-12)
        assert math.isclose(accumulator.variance(), stats.tvar(numbers), rel_tol=1e-12)
        assert math.isclose(accumulator.mean(), statistics.fmean(numbers), rel_tol=1e-12)
