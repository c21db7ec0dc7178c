"""Loops over images, filters and positions, one window at a time.

Differs from the reference: what everybody writes first, with NumPy only inside a window. It shows
how slow a sound answer may be.
"""

import numpy as np


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    if w.shape[1] != C:
        raise ValueError("x and w have different channels")
    H_out = 1 + (H + 2 * padding - KH) // stride
    W_out = 1 + (W + 2 * padding - KW) // stride
    if H + 2 * padding < KH or W + 2 * padding < KW:
        raise ValueError("the kernel is too large")
    padded = np.pad(x, ((0,), (0,), (padding,), (padding,)), mode="constant")
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    top, left = i * stride, j * stride
                    window = padded[n, :, top : top + KH, left : left + KW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


def conv2d_backward(dout, x, w, stride=1, padding=0):
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    padded = np.pad(x, ((0,), (0,), (padding,), (padding,)), mode="constant")
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    db = np.zeros(F)
    for n in range(N):
        for f in range(F):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    top, left = i * stride, j * stride
                    window = (n, slice(None), slice(top, top + KH), slice(left, left + KW))
                    dpadded[window] += dout[n, f, i, j] * w[f]
                    dw[f] += dout[n, f, i, j] * padded[window]
                    db[f] += dout[n, f, i, j]
    return dpadded[:, :, padding : padding + H, padding : padding + W], dw, db
