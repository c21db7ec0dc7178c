"""Windows become columns of a matrix by fancy indexing, and go back by np.add.at.

Differs from the reference: three arrays of indices say which pixel is where in which window, the
convolution is one product of matrices, and its gradient are two.
"""

import numpy as np


def indices(shape, w, stride, padding):
    _, C, H, W = shape
    _, _, KH, KW = w.shape
    rows, columns = (H + 2 * padding - KH) // stride + 1, (W + 2 * padding - KW) // stride + 1
    i = np.tile(np.repeat(np.arange(KH), KW), C)[:, None]
    i = i + stride * np.repeat(np.arange(rows), columns)
    j = np.tile(np.arange(KW), KH * C)[:, None] + stride * np.tile(np.arange(columns), rows)
    return np.repeat(np.arange(C), KH * KW)[:, None], i, j, rows, columns


def framed(x, padding):
    N, C, H, W = x.shape
    frame = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    frame[:, :, padding : padding + H, padding : padding + W] = x
    return frame


def conv2d_forward(x, w, b, stride=1, padding=0):
    if x.shape[1] != w.shape[1]:
        raise ValueError("channels differ")
    if any(x.shape[axis] + 2 * padding < w.shape[axis] for axis in (2, 3)):
        raise ValueError("kernel larger than the image")
    k, i, j, rows, columns = indices(x.shape, w, stride, padding)
    cols = framed(x, padding)[:, k, i, j]
    out = w.reshape(len(w), -1) @ cols + b.reshape(-1, 1)
    return out.reshape(len(x), len(w), rows, columns)


def conv2d_backward(dout, x, w, stride=1, padding=0):
    k, i, j, _, _ = indices(x.shape, w, stride, padding)
    frame = framed(x, padding)
    flat = dout.reshape(len(x), len(w), -1)
    dw = np.zeros((len(w), k.size))
    dframe = np.zeros_like(frame)
    for n in range(len(x)):
        dw += flat[n] @ frame[n, k, i, j].T
        np.add.at(dframe[n], (k, i, j), w.reshape(len(w), -1).T @ flat[n])
    dx = dframe[:, :, padding:, padding:][:, :, : x.shape[2], : x.shape[3]]
    return dx, dw.reshape(w.shape), np.einsum("nfij->f", dout)
