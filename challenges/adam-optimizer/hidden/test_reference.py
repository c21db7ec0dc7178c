"""Holds the reference to scikit-learn's Adam, and to unrolled sums in fifty decimal digits."""

from decimal import Decimal, localcontext

import numpy as np
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer


def test_scikit_learn(solution, rng):
    """Scikit-learn's optimizer makes the same steps."""
    params = [rng.normal(size=(4, 3)), rng.normal(size=3)]
    theirs = [param.copy() for param in params]
    # Theirs adds epsilon before the correction, so it is made too small to matter.
    other = AdamOptimizer(theirs, 0.02, beta_1=0.8, beta_2=0.99, epsilon=1e-300)
    adam = solution.Adam(0.02, 0.8, 0.99, 1e-300)
    for _ in range(50):
        grads = [rng.normal(size=param.shape) for param in params]
        params = adam.step(params, grads)
        other.update_params(theirs, grads)
        for ours, wanted in zip(params, theirs, strict=True):
            assert np.allclose(ours, wanted, rtol=0.0, atol=1e-13)


def test_unrolled_sums(solution, rng):
    """Weighted sums over all gradients, in exact decimals, give the same steps."""
    rate, beta1, beta2, epsilon = 0.1, 0.9, 0.999, 0.01
    adam, param = solution.Adam(rate, beta1, beta2, epsilon), rng.normal(size=4)
    grads = rng.normal(size=(12, 4)) * np.array([1.0, 1e-2, 1e150, 1e-150])
    grads[5:8] = 0.0
    exact = [Decimal(each) for each in param.tolist()]

    def average(beta, values):
        weights = [Decimal(beta) ** age for age in range(len(values))][::-1]
        return sum(w * value for w, value in zip(weights, values, strict=True)) / sum(weights)

    with localcontext() as context:
        context.prec, context.Emin, context.Emax = 50, -(10**6), 10**6
        for t in range(1, 13):
            (param,) = adam.step([param], [grads[t - 1]])
            for j in range(4):
                seen = [Decimal(each) for each in grads[:t, j].tolist()]
                root = average(beta2, [each * each for each in seen]).sqrt()
                move = Decimal(rate) * average(beta1, seen) / (root + Decimal(epsilon))
                exact[j] -= move
                assert abs(float(exact[j] - Decimal(float(param[j])))) <= 1e-13
