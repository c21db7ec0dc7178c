"""Public tests for k-means: a first check of the contract in README.md. Run them as you like."""

import numpy as np
import pytest

EXAMPLE = np.array([[1, 1], [1, 2], [2, 1], [8, 8], [8, 9], [9, 8]])


def checked(result, X, k):
    """Assert types and shapes; return (k, d) float64 and (n,) int64."""
    assert isinstance(result, (tuple, list)), "return centroids, labels"
    assert len(result) == 2, "return centroids, labels"
    centroids, labels = np.asarray(result[0]), np.asarray(result[1])
    assert centroids.shape == (k, X.shape[1])
    assert centroids.dtype.kind in "fiu", "centroids are numbers"
    assert np.isfinite(centroids).all()
    assert labels.shape == (len(X),)
    assert labels.dtype.kind in "iu", "labels have an integer dtype"
    assert labels.min() >= 0 and labels.max() < k
    return centroids.astype(np.float64), labels.astype(np.int64)


def assert_settled(X, centroids, labels):
    """Labels name nearest centroids, and centroids are the means of their points."""
    spread = np.sqrt(((X - X.mean(axis=0)) ** 2).sum(axis=1).mean())
    gaps = ((X[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2)
    own = gaps[np.arange(len(X)), labels]
    assert (own <= gaps.min(axis=1) + 2e-3 * spread**2).all()
    for j in np.unique(labels):
        assert np.abs(X[labels == j].mean(axis=0) - centroids[j]).max() <= 2e-3 * spread


@pytest.mark.points(1, group="correctness")
def test_example_settles(solution):
    """The example of the statement gives a settled answer."""
    centroids, labels = checked(solution.kmeans_clustering(EXAMPLE, 2), EXAMPLE, 2)
    assert_settled(EXAMPLE, centroids, labels)


@pytest.mark.points(1, group="correctness")
def test_two_groups_are_found(solution, rng):
    """Two clear groups are found in at least one of several data sets."""
    groups = np.arange(20) % 2
    found = False
    for _ in range(24):
        centre, step = rng.uniform(-3.0, 3.0, 2), rng.choice([-5.0, 5.0], 2)
        X = rng.normal(0.0, 0.5, (20, 2)) + np.where(groups[:, None], centre + step, centre - step)
        centroids, labels = checked(solution.kmeans_clustering(X, 2), X, 2)
        assert_settled(X, centroids, labels)
        found = len(set(labels[::2])) == len(set(labels[1::2])) == len(set(labels)) - 1
        if found:
            break
    assert found


@pytest.mark.points(1, group="correctness")
def test_more_features_settle(solution, rng):
    """Points without groups, in three dimensions, give a settled answer."""
    X = rng.uniform(-5.0, 5.0, (50, 3))
    centroids, labels = checked(solution.kmeans_clustering(X, 4), X, 4)
    assert_settled(X, centroids, labels)


@pytest.mark.points(1, group="correctness")
def test_one_round(solution, rng):
    """A single round already gives k finite centroids and a label for each point."""
    X = rng.uniform(-5.0, 5.0, (30, 2))
    checked(solution.kmeans_clustering(X, 3, max_iterations=1), X, 3)


@pytest.mark.points(1, group="edge cases")
def test_k_is_checked(solution):
    """More clusters than points, or none at all, raise ValueError; other numbers do not."""
    checked(solution.kmeans_clustering(EXAMPLE, 2), EXAMPLE, 2)
    for k in (0, 7):
        with pytest.raises(ValueError):
            solution.kmeans_clustering(EXAMPLE, k)


@pytest.mark.points(1, group="edge cases")
def test_equal_points(solution):
    """Equal points still give k finite centroids."""
    X = np.full((6, 2), 1.5)
    checked(solution.kmeans_clustering(X, 3), X, 3)


@pytest.mark.points(1, group="edge cases")
def test_data_stay_as_they_were(solution, rng):
    """The data are not changed by the call."""
    X = rng.uniform(-5.0, 5.0, (30, 2))
    centroids, labels = checked(solution.kmeans_clustering(X, 3), X, 3)
    assert_settled(X, centroids, labels)
    assert not solution.kmeans_clustering.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_far_from_the_origin(solution, rng):
    """Data around one million settle like any other."""
    X = 1e6 + rng.uniform(-5.0, 5.0, (40, 2))
    centroids, labels = checked(solution.kmeans_clustering(X, 3), X, 3)
    assert_settled(X, centroids, labels)


@pytest.mark.points(1, group="efficiency")
def test_many_points(solution, rng):
    """A few rounds on some thousand points end well before the time limit."""
    X = rng.normal(0.0, 1.0, (2000, 2))
    checked(solution.kmeans_clustering(X, 2, max_iterations=4), X, 2)
