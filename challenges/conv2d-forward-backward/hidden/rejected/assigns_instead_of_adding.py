"""Writes each window's gradient over that of its neighbours.

Caught by: test_gradients, test_slopes, test_cancellation
"""

import numpy as np


def check(x, w, padding):
    if x.shape[1] != w.shape[1]:
        raise ValueError("channels differ")
    if x.shape[2] + 2 * padding < w.shape[2] or x.shape[3] + 2 * padding < w.shape[3]:
        raise ValueError("the kernel does not fit")


def conv2d_forward(x, w, b, stride=1, padding=0):
    check(x, w, padding)
    (N, C, H, W), (F, _, KH, KW) = x.shape, w.shape
    rows = (H + 2 * padding - KH) // stride + 1
    columns = (W + 2 * padding - KW) // stride + 1
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros((N, F, rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            out[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out


def conv2d_backward(dout, x, w, stride=1, padding=0):
    (N, C, H, W), (F, _, KH, KW) = x.shape, w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + KH)
            columns = slice(j * stride, j * stride + KW)
            dw += np.tensordot(dout[:, :, i, j], padded[:, :, rows, columns], axes=(0, 0))
            dpadded[:, :, rows, columns] = np.tensordot(dout[:, :, i, j], w, axes=(1, 0))
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, dout.sum(axis=(0, 2, 3))
