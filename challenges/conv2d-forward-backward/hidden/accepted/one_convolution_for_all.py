"""Both gradients are convolutions themselves, by one plain function.

Differs from the reference: the gradient of the output is spread out by the stride, with zeros in
between and for what is left over; correlated with the images it gives dw, and with kernels turned
by half a turn dx. Sums go over the entries of the kernel.
"""

import numpy as np


def correlate(x, w, stride=1):
    """Valid cross-correlation by shifted slices: (N, C, H, W) and (F, C, h, v)."""
    rows = (x.shape[2] - w.shape[2]) // stride + 1
    columns = (x.shape[3] - w.shape[3]) // stride + 1
    out = np.zeros((x.shape[0], w.shape[0], rows, columns))
    for i in range(w.shape[2]):
        for j in range(w.shape[3]):
            part = x[:, :, i : i + stride * rows : stride, j : j + stride * columns : stride]
            out += np.einsum("nchw,fc->nfhw", part, w[:, :, i, j], optimize=True)
    return out


def pad(x, top, left):
    return np.pad(x, [(0, 0), (0, 0), (top, top), (left, left)])


def conv2d_forward(x, w, b, stride=1, padding=0):
    if x.shape[1] != w.shape[1]:
        raise ValueError(f"{x.shape[1]} channels in x, {w.shape[1]} in w")
    x = pad(x, padding, padding)
    if x.shape[2] < w.shape[2] or x.shape[3] < w.shape[3]:
        raise ValueError("no room for the kernel")
    return correlate(x, w, stride) + b[None, :, None, None]


def conv2d_backward(dout, x, w, stride=1, padding=0):
    KH, KW = w.shape[2:]
    x = pad(x, padding, padding)
    spread = np.zeros((*dout.shape[:2], x.shape[2] - KH + 1, x.shape[3] - KW + 1))
    spread[:, :, ::stride, ::stride] = dout
    dw = correlate(x.swapaxes(0, 1), spread.swapaxes(0, 1)).swapaxes(0, 1)
    turned = w[:, :, ::-1, ::-1].swapaxes(0, 1)
    dx = correlate(pad(spread, KH - 1, KW - 1), turned)
    end = None if padding == 0 else -padding
    return [dx[:, :, padding:end, padding:end], dw, dout.sum(axis=3).sum(axis=2).sum(axis=0)]
