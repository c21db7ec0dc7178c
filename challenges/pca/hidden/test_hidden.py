"""Hidden suite for PCA. README.md is the contract; nothing here is stricter.

Most data are planted: scores that are orthonormal and centred, times known standard deviations,
times known directions, plus a known mean. So the right answer is known without computing it, up to
signs, and neighbouring standard deviations differ by a fifth or more wherever components are
compared. Nothing is left to chance: a right answer passes for every seed.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Rounding leaves 1e-10 at an offset of 1e6, an iteration that stops at 1e-9 a few times that;
# float32 leaves 1e-6 or more.
TOLERANCE = 1e-7
# Of a standard deviation that is 1e-8 of the largest: rounding leaves 1e-7, the covariance nothing.
COARSE = 1e-4
# Power iteration and rotations of columns in plain Python take up to about 150 times as long as the
# reference. What has n rows and n columns, or d and d, fills 3 GB here and is stopped by that.
SLOWEST_RATIO = 1000.0


def numbers(part, shape):
    """Assert type, shape, kind and finiteness; return float64."""
    assert isinstance(part, (np.ndarray, list, tuple))
    array = None
    with contextlib.suppress(TypeError, ValueError):
        array = np.asarray(part)
    assert array is not None, "ragged, so not an array"
    assert array.dtype.kind in "fiu" and array.shape == shape
    array = array.astype(np.float64)
    assert np.isfinite(array).all()
    return array


def fit(solution, X, k):
    """A fitted object, and its orthonormal components (k, d)."""
    pca = solution.PCA(k)
    pca.fit(X)
    components = numbers(pca.components_, (k, X.shape[1]))
    assert np.abs(components @ components.T - np.eye(k)).max() <= TOLERANCE
    return pca, components


def near(found, expected, tolerance=TOLERANCE):
    """Whether all numbers are equal, up to a part of the largest one expected."""
    return np.abs(found - expected).max() <= tolerance * np.abs(expected).max()


def turned(rng, rows, columns):
    """(rows, columns) orthonormal columns."""
    return np.linalg.qr(rng.normal(size=(rows, columns)))[0]


def planted(rng, n, d, spreads, offset=3.0):
    """(n, d) data with these standard deviations along (r, d) directions, and their mean (d,)."""
    r = len(spreads)
    tops = rng.normal(size=(n, r))
    scores = np.linalg.qr(tops - tops.mean(axis=0))[0] * np.sqrt(n - 1.0) * spreads
    directions, mean = turned(rng, d, r).T, offset * rng.uniform(-1.0, 1.0, d)
    return scores @ directions + mean, directions, mean


def falling(rng, r):
    """(r,) standard deviations, each larger than the next by 25 to 60 %."""
    return np.cumprod(rng.uniform(1.25, 1.6, r))[::-1].copy()


def assert_found(solution, X, k, spreads, directions, tolerance=TOLERANCE):
    """The first k of the planted directions come out, with their variances."""
    pca, components = fit(solution, X, k)
    variances = numbers(pca.explained_variance_, (k,))
    for j in range(k):
        sign = 1.0 if components[j] @ directions[j] > 0.0 else -1.0
        assert near(sign * components[j], directions[j], tolerance)
        assert abs(variances[j] - spreads[j] ** 2) <= 2.0 * tolerance * spreads[j] ** 2
    return pca, components


@pytest.mark.points(3, group="correctness", gate=True)
def test_directions(solution, rng):
    """The directions of largest spread are found in order, with their variances."""
    for n, d, k in ((30, 4, 2), (12, 5, 5), (9, 3, 1)):
        spreads = falling(rng, d)
        X, directions, _ = planted(rng, n, d, spreads)
        assert_found(solution, X, k, spreads, directions)


@pytest.mark.points(2, group="correctness", gate=True)
def test_coordinates(solution, rng):
    """The coordinates of the fitted rows belong to the components."""
    for n, d, k in ((20, 4, 2), (15, 3, 3)):
        X, _, mean = planted(rng, n, d, falling(rng, d))
        pca, components = fit(solution, X, k)
        scores = numbers(pca.transform(X), (n, k))
        assert near(scores, (X - mean) @ components.T)
        assert near(scores.T @ scores / (n - 1.0), np.diag(pca.explained_variance_))


@pytest.mark.points(2, group="correctness")
def test_other_rows(solution, rng):
    """Rows that were not fitted are measured from where the fitted ones were centred."""
    X, _, mean = planted(rng, 20, 4, falling(rng, 4))
    pca, components = fit(solution, X, 3)
    for m in (1, 2, 30):
        others = rng.normal(5.0, 2.0, (m, 4))
        scores = numbers(pca.transform(others), (m, 3))
        assert near(scores, (others - mean) @ components.T)


@pytest.mark.points(2, group="correctness")
def test_back_again(solution, rng):
    """The way back leads to the points that have the coordinates."""
    X, _, mean = planted(rng, 20, 5, falling(rng, 5))
    for k in (2, 5):
        pca, components = fit(solution, X, k)
        for m in (1, 9):
            scores = rng.normal(0.0, 2.0, (m, k))
            points = numbers(pca.inverse_transform(scores), (m, 5))
            assert near(points, scores @ components + mean)
        there = numbers(pca.transform(X), (20, k))
        near_plane = (X - mean) @ components.T @ components + mean
        assert near(numbers(pca.inverse_transform(there), (20, 5)), near_plane)


@pytest.mark.points(2, group="correctness")
def test_shares(solution, rng):
    """Shares are of the variance of all features, whatever is kept."""
    for k in (1, 2, 5):
        spreads = falling(rng, 5)
        X, _, _ = planted(rng, 25, 5, spreads)
        shares = numbers(fit(solution, X, k)[0].explained_variance_ratio_, (k,))
        assert near(shares, (spreads**2 / (spreads**2).sum())[:k])


@pytest.mark.points(2, group="edge cases")
def test_more_features_than_rows(solution, rng):
    """More features than rows are fine, up to as many components as rows."""
    for n, d in ((6, 9), (2, 3), (5, 40)):
        spreads = falling(rng, n - 1)
        X, directions, mean = planted(rng, n, d, spreads)
        assert_found(solution, X, n - 1, spreads, directions)
        pca, components = fit(solution, X, n)
        # Centring has taken one dimension away, so the last direction has no variance.
        assert abs(numbers(pca.explained_variance_, (n,))[-1]) <= TOLERANCE * spreads[0] ** 2
        assert near((X - mean) @ components.T @ components, X - mean)


@pytest.mark.points(1, group="edge cases")
def test_one_feature(solution, rng):
    """A single feature is its own component, and keeps its axis."""
    for n in (2, 11):
        spread = rng.uniform(1.0, 3.0, 1)
        X, _, mean = planted(rng, n, 1, spread)
        pca, components = assert_found(solution, X, 1, spread, np.ones((1, 1)))
        assert near(numbers(pca.transform(X), (n, 1)), (X - mean) * components[0])
        assert near(numbers(pca.explained_variance_ratio_, (1,)), np.ones(1))


@pytest.mark.points(2, group="edge cases")
def test_fewer_dimensions_than_features(solution, rng):
    """Constant and repeated columns leave directions without variance, and do no harm."""
    spreads = falling(rng, 3)
    X, directions, _ = planted(rng, 14, 3, spreads)
    wide = np.column_stack((X[:, 0], np.full(14, 7.0), X[:, 1:], np.zeros(14)))
    stretched = np.zeros((3, 5))
    stretched[:, [0, 2, 3]] = directions
    assert_found(solution, wide, 3, spreads, stretched)
    for data, rank in ((wide, 3), (np.column_stack((X, X[:, 1])), 3), (X[:, [0, 0, 0]], 1)):
        d = data.shape[1]
        pca, components = fit(solution, data, d)
        variances = numbers(pca.explained_variance_, (d,))
        assert np.abs(variances[rank:]).max() <= TOLERANCE * variances[0]
        centred = data - data.mean(axis=0)
        assert near(variances.sum(), (centred**2).sum() / 13.0)
        # All of the data lies in the span of the first components.
        assert near(centred @ components[:rank].T @ components[:rank], centred)


@pytest.mark.points(1, group="edge cases")
def test_equal_rows(solution, rng):
    """Rows that are all equal have components all the same, and no variance."""
    for n, d, k in ((4, 3, 2), (2, 2, 1), (7, 5, 5)):
        row = rng.integers(1, 9, d) * rng.choice([0.1, 0.5])
        X = np.tile(row, (n, 1))
        pca, components = fit(solution, X, k)
        assert np.abs(numbers(pca.explained_variance_, (k,))).max() <= TOLERANCE
        numbers(pca.explained_variance_ratio_, (k,))
        scores = rng.normal(0.0, 1.0, (3, k))
        assert near(numbers(pca.inverse_transform(scores), (3, d)), scores @ components + row)


@pytest.mark.points(1, group="edge cases")
def test_equal_spreads(solution, rng):
    """Directions of equal variance may be any orthonormal ones of their plane."""
    spreads = np.array([4.0, 2.0, 2.0, 2.0, 0.5]) * rng.uniform(0.5, 2.0)
    X, directions, _ = planted(rng, 18, 5, spreads)
    pca, components = fit(solution, X, 4)
    assert near(numbers(pca.explained_variance_, (4,)), spreads[:4] ** 2)
    for found, span in ((components[:1], directions[:1]), (components[1:], directions[1:4])):
        assert near(found @ span.T @ span, found)


@pytest.mark.points(2, group="edge cases")
def test_kinds_of_numbers(solution, rng):
    """Integers and single precision are taken as the numbers that they are."""
    for kind in (np.int64, np.float32):
        X = planted(rng, 30, 3, np.array([16.0, 8.0, 4.0]), offset=1e3)[0]
        # Sixteenths are exact in single precision.
        X = np.rint(X) if kind is np.int64 else np.rint(16.0 * X) / 16.0
        _, spreads, directions = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
        pca, components = assert_found(
            solution, X.astype(kind), 2, spreads / np.sqrt(29.0), directions
        )
        expected = (X - X.mean(axis=0)) @ components.T
        assert near(numbers(pca.transform(X.astype(kind)), (30, 2)), expected)


@pytest.mark.points(2, group="edge cases")
def test_impossible_numbers_of_components(solution, rng):
    """A number of components that the data cannot have is refused with ValueError, others not."""
    for n, d in ((10, 4), (3, 7)):
        least = min(n, d)
        X = planted(rng, n, d, falling(rng, least - 1))[0]
        for k in (1, least):
            fit(solution, X, k)
        for k in (0, -1, least + 1):
            with pytest.raises(ValueError):
                solution.PCA(k).fit(X)


@pytest.mark.points(1, group="edge cases")
def test_fitted_again(solution, rng):
    """A second fit leaves nothing of the first."""
    pca = solution.PCA(2)
    for n, d in ((12, 4), (9, 4), (15, 3)):
        spreads = falling(rng, d)
        X, directions, mean = planted(rng, n, d, spreads)
        pca.fit(X)
        components = numbers(pca.components_, (2, d))
        assert near(np.abs(components @ directions.T), np.eye(2, d))
        assert near(numbers(pca.explained_variance_, (2,)), spreads[:2] ** 2)
        assert near(numbers(pca.transform(X), (n, 2)), (X - mean) @ components.T)


@pytest.mark.points(2, group="edge cases")
def test_arguments_unchanged(solution, rng):
    """A right answer leaves data and coordinates as they were."""
    spreads = falling(rng, 3)
    X, directions, mean = planted(rng, 12, 3, spreads)
    pca, components = assert_found(solution, X, 2, spreads, directions)
    scores = rng.normal(0.0, 1.0, (5, 2))
    fit_again, there, back = pca.fit, pca.transform, pca.inverse_transform
    fit_again(X)
    assert not fit_again.changed_arguments
    assert near(numbers(there(X), (12, 2)), (X - mean) @ components.T)
    assert not there.changed_arguments
    assert near(numbers(back(scores), (5, 3)), scores @ components + mean)
    assert not back.changed_arguments


@pytest.mark.points(3, group="numerical stability")
def test_large_offset(solution, rng):
    """Data far from the origin have the components that they have around it."""
    for d in (3, 5):
        spreads = falling(rng, d)
        X, directions, mean = planted(rng, 25, d, spreads, offset=1e6)
        pca, components = assert_found(solution, X, d, spreads, directions)
        assert near(numbers(pca.transform(X), (25, d)), (X - mean) @ components.T)


@pytest.mark.points(2, group="numerical stability")
def test_tiny_and_huge(solution, rng):
    """A change of unit changes nothing but the unit."""
    for unit in (1e-9, 1e9):
        for n, d in ((20, 4), (4, 6)):
            spreads = unit * falling(rng, 3)
            X, directions, _ = planted(rng, n, d, spreads, offset=3.0 * unit)
            pca, _ = assert_found(solution, X, 3, spreads, directions)
            shares = numbers(pca.explained_variance_ratio_, (3,))
            assert near(shares, spreads**2 / (spreads**2).sum())


@pytest.mark.points(3, group="numerical stability")
def test_small_next_to_large(solution, rng):
    """A spread that is tiny next to the largest one keeps its direction and its size."""
    for n, d in ((30, 4), (7, 12)):
        spreads = np.array([1.0, 1e-3, 1e-8]) * rng.uniform(1.0, 3.0)
        X, directions, _ = planted(rng, n, d, spreads, offset=0.0)
        assert_found(solution, X, 3, spreads, directions, COARSE)


@pytest.mark.points(3, group="efficiency")
def test_long_and_wide(solution, reference, rng):
    """Neither many rows nor many features make a square table of them."""
    for n, d in ((20000, 3), (3, 20000)):
        pca, other = solution.PCA(2), reference.PCA(2)

        def draw(n=n, d=d):
            return planted(rng, n, d, falling(rng, 2))[:1]

        def check(_, X, pca=pca):
            components = numbers(pca.components_, (2, X.shape[1]))
            centred = X - X.mean(axis=0)
            assert near(centred @ components.T @ components, centred)

        ratio = speed_ratio(pca.fit, other.fit, args=draw, rounds=3, check=check)
        assert ratio <= SLOWEST_RATIO
