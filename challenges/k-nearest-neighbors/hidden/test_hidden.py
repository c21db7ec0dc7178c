"""Hidden suite for k-nearest neighbors. README.md is the contract; nothing here is stricter.

The answer is unique. Tests work it out from how the data were made, or ask the reference. Real
numbers are never equally far away by chance, so ties are made of whole numbers, whose squares and
sums are exact in any order.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Plain loops take about 10 times as long as the reference, one NumPy call for each pair of rows
# about 70, a bubble sort 600 or more.
SLOWEST_RATIO = 250.0
# With eight times as many rows that becomes about twice as much, since the reference's calls cost
# something too. Ranks from all pairs of distances become 10 times slower or more beside it.
STEEPEST_GROWTH = 5.0


def checked(result, t):
    """Assert type, shape and dtype kind; return a list of t ints."""
    assert isinstance(result, (np.ndarray, list, tuple))
    labels = None
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        labels = np.asarray(result)
    assert labels is not None, "ragged, so not an array"
    assert labels.dtype.kind in "iu" and labels.shape == (t,)
    return labels.tolist()


def assert_labels(solution, X_train, y_train, X_test, k, expected):
    result = solution.knn_predict(X_train, y_train, X_test, k)
    assert checked(result, len(X_test)) == [int(label) for label in expected]


def assert_same(solution, reference, X_train, y_train, X_test, k):
    """The solution's labels are the reference's."""
    expected = reference.knn_predict(X_train, y_train, X_test, k)
    assert_labels(solution, X_train, y_train, X_test, k, checked(expected, len(X_test)))


def draw(rng, n=40, t=12, d=3, classes=3):
    """(n, d) training rows, (n,) labels that say nothing of them, (t, d) test rows."""
    return rng.normal(size=(n, d)), rng.integers(0, classes, n), rng.normal(size=(t, d))


def directions(rng, n, d):
    """(n, d) unit vectors."""
    rows = rng.normal(size=(n, d))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def shells(rng, gap):
    """(n, d) rows around zero, one a shell in random order, and the order of their distances."""
    order = rng.permutation(30)
    radii = (1.0 + gap * rng.uniform(1.0, 2.0)) ** order
    return radii[:, None] * directions(rng, 30, 4), order


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_rows(solution, reference, rng):
    """Ordinary rows get the label of most of their neighbours."""
    for n, t, d, k in ((40, 12, 3, 1), (40, 9, 5, 4), (30, 30, 2, 7), (6, 6, 6, 3), (50, 3, 3, 20)):
        assert_same(solution, reference, *draw(rng, n, t, d), k)


@pytest.mark.points(2, group="correctness", gate=True)
def test_clear_groups(solution, rng):
    """Rows inside a clear group get the label of the group."""
    for d in (2, 5):
        centres = 20.0 * rng.permutation(3)[:, None] + rng.uniform(-2.0, 2.0, (3, d))
        of_train = rng.permutation(np.repeat([0, 1, 2], 9))
        of_test = rng.integers(0, 3, 8)
        X_train = centres[of_train] + rng.uniform(-1.0, 1.0, (27, d))
        X_test = centres[of_test] + rng.uniform(-1.0, 1.0, (8, d))
        assert_labels(solution, X_train, of_train, X_test, 5, of_test)


@pytest.mark.points(2, group="correctness")
def test_votes_count_alike(solution, rng):
    """Several neighbours outvote one that is much nearer."""
    for k, label in ((1, 0), (2, 0), (3, 1), (5, 1), (6, 1)):
        x = rng.normal(size=(1, 4))
        radii = np.array([1e-4, 1.0, 1.1, 1.2, 1.3, 1.4])
        places = rng.permutation(6)
        X_train = (x + radii[:, None] * directions(rng, 6, 4))[places]
        assert_labels(solution, X_train, np.minimum(places, 1), x, k, [label])


@pytest.mark.points(2, group="correctness")
def test_features_as_given(solution, reference, rng):
    """Features of very different size and offset count as they are."""
    scales, offsets = np.array([1.0, 5.0, 40.0]), np.array([1000.0, -50.0, 3.0])
    for _ in range(3):
        X_train, y_train, X_test = draw(rng)
        train, test = offsets + scales * X_train, offsets + scales * X_test
        assert_same(solution, reference, train, y_train, test, 5)


@pytest.mark.points(3, group="edge cases")
def test_equal_distances(solution, reference, rng):
    """Of rows that are equally far away the earlier ones are taken."""
    for n in (12, 90, 300):
        X_train, X_test = rng.integers(-2, 3, (n, 2)), rng.integers(-3, 4, (10, 2))
        # A label for each row tells which of them was taken.
        assert_same(solution, reference, X_train, rng.permutation(n), X_test, 1)
        train, test = X_train.astype(float), X_test.astype(float)
        for k in (4, 11):
            assert_same(solution, reference, train, rng.integers(0, 3, n), test, k)


@pytest.mark.points(3, group="edge cases")
def test_equal_votes(solution, rng):
    """Of labels with equally many votes the smallest wins."""
    for votes in ([1, 1], [2, 2], [1, 1, 1], [2, 3, 3], [1, 2, 2, 2]) * 3:
        labels = rng.choice(np.arange(-9, 10), len(votes), replace=False)
        y_train = rng.permutation(np.repeat(labels, votes))
        X_train, _, X_test = draw(rng, n=len(y_train), t=2)
        winner = labels[np.array(votes) == max(votes)].min()
        assert_labels(solution, X_train, y_train, X_test, len(y_train), [winner, winner])


@pytest.mark.points(2, group="edge cases")
def test_copies(solution, rng):
    """Copies of a row count each, and a row that is itself in the data counts first."""
    rows = rng.permutation(40)[:, None] * rng.uniform(1.0, 2.0, 3)
    first, second = rng.integers(-5, 6, (2, 40))
    for X_train, y_train in (
        (np.concatenate((rows, rows)), np.concatenate((first, second))),
        (np.repeat(rows, 2, axis=0), np.stack((first, second), axis=1).ravel()),
    ):
        assert_labels(solution, X_train, y_train, rows, 1, first)
        assert_labels(solution, X_train, y_train, rows, 2, np.minimum(first, second))


@pytest.mark.points(1, group="edge cases")
def test_all_rows_vote(solution, rng):
    """As many neighbours as rows let the most common label win everywhere."""
    for n in (3, 9, 31):
        X_train, _, X_test = draw(rng, n=n)
        y_train = rng.permutation(np.repeat([-3, 8], [n // 2, n // 2 + 1]))
        assert_labels(solution, X_train, y_train, 5.0 * X_test, n, [8] * 12)


@pytest.mark.points(2, group="edge cases")
def test_smallest_data(solution, reference, rng):
    """A single training row, a single test row and a single feature are enough."""
    for n, t, d, k in ((1, 1, 3, 1), (1, 4, 2, 1), (20, 1, 3, 4), (25, 8, 1, 3), (8, 8, 1, 2)):
        X_train, y_train, X_test = draw(rng, n, t, d, classes=50)
        assert_same(solution, reference, X_train, y_train, X_test, k)


@pytest.mark.points(2, group="edge cases")
def test_any_labels(solution, reference, rng):
    """Labels may be negative or very large."""
    for low, high in ((-4, 0), (-(10**18), 10**18), (10**18, 10**18 + 5)):
        X_train, _, X_test = draw(rng)
        y_train = rng.choice(rng.integers(low, high, 4), 40)
        for k in (1, 5):
            assert_same(solution, reference, X_train, y_train, X_test, k)


@pytest.mark.points(2, group="edge cases")
def test_whole_numbers(solution, reference, rng):
    """Bytes and integers are at the same distances as the same numbers in floats."""
    _, y_train, _ = draw(rng)
    for dtype, low, high in (
        (np.uint8, 0, 256),
        (np.int64, -9, 10),
        (np.int64, -(10**12), 10**12),
        (np.float32, -99, 100),
    ):
        both = rng.integers(low, high, (52, 5))
        X_train, X_test = both[:40], both[40:]
        expected = reference.knn_predict(X_train.astype(float), y_train, X_test.astype(float), 3)
        train, test = X_train.astype(dtype), X_test.astype(dtype)
        assert_labels(solution, train, y_train, test, 3, checked(expected, 12))


@pytest.mark.points(2, group="edge cases")
def test_impossible_k(solution, reference, rng):
    """A number of neighbours that cannot be is refused with ValueError, any other is not."""
    X_train, y_train, X_test = draw(rng, n=15)
    for k in (1, 15):
        assert_same(solution, reference, X_train, y_train, X_test, k)
    for k in (0, -1, -15, 16, 40):
        with pytest.raises(ValueError):
            solution.knn_predict(X_train, y_train, X_test, k)


@pytest.mark.points(2, group="edge cases")
def test_data_unchanged(solution, reference, rng):
    """A right answer leaves the data as they were."""
    for k in (2, 5):
        X_train, y_train, X_test = draw(rng)
        assert_same(solution, reference, 3.0 + X_train, y_train, 3.0 + X_test, k)
        assert not solution.knn_predict.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_far_from_the_origin(solution, reference, rng):
    """Rows far from the origin keep their neighbours."""
    for offset in (1e8, -1e8):
        X_train, y_train, X_test = draw(rng, classes=5)
        assert_same(solution, reference, offset + X_train, y_train, offset + X_test, 3)


@pytest.mark.points(2, group="numerical stability")
def test_any_size(solution, reference, rng):
    """Rows of a tiny or a huge size keep their neighbours."""
    for scale in (1e-100, 1e-7, 1e7, 1e100):
        X_train, y_train, X_test = draw(rng, classes=5)
        assert_same(solution, reference, scale * X_train, y_train, scale * X_test, 3)


@pytest.mark.points(2, group="numerical stability")
def test_close_distances(solution, rng):
    """Distances that differ by little are told apart."""
    for gap in (1e-2, 1e-9, 1e-9, 1e-9, 1e-9):
        X_train, order = shells(rng, gap)
        assert_labels(solution, X_train, order, np.zeros((1, 4)), 1, [0])
        # Of the three nearest rows two say 7; all that could take their place say 5.
        y_train = np.where((order == 1) | (order == 2), 7, 5)
        assert_labels(solution, X_train, y_train, np.zeros((1, 4)), 3, [7])


@pytest.mark.points(2, group="efficiency")
def test_many_rows(solution, reference, rng):
    """Many rows with many features are predicted in the memory that there is."""
    assert_same(solution, reference, *draw(rng, n=2000, t=140, d=32), 5)


@pytest.mark.points(3, group="efficiency")
def test_growth(solution, reference, rng):
    """The work of a row does not grow with the square of the number of training rows."""

    def check(result, *args):
        assert checked(result, 5) == checked(reference.knn_predict(*args), 5)

    few, many = (
        speed_ratio(
            solution.knn_predict,
            reference.knn_predict,
            args=lambda n=n: (*draw(rng, n, t=5), 5),
            rounds=5,
            check=check,
        )
        for n in (300, 2500)
    )
    assert many <= SLOWEST_RATIO
    assert many <= STEEPEST_GROWTH * few
