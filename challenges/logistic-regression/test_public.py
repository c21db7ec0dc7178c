"""Public tests for logistic regression: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE_X = np.array([[0.0], [2.0]])
EXAMPLE_Y = np.array([0, 1])


def checked(result, n):
    """Assert type, shape and range; return (n,) float64."""
    assert isinstance(result, (np.ndarray, list, tuple)), "return one probability for each row"
    p = np.asarray(result)
    assert p.shape == (n,), "one probability for each row, of class 1"
    assert p.dtype.kind == "f" and np.isfinite(p).all()
    assert p.min() >= 0.0 and p.max() <= 1.0
    return p.astype(np.float64)


def trained(solution, X, y, *settings, **named):
    model = solution.LogisticRegression(*settings, **named)
    model.fit(X, y)
    return model


def overlapping(rng, n=30, d=2):
    """Rows of two groups that overlap, and their labels."""
    y = np.arange(n) % 2
    return rng.normal(0.0, 1.0, (n, d)) + y[:, None], y


@pytest.mark.points(1, group="correctness")
def test_example_probabilities(solution):
    """The example of the statement has the right probabilities."""
    model = trained(solution, EXAMPLE_X, EXAMPLE_Y, learning_rate=1.0, epochs=1)
    p = checked(model.predict_proba(EXAMPLE_X), 2)
    assert np.allclose(p, [0.5, 1.0 / (1.0 + np.exp(-1.0))], atol=1e-5)


@pytest.mark.points(1, group="correctness")
def test_example_decisions(solution):
    """The example of the statement has the right decisions, as whole numbers."""
    model = trained(solution, EXAMPLE_X, EXAMPLE_Y, learning_rate=1.0, epochs=1)
    labels = np.asarray(model.predict(EXAMPLE_X))
    assert labels.dtype.kind in "iu" and labels.tolist() == [1, 1]


@pytest.mark.points(1, group="correctness")
def test_example_loss(solution):
    """The example of the statement has the right loss."""
    model = trained(solution, EXAMPLE_X, EXAMPLE_Y, learning_rate=1.0, epochs=1)
    expected = (np.log(2.0) + np.log(1.0 + np.exp(-1.0))) / 2
    assert np.asarray(model.loss(EXAMPLE_X, EXAMPLE_Y)).shape == ()
    assert abs(float(model.loss(EXAMPLE_X, EXAMPLE_Y)) - expected) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_loss_falls(solution, rng):
    """More epochs at a small rate have a lower loss."""
    X, y = overlapping(rng)
    losses = [float(trained(solution, X, y, 0.1, epochs).loss(X, y)) for epochs in (0, 5, 50, 500)]
    assert abs(losses[0] - np.log(2.0)) <= 1e-9
    assert losses[0] > losses[1] > losses[2] > losses[3]


@pytest.mark.points(1, group="correctness")
def test_share_of_the_first_class(solution, rng):
    """After many epochs the mean probability is the share of class 1."""
    X, y = overlapping(rng, d=1)
    y[:5] = 1
    p = checked(trained(solution, X, y, 0.5, 4000, 0.1).predict_proba(X), 30)
    assert abs(p.mean() - y.mean()) <= 1e-5


@pytest.mark.points(1, group="edge cases")
def test_only_ones(solution):
    """A single class is learned like two."""
    model = trained(solution, np.array([[0.0], [0.0]]), np.array([1, 1]), 1.0, 1)
    # One step from 0.5 moves the bias by a half.
    p = checked(model.predict_proba(np.array([[0.0], [9.0]])), 2)
    assert np.allclose(p, 1.0 / (1.0 + np.exp(-0.5)), atol=1e-5)


@pytest.mark.points(1, group="edge cases")
def test_strange_labels(solution):
    """Labels other than 0 and 1 raise ValueError; those two do not."""
    model = trained(solution, EXAMPLE_X, EXAMPLE_Y)
    with pytest.raises(ValueError):
        model.fit(EXAMPLE_X, np.array([1, 2]))


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay_as_they_were(solution, rng):
    """Rows and labels are not changed."""
    X, y = overlapping(rng)
    model, before = solution.LogisticRegression(epochs=3), (X.copy(), y.copy())
    fit, predict_proba, loss = model.fit, model.predict_proba, model.loss
    fit(X, y)
    checked(predict_proba(X), 30)
    loss(X, y)
    for method in (fit, predict_proba, loss):
        # In the sandbox a method is given copies and keeps an eye on them.
        assert not getattr(method, "changed_arguments", False)
    assert np.array_equal(X, before[0]) and np.array_equal(y, before[1])


@pytest.mark.points(1, group="numerical stability")
def test_far_away_rows(solution):
    """Rows far away from the boundary have probabilities near 0 and 1, not NaN."""
    model = trained(solution, EXAMPLE_X, EXAMPLE_Y, 1.0, 5)
    p = checked(model.predict_proba(np.array([[-3000.0], [3000.0]])), 2)
    assert np.allclose(p, [0.0, 1.0])


@pytest.mark.points(1, group="efficiency")
def test_thousands_of_rows(solution, rng):
    """A few epochs on some thousand rows end well before the time limit."""
    X, y = overlapping(rng, n=3000)
    checked(trained(solution, X, y, 0.1, 5).predict_proba(X[:9]), 9)
