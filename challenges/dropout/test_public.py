"""Public tests for the dropout layer: a first check of README.md."""

import numpy as np
import pytest


def passed(array, x):
    """Assert that this is an array like x; return it."""
    assert isinstance(array, np.ndarray), "return an array"
    assert array.shape == x.shape, "the shape stays"
    return array


@pytest.mark.points(1, group="correctness")
def test_example_values(solution):
    """In the example an element comes out as zero, or divided by 0.8."""
    x = np.array([[1.0, 2.0, 4.0], [0.0, 8.0, 4.0]])
    output = passed(solution.Dropout(0.2, 3).forward(x), x)
    assert np.all((output == 0.0) | (np.abs(output - x / 0.8) <= 1e-9))


@pytest.mark.points(1, group="correctness")
def test_serving(solution, rng):
    """A pass that is not training returns what went in."""
    x = rng.normal(size=(4, 3))
    assert np.array_equal(passed(solution.Dropout(0.5, 1).forward(x, training=False), x), x)


@pytest.mark.points(1, group="correctness")
def test_backward_mask(solution):
    """What was dropped has no gradient, and the rest has that of the factor."""
    x = np.ones((20, 5))
    layer = solution.Dropout(0.5, 2)
    output = passed(layer.forward(x), x)
    assert np.allclose(passed(layer.backward(3.0 * x), x), 3.0 * output)


@pytest.mark.points(1, group="edge cases")
def test_nothing_dropped(solution):
    """With p = 0 everything stays."""
    x = np.arange(6.0)
    assert np.array_equal(passed(solution.Dropout(0.0, 4).forward(x), x), x)


@pytest.mark.points(1, group="edge cases")
def test_bad_p(solution):
    """A p of one is refused with ValueError, one half is not."""
    passed(solution.Dropout(0.5, 0).forward(np.ones(3)), np.ones(3))
    with pytest.raises(ValueError):
        solution.Dropout(1.0, 0)


@pytest.mark.points(1, group="numerical stability")
def test_single_precision_kept(solution):
    """float32 in, float32 out."""
    x = np.ones((3, 3), dtype=np.float32)
    assert passed(solution.Dropout(0.3, 5).forward(x), x).dtype == np.float32


@pytest.mark.points(1, group="efficiency")
def test_large_batch(solution):
    """Some ten thousand elements end well before the time limit, and half of them are left."""
    x = np.ones((100, 200))
    output = passed(solution.Dropout(0.5, 6).forward(x), x)
    # Fourteen standard deviations to either side.
    assert 9_000 < np.count_nonzero(output) < 11_000
