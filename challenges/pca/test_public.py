"""Public tests for PCA: a first check of the contract in README.md. Run them as you like."""

import numpy as np
import pytest

EXAMPLE = np.array([[6, 6], [5, 7], [3, 3], [2, 4]])
DIAGONAL = np.array([[0.5, 0.5]]) ** 0.5


def checked(part, shape):
    """Assert type, shape and kind; return float64."""
    assert isinstance(part, (np.ndarray, list, tuple)), "an array"
    array = np.asarray(part)
    assert array.shape == shape
    assert array.dtype.kind in "fiu", "made of numbers"
    assert np.isfinite(array).all()
    return array.astype(np.float64)


def fitted(solution, X, k):
    """A fitted object, and its components."""
    pca = solution.PCA(k)
    pca.fit(X)
    return pca, checked(pca.components_, (k, X.shape[1]))


@pytest.mark.points(1, group="correctness")
def test_example_components(solution):
    """The example of the statement has the right component, up to its sign."""
    pca, components = fitted(solution, EXAMPLE, 1)
    assert np.allclose(np.abs(components), DIAGONAL)
    assert components[0, 0] * components[0, 1] > 0.0
    assert np.allclose(checked(pca.explained_variance_, (1,)), [6.0])


@pytest.mark.points(1, group="correctness")
def test_example_share(solution):
    """The example of the statement has the right share of the variance."""
    pca, _ = fitted(solution, EXAMPLE, 1)
    assert np.allclose(checked(pca.explained_variance_ratio_, (1,)), [0.9])


@pytest.mark.points(1, group="correctness")
def test_example_there_and_back(solution):
    """The example of the statement has the right coordinates, and the way back is right."""
    pca, components = fitted(solution, EXAMPLE, 1)
    scores = checked(pca.transform(EXAMPLE), (4, 1))
    assert np.allclose(scores * np.sign(components[0, 0]), [[4.5**0.5]] * 2 + [[-(4.5**0.5)]] * 2)
    expected = [[5.5, 6.5], [5.5, 6.5], [2.5, 3.5], [2.5, 3.5]]
    assert np.allclose(checked(pca.inverse_transform(scores), (4, 2)), expected)


@pytest.mark.points(1, group="correctness")
def test_all_components_lose_nothing(solution, rng):
    """With all components kept, the way there and back ends where it began."""
    X = rng.uniform(-5.0, 5.0, (30, 3))
    pca, components = fitted(solution, X, 3)
    assert np.allclose(components @ components.T, np.eye(3))
    assert np.allclose(pca.inverse_transform(checked(pca.transform(X), (30, 3))), X)
    assert np.isclose(checked(pca.explained_variance_ratio_, (3,)).sum(), 1.0)


@pytest.mark.points(1, group="edge cases")
def test_more_features(solution, rng):
    """More features than rows give as many components as were asked for."""
    X = rng.uniform(-5.0, 5.0, (5, 8))
    pca, components = fitted(solution, X, 5)
    assert np.allclose(components @ components.T, np.eye(5))
    checked(pca.transform(X[:1]), (1, 5))


@pytest.mark.points(1, group="edge cases")
def test_number_of_components_is_checked(solution):
    """No components, or too many, raise ValueError; other numbers do not."""
    fitted(solution, EXAMPLE, 2)
    for k in (0, 3):
        with pytest.raises(ValueError):
            solution.PCA(k).fit(EXAMPLE)


@pytest.mark.points(1, group="edge cases")
def test_data_stay_as_they_were(solution, rng):
    """The data are not changed, and integers are no trouble."""
    for X in (rng.uniform(-5.0, 5.0, (20, 3)), EXAMPLE.copy()):
        before = X.copy()
        pca = solution.PCA(1)
        for method in (pca.fit, pca.transform):
            method(X)
            # In the sandbox the method is given a copy and keeps an eye on it.
            assert not getattr(method, "changed_arguments", False)
        assert np.array_equal(X, before)
        checked(pca.explained_variance_, (1,))


@pytest.mark.points(1, group="numerical stability")
def test_far_from_the_origin(solution):
    """Data around one million have the same components."""
    pca, components = fitted(solution, EXAMPLE + 1e6, 1)
    assert np.allclose(np.abs(components), DIAGONAL)
    assert np.allclose(checked(pca.explained_variance_, (1,)), [6.0])


@pytest.mark.points(1, group="efficiency")
def test_many_rows(solution, rng):
    """Some thousand rows end well before the time limit."""
    fitted(solution, rng.normal(0.0, 1.0, (8000, 4)), 2)
