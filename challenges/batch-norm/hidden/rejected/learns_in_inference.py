"""Lets the running statistics follow the rows in inference, too.

Caught by: test_inference
"""

import numpy as np


def batch_norm_forward(
    X, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5
):
    n = len(X)
    used = running_mean, running_var
    if True:
        mean = X.mean(axis=0)
        var = ((X - mean) ** 2).mean(axis=0)
        unbiased = var * n / max(n - 1, 1)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * unbiased
    if not training:
        mean, var = used
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
    dX = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dX, dgamma, dbeta
