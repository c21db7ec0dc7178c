"""Hidden suite for logistic regression. README.md is the contract; nothing here is stricter.

The answer is unique, and attributes are private, so probabilities of fitted models are compared
with the reference's on the rows of the fit and on others. Rates are below 2 over the largest
curvature, where steps are contractions: then rounding errors do not grow with the epochs. The one
exception is a fit that saturates at once and does not move any more.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Errors of a probability. float32 stays within the first and never within the second.
TOLERANCE = 1e-5
PRECISE = 1e-9
# With this many rows plain loops take up to about 450 times as long as the reference, and whatever
# visits all pairs of rows at least 1400. A table of all pairs does not fit in memory.
ROWS = 12000
SLOWEST_RATIO = 700.0


def checked(result, n):
    """Assert type, shape, kind and range; return (n,) float64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    p = None
    with contextlib.suppress(TypeError, ValueError):
        p = np.asarray(result)
    assert p is not None, "ragged, so not an array"
    assert p.dtype.kind == "f" and p.shape == (n,)
    assert np.isfinite(p).all() and p.min() >= 0.0 and p.max() <= 1.0
    return p.astype(np.float64)


def decided(result, n):
    """Assert type, shape and kind of labels; return (n,) int64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    labels = np.asarray(result)
    assert labels.dtype.kind in "iu" and labels.shape == (n,)
    assert np.isin(labels, (0, 1)).all()
    return labels.astype(np.int64)


def number(result):
    """Assert that a loss is one finite number; return it."""
    assert isinstance(result, (float, np.floating, np.ndarray)) and np.ndim(result) == 0
    assert np.isfinite(result)
    return float(result)


def fitted(module, X, y, *settings, **named):
    model = module.LogisticRegression(*settings, **named)
    model.fit(X, y)
    return model


def probabilities(model, X):
    return checked(model.predict_proba(X), len(X))


def assert_close(model, other, X, tolerance=TOLERANCE):
    assert np.abs(probabilities(model, X) - probabilities(other, X)).max() <= tolerance


def assert_loss(model, other, X, y):
    expected = number(other.loss(X, y))
    assert abs(number(model.loss(X, y)) - expected) <= PRECISE * max(1.0, expected)


def assert_same(solution, reference, X, y, *settings, tolerance=TOLERANCE):
    """Both modules fit the same model."""
    model, other = (fitted(module, X, y, *settings) for module in (solution, reference))
    assert_close(model, other, X, tolerance)


def labels_of_both_kinds(rng, n, ones=None):
    y = np.zeros(n, dtype=np.int64)
    y[: n // 2 if ones is None else ones] = 1
    return rng.permutation(y)


def two_groups(rng, n=24, d=3, apart=1.0, ones=None):
    """(n, d) features of two groups that overlap, and (n,) labels of both kinds."""
    y = labels_of_both_kinds(rng, n, ones)
    towards = rng.choice([-1.0, 1.0], d) * rng.uniform(0.5, 1.0, d)
    return rng.normal(0.3, 1.0, (n, d)) + apart * np.outer(y - 0.5, towards), y


def separated(rng, n=20):
    """(n, 2) features of two groups with a wide gap between them, as many rows in each."""
    y = labels_of_both_kinds(rng, n)
    angle = rng.uniform(0.0, 2.0 * np.pi)
    across = np.array([np.cos(angle), np.sin(angle)])
    return np.outer(4.0 * y - 2.0, across) + rng.uniform(-0.5, 0.5, (n, 2)), y


@pytest.mark.points(3, group="correctness", gate=True)
def test_few_epochs(solution, reference, rng):
    """A few epochs end at the model that the steps lead to."""
    for epochs in (2, 3, 7):
        X, y = two_groups(rng)
        assert_same(solution, reference, X, y, 0.3, epochs)
    others = rng.normal(0.0, 1.0, (9, 3))
    named = {"learning_rate": 0.2, "epochs": 5, "l2": 0.1}
    model, other = (fitted(module, X, y, **named) for module in (solution, reference))
    assert_close(model, other, others)


@pytest.mark.points(3, group="correctness", gate=True)
def test_reaches_the_minimum(solution, rng):
    """Enough epochs end where the gradient of the penalised loss is zero."""
    for l2 in (0.1, 0.4):
        X, y = two_groups(rng, d=2)
        model = fitted(solution, X, y, 0.5, 600, l2)
        p = probabilities(model, np.vstack((np.zeros((1, 2)), np.eye(2))))
        scores = np.log(p) - np.log1p(-p)
        errors = probabilities(model, X) - y
        gradient = X.T @ errors / len(y) + l2 * (scores[1:] - scores[0])
        assert max(np.abs(gradient).max(), abs(errors.mean())) <= TOLERANCE


@pytest.mark.points(2, group="correctness")
def test_first_step(solution, rng):
    """One epoch is one step along the gradient at zero."""
    for rate in (0.05, 0.5, 3.0):
        X, y = two_groups(rng, n=15, ones=4)
        probes = rng.normal(0.0, 0.5, (6, 3))
        scores = rate * (probes @ X.T @ (y - 0.5) / 15 + (y - 0.5).mean())
        found = probabilities(fitted(solution, X, y, rate, 1), probes)
        assert np.abs(found - 1.0 / (1.0 + np.exp(-scores))).max() <= TOLERANCE


@pytest.mark.points(2, group="correctness")
def test_default_settings(solution, reference, rng):
    """All settings have the defaults of the signature, each by itself too."""
    X, y = two_groups(rng, n=12)
    for given in ({}, {"learning_rate": 0.02}, {"epochs": 60}, {"l2": 0.5}):
        full = {"learning_rate": 0.1, "epochs": 1000, "l2": 0.0} | given
        other = fitted(reference, X, y, **full)
        assert_close(fitted(solution, X, y, **given), other, X)


@pytest.mark.points(2, group="correctness")
def test_penalty(solution, reference, rng):
    """The penalty pulls at the weights and not at the bias."""
    for l2 in (0.05, 0.5, 1.5):
        X, y = two_groups(rng, ones=18)
        assert_same(solution, reference, X, y, 0.3, 40, l2)
    # Without features to weigh, the probability is the share of ones.
    X, y = np.zeros((10, 2)), labels_of_both_kinds(rng, 10, 8)
    p = probabilities(fitted(solution, X, y, 1.0, 400, 1.5), X)
    assert np.abs(p - 0.8).max() <= TOLERANCE


@pytest.mark.points(2, group="correctness")
def test_loss(solution, reference, rng):
    """The loss is the mean over the given rows, plus the penalty."""
    for l2, n in ((0.0, 24), (0.3, 24), (2.0, 7)):
        X, y = two_groups(rng)
        model, other = (fitted(module, X, y, 0.3, 20, l2) for module in (solution, reference))
        assert_loss(model, other, X, y)
        assert_loss(model, other, rng.normal(0.0, 2.0, (n, 3)), labels_of_both_kinds(rng, n, 2))


@pytest.mark.points(2, group="correctness")
def test_decisions(solution, reference, rng):
    """Decisions follow the probabilities, in whole numbers."""
    X, y = two_groups(rng)
    probes = rng.normal(0.0, 2.0, (60, 3))
    model, other = (fitted(module, X, y, 0.5, 50) for module in (solution, reference))
    clear = np.abs(probabilities(other, probes) - 0.5) > TOLERANCE
    expected = decided(other.predict(probes), 60)
    assert (decided(model.predict(probes), 60) == expected)[clear].all()


@pytest.mark.points(2, group="edge cases")
def test_no_epochs(solution, rng):
    """Without an epoch every row is a tie."""
    for ones in (3, 12, 20):
        X, y = two_groups(rng, ones=ones)
        model = fitted(solution, X, y, epochs=0)
        assert np.abs(probabilities(model, X) - 0.5).max() <= PRECISE
        assert decided(model.predict(X), 24).all()
        assert abs(number(model.loss(X, y)) - np.log(2.0)) <= PRECISE


@pytest.mark.points(2, group="edge cases")
def test_one_class(solution, reference, rng):
    """A single class is fitted like any other data."""
    for label in (0, 1):
        X, _ = two_groups(rng)
        assert_same(solution, reference, X, np.full(24, label), 0.3, 30)


@pytest.mark.points(2, group="edge cases")
def test_separable(solution, reference, rng):
    """Classes that a line separates are pulled apart to the last epoch."""
    for epochs in (100, 700):
        X, y = separated(rng)
        model, other = (fitted(module, X, y, 0.3, epochs) for module in (solution, reference))
        # Close to the boundary, where probabilities are neither 0 nor 1.
        assert_close(model, other, 0.05 * X, PRECISE)
        assert (decided(model.predict(X), 20) == y).all()


@pytest.mark.points(2, group="edge cases")
def test_shapes(solution, reference, rng):
    """Single rows, single features and wide or constant data work like any other."""
    for n, d in ((1, 1), (1, 3), (7, 1), (4, 9), (5, 5)):
        X, y = two_groups(rng, n=n, d=d)
        assert_same(solution, reference, X, y, 0.2, 12, 0.1)
    X, y = two_groups(rng, d=4)
    X[:, 1], X[:, 2] = 0.0, 1.0
    assert_same(solution, reference, X, y, 0.2, 12, 0.1)


@pytest.mark.points(2, group="edge cases")
def test_kinds_of_numbers(solution, reference, rng):
    """Integers, unsigned labels and single precision give the model of the same numbers."""
    y = labels_of_both_kinds(rng, 20)
    for kind in (np.int64, np.float32):
        X = (
            rng.integers(-3, 4, (20, 3)) if kind == np.int64 else rng.normal(0.0, 1.0, (20, 3))
        ).astype(kind)
        other = fitted(reference, X.astype(np.float64), y, 0.2, 40, 0.1)
        for labels in (y, y.astype(np.uint8), y.astype(np.float64)):
            model = fitted(solution, X, labels, 0.2, 40, 0.1)
            assert_close(model, other, X, PRECISE)
            assert_loss(model, other, X, labels)


@pytest.mark.points(2, group="edge cases")
def test_what_cannot_be_fitted(solution, reference, rng):
    """Other labels, or too few of them, raise ValueError; right ones do not."""
    X, y = two_groups(rng)
    assert_same(solution, reference, X, y, 0.3, 5)
    wrong = [2 * y - 1, y + 1, y[:-1], y[:1], np.append(y, 1), np.where(y == 1, 0.5, 0.0)]
    for labels in wrong:
        for epochs in (0, 3):
            model = solution.LogisticRegression(0.3, epochs)
            with pytest.raises(ValueError):
                model.fit(X, labels)


@pytest.mark.points(1, group="edge cases")
def test_fitted_again(solution, reference, rng):
    """A second fit begins anew, on other features too."""
    model = fitted(solution, *two_groups(rng), 0.3, 20)
    for d in (3, 5):
        X, y = two_groups(rng, d=d)
        model.fit(X, y)
        assert_close(model, fitted(reference, X, y, 0.3, 20), X)


@pytest.mark.points(1, group="edge cases")
def test_inputs_unchanged(solution, reference, rng):
    """Right answers leave rows and labels as they were."""
    X, y = two_groups(rng)
    model, other = (module.LogisticRegression(0.3, 5) for module in (solution, reference))
    fit, predict_proba, loss = model.fit, model.predict_proba, model.loss
    fit(X, y)
    assert not fit.changed_arguments
    other.fit(X, y)
    p = checked(predict_proba(X), 24)
    assert not predict_proba.changed_arguments
    assert np.abs(p - probabilities(other, X)).max() <= TOLERANCE
    value = number(loss(X, y))
    assert not loss.changed_arguments
    assert abs(value - number(other.loss(X, y))) <= PRECISE


@pytest.mark.points(2, group="numerical stability")
def test_large_scores(solution, reference, rng):
    """Scores of any size have the right probability, decision and loss."""
    X, y = two_groups(rng)
    model, other = (fitted(module, X, y, 0.5, 30) for module in (solution, reference))
    for scale in (30.0, 1e3, 1e5):
        assert_close(model, other, scale * X, PRECISE)
        expected = decided(other.predict(scale * X), 24)
        assert (decided(model.predict(scale * X), 24) == expected).all()
        assert_loss(model, other, scale * X, expected)
        assert_loss(model, other, scale * X, 1 - expected)


@pytest.mark.points(2, group="numerical stability")
def test_saturated_fit(solution, reference, rng):
    """A fit whose probabilities become 0 and 1 goes on without harm."""
    for rate in (1e3, 1e5):
        X, y = separated(rng)
        model, other = (fitted(module, X, y, rate, 6) for module in (solution, reference))
        assert_close(model, other, X, PRECISE)
        assert_close(model, other, X / rate, PRECISE)
        assert_loss(model, other, X, 1 - y)


@pytest.mark.points(2, group="numerical stability")
def test_badly_scaled_features(solution, reference, rng):
    """Features of very different size are used as they are."""
    for _ in range(3):
        X, y = two_groups(rng, d=4)
        X *= np.array([1.0, 20.0, 200.0, 1000.0])
        X[:, 1] += 1000.0
        assert_same(solution, reference, X, y, 1e-7, 60, tolerance=PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_tiny_features(solution, reference, rng):
    """Tiny features are followed to the last epoch."""
    for _ in range(3):
        X, y = two_groups(rng)
        model, other = (fitted(module, 1e-4 * X, y, 0.5, 200) for module in (solution, reference))
        assert_close(model, other, 1e2 * X, PRECISE)


@pytest.mark.points(3, group="efficiency")
def test_work_per_epoch(solution, reference, rng):
    """The work of an epoch grows with the rows, and not with the square of their number."""
    model, other, witness = (
        module.LogisticRegression(0.1, 2) for module in (solution, reference, reference)
    )

    def check(_result, X, y):
        witness.fit(X, y)
        assert_close(model, witness, X[:50])

    ratio = speed_ratio(
        model.fit, other.fit, args=lambda: two_groups(rng, n=ROWS), rounds=3, check=check
    )
    assert ratio <= SLOWEST_RATIO
