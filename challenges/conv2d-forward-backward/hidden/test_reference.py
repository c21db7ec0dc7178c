"""Holds the reference to SciPy's correlate, and its gradients to the slopes of sums of SciPy's."""

import numpy as np
from scipy.signal import correlate

CASES = (
    ((2, 3, 6, 5), (2, 3, 2), 1, 0),
    ((1, 2, 7, 8), (3, 3, 3), 2, 1),
    ((2, 1, 5, 5), (1, 2, 2), 3, 2),
    ((2, 2, 4, 6), (2, 1, 1), 2, 0),
)


def drawn(rng, images, filters):
    """Images, filters (F, KH, KW) for them, and biases."""
    n_filters, *kernel = filters
    x, w = rng.normal(size=images), rng.normal(size=(n_filters, images[1], *kernel))
    return x, w, rng.normal(size=n_filters)


def by_scipy(x, w, b, stride, padding):
    """Each image with each filter, all positions, of which every stride-th is kept."""
    frame = [(0, 0), (padding, padding), (padding, padding)]
    return np.array(
        [
            [
                correlate(np.pad(image, frame), kernel, "valid", method="direct")[0] + bias
                for kernel, bias in zip(w, b, strict=True)
            ]
            for image in x
        ]
    )[:, :, ::stride, ::stride]


def test_scipy(solution, rng):
    """SciPy's correlate gives the same outputs."""
    for images, filters, stride, padding in CASES:
        x, w, b = drawn(rng, images, filters)
        expected = by_scipy(x, w, b, stride, padding)
        out = solution.conv2d_forward(x, w, b, stride, padding)
        assert np.shape(out) == expected.shape
        assert np.allclose(out, expected, rtol=1e-11, atol=1e-12)


def test_differences(solution, rng):
    """Each entry's gradient is the difference that a step of 1 makes in a loss by SciPy.

    The output is linear in each of the three arrays, so the step need not be small.
    """
    for images, filters, stride, padding in CASES:
        arrays = drawn(rng, images, filters)
        before = by_scipy(*arrays, stride, padding)
        dout = rng.normal(size=before.shape)
        gradients = solution.conv2d_backward(dout, *arrays[:2], stride, padding)
        assert len(gradients) == 3
        for i, gradient in enumerate(gradients):
            assert np.shape(gradient) == arrays[i].shape
            for place in np.ndindex(arrays[i].shape):
                moved = [array.copy() for array in arrays]
                moved[i][place] += 1.0
                slope = (dout * (by_scipy(*moved, stride, padding) - before)).sum()
                assert abs(gradient[place] - slope) <= 1e-10 * np.abs(dout).sum()
