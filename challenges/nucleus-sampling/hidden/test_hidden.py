"""Hidden suite for nucleus sampling. README.md is the contract; nothing here is stricter.

Probabilities are unique and compared with the reference. Draws are judged by their distribution:
the largest gap between two cumulative distributions, of n draws and of the truth, is above e with a
probability of at most 2 exp(-2 n e^2) (Dvoretzky, Kiefer and Wolfowitz 1956; the constant is
Massart's of 1990; it holds for discrete distributions as well). An assertion gets 4e-8 of false
alarms, so e = sqrt(log(2 / 4e-8) / (2 n)), where the logarithm is 17.73. There are 13 such
assertions, so a sound solution fails the suite by bad luck with a probability below 5.2e-7. That
rounding decides whether a sum reaches top_p has less than 1e-11, and all else far less than that.
"""

import contextlib
import math

import numpy as np
import pytest

from heldout.judging.probes import sets_global_seed, speed_ratio

TOLERANCE = 1e-9
LOG_OF_ALARM = 17.73
DRAWS = 10_000
# Plain loops take up to 12 times as long as the reference. Searching the vocabulary for each token
# that is kept takes some 90 times as long, a pass over it for each token drawn some 150 times.
SLOWEST_RATIO = 40.0


def checked(result, V):
    """Assert type, shape, kind and range; return (V,) float64."""
    probabilities = as_array(result)
    assert probabilities.dtype.kind == "f" and probabilities.shape == (V,)
    probabilities = probabilities.astype(np.float64)
    assert np.isfinite(probabilities).all() and (probabilities >= 0.0).all()
    return probabilities


def checked_tokens(result, n, V):
    """Assert type, shape, kind and range; return (n,) int64."""
    tokens = as_array(result)
    assert tokens.dtype.kind in "iu" and tokens.shape == (n,)
    assert tokens.min() >= 0 and tokens.max() < V
    return tokens.astype(np.int64)


def as_array(result):
    assert isinstance(result, (np.ndarray, list, tuple))
    array = None
    with contextlib.suppress(TypeError, ValueError):
        array = np.asarray(result)
    assert array is not None, "ragged, so not an array"
    return array


def assert_close(found, expected):
    """Each within a part of its own size, which makes what was cut off 0."""
    assert (np.abs(found - expected) <= TOLERANCE * expected + 1e-305).all()
    assert not found[expected == 0.0].any()


def assert_same(solution, reference, logits, **how):
    """The solution's probabilities are the reference's; returned for further questions."""
    found = checked(solution.next_token_probabilities(logits, **how), len(logits))
    assert_close(found, reference.next_token_probabilities(logits, **how))
    return found


def assert_distributed(values, probabilities):
    """Whole numbers have these probabilities, as far as so many can tell."""
    counts = np.bincount(values, minlength=len(probabilities))
    assert not counts[probabilities == 0.0].any()
    gap = np.abs(counts.cumsum() / len(values) - probabilities.cumsum()).max()
    assert gap <= math.sqrt(LOG_OF_ALARM / (2 * len(values)))


def drawn(solution, rng, logits, n=DRAWS, **how):
    """Tokens that the solution draws with a seed of our own."""
    return checked_tokens(solution.sample_tokens(logits, n, seed(rng), **how), n, len(logits))


def seed(rng):
    return int(rng.integers(1 << 63))


def spaced(rng, V, step=0.3):
    """(V,) logits in random order, no two of them nearly equal."""
    return rng.permutation(V) * step + rng.uniform(0.0, 0.2 * step, V)


def between(logits, size, **how):
    """A top_p half way between the sums of size - 1 and of size tokens, by definition."""
    temperature, top_k = how.get("temperature", 1.0), how.get("top_k")
    powers = np.sort(np.exp((logits - logits.max()) / temperature))[::-1][:top_k]
    sums = np.concatenate(([0.0], powers.cumsum() / powers.sum()))
    return float((sums[size - 1] + sums[size]) / 2.0)


@pytest.mark.points(3, group="correctness", gate=True)
def test_plain_probabilities(solution, reference, rng):
    """Without filters the probabilities are those of the softmax, at any ordinary temperature."""
    for V in (2, 5, 12):
        logits = rng.normal(0.0, 2.0, V)
        powers = np.exp(logits)
        found = checked(solution.next_token_probabilities(logits), V)
        assert_close(found, powers / powers.sum())
        for temperature in (0.5, 0.8, 1.7):
            assert_same(solution, reference, logits, temperature=temperature)


@pytest.mark.points(3, group="correctness", gate=True)
def test_draws(solution, reference, rng):
    """Tokens are drawn as often as their probabilities say."""
    for how in ({}, {"temperature": 0.6}, {"top_k": 4}, {"top_p": 0.7}):
        logits = spaced(rng, 8)
        expected = reference.next_token_probabilities(logits, **how)
        assert_distributed(drawn(solution, rng, logits, **how), expected)


@pytest.mark.points(2, group="correctness")
def test_top_k(solution, reference, rng):
    """Top-k keeps the k most probable tokens, in their places."""
    for k in (1, 2, 5, 8):
        logits = spaced(rng, 9)
        found = assert_same(solution, reference, logits, top_k=k)
        assert np.count_nonzero(found) == k


@pytest.mark.points(3, group="correctness")
def test_top_p(solution, reference, rng):
    """Top-p keeps the fewest tokens that reach it, with the one that crosses."""
    for size in range(1, 10):
        logits = spaced(rng, 9)
        found = assert_same(solution, reference, logits, top_p=between(logits, size))
        assert np.count_nonzero(found) == size


@pytest.mark.points(2, group="correctness")
def test_both_filters(solution, reference, rng):
    """Top-p adds up what top-k has left and made to sum to 1."""
    for k, size in ((3, 1), (3, 2), (5, 2), (5, 4), (8, 3)):
        logits = spaced(rng, 9)
        top_p = between(logits, size, top_k=k)
        found = assert_same(solution, reference, logits, top_k=k, top_p=top_p)
        assert np.count_nonzero(found) == size


@pytest.mark.points(2, group="correctness")
def test_temperature_and_filters(solution, reference, rng):
    """The temperature comes before the filters."""
    for temperature, size in ((0.3, 2), (0.5, 3), (2.0, 4), (5.0, 6)):
        logits = spaced(rng, 9)
        how = {"temperature": temperature, "top_k": 7}
        how["top_p"] = between(logits, size, **how)
        found = assert_same(solution, reference, logits, **how)
        assert np.count_nonzero(found) == size
        by_place = solution.next_token_probabilities(logits, *how.values())
        assert_close(checked(by_place, 9), found)


@pytest.mark.points(2, group="correctness")
def test_independent_draws(solution, reference, rng):
    """A token that was drawn says nothing of the next one."""
    for how in ({}, {"top_p": 0.8}):
        logits = spaced(rng, 5, 0.5)
        first, second = drawn(solution, rng, logits, **how).reshape(-1, 2).T
        expected = reference.next_token_probabilities(logits, **how)
        assert_distributed(5 * first + second, np.outer(expected, expected).ravel())


@pytest.mark.points(2, group="edge cases")
def test_equal_logits(solution, reference, rng):
    """Of equal logits those with lower indices are kept, and exactly as many as are needed."""
    flat = np.full(7, rng.normal())
    for k in (1, 3, 6):
        assert_close(assert_same(solution, reference, flat, top_k=k), (np.arange(7) < k) / k)
    for top_p, size in ((0.1, 1), (0.35, 3), (0.5, 4), (0.9, 7)):
        assert_close(
            assert_same(solution, reference, flat, top_p=top_p), (np.arange(7) < size) / size
        )
    for _ in range(6):
        few = rng.integers(0, 3, 12) * 0.7
        for size in (2, 5, 9):
            assert_same(solution, reference, few, top_k=size)
            assert_same(solution, reference, few, top_p=between(few, size))


@pytest.mark.points(1, group="edge cases")
def test_at_least_one_token(solution, reference, rng):
    """The most probable token is always kept."""
    for top_p in (1e-3, 1e-9, 1e-20, 1e-300):
        found = assert_same(solution, reference, spaced(rng, 6), top_p=top_p)
        assert found.max() == 1.0
    alone = rng.normal(size=1)
    for how in ({}, {"temperature": 0.0}, {"top_k": 1}, {"top_k": 5}, {"top_p": 0.3}):
        assert_close(assert_same(solution, reference, alone, **how), np.ones(1))
        assert not drawn(solution, rng, alone, 5, **how).any()


@pytest.mark.points(1, group="edge cases")
def test_filters_that_keep_all(solution, reference, rng):
    """As many tokens as there are, or more, filter nothing, and neither does a sum of one."""
    logits = rng.normal(0.0, 1.0, 6)
    plain = assert_same(solution, reference, logits)
    for how in ({"top_k": 6}, {"top_k": 7}, {"top_k": 10**9}, {"top_k": None, "top_p": 1.0}):
        assert_close(assert_same(solution, reference, logits, **how), plain)
        drawn(solution, rng, logits, 5, **how)


@pytest.mark.points(2, group="edge cases")
def test_greedy(solution, reference, rng):
    """A temperature of zero always takes the largest logit, the first of several."""
    for logits in (rng.normal(size=7), np.array([1.0, 3.0, -2.0, 3.0, 3.0]), np.zeros(4)):
        best = np.arange(len(logits)) == logits.argmax()
        for how in ({}, {"top_k": 3}, {"top_p": 0.9}):
            found = assert_same(solution, reference, logits, temperature=0.0, **how)
            assert_close(found, best.astype(float))
            tokens = drawn(solution, rng, logits, 20, temperature=0, **how)
            assert (tokens == logits.argmax()).all()


@pytest.mark.points(2, group="edge cases")
def test_forbidden_tokens(solution, reference, rng):
    """A logit of minus infinity is a token that never comes."""
    for n_forbidden in (1, 4, 7):
        logits = rng.permutation(
            np.concatenate((rng.normal(size=8 - n_forbidden), np.full(n_forbidden, -np.inf)))
        )
        for how in ({}, {"temperature": 0.7, "top_p": 0.97}, {"top_k": 6}, {"temperature": 0.0}):
            found = assert_same(solution, reference, logits, **how)
            assert not found[np.isneginf(logits)].any()
            tokens = drawn(solution, rng, logits, 300, **how)
            assert np.isfinite(logits[tokens]).all()


@pytest.mark.points(1, group="edge cases")
def test_whole_logits(solution, reference, rng):
    """Whole numbers are logits like any other."""
    logits = rng.permutation(8) - 3
    for how in ({}, {"temperature": 2.0}, {"temperature": 0.7, "top_k": 5}, {"top_p": 0.8}):
        expected = reference.next_token_probabilities(logits.astype(float), **how)
        assert_close(checked(solution.next_token_probabilities(logits, **how), 8), expected)


@pytest.mark.points(2, group="edge cases")
def test_refused_arguments(solution, reference, rng):
    """Arguments that make no sense raise ValueError in both functions, others do not."""
    logits = rng.normal(size=5)
    assert_same(solution, reference, logits, temperature=0.5, top_k=1, top_p=1.0)
    for how in (
        {"temperature": -0.5},
        {"temperature": -1e-9},
        {"top_k": 0},
        {"top_k": -1},
        {"top_p": 0.0},
        {"top_p": -0.1},
        {"top_p": 1.5},
        {"temperature": 0.0, "top_p": 0.0},
        {"temperature": 0.0, "top_k": 0},
    ):
        with pytest.raises(ValueError):
            solution.next_token_probabilities(logits, **how)
        with pytest.raises(ValueError):
            solution.sample_tokens(logits, 3, seed(rng), **how)


@pytest.mark.points(2, group="edge cases")
def test_seeds(solution, rng):
    """The seed decides what is drawn, and nothing else does."""
    sample, logits = solution.sample_tokens, np.zeros(50)
    seen = []
    for each in (seed(rng), seed(rng), 0, 1):
        twice = []
        for state in (1, 2):
            sample.link.reseed(state)
            twice.append(checked_tokens(sample(logits, 60, each), 60, 50).tolist())
        assert twice[0] == twice[1]
        seen.append(twice[0])
    # Two different seeds agree in all of 60 tokens with a probability of 50^-60.
    assert all(first != second for first in seen for second in seen if first is not second)
    assert not sets_global_seed(sample, logits, 60, seed(rng))


@pytest.mark.points(1, group="edge cases")
def test_logits_unchanged(solution, reference, rng):
    """Right answers leave the logits as they were."""
    for how in ({}, {"temperature": 0.5, "top_k": 3, "top_p": 0.6}, {"temperature": 0.0}):
        logits = 1.0 + spaced(rng, 6)
        assert_same(solution, reference, logits, **how)
        assert not solution.next_token_probabilities.changed_arguments
        drawn(solution, rng, logits, 4, **how)
        assert not solution.sample_tokens.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_tiny_probabilities(solution, reference, rng):
    """Tokens of tiny probability are kept unless a filter cuts them off."""
    for low in (-30.0, -80.0, -650.0):
        logits = rng.permutation(np.linspace(low, 0.0, 9)) + rng.uniform(-3.0, 3.0)
        for how in ({}, {"top_k": 8}, {"top_p": 1.0}):
            found = assert_same(solution, reference, logits, **how)
            assert np.count_nonzero(found) == how.get("top_k", 9)


@pytest.mark.points(2, group="numerical stability")
def test_huge_logits(solution, reference, rng):
    """Huge logits, above zero or below, overflow nowhere."""
    for offset in (1e3, -1e3, 1e5, -1e5):
        logits = offset + rng.integers(-8, 9, 8) / 4.0
        assert_same(solution, reference, logits)
        assert_same(solution, reference, logits, temperature=0.5, top_k=5)
        expected = reference.next_token_probabilities(logits, top_p=0.95)
        assert_distributed(drawn(solution, rng, logits, top_p=0.95), expected)
    for size in (1e10, 1e300):
        for logits in (rng.normal(0.0, size, 8), np.full(4, size), -size * np.ones(3)):
            for how in ({}, {"top_k": 2}, {"top_p": 0.4}, {"temperature": 1e-300}):
                assert_same(solution, reference, logits, **how)


@pytest.mark.points(2, group="numerical stability")
def test_any_temperature(solution, reference, rng):
    """Logits and temperatures that are both tiny or both huge are as good as any."""
    for size in (1e-300, 1e-12, 1e-6, 1e6, 1e300):
        logits = spaced(rng, 8)
        found = assert_same(solution, reference, size * logits, temperature=size, top_k=6)
        assert np.abs(found - reference.next_token_probabilities(logits, top_k=6)).max() <= 1e-12
    tied = np.array([2.0, 5.0, 1.0, 5.0, -np.inf])
    for temperature in (1e-300, 1e-9, 1e-3):
        found = assert_same(solution, reference, tied, temperature=temperature)
        assert_close(found, np.array([0.0, 0.5, 0.0, 0.5, 0.0]))
    found = assert_same(solution, reference, spaced(rng, 5), temperature=1e300)
    assert_close(found, np.full(5, 0.2))


@pytest.mark.points(2, group="efficiency")
def test_filters_of_large_vocabularies(solution, reference, rng):
    """The filters cost little more than a sort."""

    def check(result, logits, *how):
        found = checked(result, len(logits))
        assert_close(found, reference.next_token_probabilities(logits, *how))

    def draw(V):
        logits, how = rng.normal(0.0, 0.5, V), {"temperature": 1.3, "top_k": V - 9}
        return logits, *how.values(), between(logits, int(0.8 * V), **how)

    def ratio(V):
        return speed_ratio(
            solution.next_token_probabilities,
            reference.next_token_probabilities,
            args=lambda: draw(V),
            rounds=2,
            check=check,
        )

    long = ratio(100_000)
    assert long <= SLOWEST_RATIO
    # Eight times the vocabulary: what grows with its square falls behind by some four times more.
    assert long <= 2.0 * max(ratio(12_500), 15.0)


@pytest.mark.points(2, group="efficiency")
def test_many_draws(solution, reference, rng):
    """A token that is drawn costs no pass over the vocabulary."""

    def check(result, logits, n, *how):
        expected = reference.next_token_probabilities(logits, *how[1:])
        assert_distributed(checked_tokens(result, n, len(logits)), expected)

    def draw():
        logits = rng.normal(0.0, 1.0, 1_000)
        how = {"temperature": 0.9, "top_k": 800}
        return logits, DRAWS, seed(rng), *how.values(), between(logits, 500, **how)

    ratio = speed_ratio(
        solution.sample_tokens, reference.sample_tokens, args=draw, rounds=3, check=check
    )
    assert ratio <= SLOWEST_RATIO
