"""Public tests for 2-D convolution: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE_X = np.array([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]])
EXAMPLE_W = np.array([[[[1, 0], [0, 2]]]])


def right_shape(result, shape):
    """Assert type, shape and kind; return float64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    array = np.asarray(result)
    assert array.shape == shape
    assert array.dtype.kind == "f", "results are made of floats"
    assert np.isfinite(array).all()
    return array.astype(np.float64)


def three(result, x, w):
    """Assert that there are three gradients of the right shapes."""
    assert isinstance(result, (tuple, list)), "return dx, dw, db"
    assert len(result) == 3, "return dx, dw, db"
    shapes = (x.shape, w.shape, (len(w),))
    return [right_shape(part, shape) for part, shape in zip(result, shapes, strict=True)]


@pytest.mark.points(1, group="correctness")
def test_example_forward(solution):
    """The output of the statement's example is right."""
    out = solution.conv2d_forward(EXAMPLE_X, EXAMPLE_W, np.array([10]))
    assert np.allclose(right_shape(out, (1, 1, 2, 2)), [[21, 24], [30, 33]])


@pytest.mark.points(1, group="correctness")
def test_example_backward(solution):
    """The gradients of the statement's example are right."""
    dout = np.array([[[[1.0, 0.0], [0.0, 2.0]]]])
    dx, dw, db = three(solution.conv2d_backward(dout, EXAMPLE_X, EXAMPLE_W), EXAMPLE_X, EXAMPLE_W)
    assert np.allclose(dx, [[1, 0, 0], [0, 4, 0], [0, 0, 4]])
    assert np.allclose(dw, [[11, 14], [20, 23]])
    assert np.allclose(db, [3])


@pytest.mark.points(1, group="correctness")
def test_example_with_stride_and_padding(solution):
    """A stride and a padding of the example can be worked out by hand."""
    out = solution.conv2d_forward(EXAMPLE_X, EXAMPLE_W, np.array([0]), stride=2)
    assert np.allclose(right_shape(out, (1, 1, 1, 1)), 11)
    out = solution.conv2d_forward(EXAMPLE_X, EXAMPLE_W, np.array([0]), stride=2, padding=1)
    assert np.allclose(right_shape(out, (1, 1, 2, 2)), [[2, 6], [14, 23]])


@pytest.mark.points(1, group="correctness")
def test_channels_add_up(solution, rng):
    """A kernel of one entry weighs the channels of each pixel."""
    x, w, b = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(4, 3, 1, 1)), rng.normal(size=4)
    out = right_shape(solution.conv2d_forward(x, w, b), (2, 4, 4, 5))
    for pixels, mixed in zip(x, out, strict=True):
        assert np.allclose(
            mixed, (w[:, :, 0, 0] @ pixels.reshape(3, 20)).reshape(4, 4, 5) + b[:, None, None]
        )


@pytest.mark.points(1, group="edge cases")
def test_right_edge_is_left_over(solution):
    """Pixels that no window reaches have a gradient of zero."""
    x, w = np.ones((1, 1, 2, 4)), np.ones((1, 1, 2, 1))
    dx, _, _ = three(solution.conv2d_backward(np.ones((1, 1, 1, 2)), x, w, stride=2), x, w)
    assert np.allclose(dx, [[1, 0, 1, 0], [1, 0, 1, 0]])


@pytest.mark.points(1, group="edge cases")
def test_kernel_is_checked(solution):
    """A kernel that does not fit raises ValueError; with padding it fits."""
    x, w, b = np.ones((1, 1, 2, 2)), np.ones((1, 1, 3, 3)), np.zeros(1)
    assert np.allclose(right_shape(solution.conv2d_forward(x, w, b, padding=1), (1, 1, 2, 2)), 4)
    with pytest.raises(ValueError):
        solution.conv2d_forward(x, w, b)


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay_as_they_were(solution, rng):
    """Neither function changes what it is given."""
    x, w, b = rng.normal(size=(1, 2, 4, 4)), rng.normal(size=(3, 2, 2, 2)), rng.normal(size=3)
    right_shape(solution.conv2d_forward(x, w, b), (1, 3, 3, 3))
    assert not solution.conv2d_forward.changed_arguments
    three(solution.conv2d_backward(np.ones((1, 3, 3, 3)), x, w), x, w)
    assert not solution.conv2d_backward.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_flat_image(solution):
    """A kernel that sums to zero finds nothing on a flat image, however bright."""
    x, w = np.full((1, 1, 4, 4), 1e8), np.array([[[[1.0, -1.0], [2.0, -2.0]]]])
    assert np.allclose(right_shape(solution.conv2d_forward(x, w, np.ones(1)), (1, 1, 3, 3)), 1.0)


@pytest.mark.points(1, group="efficiency")
def test_larger_images(solution, rng):
    """A batch of larger images ends well before the time limit."""
    x, w, b = rng.normal(size=(4, 3, 16, 16)), rng.normal(size=(4, 3, 3, 3)), rng.normal(size=4)
    out = right_shape(solution.conv2d_forward(x, w, b, 1, 1), (4, 4, 16, 16))
    three(solution.conv2d_backward(out, x, w, 1, 1), x, w)
