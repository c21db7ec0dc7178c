"""Public tests for softmax cross-entropy: a first check of the contract in README.md."""

import numpy as np
import pytest

EXAMPLE = np.array([[0.0, 0.0], [0.0, np.log(3.0)]])
EXAMPLE_LABELS = np.array([0, 1])


def answer(solution, logits, labels):
    """Call the solution; assert types and shapes."""
    result = solution.softmax_cross_entropy(logits, labels)
    assert isinstance(result, (tuple, list)), "return loss, gradient"
    assert len(result) == 2, "return loss, gradient"
    loss, gradient = np.asarray(result[0]), np.asarray(result[1])
    assert loss.shape == (), "the loss is one number"
    assert gradient.shape == logits.shape, "a slope for each logit"
    assert gradient.dtype.kind == "f" and not np.isnan(gradient).any()
    return float(loss), gradient


@pytest.mark.points(1, group="correctness")
def test_loss_of_the_example(solution):
    """The example of the statement has the right loss."""
    loss, _ = answer(solution, EXAMPLE, EXAMPLE_LABELS)
    assert abs(loss - (np.log(2.0) + np.log(4.0 / 3.0)) / 2) <= 1e-9


@pytest.mark.points(1, group="correctness")
def test_gradient_of_the_example(solution):
    """The example of the statement has the right gradient."""
    _, gradient = answer(solution, EXAMPLE, EXAMPLE_LABELS)
    assert np.allclose(gradient, [[-0.25, 0.25], [0.125, -0.125]], rtol=0.0, atol=1e-9)


@pytest.mark.points(1, group="correctness")
def test_a_step_against_the_gradient(solution, rng):
    """A small step against the gradient lowers the loss."""
    logits, labels = rng.normal(0.0, 1.0, (6, 4)), rng.integers(0, 4, 6)
    loss, gradient = answer(solution, logits, labels)
    assert np.abs(gradient.sum(axis=1)).max() <= 1e-9, "what one class gains the others lose"
    assert answer(solution, logits - 0.1 * gradient, labels)[0] < loss


@pytest.mark.points(1, group="edge cases")
def test_one_of_ten(solution):
    """Ten equal logits have the loss log 10."""
    loss, gradient = answer(solution, np.full((3, 10), 2.5), np.array([9, 0, 4]))
    assert abs(loss - np.log(10.0)) <= 1e-9
    assert np.allclose(gradient[0, :9], 1.0 / 30.0)


@pytest.mark.points(1, group="edge cases")
def test_labels_are_checked(solution):
    """A label that is no class raises ValueError; the others do not."""
    answer(solution, EXAMPLE, EXAMPLE_LABELS)
    for labels in ([0, 2], [-1, 0]):
        with pytest.raises(ValueError):
            solution.softmax_cross_entropy(EXAMPLE, np.array(labels))


@pytest.mark.points(1, group="edge cases")
def test_a_masked_class(solution):
    """A class with a logit of -inf counts as if it were not there."""
    loss, gradient = answer(solution, np.array([[1.0, -np.inf, 1.0]]), np.array([2]))
    assert abs(loss - np.log(2.0)) <= 1e-9
    assert np.allclose(gradient, [[0.5, 0.0, -0.5]])


@pytest.mark.points(1, group="edge cases")
def test_arguments_stay_as_they_were(solution, rng):
    """Logits and labels are not changed by the call."""
    logits, labels = rng.normal(0.0, 1.0, (5, 3)), rng.integers(0, 3, 5)
    answer(solution, logits, labels)
    assert not solution.softmax_cross_entropy.changed_arguments


@pytest.mark.points(1, group="numerical stability")
def test_a_thousand(solution):
    """Logits near 1000 neither overflow nor vanish."""
    loss, gradient = answer(solution, np.array([[1000.0, 0.0], [0.0, 1000.0]]), np.array([0, 0]))
    assert abs(loss - 500.0) <= 1e-6
    assert np.allclose(gradient, [[0.0, 0.0], [-0.5, 0.5]])


@pytest.mark.points(1, group="efficiency")
def test_thousands_of_rows(solution, rng):
    """Some thousand rows end well before the time limit."""
    answer(solution, rng.normal(0.0, 1.0, (4000, 5)), rng.integers(0, 5, 4000))
