"""Hidden suite for k-fold split. README.md is the contract; nothing here is stricter.

Which folds a seed gives is open, so shuffles are judged by counts over many calls. A count is
binomial if the shuffle is sound. Its bounds leave out at most 5e-10 on either side and 8e-10
together, by the exact distribution; three tests look at 102 counts each. That makes fewer than
306 * 8e-10 = 2.5e-7 false alarms in a suite. Two shuffles that should differ are the same with a
probability of at most 2e-12 (two classes of 15 rows in 3 folds), and 14 pairs are compared.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import sets_global_seed, speed_ratio

# Plain loops over all rows of all folds take up to about 40 times as long as the reference. Looking
# each row up in a list or an array of test rows takes more than 200 times as long.
SLOWEST_RATIO = 120.0
# With eight times as many rows the former get up to 3 times slower beside the reference, whose
# calls cost something too; the lists get 15 times slower.
STEEPEST_GROWTH = 8.0
CALLS = 400
# Of 400 calls, by the probability of the event.
BOUNDS = {"1/3": (78, 192), "3/11": (58, 166), "1/5": (35, 132)}


def checked(result, n, k):
    """Assert that it is k pairs which test each row once and train on all others.

    Returns (n,) int64, the fold that tests each row.
    """
    assert isinstance(result, (list, tuple)) and len(result) == k
    tested_in = np.full(n, -1)
    for i, pair in enumerate(result):
        assert isinstance(pair, (list, tuple)) and len(pair) == 2
        train, test = (rows_of(part, n) for part in pair)
        assert (tested_in[test] == -1).all(), "in one fold only"
        tested_in[test] = i
        assert len(train) + len(test) == n
        # Each number of rows once: together all of them, and each of them once.
        assert np.array_equal(np.bincount(np.concatenate((train, test)), minlength=n), np.ones(n))
    assert (tested_in >= 0).all()
    return tested_in


def rows_of(part, n):
    """(m,) int64 numbers of rows."""
    assert isinstance(part, (np.ndarray, list, tuple))
    rows = None
    with contextlib.suppress(TypeError, ValueError, OverflowError):
        rows = np.asarray(part)
    assert rows is not None, "ragged, so not an array"
    assert rows.dtype.kind in "iu" and rows.ndim == 1
    rows = rows.astype(np.int64)
    assert len(rows) and rows.min() >= 0 and rows.max() < n
    return rows


def sizes_of(tested_in, k):
    return np.bincount(tested_in, minlength=k)


def assert_even(counts):
    assert counts.max() - counts.min() <= 1


def plain(solution, n, k, *args, **kwargs):
    """The fold of each row, from folds of even sizes."""
    tested_in = checked(solution.k_fold_split(n, k, *args, **kwargs), n, k)
    assert_even(sizes_of(tested_in, k))
    return tested_in


def stratified(solution, y, k, *args, **kwargs):
    """The fold of each row, from folds with even shares of each class."""
    tested_in = checked(solution.stratified_k_fold_split(y, k, *args, **kwargs), len(y), k)
    for label in np.unique(y):
        assert_even(sizes_of(tested_in[y == label], k))
    return tested_in


def assert_blocks(solution, n, k):
    """Without a shuffle folds are blocks of which the first n mod k have one row more."""
    sizes = [n // k + (i < n % k) for i in range(k)]
    assert np.array_equal(plain(solution, n, k), np.repeat(np.arange(k), sizes))


def fresh_seeds(rng, count=CALLS):
    """Different seeds, as Python numbers."""
    return [int(seed) for seed in np.unique(rng.integers(0, 2**32, 2 * count))[:count]]


def assert_likely(counts, probability):
    """All of these events, observed in CALLS calls, happened about as often as they should."""
    low, high = BOUNDS[probability]
    assert counts.min() >= low and counts.max() <= high


def together(tested_in):
    """(calls, n) folds of rows -> (n, n) in how many calls two rows have the same fold."""
    return (tested_in[:, :, None] == tested_in[:, None, :]).sum(axis=0)


def assert_shuffled(tested_in):
    """(CALLS, 12) folds of 12 rows in 3 folds: each row in each fold, and each pair, as likely."""
    assert_likely(np.stack([(tested_in == i).sum(axis=0) for i in range(3)]), "1/3")
    # Beside a row there are 3 of the 11 others.
    assert_likely(together(tested_in)[np.triu_indices(12, 1)], "3/11")


@pytest.mark.points(3, group="correctness", gate=True)
def test_consecutive_blocks(solution):
    """Without a shuffle folds are consecutive blocks, the larger ones first."""
    for n, k in ((12, 3), (7, 3), (10, 4), (23, 5), (50, 7), (9, 2)):
        assert_blocks(solution, n, k)


@pytest.mark.points(3, group="correctness", gate=True)
def test_shares_of_classes(solution, rng):
    """Stratified folds have equal shares of each class."""
    for counts, k in (([12, 6], 3), ([20, 11, 9], 4), ([7, 30], 5), ([8, 8, 8], 2)):
        y = np.repeat([0, 1, 2][: len(counts)], counts)
        stratified(solution, y, k)
        stratified(solution, rng.permutation(y), k)
        stratified(solution, rng.permutation(y), k, shuffle=True)


@pytest.mark.points(2, group="correctness")
def test_shuffled_rows(solution, rng):
    """With a shuffle every way to divide the rows is equally likely."""
    seeds = fresh_seeds(rng)
    assert_shuffled(np.stack([plain(solution, 12, 3, True, seed) for seed in seeds]))


@pytest.mark.points(2, group="correctness")
def test_shuffled_without_seed(solution):
    """A shuffle without a seed is as even as one with a seed, and never the same."""
    assert_shuffled(np.stack([plain(solution, 12, 3, shuffle=True) for _ in range(CALLS)]))
    first, second = (plain(solution, 30, 3, shuffle=True) for _ in range(2))
    assert (first != second).any()
    y = np.zeros(30, dtype=np.int64)
    first, second = (stratified(solution, y, 3, shuffle=True, seed=None) for _ in range(2))
    assert (first != second).any()


@pytest.mark.points(2, group="correctness")
def test_shuffled_classes(solution, rng):
    """The rows of each class are shuffled, and each class by itself."""
    y = rng.permutation(np.repeat([3, 8], 6))
    seeds = fresh_seeds(rng)
    tested_in = np.stack([stratified(solution, y, 3, True, seed) for seed in seeds])
    assert_likely(np.stack([(tested_in == i).sum(axis=0) for i in range(3)]), "1/3")
    pairs = together(tested_in)
    own = pairs[np.ix_(y == 3, y == 3)], pairs[np.ix_(y == 8, y == 8)]
    # Beside a row there is 1 of the 5 others of its class, and 2 of the 6 of the other class.
    assert_likely(np.stack([each[np.triu_indices(6, 1)] for each in own]), "1/5")
    assert_likely(pairs[np.ix_(y == 3, y == 8)], "1/3")


@pytest.mark.points(2, group="correctness")
def test_seeds(solution, rng):
    """The same seed gives the same folds, another one others."""
    y = rng.permutation(np.repeat([0, 1], 15))
    for split in (
        lambda seed: plain(solution, 30, 3, shuffle=True, seed=seed),
        lambda seed: stratified(solution, y, 3, shuffle=True, seed=seed),
    ):
        seen = []
        for seed in (0, *fresh_seeds(rng, 2), 2**32 - 1):
            first = split(seed)
            assert np.array_equal(split(seed), first)
            assert all((first != other).any() for other in seen)
            seen.append(first)


@pytest.mark.points(1, group="edge cases")
def test_no_shuffle_by_default(solution, rng):
    """Without a shuffle a seed has no effect, and there is none by default."""
    y = rng.permutation(np.repeat([0, 1, 2], [9, 7, 4]))
    seeds = fresh_seeds(rng, 3)
    before = plain(solution, 20, 3), stratified(solution, y, 3)
    for seed in (0, *seeds):
        assert np.array_equal(plain(solution, 20, 3, False, seed), before[0])
        assert np.array_equal(plain(solution, 20, 3, seed=seed), before[0])
        assert np.array_equal(stratified(solution, y, 3, seed=seed), before[1])


@pytest.mark.points(1, group="edge cases")
def test_leave_one_out(solution, rng):
    """As many folds as rows leave out one row each."""
    for n in (2, 3, 11):
        assert_blocks(solution, n, n)
        plain(solution, n, n, shuffle=True)
        stratified(solution, rng.integers(0, 2, n), n)
        y = rng.permutation(n)
        assert_even(sizes_of(stratified(solution, y, n, shuffle=True), n))


@pytest.mark.points(2, group="edge cases")
def test_uneven_sizes(solution, rng):
    """Rows that are left over go to different folds, with a shuffle, too."""
    for n, k in ((5, 4), (7, 4), (29, 10), (19, 10), (41, 6)):
        assert_blocks(solution, n, k)
        plain(solution, n, k, shuffle=True)
        plain(solution, n, k, True, int(rng.integers(100)))


@pytest.mark.points(3, group="edge cases")
def test_leftovers_of_classes(solution, rng):
    """Leftovers of many classes do not all go to the same folds."""
    for counts, k in (([5, 5, 5, 5], 4), ([3, 3, 3, 3, 3], 2), ([7, 4, 10, 1], 3), ([6, 6, 9], 5)):
        y = np.repeat(np.arange(len(counts)), counts)
        for shuffle in (False, True):
            for labels in (y, rng.permutation(y)):
                assert_even(sizes_of(stratified(solution, labels, k, shuffle), k))


@pytest.mark.points(2, group="edge cases")
def test_rare_classes(solution, rng):
    """A class may have fewer rows than there are folds, or all of the rows."""
    for counts in ([17, 1], [10, 2, 3], [1] * 12, [15]):
        y = rng.permutation(np.repeat(np.arange(len(counts)), counts))
        for shuffle in (False, True):
            stratified(solution, y, 5, shuffle)


@pytest.mark.points(2, group="edge cases")
def test_any_classes(solution, rng):
    """Classes may be negative or very large numbers."""
    for labels in ([-7, -2, 5], [-(10**18), 10**18, 10**18 + 1]):
        y = rng.permutation(np.repeat(labels, [8, 12, 13]))
        stratified(solution, y, 4)
        stratified(solution, y, 4, shuffle=True)


@pytest.mark.points(2, group="edge cases")
def test_impossible_k(solution, rng):
    """Numbers of folds that cannot be are refused with ValueError, others are not."""
    y = rng.integers(0, 2, 8)
    for shuffle in (False, True):
        for k in (2, 8):
            plain(solution, 8, k, shuffle)
            stratified(solution, y, k, shuffle)
        for k in (-2, 0, 1, 9, 30):
            with pytest.raises(ValueError):
                solution.k_fold_split(8, k, shuffle)
            with pytest.raises(ValueError):
                solution.stratified_k_fold_split(y, k, shuffle)


@pytest.mark.points(1, group="edge cases")
def test_classes_unchanged(solution, rng):
    """A right answer leaves the classes as they were."""
    for shuffle in (False, True):
        y = rng.permutation(np.repeat([2, 1, 0], [9, 7, 4]))
        stratified(solution, y, 3, shuffle)
        assert not solution.stratified_k_fold_split.changed_arguments


@pytest.mark.points(1, group="edge cases")
def test_global_random_state(solution, rng):
    """A right answer does not seed NumPy's global random state."""
    y = rng.integers(0, 2, 20)
    for args in ((True, 5), (True, None), (False, 5)):
        plain(solution, 20, 4, *args)
        stratified(solution, y, 4, *args)
        assert not sets_global_seed(solution.k_fold_split, 20, 4, *args)
        assert not sets_global_seed(solution.stratified_k_fold_split, y, 4, *args)


@pytest.mark.points(2, group="numerical stability")
def test_no_row_is_rounded_away(solution):
    """Sizes are exact where their mean has no exact number."""
    for n, k in ((15, 11), (61, 7), (49, 11), (53, 19), (118, 21), (107, 13), (199, 49), (100, 3)):
        assert_blocks(solution, n, k)


@pytest.mark.points(2, group="numerical stability")
def test_shares_are_not_rounded(solution, rng):
    """Shares of classes stay even where rounding them adds up."""
    for counts, k in (([9, 9, 9], 6), ([27, 45, 63], 18), ([8, 13, 3], 5), ([11, 95], 10)):
        y = rng.permutation(np.repeat(np.arange(len(counts)), counts))
        assert_even(sizes_of(stratified(solution, y, k), k))


@pytest.mark.points(3, group="efficiency")
def test_growth(solution, reference, rng):
    """The work grows with the size of the answer."""

    def check(result, n, k, *_):
        assert_even(sizes_of(checked(result, n, k), k))

    def check_classes(result, y, k, *_):
        assert_even(sizes_of(checked(result, len(y), k), k))

    for name, draw, assertion in (
        ("k_fold_split", lambda n: n, check),
        ("stratified_k_fold_split", lambda n: rng.integers(0, 3, n), check_classes),
    ):
        few, many = (
            speed_ratio(
                getattr(solution, name),
                getattr(reference, name),
                args=lambda draw=draw, n=n: (draw(n), 5, True, int(rng.integers(2**32))),
                rounds=3,
                check=assertion,
            )
            for n in (2000, 16000)
        )
        assert many <= SLOWEST_RATIO
        assert many <= STEEPEST_GROWTH * few
