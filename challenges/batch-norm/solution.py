"""Batch normalization. README.md is the statement; `heldout check batch-norm` runs the tests."""

from typing import Any

import numpy as np


def batch_norm_forward(
    X: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    training: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, Any]:
    """Normalise each column, then scale and shift it. No argument may be changed.

    Args:
        X: (n, d) array of finite numbers, int64 or float64.
        gamma: (d,) float64, the scales.
        beta: (d,) float64, the shifts.
        running_mean: (d,) float64.
        running_var: (d,) float64, none negative.
        training: normalise by the batch and let the running statistics follow it; else by these.
        momentum: weight of the batch in the running statistics, 0 to 1.
        eps: added to the variance, positive.

    Returns:
        out: (n, d) float64.
        running_mean: (d,) float64, new.
        running_var: (d,) float64, new, of variances with divisor n - 1.
        cache: what batch_norm_backward needs.
    """
    raise NotImplementedError("write batch_norm_forward here")


def batch_norm_backward(dout: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Turn derivatives with respect to the output into those with respect to the inputs.

    Args:
        dout: (n, d) float64. Must not be changed.
        cache: of a forward pass in training. Must not be changed.

    Returns:
        dX: (n, d) float64.
        dgamma: (d,) float64, summed over the rows.
        dbeta: (d,) float64, summed over the rows.
    """
    raise NotImplementedError("write batch_norm_backward here")
