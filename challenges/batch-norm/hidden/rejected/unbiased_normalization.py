"""Normalises by the variance with divisor n - 1, which also changes the derivative.

Caught by: test_output, test_gradient_of_inputs, test_gradients_of_parameters,
test_default_arguments, test_two_rows_or_one_feature, test_constant_column,
test_as_many_rows_as_columns, test_integers, test_scales_of_any_sign, test_caches_of_several_calls,
test_arguments_unchanged, test_far_from_zero, test_eps, test_narrow_and_wide, test_work
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
    std = np.sqrt((unbiased if training else var) + eps)
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
