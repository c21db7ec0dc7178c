"""Hidden suite for matrix factorization. README.md is the contract; nothing here is stricter.

The answer is not unique, so it is judged by the objective J that it reaches, by the error on
ratings held out, and by what holds for every good answer. Data are drawn afresh for every call, so
a solution with a fixed start is as random as any other.

J has local minima, and stochastic steps end near one and not in it. So a test asks for one good
answer among TRIES. In 400 calls on each kind of data that has local minima, every accepted sample
came close in 95 % or more, and stochastic steps at a constant rate of 0.02, the slowest that the
statement calls good, in 91 % or more. Even at 80 %, twelve misses in a row have a probability of
0.2^12 = 4e-9, so 7e-8 for all seventeen such runs together. The number of rounds adds at most 1e-8,
as is said there. In the other tests nothing is left to chance.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import sets_global_seed, speed_ratio

TRIES = 12
# Of the sum of squares around the mean, and for each rating. Where there are no local minima, half
# or twice the penalty leaves 5 % or more of the sum of squares, stochastic steps 1 %.
SHARE = 0.03
PER_RATING = 0.01
# Of the standard deviation of planted ratings that were held out. Sound answers have 0.1 to 0.25,
# without biases it is 0.33 or more, with a factor too few 0.4.
HELD_OUT = 0.3
# Loops over ratings, or over users that look through all ratings, take up to about 80 times as long
# as the reference; a table of users and items does not fit in memory.
SLOWEST_RATIO = 800.0


def checked(result, n_users, n_items, k):
    """Assert types, shapes, kinds and finiteness; return the five parts as float64."""
    assert isinstance(result, (tuple, list)) and len(result) == 5
    parts = []
    shapes = ((), (n_users,), (n_items,), (n_users, k), (n_items, k))
    for part, shape in zip(result, shapes, strict=True):
        assert isinstance(part, (np.ndarray, np.floating, list, tuple, float))
        array = None
        with contextlib.suppress(TypeError, ValueError):
            array = np.asarray(part)
        assert array is not None, "ragged, so not an array"
        assert array.dtype.kind == "f" and array.shape == shape
        array = array.astype(np.float64)
        assert np.isfinite(array).all()
        parts.append(array)
    return parts


def run(function, data, k, *given, **named):
    """One call on (users, items, ratings, n_users, n_items)."""
    return checked(function(*data, k, *given, **named), data[3], data[4], k)


def objective(parts, data, reg):
    """J of an answer."""
    users, items, ratings = data[:3]
    mean, b, c, P, Q = parts
    errors = ratings - mean - b[users] - c[items] - (P[users] * Q[items]).sum(axis=1)
    sizes = b[users] ** 2 + c[items] ** 2 + (P[users] ** 2 + Q[items] ** 2).sum(axis=1)
    return (errors**2).sum() + reg * sizes.sum()


def least(reference, data, k, reg):
    """The lowest J of two careful runs."""
    runs = [run(reference.matrix_factorization, data, k, reg, 50) for _ in range(2)]
    return min(objective(parts, data, reg) for parts in runs)


def is_close(parts, reference, data, k, reg):
    """Whether J is as low as the statement asks."""
    ratings = data[2]
    allowed = SHARE * ((ratings - ratings.mean()) ** 2).sum() + PER_RATING * len(ratings)
    return objective(parts, data, reg) <= least(reference, data, k, reg) + allowed


def comes_close(solution, reference, draw, k, penalty, **given):
    """Whether one of TRIES answers is good; stops as soon as one is."""
    for _ in range(TRIES):
        data = draw()
        parts = run(solution.matrix_factorization, data, k, **given)
        if is_close(parts, reference, data, k, penalty):
            return True
    return False


def table(rng, shape, bias, factor, rank=2):
    """(n_users, n_items) ratings with planted biases and factors, and a little noise."""
    n_users, n_items = shape
    parts = [rng.normal(0.0, bias, (n_users, 1)), rng.normal(0.0, bias, n_items), 3.0]
    # Perpendicular factors of equal strength, so that none of them can be done without.
    P, Q = (np.linalg.qr(rng.normal(size=(n, rank)))[0] * np.sqrt(n) for n in shape)
    return sum(parts) + factor * P @ Q.T / np.sqrt(rank) + rng.normal(0.0, 0.1, shape)


def some_of(rng, full, share=0.6):
    """Ratings of some of the pairs, in random order: (users, items, ratings, n_users, n_items)."""
    users, items = np.nonzero(rng.random(full.shape) < share)
    order = rng.permutation(len(users))
    users, items = users[order], items[order]
    return users, items, full[users, items], *full.shape


def mixed(rng):
    """Biases and two factors."""
    return some_of(
        rng, table(rng, (int(rng.integers(17, 23)), int(rng.integers(12, 16))), 0.5, 1.0)
    )


@pytest.mark.points(3, group="correctness", gate=True)
def test_objective(solution, reference, rng):
    """The objective is nearly as low as can be."""
    assert comes_close(solution, reference, lambda: mixed(rng), 2, 0.1, reg=0.1)


@pytest.mark.points(3, group="correctness", gate=True)
def test_held_out(solution, rng):
    """Ratings that were held out are predicted from those that were not."""
    for _ in range(TRIES):
        full = table(rng, (24, 18), 0.5, 1.4)
        data = some_of(rng, full)
        mean, b, c, P, Q = run(solution.matrix_factorization, data, 2, 0.05)
        missing = np.ones(full.shape, dtype=bool)
        missing[data[0], data[1]] = False
        errors = (mean + b[:, None] + c + P @ Q.T - full)[missing]
        is_low = np.sqrt((errors**2).mean()) <= HELD_OUT * full[missing].std()
        if is_low:
            break
    assert is_low


@pytest.mark.points(2, group="correctness")
def test_penalty_of_biases(solution, reference, rng):
    """Biases are shrunk as much as the objective says."""

    def draw():
        return some_of(rng, table(rng, (19, 14), 1.5, 0.0))

    for reg in (1.0, 1.5):
        assert comes_close(solution, reference, draw, 2, reg, reg=reg)


@pytest.mark.points(2, group="correctness")
def test_penalty_of_factors(solution, reference, rng):
    """Factors are shrunk as much as the objective says."""

    def draw():
        return some_of(rng, table(rng, (18, 13), 0.3, 2.0))

    assert comes_close(solution, reference, draw, 2, 0.7, reg=0.7)


@pytest.mark.points(1, group="correctness")
def test_default_penalty(solution, reference, rng):
    """Without further arguments the defaults of the signature are used."""

    def draw():
        return some_of(rng, table(rng, (18, 14), 1.0, 1.0, rank=1))

    assert comes_close(solution, reference, draw, 1, 0.1)


@pytest.mark.points(1, group="correctness")
def test_mean(solution, rng):
    """The mean is that of the given ratings, whatever is rated often."""
    for rounds in (1, 5):
        users = rng.integers(0, 6, 40) * rng.integers(0, 2, 40)
        data = users, rng.integers(0, 5, 40), rng.normal(3.0, 1.0, 40), 6, 5
        mean = run(solution.matrix_factorization, data, 2, 0.1, rounds)[0]
        assert abs(mean - data[2].mean()) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_number_of_rounds(solution, reference, rng):
    """The number of rounds asked for is not exceeded."""
    # With few ratings to share, biases need many rounds: one left 2 % of the sum of squares or more
    # in 240 calls of alternating methods, in any order and from any start, and many leave less than
    # 1 %. Even if one call in a hundred arrived at once, four in a row would have 1e-8.
    arrived = 0
    for _ in range(4):
        data = some_of(rng, table(rng, (22, 16), 1.5, 0.0), share=0.2)
        parts = run(solution.matrix_factorization, data, 1, 0.1, epochs=1)
        above = objective(parts, data, 0.1) - least(reference, data, 1, 0.1)
        arrived += above <= 0.012 * ((data[2] - data[2].mean()) ** 2).sum()
    assert arrived < 4


@pytest.mark.points(3, group="edge cases")
def test_without_ratings(solution, rng):
    """Who has no ratings has neither bias nor factors, so that the other side decides."""
    for rounds in (1, 20):
        users, items, ratings, _, _ = some_of(rng, table(rng, (9, 8), 0.5, 1.0))
        # First, last and middle ones stay away.
        data = users * 2 + 1, items * 2 + 2, ratings, 20, 19
        _, b, c, P, Q = run(solution.matrix_factorization, data, 3, 0.1, rounds)
        for bias, factors, seen in ((b, P, data[0]), (c, Q, data[1])):
            cold = np.setdiff1d(np.arange(len(bias)), seen)
            assert not bias[cold].any() and not factors[cold].any()
            assert factors[seen].any()


@pytest.mark.points(2, group="edge cases")
def test_zero_is_a_rating(solution, reference, rng):
    """Ratings of zero and below are ratings like any other."""

    def draw():
        users, items, ratings, *sizes = mixed(rng)
        return users, items, np.where(ratings > 3.0, 0, -3), *sizes

    assert comes_close(solution, reference, draw, 2, 0.1, reg=0.1)


@pytest.mark.points(2, group="edge cases")
def test_repeated_pairs(solution, reference, rng):
    """Every rating of a pair counts, not only the last one."""

    def draw():
        users, items, ratings, *sizes = some_of(rng, table(rng, (12, 9), 1.5, 0.0))
        # The earlier ratings of a pair are higher, and the last one comes after them.
        tilted = ratings + 3.0 * (users % 2), ratings + 3.0 * (items % 2), ratings
        return np.tile(users, 3), np.tile(items, 3), np.concatenate(tilted), *sizes

    for reg in (0.5, 1.0):
        assert comes_close(solution, reference, draw, 1, reg, reg=reg)


@pytest.mark.points(1, group="edge cases")
def test_few_users_or_items(solution, reference, rng):
    """A single user, a single item, or both, with more factors than either."""
    for shape in ((1, 60), (70, 1)):

        def draw(shape=shape):
            return some_of(rng, table(rng, shape, 1.5, 0.0, 1), 2.0)

        assert comes_close(solution, reference, draw, 3, 1.0, reg=1.0)
    data = np.array([0]), np.array([0]), rng.normal(4.0, 1.0, 1), 1, 1
    parts = run(solution.matrix_factorization, data, 2, 0.5)
    assert abs(parts[0] - data[2][0]) <= 1e-9


@pytest.mark.points(1, group="edge cases")
def test_equal_ratings(solution, reference, rng):
    """Ratings that are all equal leave nothing to biases and factors."""

    def draw():
        users, items, ratings, *sizes = mixed(rng)
        return users, items, np.full(len(ratings), 4.0), *sizes

    assert comes_close(solution, reference, draw, 2, 0.3, reg=0.3)


@pytest.mark.points(2, group="edge cases")
def test_arguments_unchanged(solution, reference, rng):
    """A good answer leaves the arguments as they were."""
    assert comes_close(solution, reference, lambda: mixed(rng), 2, 0.1, reg=0.1)
    assert not solution.matrix_factorization.changed_arguments


@pytest.mark.points(1, group="edge cases")
def test_global_random_state(solution, reference, rng):
    """A good answer does not seed NumPy's global random state."""
    assert comes_close(solution, reference, lambda: mixed(rng), 2, 0.1, reg=0.1)
    assert not sets_global_seed(solution.matrix_factorization, *mixed(rng), 2, epochs=3)


@pytest.mark.points(2, group="numerical stability")
def test_large_mean(solution, reference, rng):
    """Ratings far from zero are fitted as closely as ratings around it."""

    def draw():
        users, items, ratings, *sizes = mixed(rng)
        return users, items, ratings + 1e7, *sizes

    assert comes_close(solution, reference, draw, 2, 0.1, reg=0.1)


@pytest.mark.points(2, group="numerical stability")
def test_fewer_ratings_than_factors(solution, reference, rng):
    """More factors than ratings of anybody, and hardly a penalty, still leave a good answer."""

    def draw():
        return some_of(rng, table(rng, (32, 28), 1.0, 0.0), share=0.13)

    assert comes_close(solution, reference, draw, 8, 0.01, reg=0.01)


@pytest.mark.points(2, group="numerical stability")
def test_strong_penalty(solution, reference, rng):
    """A strong penalty leaves little more than the mean, and no overflow."""

    def draw():
        return some_of(rng, table(rng, (18, 14), 1.5, 1.0))

    for reg in (4.0, 10.0):
        assert comes_close(solution, reference, draw, 2, reg, reg=reg)


@pytest.mark.points(3, group="efficiency")
def test_many_users_and_items(solution, reference, rng):
    """A round works on the ratings that there are, not on all pairs."""

    def draw():
        users, items = rng.integers(0, 9000, (2, 4500))
        return users, items, rng.normal(3.0, 1.0, 4500), 9000, 9000, 2, 0.1, 2

    def check(result, *args):
        parts = checked(result, 9000, 9000, 2)
        assert abs(parts[0] - args[2].mean()) <= 1e-9
        for factors, rows in ((parts[3], args[0]), (parts[4], args[1])):
            seen = np.zeros(9000, dtype=bool)
            seen[rows] = True
            assert not factors[~seen].any() and factors[seen].any()

    ratio = speed_ratio(
        solution.matrix_factorization,
        reference.matrix_factorization,
        args=draw,
        rounds=3,
        check=check,
    )
    assert ratio <= SLOWEST_RATIO
