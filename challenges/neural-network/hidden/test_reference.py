"""Holds the reference to scikit-learn, and its steps to what a step of descent must do."""

import copy

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier


def noisy_labels(rng, n=120, d=3):
    """(n, d) rows and (n, 1) labels that no plane divides."""
    X = rng.normal(size=(n, d))
    return X, (X @ rng.normal(size=(d, 1)) + rng.normal(0.0, 1.5, (n, 1)) > 0).astype(float)


def loss(net, X, y):
    """Mean binary cross-entropy."""
    p = np.clip(net.forward(X), 1e-300, 1.0 - 1e-16)
    return float(-(y * np.log(p) + (1.0 - y) * np.log1p(-p)).mean())


def test_logistic_regression(solution, rng):
    """Without a hidden layer, training ends at the logistic regression that scikit-learn finds."""
    X, y = noisy_labels(rng)
    net = solution.NeuralNetwork([X.shape[1], 1])
    for _ in range(3000):
        net.backward(X, y, 1.0)
    fitted = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(X, y[:, 0])
    assert np.allclose(net.forward(X)[:, 0], fitted.predict_proba(X)[:, 1], atol=1e-6)


def test_first_order(solution, rng):
    """Halving a tiny step halves what it gains: the step follows the gradient of the loss."""
    X, y = noisy_labels(rng)
    net = solution.NeuralNetwork([X.shape[1], 6, 5, 1])
    gains = []
    for rate in (1e-4, 5e-5):
        trial = copy.deepcopy(net)
        before = loss(trial, X, y)
        trial.backward(X, y, rate)
        gains.append(before - loss(trial, X, y))
    assert gains[0] > 0
    assert abs(gains[0] / gains[1] - 2.0) < 1e-2


def test_exclusive_or(solution, rng):
    """It learns what scikit-learn's network learns, and no straight line can."""
    X = rng.uniform(-1.0, 1.0, (80, 2))
    y = (X[:, :1] * X[:, 1:] > 0).astype(float)
    other = MLPClassifier((8,), activation="tanh", solver="lbfgs", max_iter=2000, random_state=0)
    reached = other.fit(X, y[:, 0]).score(X, y[:, 0])
    best = 0.0
    for _ in range(4):
        net = solution.NeuralNetwork([2, 8, 1])
        for _ in range(1500):
            net.backward(X, y, 2.0)
        best = max(best, float(((net.forward(X) > 0.5) == (y > 0.5)).mean()))
    assert best >= reached - 0.1
