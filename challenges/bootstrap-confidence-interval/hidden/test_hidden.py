"""Hidden suite for the bootstrap interval. README.md is the contract; nothing here is stricter.

The distribution of an estimate is known exactly: of five values there are 5^5 equally likely
resamples, and sums of zeros and ones are binomial. Let F be that distribution. The q quantile of B
estimates lies between the k-th and the next one in order, k = floor(q (B - 1)) + 1. It is below the
r quantile of F only if at least k of B independent estimates are, each with a probability of at
most r; it is above the s quantile of F only if at most k of B are not, each with at least s. RANGES
has r and s for which SciPy's binom.sf(k - 1, B, r) and binom.cdf(k, B, s) are 5e-9 at most. So an
end is out of its range with a probability below 1e-8; 58 ends are looked at. Counts of independent
calls are binomial; LIMITS are those that are left with less than 1e-8 on both sides together: 3
counts. Coverage of the interval that is asked for was simulated as 0.7655 (standard error 0.0021)
by 40,000 samples; the limits for 250 samples are those of its value plus and minus six standard
errors, at 5e-9. All in all a sound solution fails by bad luck with a probability below 6.3e-7.
"""

import itertools
import math

import numpy as np
import pytest

from heldout.judging.probes import sets_global_seed, speed_ratio

TOLERANCE = 1e-9
N_RESAMPLES = 4000
# (B, q): r and s.
RANGES = {
    (4000, 0.025): (0.0132, 0.0421),
    (4000, 0.975): (0.9579, 0.9868),
    (4000, 0.1): (0.0749, 0.1296),
    (4000, 0.9): (0.8704, 0.9251),
    (4000, 0.25): (0.2121, 0.2907),
    (4000, 0.75): (0.7093, 0.7879),
    (2000, 0.025): (0.0097, 0.0509),
    (2000, 0.975): (0.9491, 0.9903),
}
# (t, p): lowest and highest count.
LIMITS = {(300, 0.25): (35, 120), (300, 0.5): (101, 199)}
COVERED = 146, 229
# Loops over resamples take up to 4 times as long as the reference, random.choices up to 60 times; a
# call of NumPy for each value some 1000 times.
SLOWEST_RATIO = 250.0
# A pass over the data for each value makes it worse by some 30 from short data to long ones.
FASTEST_GROWTH = 8.0


def seed(rng):
    return int(rng.integers(1 << 63))


def ends(solution, data, seed, **how):
    """Both ends; assert that they are two finite floats in order."""
    result = solution.bootstrap_ci(data, seed, **how)
    assert isinstance(result, (tuple, list, np.ndarray)) and len(result) == 2
    low, high = result
    assert all(isinstance(end, (float, np.floating)) for end in (low, high))
    assert math.isfinite(low) and math.isfinite(high)
    # Interpolating between equal numbers may round either way.
    assert low <= high + 1e-12 * abs(high)
    return float(low), float(high)


def all_estimates(data, statistic="mean"):
    """The statistic of each of the n^n resamples, in order, by exact sums."""
    n = len(data)
    values = np.array(list(itertools.product(data.tolist(), repeat=n)), dtype=np.float64)
    if statistic == "median":
        values.sort(axis=1)
        return np.sort(values[:, (n - 1) // 2] / 2.0 + values[:, n // 2] / 2.0)
    return np.sort(sum(values[:, i] / n for i in range(n)))


def assert_from(found, quantile, scale, n_resamples=N_RESAMPLES, confidence=0.95):
    """Both ends are where the quantiles of the exact distribution allow them to be."""
    for end, q in zip(found, ((1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0), strict=True):
        lowest, highest = map(quantile, RANGES[n_resamples, round(q, 3)])
        assert lowest - TOLERANCE * scale <= end <= highest + TOLERANCE * scale


def assert_right(solution, rng, data, statistic="mean", confidence=0.95):
    """The interval fits the exact distribution of the statistic."""
    estimates = all_estimates(data, statistic)
    how = {"statistic": statistic, "n_resamples": N_RESAMPLES, "confidence": confidence}
    assert_from(
        ends(solution, data, seed(rng), **how),
        lambda r: estimates[math.ceil(r * len(estimates)) - 1],
        float(np.abs(data).max()),
        confidence=confidence,
    )


def binomial_quantile(n, p):
    """A function that gives the quantiles of the share of successes."""
    masses = [math.comb(n, i) * p**i * (1.0 - p) ** (n - i) for i in range(n + 1)]
    sums = np.cumsum(masses)
    return lambda r: int(np.searchsorted(sums, r)) / n


@pytest.mark.points(3, group="correctness", gate=True)
def test_mean(solution, rng):
    """The interval for the mean has its ends where the resamples' means say."""
    for _ in range(4):
        assert_right(solution, rng, rng.normal(2.0, 3.0, 5))


@pytest.mark.points(3, group="correctness", gate=True)
def test_median(solution, rng):
    """The interval for the median has its ends where the resamples' medians say."""
    for n in (5, 4, 5, 4):
        assert_right(solution, rng, rng.normal(-1.0, 2.0, n), "median")


@pytest.mark.points(2, group="correctness")
def test_confidence(solution, rng):
    """Less confidence cuts off more, by the same share on both sides."""
    for confidence in (0.5, 0.8):
        for statistic in ("mean", "median"):
            assert_right(solution, rng, rng.normal(0.0, 1.0, 5), statistic, confidence)


@pytest.mark.points(2, group="correctness")
def test_skewed_data(solution, rng):
    """Skewed data have a skewed interval, on the side where the resamples are; all by default."""
    for sign in (1.0, -1.0, 1.0):
        data = sign * np.exp(rng.permutation([0.0, 0.2, 0.5, 1.0, 4.0]) + rng.uniform(0.0, 0.1, 5))
        estimates = all_estimates(data)
        assert_from(
            ends(solution, data, seed(rng)),
            lambda r, known=estimates: known[math.ceil(r * len(known)) - 1],
            float(np.abs(data).max()),
            n_resamples=2000,
        )


@pytest.mark.points(2, group="correctness")
def test_larger_samples(solution, rng):
    """Samples of some dozen values have the narrower intervals that they should."""
    for n, confidence in ((60, 0.95), (90, 0.8), (40, 0.5)):
        ones = int(rng.integers(n // 4, n // 2))
        data = rng.permutation(np.arange(n) < ones).astype(np.float64)
        how = {"n_resamples": N_RESAMPLES, "confidence": confidence}
        found = ends(solution, data, seed(rng), **how)
        assert_from(found, binomial_quantile(n, ones / n), 1.0, confidence=confidence)


@pytest.mark.points(2, group="correctness")
def test_single_resample(solution, rng):
    """The estimate of a single resample is both ends, and each is as likely as it should be."""
    counts = {0.0: 0, 2.0: 0, 4.0: 0}
    for _ in range(300):
        low, high = ends(solution, np.array([0.0, 4.0]), seed(rng), n_resamples=1)
        assert low == high and low in counts
        counts[low] += 1
    for estimate, p in ((0.0, 0.25), (2.0, 0.5), (4.0, 0.25)):
        assert LIMITS[300, p][0] <= counts[estimate] <= LIMITS[300, p][1]


@pytest.mark.points(2, group="correctness")
def test_coverage(solution, rng):
    """Of many samples' intervals the share that covers the truth is what it should be."""
    n_covered = 0
    for _ in range(250):
        data = rng.normal(0.0, 1.0, 20)
        low, high = ends(solution, data, seed(rng), n_resamples=200, confidence=0.8)
        n_covered += low <= 0.0 <= high
    assert COVERED[0] <= n_covered <= COVERED[1]


@pytest.mark.points(2, group="edge cases")
def test_few_resamples(solution, rng):
    """Quantiles of few estimates lie on the straight lines between them."""
    for n_resamples in (2, 3, 4):
        for confidence in rng.uniform(0.05, 0.95, 4):
            cuts = [(1.0 - confidence) / 2.0, (1.0 + confidence) / 2.0]
            possible = [
                np.quantile(estimates, cuts)
                for estimates in itertools.combinations_with_replacement(
                    (0.0, 2.0, 4.0), n_resamples
                )
            ]
            how = {"n_resamples": n_resamples, "confidence": float(confidence)}
            found = ends(solution, np.array([4.0, 0.0]), seed(rng), **how)
            assert min(np.abs(pair - found).max() for pair in possible) <= TOLERANCE


@pytest.mark.points(1, group="edge cases")
def test_nothing_varies(solution, rng):
    """A single value, or several that are equal, are both ends, also with one resample."""
    for n in (1, 2, 7, 50):
        for statistic in ("mean", "median"):
            for n_resamples in (1, 30):
                value = rng.normal(0.0, 10.0)
                how = {"statistic": statistic, "n_resamples": n_resamples}
                found = ends(solution, np.full(n, value), seed(rng), **how)
                assert max(abs(end - value) for end in found) <= TOLERANCE * abs(value)


@pytest.mark.points(2, group="edge cases")
def test_integers(solution, rng):
    """Whole numbers, equal ones among them, may have an interval between them."""
    for statistic in ("mean", "median"):
        for n in (4, 5):
            data = rng.integers(-3, 4, n)
            data[:2] = 3, -4
            assert_right(solution, rng, data, statistic)
        # Half of the estimates are 2.5; that their median is another has less than 1e-25.
        how = {"statistic": statistic, "n_resamples": 500, "confidence": 0.01}
        found = ends(solution, np.array([2, 3]), seed(rng), **how)
        assert max(abs(end - 2.5) for end in found) <= TOLERANCE


@pytest.mark.points(2, group="edge cases")
def test_refused_arguments(solution, rng):
    """Arguments that make no sense raise ValueError, and those next to them do not."""
    data = rng.normal(0.0, 1.0, 6)
    for how in ({"n_resamples": 1}, {"confidence": 0.999}, {"confidence": 0.001}):
        ends(solution, data, seed(rng), **how)
    for how in (
        {"statistic": "mode"},
        {"statistic": ""},
        {"n_resamples": 0},
        {"n_resamples": -5},
        {"confidence": 0.0},
        {"confidence": 1.0},
        {"confidence": 95.0},
        {"confidence": -0.5},
    ):
        with pytest.raises(ValueError):
            solution.bootstrap_ci(data, seed(rng), **how)
    for statistic in ("mean", "median"):
        with pytest.raises(ValueError):
            solution.bootstrap_ci(data[:0], seed(rng), statistic)


@pytest.mark.points(2, group="edge cases")
def test_seeds(solution, rng):
    """The seed decides what is drawn, and nothing else does."""
    call, data = solution.bootstrap_ci, rng.normal(0.0, 1.0, 30)
    seen = []
    for each in (seed(rng), seed(rng), 0, 1):
        twice = []
        for state in (1, 2):
            call.link.reseed(state)
            twice.append(ends(solution, data, each, n_resamples=20))
        assert twice[0] == twice[1]
        seen.append(twice[0])
    # Both ends of two independent intervals agree to the last bit with less than 1e-20.
    assert len(set(seen)) == 4
    assert not sets_global_seed(call, data, seed(rng), n_resamples=20)


@pytest.mark.points(1, group="edge cases")
def test_data_unchanged(solution, rng):
    """A right answer leaves the data as they were, in the same order."""
    for statistic in ("mean", "median"):
        for dtype in (np.float64, np.float32, np.int64):
            data = np.array([7, -3, 5, 0, 2]).astype(dtype)
            low, high = ends(solution, data, seed(rng), statistic=statistic)
            assert -3 <= low < high <= 7
            assert not solution.bootstrap_ci.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_far_from_zero(solution, rng):
    """Values that differ little, and are far from zero, keep the width of their interval."""
    for offset in (1e6, -1e9, 1e12):
        data = offset + np.round(rng.normal(0.0, 64.0, 4)) / 64.0
        data[:2] = offset - 2.0, offset + 2.0
        low, high = ends(solution, data, seed(rng), n_resamples=N_RESAMPLES)
        estimates = all_estimates(data - offset)
        # The rounding of numbers of this size, a few times over.
        scale = 8.0 * np.spacing(abs(offset)) / TOLERANCE
        assert_from(
            (low - offset, high - offset),
            lambda r, known=estimates: known[math.ceil(r * len(known)) - 1],
            scale,
        )


@pytest.mark.points(2, group="numerical stability")
def test_any_size(solution, rng):
    """Values may be as large or as small as floats go."""
    for scale in (1e300, 1e-300):
        for statistic in ("mean", "median"):
            data = scale * np.append(rng.uniform(-1.0, 1.0, 3), [1.0, -1.0])
            assert_right(solution, rng, data, statistic)


@pytest.mark.points(2, group="numerical stability")
def test_single_precision_data(solution, rng):
    """Data in float32 get an interval in full precision."""
    for statistic in ("mean", "median"):
        data = rng.normal(1000.0, 1.0, 4).astype(np.float32)
        known = all_estimates(data, statistic)
        for _ in range(5):
            how = {"statistic": statistic, "n_resamples": 1}
            found = ends(solution, data, seed(rng), **how)
            assert np.abs(known - found[0]).min() <= TOLERANCE
    value = np.float32(rng.uniform(0.1, 0.9))
    found = ends(solution, np.full(3000, value), seed(rng), n_resamples=30)
    assert max(abs(end - float(value)) for end in found) <= TOLERANCE


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """The work grows with the number of draws, not with the square of the data's length."""

    def ratio(n, n_resamples, rounds):
        def check(result, data, *_):
            low, high = result
            # A mean of n values is within 8 standard errors but for 1e-14.
            assert abs(low - data.mean()) <= 8.0 * data.std() / n**0.5
            assert abs(high - data.mean()) <= 8.0 * data.std() / n**0.5
            assert low < high

        return speed_ratio(
            solution.bootstrap_ci,
            reference.bootstrap_ci,
            args=lambda: (rng.normal(0.0, 1.0, n), seed(rng), "mean", n_resamples),
            rounds=rounds,
            check=check,
        )

    short, long = ratio(400, 500, 5), ratio(20_000, 10, 5)
    assert short <= SLOWEST_RATIO
    assert long <= FASTEST_GROWTH * max(short, 2.0)
