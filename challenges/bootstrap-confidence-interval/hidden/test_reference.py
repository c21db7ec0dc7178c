"""Holds the reference to SciPy's bootstrap, and its estimates to exact probabilities."""

import numpy as np
from scipy.stats import binom, bootstrap, chisquare


def test_scipy(solution, rng):
    """SciPy's percentile intervals of many resamples are within the noise of both."""
    for statistic, function in (("mean", np.mean), ("median", np.median)):
        for confidence in (0.6, 0.9):
            data = rng.exponential(1.0, 41)
            found = solution.bootstrap_ci(
                data, int(rng.integers(1 << 60)), statistic, 20_000, confidence
            )
            theirs = bootstrap(
                (data,),
                function,
                n_resamples=20_000,
                confidence_level=confidence,
                method="percentile",
                rng=rng,
                batch=2_000,
            )
            # Ends of 20,000 resamples are noise of a twentieth of a standard error at most; the
            # median jumps from one value to the next.
            gap = np.abs(np.array(found) - np.array(theirs.confidence_interval)).max()
            room = 0.1 * theirs.standard_error
            if statistic == "median":
                room += np.diff(np.sort(data))[10:30].max()
            assert gap <= room


def test_single_resamples(solution, rng):
    """Means of single resamples of zeros and ones are binomial; chi-square at level 1e-9."""
    data = np.array([1, 0, 0, 1, 0])
    counts = np.zeros(6)
    for seed in rng.integers(1 << 60, size=4_000).tolist():
        low, high = solution.bootstrap_ci(data, seed, n_resamples=1)
        assert low == high
        counts[round(5 * low)] += 1
    expected = 4_000 * binom(5, 0.4).pmf(np.arange(6))
    assert chisquare(counts, expected).pvalue > 1e-9


def test_quantiles(solution, rng):
    """The quantiles of two and three estimates are on the lines between possible means."""
    data = np.array([0.0, 4.0])
    for confidence in (0.2, 0.5, 0.9):
        for _ in range(30):
            low, high = solution.bootstrap_ci(
                data, int(rng.integers(1 << 60)), "mean", 2, confidence
            )
            width = (high - low) / confidence
            assert min(abs(width - gap) for gap in (0.0, 2.0, 4.0)) <= 1e-12
            assert abs((low + high) - round(low + high)) <= 1e-12
