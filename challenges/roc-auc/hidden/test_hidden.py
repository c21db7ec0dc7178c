"""Hidden suite for the area under the ROC curve. README.md is the contract; nothing is stricter.

The answer is unique. On small inputs it is counted here pair by pair, on larger ones it is the
reference's. Labels are drawn so that both classes have rows.
"""

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# float64 leaves less than 1e-12 in any order of summation, float32 about 1e-8.
TOLERANCE = 1e-9
FEW, MANY = 1_500, 30_000
# With MANY rows, sorts and loops in plain Python take up to 60 times as long as the reference, and
# NumPy over all pairs, or over all rows for each threshold, more than 300 times as long.
SLOWEST_RATIO = 200.0
# From FEW to MANY rows that ratio grows by less than 3 for any sort, and by more than 15 for pairs.
FASTEST_GROWTH = 8.0


def checked(result):
    """Assert that the result is one number; return a float."""
    assert isinstance(result, (float, int, np.floating, np.integer))
    assert not isinstance(result, bool)
    return float(result)


def by_pairs(y_true, y_score):
    """The share of pairs in order, ties half, from a table of all pairs."""
    positives, negatives = y_score[y_true == 1][:, None], y_score[y_true == 0]
    return (positives > negatives).mean() + (positives == negatives).mean() / 2.0


def assert_area(solution, y_true, y_score, expected=None):
    expected = by_pairs(y_true, y_score) if expected is None else expected
    assert abs(checked(solution.roc_auc(y_true, y_score)) - expected) <= TOLERANCE


def labels(rng, n):
    """(n,) int64 labels, each 0 or 1, both there."""
    return rng.permutation(np.append([0, 1], rng.integers(0, 2, n - 2)))


def separated(rng, n):
    """(n,) labels and (n,) scores without ties, which are higher for positives on the whole."""
    y_true = labels(rng, n)
    return y_true, rng.normal(0.0, 1.0, n) + rng.uniform(0.3, 1.5) * y_true


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_scores(solution, rng):
    """Ordinary scores get the area under their curve."""
    for n in (12, 25, 60, 101):
        assert_area(solution, *separated(rng, n))


@pytest.mark.points(2, group="correctness")
def test_monotone_maps(solution, rng):
    """Only the order of the scores counts, and turning it round turns the area round."""
    for n in (20, 45):
        y_true, y_score = separated(rng, n)
        area = by_pairs(y_true, y_score)
        assert_area(solution, y_true, 5.0 + y_score**3, area)
        assert_area(solution, y_true, np.exp(3.0 * y_score), area)
        assert_area(solution, y_true, -y_score, 1.0 - area)


@pytest.mark.points(2, group="correctness")
def test_perfect_and_hopeless(solution, rng):
    """Scores that separate the classes have area 1, and those that do so the wrong way round 0."""
    for n in (2, 15, 40):
        y_true = labels(rng, n)
        apart = np.where(y_true == 1, 1.0, -1.0)
        y_score = 4.0 + apart + rng.uniform(-0.9, 0.9, n)
        assert_area(solution, y_true, y_score, 1.0)
        assert_area(solution, 1 - y_true, y_score, 0.0)


@pytest.mark.points(2, group="correctness")
def test_rare_class(solution, reference, rng):
    """A single positive, or a single negative, among many rows is enough."""
    for rare in (0, 1):
        y_true = np.full(400, 1 - rare)
        y_true[rng.integers(400)] = rare
        y_score = rng.normal(0.0, 1.0, 400)
        assert_area(solution, y_true, y_score)
    y_true = (rng.uniform(size=5000) < 0.01).astype(np.int64)
    y_true[:2] = 0, 1
    y_score = rng.normal(0.0, 1.0, 5000) + y_true
    assert_area(solution, y_true, y_score, checked(reference.roc_auc(y_true, y_score)))


@pytest.mark.points(3, group="edge cases")
def test_ties(solution, rng):
    """A pair with equal scores counts half."""
    for levels in (2, 3, 7):
        y_true = labels(rng, 50)
        places = rng.integers(0, levels, 50) + y_true * rng.integers(0, 2, 50)
        assert_area(solution, y_true, rng.normal(0.0, 1.0, levels + 1)[places])


@pytest.mark.points(2, group="edge cases")
def test_order_of_tied_rows(solution, rng):
    """The order of the rows makes no difference, not even among equal scores."""
    y_true = labels(rng, 40)
    y_score = rng.integers(0, 4, 40) / 4.0
    area = by_pairs(y_true, y_score)
    for order in (np.argsort(y_true), np.argsort(-y_true), rng.permutation(40)):
        assert_area(solution, y_true[order], y_score[order], area)


@pytest.mark.points(1, group="edge cases")
def test_all_equal(solution, rng):
    """If all scores are equal the area is a half."""
    for n in (2, 9, 30):
        assert_area(solution, labels(rng, n), np.full(n, rng.normal()), 0.5)


@pytest.mark.points(1, group="edge cases")
def test_bool_labels(solution, rng):
    """Labels may be True and False."""
    for n in (2, 21, 50):
        y_true = labels(rng, n)
        y_score = np.round(rng.normal(0.0, 1.0, n))
        assert_area(solution, y_true == 1, y_score)


@pytest.mark.points(2, group="edge cases")
def test_integer_scores(solution, rng):
    """Whole scores, few or many different ones, give an area that is no integer."""
    for largest in (3, 20, 2**52):
        for _ in range(3):
            y_true = labels(rng, 40)
            assert_area(solution, y_true, rng.integers(-largest, largest + 1, 40))


@pytest.mark.points(2, group="edge cases")
def test_one_class(solution, rng):
    """Without a positive or without a negative ValueError is raised, and with both it is not."""
    for n in (7, 2, 1, 0):
        y_score = rng.normal(0.0, 1.0, n)
        if n > 1:
            assert_area(solution, labels(rng, n), y_score)
        for label in (0, 1):
            with pytest.raises(ValueError):
                solution.roc_auc(np.full(n, label), y_score)
    assert_area(solution, np.array([0, 1]), np.array([1.5, 2.5]), 1.0)


@pytest.mark.points(2, group="edge cases")
def test_lengths_that_differ(solution, rng):
    """Labels and scores of different length raise ValueError, others do not."""
    y_true, y_score = separated(rng, 12)
    y_true[:2], y_true[-2:] = (0, 1), (1, 0)
    assert_area(solution, y_true, y_score)
    for rows, scores in ((12, 11), (11, 12), (12, 1), (2, 12)):
        with pytest.raises(ValueError):
            solution.roc_auc(y_true[:rows], y_score[:scores])


@pytest.mark.points(2, group="edge cases")
def test_inputs_unchanged(solution, rng):
    """A right answer leaves labels and scores as they were."""
    for dtype in (np.int64, np.bool_):
        y_true, y_score = separated(rng, 30)
        y_true = y_true.astype(dtype)
        assert_area(solution, y_true, y_score)
        assert not solution.roc_auc.changed_arguments


@pytest.mark.points(3, group="numerical stability")
def test_neighbouring_floats(solution, rng):
    """Scores that differ in their last bit are different, and those that do not are equal."""
    for base in (0.5, -1.0, 1e300, 1e-12, 1e-310):
        steps = [base]
        for _ in range(5):
            steps.append(np.nextafter(steps[-1], np.inf))
        for _ in range(2):
            y_true = labels(rng, 30)
            places = rng.integers(0, 5, 30) + y_true * rng.integers(0, 2, 30)
            assert_area(solution, y_true, np.array(steps)[places])
    y_true = labels(rng, 30)
    assert_area(solution, y_true, rng.choice([-1e-308, -0.0, 0.0, 1e-308], 30))


@pytest.mark.points(2, group="numerical stability")
def test_infinite_scores(solution, rng):
    """Infinite scores are the highest and the lowest, and tie with each other."""
    for numbers in ([-np.inf, np.inf], [0.0, np.inf], [-np.inf, -1e300, 0.5, 1e300, np.inf]):
        for _ in range(3):
            assert_area(solution, labels(rng, 40), rng.choice(numbers, 40))


@pytest.mark.points(2, group="numerical stability")
def test_any_size(solution, rng):
    """Scores need not be probabilities, and may be as large or as small as floats go."""
    for scale in (40.0, 1e9, 1e300, 1e-200):
        for _ in range(2):
            y_true = labels(rng, 40)
            y_score = rng.integers(-5, 6, 40) + y_true * rng.integers(0, 3, 40)
            # The highest scores and the lowest are shared by both classes.
            y_score[:4], y_true[:4] = (9, 9, -9, -9), (0, 1, 0, 1)
            assert_area(solution, y_true, scale * y_score)


@pytest.mark.points(2, group="numerical stability")
def test_single_precision_scores(solution, reference, rng):
    """Scores in float32 get an area in full precision."""
    for n in (300, 5000, 12000):
        y_true, y_score = separated(rng, n)
        y_score = np.round(y_score, 2).astype(np.float32)
        assert_area(solution, y_true, y_score, checked(reference.roc_auc(y_true, y_score)))


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """The work grows like that of a sort, not with the number of pairs."""

    def check(result, y_true, y_score):
        assert abs(checked(result) - by_ranks(y_true, y_score)) <= TOLERANCE

    ratios = [
        speed_ratio(
            solution.roc_auc,
            reference.roc_auc,
            args=lambda n=n: separated(rng, n),
            rounds=rounds,
            check=check,
        )
        for n, rounds in ((FEW, 7), (MANY, 3))
    ]
    assert ratios[1] <= SLOWEST_RATIO
    assert ratios[1] <= FASTEST_GROWTH * ratios[0]


def by_ranks(y_true, y_score):
    """The area from the ranks of the positives; for scores without ties."""
    ranks = np.empty(len(y_score))
    ranks[np.argsort(y_score)] = np.arange(len(y_score))
    positives = int(y_true.sum())
    wins = ranks[y_true == 1].sum() - positives * (positives - 1) / 2.0
    return wins / (positives * (len(y_true) - positives))
