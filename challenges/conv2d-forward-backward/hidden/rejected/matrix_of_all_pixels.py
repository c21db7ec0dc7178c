"""Writes the convolution as one matrix, with a row for each output and a column for each pixel.

Nearly all of it is zeros.

Caught by: test_forward_work, test_backward_work
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
    matrix = as_matrix(padded.shape[1:], w, rows, columns, stride)
    out = (matrix @ padded.reshape(N, -1).T).T.reshape(N, F, rows, columns)
    return out + b[:, None, None]


def as_matrix(shape, w, rows, columns, stride):
    F, _, KH, KW = w.shape
    matrix = np.zeros((F, rows, columns, *shape))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            matrix[:, i, j, :, top : top + KH, left : left + KW] = w
    return matrix.reshape(F * rows * columns, -1)


def conv2d_backward(dout, x, w, stride=1, padding=0):
    (N, C, H, W), (F, _, KH, KW) = x.shape, w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + KH)
            columns = slice(j * stride, j * stride + KW)
            dw += np.tensordot(dout[:, :, i, j], padded[:, :, rows, columns], axes=(0, 0))
    matrix = as_matrix(padded.shape[1:], w, *dout.shape[2:], stride)
    dpadded = (dout.reshape(N, -1) @ matrix).reshape(padded.shape)
    dx = dpadded[:, :, padding : padding + H, padding : padding + W]
    return dx, dw, dout.sum(axis=(0, 2, 3))
