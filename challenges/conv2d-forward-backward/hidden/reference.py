"""2-D cross-correlation and its gradients by windows and tensor products, in plain NumPy.

Method: K. Chellapilla, S. Puri and P. Simard, "High performance convolutional neural networks for
document processing" (2006), turn windows into the rows of a matrix. The gradients are those of
Y. LeCun and others, "Backpropagation applied to handwritten zip code recognition" (1989).
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0
) -> np.ndarray:
    """Lay each filter on each window of each image: the cross-correlation, plus a bias.

    Args:
        x: (N, C, H, W) images, int64 or float64. Must not be changed.
        w: (F, C, KH, KW) filters, int64 or float64. Must not be changed.
        b: (F,) biases, int64 or float64. Must not be changed.
        stride: rows and columns from one window to the next, at least 1.
        padding: rows and columns of zeros on each side of an image, at least 0.

    Returns:
        out: (N, F, rows, columns) float64.

    Raises:
        ValueError: the kernel does not fit into the padded image, or x and w differ in channels.
    """
    # Both mistakes are refused by NumPy, with ValueError: windows by the first line of _windows,
    # channels by the product.
    windows = _windows(_padded(x, padding), w.shape[2:], stride)
    out = np.tensordot(windows, w, axes=((1, 4, 5), (1, 2, 3))) + b
    return np.moveaxis(out, 3, 1)


def conv2d_backward(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, stride: int = 1, padding: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take the gradient of a loss back from the output to images, filters and biases.

    Args:
        dout: (N, F, rows, columns) float64, the loss's gradient with respect to the output. Must
            not be changed.
        x, w, stride, padding: as conv2d_forward was given them.

    Returns:
        dx, dw, db: the loss's gradients, with the shapes of x, w and b; float64.
    """
    padded = _padded(x, padding)
    dw = np.tensordot(dout, _windows(padded, w.shape[2:], stride), axes=((0, 2, 3), (0, 2, 3)))
    dpadded = np.zeros(padded.shape)
    rows, columns = dout.shape[2:]
    for u, v in np.ndindex(w.shape[2:]):
        # All that this entry of the kernel lies on: one pixel in each window.
        met = dpadded[:, :, u::stride, v::stride][:, :, :rows, :columns]
        met += np.moveaxis(np.tensordot(dout, w[:, :, u, v], axes=(1, 0)), 3, 1)
    height, width = x.shape[2:]
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


def _padded(x: np.ndarray, padding: int) -> np.ndarray:
    """(N, C, H, W) -> the same with zeros around it, float64."""
    return np.pad(x.astype(np.float64), ((0, 0), (0, 0), (padding, padding), (padding, padding)))


def _windows(padded: np.ndarray, kernel: tuple[int, ...], stride: int) -> np.ndarray:
    """(N, C, H, W) -> (N, C, rows, columns, KH, KW), a view of all windows."""
    return sliding_window_view(padded, kernel, axis=(2, 3))[:, :, ::stride, ::stride]
