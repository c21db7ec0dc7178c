"""Forms the n by n Jacobian of each column, and multiplies by it: right, and quadratic.

Caught by: test_work
"""

import numpy as np


def batch_norm_forward(
    X, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5
):
    n = len(X)
    if training:
        mean = X.mean(axis=0)
        var = ((X - mean) ** 2).mean(axis=0)
        unbiased = var * n / max(n - 1, 1)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * unbiased
    else:
        mean, var = running_mean, running_var
    std = np.sqrt(var + eps)
    xhat = (X - mean) / std
    out = gamma * xhat + beta
    return out, running_mean, running_var, (xhat, gamma, std)


def batch_norm_backward(dout, cache):
    xhat, gamma, std = cache
    n = len(dout)
    dgamma = (dout * xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout * gamma
    dX = np.empty(dout.shape)
    for j in range(dout.shape[1]):
        unit = xhat[:, j]
        jacobian = (np.eye(n) - 1.0 / n - np.outer(unit, unit) / n) / std[j]
        dX[:, j] = jacobian @ dxhat[:, j]
    return dX, dgamma, dbeta
