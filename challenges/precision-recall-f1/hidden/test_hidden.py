"""Hidden suite for precision, recall and F1. README.md is the contract; nothing here is stricter.

The answer is unique. Expected values are worked out here from the definition, class by class, and
on large inputs by the reference.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Of the right score. float64 leaves 1e-15 a step, a small constant in a denominator much more.
TOLERANCE = 1e-9
# Rows and classes.
FEW, MANY = (1_000, 500), (20_000, 10_000)
# With MANY, plain loops take up to 15 times as long as the reference, and going through all rows
# for each class more than 200 times as long. A table of classes by classes does not fit.
SLOWEST_RATIO = 70.0
# From FEW to MANY that ratio hardly grows for loops, and 20-fold for a pass for each class.
FASTEST_GROWTH = 7.0


def checked(result, k):
    """Assert types and shapes; return three (k,) float64, or for k = None three floats."""
    assert isinstance(result, (tuple, list)) and len(result) == 3
    scores = []
    for part in result:
        kinds = (float, int, np.floating) if k is None else (np.ndarray, list, tuple)
        assert isinstance(part, kinds) and not isinstance(part, bool)
        array = None
        with contextlib.suppress(TypeError, ValueError):
            array = np.asarray(part)
        assert array is not None, "ragged, so not an array"
        assert array.dtype.kind in "fiu" and array.shape == (() if k is None else (k,))
        scores.append(array.astype(np.float64))
        assert np.isfinite(scores[-1]).all()
    return scores


def by_definition(y_true, y_pred, average=None):
    """Three lists of scores, or three numbers, one class after the other."""
    classes = sorted(set(y_true.tolist()) | set(y_pred.tolist()))
    counts = []
    for c in classes:
        there, claimed = y_true == c, y_pred == c
        tp = int((there & claimed).sum())
        counts.append((tp, int(claimed.sum()) - tp, int(there.sum()) - tp))
    if average == "micro":
        return ratios(*map(sum, zip(*counts, strict=True)))
    columns = list(zip(*(ratios(*each) for each in counts), strict=True))
    if average is None:
        return columns
    weights = [1 if average == "macro" else tp + fn for tp, _, fn in counts]
    return [np.average(column, weights=weights) for column in columns]


def ratios(tp, fp, fn):
    pairs = ((tp, tp + fp), (tp, tp + fn), (2 * tp, 2 * tp + fp + fn))
    return [part / whole if whole else 0.0 for part, whole in pairs]


def assert_scores(result, expected, k=None):
    for ours, right in zip(checked(result, k), expected, strict=True):
        assert (np.abs(ours - right) <= TOLERANCE * np.asarray(right)).all()


def assert_right(solution, y_true, y_pred, average=None):
    """The solution's scores are those of the definition."""
    k = len(set(y_true.tolist()) | set(y_pred.tolist())) if average is None else None
    result = solution.precision_recall_f1(y_true, y_pred, average=average)
    assert_scores(result, by_definition(y_true, y_pred, average), k)


def predictions(rng, names, n, right=0.6):
    """(n,) labels of unlike frequency, and (n,) often right ones; each name is right once."""
    names = np.array(names)
    shares = rng.permutation(np.arange(1, len(names) + 1.0) ** 2)
    y_true = rng.choice(names, n, p=shares / shares.sum())
    y_pred = np.where(rng.uniform(size=n) < right, y_true, rng.choice(names, n))
    places = rng.permutation(n)[: len(names)]
    y_true[places] = y_pred[places] = names
    return y_true, y_pred


@pytest.mark.points(3, group="correctness", gate=True)
def test_scores_of_each_class(solution, rng):
    """Each class of an ordinary problem gets its three scores."""
    for names, n in (([0, 1, 2], 40), ([1, 2, 3, 4], 70), ([0, 1, 2, 3, 4], 110)):
        y_true, y_pred = predictions(rng, names, n)
        assert_right(solution, y_true, y_pred)
        result = solution.precision_recall_f1(y_true, y_pred)
        assert_scores(result, by_definition(y_true, y_pred), len(names))


@pytest.mark.points(2, group="correctness")
def test_macro(solution, rng):
    """The macro average is the mean of the classes' scores, of F1 too."""
    for names in ([0, 1, 2], [0, 1, 2, 3, 4]):
        y_true, y_pred = predictions(rng, names, 60)
        assert_right(solution, y_true, y_pred, "macro")
        result = solution.precision_recall_f1(y_true, y_pred, "macro")
        assert_scores(result, by_definition(y_true, y_pred, "macro"))


@pytest.mark.points(2, group="correctness")
def test_weighted(solution, rng):
    """The weighted average counts each class as often as it has rows, for F1 too."""
    for names in ([0, 1, 2], [0, 1, 2, 3, 4]):
        assert_right(solution, *predictions(rng, names, 60), "weighted")


@pytest.mark.points(2, group="correctness")
def test_micro(solution, rng):
    """The micro average adds up the counts of all classes first."""
    for names in ([0, 1], [0, 1, 2], [0, 1, 2, 3, 4]):
        y_true, y_pred = predictions(rng, names, 60)
        assert_right(solution, y_true, y_pred, "micro")
        share = (y_true == y_pred).mean()
        assert_scores(solution.precision_recall_f1(y_true, y_pred, "micro"), [share] * 3)


@pytest.mark.points(1, group="correctness")
def test_two_classes(solution, rng):
    """With two classes both of them have scores."""
    for names in ([0, 1], [1, 2], [-1, 1]):
        for average in (None, "macro", "weighted"):
            assert_right(solution, *predictions(rng, names, 30), average)


@pytest.mark.points(2, group="edge cases")
def test_order_of_classes(solution, rng):
    """Classes come in ascending order of their numbers, whatever order the rows have."""
    for names in ([2, 10, 9, 100], [-3, -20, 5, 0], [7, 1000, -1]):
        y_true, y_pred = predictions(rng, names, 60)
        assert_right(solution, y_true, y_pred)
        assert_right(solution, y_true[::-1].copy(), y_pred[::-1].copy())


@pytest.mark.points(2, group="edge cases")
def test_text(solution, rng):
    """Labels may be text, of different lengths, in the order in which Python sorts it."""
    for names in (["cat", "catfish", "dog"], ["b", "B", "", "aa", "ab"], ["é", "z", "日本", "Z"]):
        y_true, y_pred = predictions(rng, names, 50)
        # As narrow as the labels that are left in it.
        narrow = np.array(np.where(y_true == max(names, key=len), names[0], y_true).tolist())
        for average in (None, "macro"):
            assert_right(solution, y_true, y_pred, average)
            assert_right(solution, narrow, y_pred, average)
            assert_right(solution, y_pred, narrow, average)


@pytest.mark.points(3, group="edge cases")
def test_only_predicted(solution, rng):
    """A label that is only predicted is a class with scores of zero, which counts on average."""
    for extra in (-1, 7):
        y_true, y_pred = predictions(rng, [0, 1, 2], 40)
        y_pred[rng.choice(40, 3, replace=False)] = extra
        for average in (None, "macro", "micro", "weighted"):
            assert_right(solution, y_true, y_pred, average)


@pytest.mark.points(3, group="edge cases")
def test_never_predicted(solution, rng):
    """A label that is never predicted has a precision of zero, which counts on average."""
    for extra in (-1, 7):
        y_true, y_pred = predictions(rng, [0, 1, 2], 40)
        y_true[rng.choice(40, 3, replace=False)] = extra
        for average in (None, "macro", "micro", "weighted"):
            assert_right(solution, y_true, y_pred, average)


@pytest.mark.points(1, group="edge cases")
def test_all_or_nothing(solution, rng):
    """All right gives ones, and all wrong zeros."""
    for names in ([4, 5, 6], [3]):
        y_true = np.array(names)[rng.integers(0, len(names), 20)]
        for average in (None, "macro", "micro", "weighted"):
            assert_right(solution, y_true, y_true.copy(), average)
            assert_right(solution, y_true, y_true + 1, average)
            assert_right(solution, y_true, y_true + 10, average)


@pytest.mark.points(1, group="edge cases")
def test_one_row(solution, rng):
    """A single row is enough, right or wrong."""
    for average in (None, "macro", "micro", "weighted"):
        label = rng.integers(-50, 50, 1)
        assert_right(solution, label, label.copy(), average)
        assert_right(solution, label, label + rng.integers(1, 9), average)


@pytest.mark.points(2, group="edge cases")
def test_rows_that_do_not_match(solution, rng):
    """Different lengths and no rows at all raise ValueError, other inputs do not."""
    y_true, y_pred = predictions(rng, [0, 1, 2], 12)
    for average in (None, "macro", "micro", "weighted"):
        assert_right(solution, y_true, y_pred, average)
        for rows, guesses in ((12, 11), (10, 12), (12, 10), (12, 1), (1, 12), (0, 1), (0, 0)):
            with pytest.raises(ValueError):
                solution.precision_recall_f1(y_true[:rows], y_pred[:guesses], average=average)


@pytest.mark.points(1, group="edge cases")
def test_unknown_average(solution, rng):
    """An average that does not exist raises ValueError, others do not."""
    for names in ([0, 1], [0, 1, 2]):
        y_true, y_pred = predictions(rng, names, 20)
        for average in (None, "macro", "micro", "weighted"):
            assert_right(solution, y_true, y_pred, average)
        for average in ("binary", "samples", "Macro", ""):
            with pytest.raises(ValueError):
                solution.precision_recall_f1(y_true, y_pred, average=average)


@pytest.mark.points(2, group="edge cases")
def test_inputs_unchanged(solution, rng):
    """A right answer leaves both arrays as they were."""
    for names in ([5, -2, 30], ["b", "c", "a"]):
        for average in (None, "macro", "micro", "weighted"):
            assert_right(solution, *predictions(rng, names, 30), average)
            assert not solution.precision_recall_f1.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_huge_labels(solution, rng):
    """Labels at the ends of int64, and neighbours there, are different names."""
    low, high = np.iinfo(np.int64).min, np.iinfo(np.int64).max
    for names in ([low, low + 1, high - 1, high], [2**53, 2**53 + 1, 2**53 + 2], [low, 0, high]):
        for average in (None, "macro"):
            assert_right(solution, *predictions(rng, names, 50), average)


@pytest.mark.points(2, group="numerical stability")
def test_tiny_scores(solution, rng):
    """Scores near zero keep their digits, and exact zeros stay."""
    for n in (15_000, 20_000):
        # Class 0 is right once among thousands of wrong rows either way; 2 is never right.
        y_true = np.zeros(n, dtype=np.int64)
        y_true[n // 2 :] = 1
        y_pred = 1 - y_true
        y_pred[0], y_true[-5:] = 0, 2
        order = rng.permutation(n)
        y_true, y_pred = y_true[order], y_pred[order]
        for average in (None, "macro", "weighted"):
            assert_right(solution, y_true, y_pred, average)


@pytest.mark.points(2, group="numerical stability")
def test_rare_classes(solution, reference, rng):
    """Many rare classes beside a common one weigh what they should."""
    y_true, y_pred = rng.integers(1, 2_000, (2, 12_000)) * (rng.uniform(size=(2, 12_000)) < 0.1)
    y_pred = np.where(rng.uniform(size=12_000) < 0.5, y_true, y_pred)
    for average in ("macro", "micro", "weighted"):
        expected = checked(reference.precision_recall_f1(y_true, y_pred, average), None)
        assert_scores(solution.precision_recall_f1(y_true, y_pred, average), expected)


@pytest.mark.points(3, group="efficiency")
def test_work(solution, reference, rng):
    """The work does not grow with rows times classes."""

    def drawn(n, k):
        # No label is missing, so that the number of classes is known.
        y_true = rng.permutation(np.arange(n) % k)
        return y_true, np.where(rng.uniform(size=n) < 0.5, y_true, rng.integers(0, k, n))

    def check(result, y_true, y_pred):
        k = int(y_true.max()) + 1
        right = np.bincount(y_true[y_true == y_pred], minlength=k)
        there, claimed = np.bincount(y_true, minlength=k), np.bincount(y_pred, minlength=k)
        assert_scores(
            result,
            (right / np.maximum(claimed, 1), right / there, 2 * right / (there + claimed)),
            k,
        )

    ratios = [
        speed_ratio(
            solution.precision_recall_f1,
            reference.precision_recall_f1,
            args=lambda size=size: drawn(*size),
            rounds=rounds,
            check=check,
        )
        for size, rounds in ((FEW, 7), (MANY, 3))
    ]
    assert ratios[1] <= SLOWEST_RATIO
    assert ratios[1] <= FASTEST_GROWTH * ratios[0]
