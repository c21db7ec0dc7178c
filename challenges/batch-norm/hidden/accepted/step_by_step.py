"""Goes forward in small named steps and back through each of them.

Differs from the reference: a dict of intermediate results for a cache, one derivative for each
step, and the variance as a mean of squares of what is centred.
"""

import numpy as np


def batch_norm_forward(
    X, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5
):
    if not training:
        out = gamma * (X - running_mean) / np.sqrt(running_var + eps) + beta
        return out, running_mean, running_var, None
    n = X.shape[0]
    mu = np.sum(X, axis=0) / n
    xmu = X - mu
    var = np.sum(xmu**2, axis=0) / n
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    out = gamma * xhat + beta
    unbiased = np.sum(xmu**2, axis=0) / (n - 1) if n > 1 else np.zeros_like(var)
    running_mean = running_mean * (1 - momentum) + mu * momentum
    running_var = running_var * (1 - momentum) + unbiased * momentum
    cache = {"xmu": xmu, "ivar": ivar, "sqrtvar": sqrtvar, "xhat": xhat, "gamma": gamma}
    return out, running_mean, running_var, cache


def batch_norm_backward(dout, cache):
    n = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * cache["xhat"], axis=0)
    dxhat = dout * cache["gamma"]
    divar = np.sum(dxhat * cache["xmu"], axis=0)
    dxmu = dxhat * cache["ivar"]
    dsqrtvar = -divar / cache["sqrtvar"] ** 2
    dvar = 0.5 * dsqrtvar / cache["sqrtvar"]
    dxmu = dxmu + 2.0 * cache["xmu"] * dvar / n
    dmu = -np.sum(dxmu, axis=0)
    return dxmu + dmu / n, dgamma, dbeta
