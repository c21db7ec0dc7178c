"""Hidden suite for 2-D convolution. README.md is the contract; nothing here is stricter.

The answer is unique, so most tests compare it with the reference. An entry may be wrong by a part
of the same sum over absolute values, which the reference gives for absolute inputs.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Of the sum over absolute values. float64 leaves 1e-13 for sums of a thousand terms in any order,
# float32 at least 1e-8.
TOLERANCE = 1e-9
# Loops over images, filters and positions take up to 20 times as long as the reference, loops over
# single products some 200 times. A matrix for all inputs and outputs does not fit into memory.
SLOWEST_RATIO = 45.0


def checked(result, shape):
    """Assert type, shape, kind and finiteness; return float64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    array = None
    with contextlib.suppress(TypeError, ValueError):
        array = np.asarray(result)
    assert array is not None, "ragged, so not an array"
    assert array.dtype.kind == "f" and array.shape == shape
    array = array.astype(np.float64)
    assert np.isfinite(array).all()
    return array


def checked_gradients(result, x, w):
    """Assert that there are three gradients; return them as float64."""
    assert isinstance(result, (tuple, list)) and len(result) == 3
    shapes = (x.shape, w.shape, w.shape[:1])
    return tuple(checked(part, shape) for part, shape in zip(result, shapes, strict=True))


def assert_close(found, expected, size):
    assert (np.abs(found - expected) <= TOLERANCE * size).all()


def same_forward(solution, reference, x, w, b, *how):
    """The solution's output is the reference's; returned for further questions."""
    expected = reference.conv2d_forward(x, w, b, *how)
    size = reference.conv2d_forward(abs(x), abs(w), abs(b), *how)
    out = checked(solution.conv2d_forward(x, w, b, *how), expected.shape)
    assert_close(out, expected, size)
    return out


def same_backward(solution, reference, dout, x, w, *how):
    """The solution's gradients are the reference's; returned for further questions."""
    expected = reference.conv2d_backward(dout, x, w, *how)
    sizes = reference.conv2d_backward(abs(dout), abs(x), abs(w), *how)
    found = checked_gradients(solution.conv2d_backward(dout, x, w, *how), x, w)
    for each in zip(found, expected, sizes, strict=True):
        assert_close(*each)
    return found


def same_both(solution, reference, rng, x, w, b, *how):
    """Output and gradients are the reference's, for a gradient of the output drawn here."""
    out = same_forward(solution, reference, x, w, b, *how)
    return same_backward(solution, reference, rng.normal(size=out.shape), x, w, *how)


def drawn(rng, images, filters):
    """Images of this shape, filters (F, KH, KW) for them, and biases."""
    n_filters, *kernel = filters
    x, w = rng.normal(size=images), rng.normal(size=(n_filters, images[1], *kernel))
    return x, w, rng.normal(size=n_filters)


def gradient_for(rng, x, w, stride=1, padding=0):
    """A gradient of the output that belongs to these images and filters."""
    sizes = zip(x.shape[2:], w.shape[2:], strict=True)
    places = [(image + 2 * padding - kernel) // stride + 1 for image, kernel in sizes]
    return rng.normal(size=(len(x), len(w), *places))


@pytest.mark.points(3, group="correctness", gate=True)
def test_outputs(solution, reference, rng):
    """Ordinary images and filters have the right outputs."""
    for images, filters in (((2, 3, 6, 6), (4, 3, 3)), ((1, 2, 5, 5), (3, 2, 2))):
        for padding in (0, 1):
            same_forward(solution, reference, *drawn(rng, images, filters), 1, padding)


@pytest.mark.points(3, group="correctness", gate=True)
def test_gradients(solution, reference, rng):
    """Ordinary images and filters have the right gradients."""
    for images, filters in (((2, 3, 6, 6), (4, 3, 3)), ((1, 2, 5, 5), (3, 2, 2))):
        for padding in (0, 1):
            x, w, _ = drawn(rng, images, filters)
            dout = gradient_for(rng, x, w, 1, padding)
            same_backward(solution, reference, dout, x, w, 1, padding)


@pytest.mark.points(2, group="correctness")
def test_strides(solution, reference, rng):
    """Windows that are some steps apart are the right ones, forward and backward."""
    for size, kernel, stride in ((7, 3, 2), (10, 4, 3), (9, 3, 3), (8, 2, 2)):
        x, w, b = drawn(rng, (2, 2, size, size), (3, kernel, kernel))
        same_both(solution, reference, rng, x, w, b, stride)


@pytest.mark.points(2, group="correctness")
def test_left_over(solution, reference, rng):
    """Where the stride does not divide, what is left over is neither seen nor blamed."""
    for size, kernel, stride, padding in ((6, 3, 2, 0), (11, 2, 3, 1), (8, 3, 4, 0), (11, 3, 4, 1)):
        x, w, b = drawn(rng, (2, 2, size, size - 1), (3, kernel, kernel))
        dx, _, _ = same_both(solution, reference, rng, x, w, b, stride, padding)
        seen = (size + 2 * padding - kernel) // stride * stride + kernel - padding
        assert seen < size
        assert not dx[:, :, seen:].any()


@pytest.mark.points(2, group="correctness")
def test_slopes(solution, rng):
    """The gradients are the slopes of one's own forward pass."""
    for how in ({"stride": 1, "padding": 0}, {"stride": 2, "padding": 1}):
        x, w, b = drawn(rng, (2, 2, 5, 4), (3, 3, 2))
        dout = gradient_for(rng, x, w, **how)

        def loss(*arrays, dout=dout, how=how):
            return (dout * checked(solution.conv2d_forward(*arrays, **how), dout.shape)).sum()

        gradients = checked_gradients(solution.conv2d_backward(dout, x, w, **how), x, w)
        for i, gradient in enumerate(gradients):
            moved = [x, w, b]
            step = rng.normal(size=gradient.shape)
            moved[i] = moved[i] + step
            # The output is linear in each of the three, so this is no approximation.
            slope = loss(*moved) - loss(x, w, b)
            assert abs(slope - (gradient * step).sum()) <= 1e-8 * np.abs(gradient * step).sum()


@pytest.mark.points(2, group="correctness")
def test_rectangles(solution, reference, rng):
    """Images and kernels need not be square."""
    for images, filters, how in (
        ((2, 2, 5, 9), (3, 2, 4), (1, 0)),
        ((1, 3, 8, 4), (2, 3, 1), (2, 1)),
        ((2, 1, 4, 7), (2, 1, 5), (1, 2)),
        ((1, 2, 1, 6), (2, 1, 3), (2, 0)),
    ):
        same_both(solution, reference, rng, *drawn(rng, images, filters), *how)


@pytest.mark.points(2, group="correctness")
def test_batch(solution, rng):
    """Images do not mix, and their gradients of filters and biases add up."""
    x, w, _ = drawn(rng, (4, 2, 5, 5), (3, 2, 2))
    dout = gradient_for(rng, x, w, 2)
    dx, dw, db = checked_gradients(solution.conv2d_backward(dout, x, w, 2), x, w)
    assert np.abs(dw).max() > 0.0
    for i in range(4):
        alone = solution.conv2d_backward(dout[i : i + 1], x[i : i + 1], w, 2)
        own_dx, own_dw, own_db = checked_gradients(alone, x[i : i + 1], w)
        assert np.abs(own_dx[0] - dx[i]).max() <= 1e-10
        dw, db = dw - own_dw, db - own_db
    assert np.abs(dw).max() <= 1e-9
    assert np.abs(db).max() <= 1e-9


@pytest.mark.points(1, group="edge cases")
def test_single_entries(solution, reference, rng):
    """Kernels of one entry work, and so do single pixels, channels, filters and images."""
    for images, filters, how in (
        ((2, 3, 4, 5), (2, 1, 1), (1, 0)),
        ((2, 3, 4, 5), (2, 1, 1), (2, 0)),
        ((1, 1, 4, 4), (1, 2, 2), (1, 0)),
        ((1, 1, 1, 1), (1, 1, 1), (1, 0)),
        ((3, 2, 1, 1), (2, 3, 3), (1, 1)),
    ):
        same_both(solution, reference, rng, *drawn(rng, images, filters), *how)


@pytest.mark.points(1, group="edge cases")
def test_one_window(solution, reference, rng):
    """A kernel as large as the padded image has one position."""
    for images, filters, how in (
        ((2, 2, 4, 3), (3, 4, 3), (1, 0)),
        ((2, 2, 3, 2), (3, 5, 4), (2, 1)),
        ((2, 2, 4, 4), (3, 3, 3), (5, 0)),
    ):
        x, w, b = drawn(rng, images, filters)
        assert gradient_for(rng, x, w, *how).shape == (2, 3, 1, 1)
        same_both(solution, reference, rng, x, w, b, *how)


@pytest.mark.points(2, group="edge cases")
def test_wide_padding(solution, reference, rng):
    """Padding is made of zeros, also where a window sees nothing else."""
    for padding, stride in ((2, 1), (3, 2), (5, 3)):
        x, w, b = drawn(rng, (2, 2, 4, 4), (3, 2, 2))
        out = same_forward(solution, reference, x, w, b, stride, padding)
        assert np.abs(out[:, :, 0, 0] - b).max() <= TOLERANCE * np.abs(b).max()
        same_backward(
            solution, reference, gradient_for(rng, x, w, stride, padding), x, w, stride, padding
        )


@pytest.mark.points(2, group="edge cases")
def test_long_steps(solution, reference, rng):
    """A stride larger than the kernel leaves pixels out, whose gradient is zero."""
    for size, kernel, stride in ((9, 2, 4), (7, 1, 3), (8, 2, 3)):
        x, w, b = drawn(rng, (2, 2, size, size), (3, kernel, kernel))
        dx, _, _ = same_both(solution, reference, rng, x, w, b, stride)
        assert not dx[:, :, kernel:stride].any()


@pytest.mark.points(1, group="edge cases")
def test_sizes_that_coincide(solution, reference, rng):
    """Images, channels, filters and kernels that are as many as each other are not mixed up."""
    for size in (2, 3):
        for how in ((1, 0), (1, 1), (2, 1)):
            x, w, b = drawn(rng, (size, size, size, size), (size, size, size))
            same_both(solution, reference, rng, x, w, b, *how)


@pytest.mark.points(1, group="edge cases")
def test_whole_numbers(solution, reference, rng):
    """Whole numbers in any of the arrays are numbers like any other."""
    x, w, b = (rng.integers(-9, 10, shape) for shape in ((2, 2, 5, 5), (3, 2, 3, 3), (3,)))
    halves = b + 0.5
    same_both(solution, reference, rng, x, w, halves)
    same_both(solution, reference, rng, x, w, b, 1, 1)
    same_both(solution, reference, rng, x + 0.25, w, b, 2)
    same_both(solution, reference, rng, x, w + 0.25, halves, 2, 1)


@pytest.mark.points(2, group="edge cases")
def test_what_does_not_fit(solution, reference, rng):
    """Kernels that are too large and channels that differ raise ValueError, others do not."""
    x, w, b = drawn(rng, (2, 3, 4, 5), (2, 4, 5))
    same_forward(solution, reference, x, w, b)
    for images, filters, padding in (
        ((2, 3, 3, 5), (2, 3, 4, 5), 0),
        ((2, 3, 4, 4), (2, 3, 4, 5), 0),
        ((2, 3, 1, 9), (2, 3, 4, 2), 1),
        ((2, 3, 4, 5), (2, 2, 3, 3), 0),
        ((2, 3, 4, 5), (2, 1, 3, 3), 0),
        ((2, 1, 4, 5), (2, 3, 3, 3), 1),
    ):
        with pytest.raises(ValueError):
            solution.conv2d_forward(
                rng.normal(size=images), rng.normal(size=filters), b, 1, padding
            )


@pytest.mark.points(1, group="edge cases")
def test_arrays_unchanged(solution, reference, rng):
    """Right answers leave all arrays as they were."""
    for stride, padding in ((1, 0), (2, 1)):
        x, w, b = drawn(rng, (2, 2, 5, 5), (3, 3, 3))
        same_forward(solution, reference, x, w, b, stride, padding)
        assert not solution.conv2d_forward.changed_arguments
        dout = gradient_for(rng, x, w, stride, padding)
        same_backward(solution, reference, dout, x, w, stride, padding)
        assert not solution.conv2d_backward.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_unlike_sizes(solution, reference, rng):
    """Huge numbers in one corner do not spoil the digits of small ones in another."""
    for huge in (1e6, 1e12):
        x, w, b = drawn(rng, (2, 2, 9, 9), (3, 3, 3))
        x[:, :, :2, :2] *= huge
        same_forward(solution, reference, x, w, 1e-3 * b)
        dout = gradient_for(rng, x, w)
        dout[:, :, -2:, -2:] *= huge
        same_backward(solution, reference, dout, x, w)


@pytest.mark.points(2, group="numerical stability")
def test_cancellation(solution, reference, rng):
    """A kernel that sums to zero finds small steps on a large level."""
    for level in (1e3, 1e6):
        x, w, b = drawn(rng, (2, 1, 7, 7), (2, 3, 3))
        w -= w.mean(axis=(2, 3), keepdims=True)
        same_both(solution, reference, rng, x + level, w, b)


@pytest.mark.points(2, group="efficiency")
def test_forward_work(solution, reference, rng):
    """The forward pass does the products that the windows need, and no others."""

    def draw(size):
        return drawn(rng, (1, 8, size, size), (2, 5, 5))

    def check(out, x, w, b):
        expected = reference.conv2d_forward(x, w, b)
        assert_close(checked(out, expected.shape), expected, 1e3)

    assert_in_proportion(solution.conv2d_forward, reference.conv2d_forward, draw, check)


@pytest.mark.points(2, group="efficiency")
def test_backward_work(solution, reference, rng):
    """The backward pass does about twice as much, and no more."""

    def draw(size):
        x, w, _ = drawn(rng, (1, 8, size, size), (2, 5, 5))
        return gradient_for(rng, x, w), x, w

    def check(result, dout, x, w):
        expected = reference.conv2d_backward(dout, x, w)
        for found, right in zip(checked_gradients(result, x, w), expected, strict=True):
            assert_close(found, right, 1e3)

    assert_in_proportion(solution.conv2d_backward, reference.conv2d_backward, draw, check)


def assert_in_proportion(candidate, reference, draw, check):
    """Not far behind the reference, and no further for four times the positions."""
    long = speed_ratio(candidate, reference, args=lambda: draw(60), rounds=2, check=check)
    assert long <= SLOWEST_RATIO
    short = speed_ratio(candidate, reference, args=lambda: draw(32), rounds=2, check=check)
    assert long <= 3.0 * max(short, 10.0)
