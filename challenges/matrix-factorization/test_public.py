"""Public tests for matrix factorization: a first check of README.md. Run them as you like."""

import numpy as np
import pytest

EXAMPLE = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([5.0, 1.0, 4.0, 2.0])


def checked(result, n_users, n_items, k):
    """Assert types, shapes and kinds; return the five parts as float64."""
    assert isinstance(result, (tuple, list)), "return five parts"
    assert len(result) == 5, "return mean, user_biases, item_biases, user_factors, item_factors"
    parts = [np.asarray(part) for part in result]
    shapes = [part.shape for part in parts]
    assert shapes == [(), (n_users,), (n_items,), (n_users, k), (n_items, k)]
    assert all(part.dtype.kind == "f" for part in parts), "all parts are floats"
    assert all(np.isfinite(part).all() for part in parts)
    return [part.astype(np.float64) for part in parts]


def predicted(parts):
    """(n_users, n_items) predictions."""
    mean, b, c, P, Q = parts
    return mean + b[:, None] + c + P @ Q.T


def simple(rng, n_users=15, n_items=12):
    """Triples in which users and items differ by their biases only."""
    users, items = np.nonzero(rng.random((n_users, n_items)) < 0.7)
    taste, quality = rng.normal(0.0, 1.0, n_users), rng.normal(0.0, 1.0, n_items)
    return users, items, 3.0 + taste[users] + quality[items]


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out about right."""
    parts = checked(solution.matrix_factorization(*EXAMPLE, 3, 2, 1, reg=1.0), 3, 2, 1)
    mean, b, c, _, _ = parts
    assert np.isclose(mean, 3.0)
    assert np.abs(c - [0.75, -0.75]).max() < 0.1
    assert np.abs(b).max() < 0.1
    assert np.abs(predicted(parts)[:2] - [3.75, 2.25]).max() < 0.2


@pytest.mark.points(1, group="correctness")
def test_ratings_are_fitted(solution, rng):
    """With a small penalty, predictions come near the given ratings."""
    near = 0
    for _ in range(12):
        users, items, ratings = simple(rng)
        result = solution.matrix_factorization(users, items, ratings, 15, 12, 2, reg=0.02)
        errors = predicted(checked(result, 15, 12, 2))[users, items] - ratings
        near += np.sqrt((errors**2).mean()) < 0.3 * ratings.std()
        if near:
            break
    assert near


@pytest.mark.points(1, group="correctness")
def test_more_penalty_means_less(solution, rng):
    """A larger penalty draws the predictions nearer to the mean."""
    users, items, ratings = simple(rng)
    spreads = []
    for reg in (0.1, 10.0):
        result = solution.matrix_factorization(users, items, ratings, 15, 12, 2, reg=reg)
        parts = checked(result, 15, 12, 2)
        spreads.append(predicted(parts)[users, items].std())
    assert spreads[1] < 0.5 * spreads[0]


@pytest.mark.points(1, group="edge cases")
def test_nobody_is_left_out(solution):
    """Users and items without ratings are there, with nothing in them."""
    users, items = np.array([1, 1, 3]), np.array([0, 2, 2])
    result = solution.matrix_factorization(users, items, np.array([4, 2, 5]), 6, 5, 2)
    _, b, c, P, Q = checked(result, 6, 5, 2)
    assert not b[[0, 2, 4, 5]].any() and not P[[0, 2, 4, 5]].any()
    assert not c[[1, 3, 4]].any() and not Q[[1, 3, 4]].any()


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay_as_they_were(solution, rng):
    """The arguments are not changed by the call."""
    users, items, ratings = simple(rng)
    checked(solution.matrix_factorization(users, items, ratings, 15, 12, 2, epochs=2), 15, 12, 2)
    assert not solution.matrix_factorization.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_large_ratings(solution, rng):
    """Ratings around one million are no trouble."""
    users, items, ratings = simple(rng)
    result = solution.matrix_factorization(users, items, 1e6 + ratings, 15, 12, 2)
    parts = checked(result, 15, 12, 2)
    assert abs(parts[0] - (1e6 + ratings).mean()) < 1e-6
    assert np.abs(predicted(parts)[users, items] - 1e6 - ratings).max() < 4.0


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_ratings(solution, rng):
    """A few rounds over some thousand ratings end well before the time limit."""
    users, items = rng.integers(0, 500, (2, 3000))
    ratings = rng.normal(3.0, 1.0, 3000)
    result = solution.matrix_factorization(users, items, ratings, 500, 500, 2, epochs=2)
    checked(result, 500, 500, 2)
