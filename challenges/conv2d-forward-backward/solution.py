"""2-D convolution. README.md is the statement; check it with `heldout check`."""

import numpy as np


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
    raise NotImplementedError("write conv2d_forward here")


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
    raise NotImplementedError("write conv2d_backward here")
