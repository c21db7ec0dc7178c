"""Hidden suite for the Adam optimizer. README.md is the contract; nothing here is stricter.

The answer is unique, so steps are compared with those of the reference. Errors are measured against
the learning rate, since that is how far a step goes.
"""

import contextlib

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Parts of the learning rate, for float64: in the gates, in most tests, and where precision is the
# point. Rounding of a parameter near 1 over some hundred steps leaves less than 1e-11.
ROUGH = 1e-2
PART = 1e-4
PRECISE = 1e-6
# For float32, of the parameter's own size or of 1.
SINGLE = 1e-5
# Plain loops take up to about 100 times as long as the reference; a matrix with a row and a column
# for each entry does not fit in memory.
ENTRIES = 20000
SLOWEST_RATIO = 400.0
# A step costs the same however many came before, twice as much at most on a busy machine; summing
# over past gradients makes the later ones more than ten times as slow.
STEPS_BEFORE = 300
LATE_OVER_EARLY = 4.0


def checked(result, params):
    """Assert type, shapes, dtypes and finiteness; return arrays."""
    assert isinstance(result, (list, tuple)) and len(result) == len(params)
    arrays = []
    for each, param in zip(result, map(np.asarray, params), strict=True):
        array = None
        with contextlib.suppress(TypeError, ValueError):
            array = np.asarray(each)
        assert array is not None, "ragged, so not an array"
        assert array.shape == param.shape and array.dtype == param.dtype
        assert np.isfinite(array).all()
        arrays.append(array)
    return arrays


class Twins:
    """The solution's optimizer and the reference's, which make the same steps."""

    def __init__(self, solution, reference, *settings, **named):
        self.mine, self.other = (
            module.Adam(*settings, **named) for module in (solution, reference)
        )
        self.rate = [*settings, named.get("learning_rate", 0.001)][0]

    def step(self, params, grads, part=PART):
        """Make a step with both; return the new parameters if they agree."""
        expected = checked(self.other.step(params, grads), params)
        for found, wanted in zip(
            checked(self.mine.step(params, grads), params), expected, strict=True
        ):
            room = np.full(wanted.shape, part * self.rate)
            if wanted.dtype == np.float32:
                room = SINGLE * np.maximum(1.0, np.abs(wanted))
            assert (np.abs(found - wanted) <= room).all()
        return expected


def draw(rng, *shapes):
    """Arrays with entries of either sign, none of them near zero."""
    return [rng.choice([-1.0, 1.0], shape) * rng.uniform(0.2, 2.0, shape) for shape in shapes]


@pytest.mark.points(3, group="correctness", gate=True)
def test_few_steps(solution, reference, rng):
    """A few steps lead where the formulas say."""
    for shapes in (((3, 2), (2,)), ((4,),)):
        twins = Twins(solution, reference, learning_rate=0.05)
        params = draw(rng, *shapes)
        for _ in range(5):
            params = twins.step(params, draw(rng, *shapes), ROUGH)


@pytest.mark.points(3, group="correctness", gate=True)
def test_descends(solution, rng):
    """Steps along the gradients of a bowl lead to its bottom."""
    for curvatures in (np.array([1.0, 10.0]), np.array([0.1, 1.0, 300.0])):
        bottom = rng.uniform(0.5, 1.0, len(curvatures)) * rng.choice([-1.0, 1.0])
        adam, params = solution.Adam(0.03), [np.zeros(len(curvatures))]
        for _ in range(180):
            params = checked(adam.step(params, [curvatures * (params[0] - bottom)]), params)
        assert np.abs(params[0] - bottom).max() <= 0.1


@pytest.mark.points(2, group="correctness")
def test_first_step(solution, rng):
    """The first step is about as long as the learning rate, whatever the gradient."""
    for rate, epsilon in ((0.2, 1e-8), (0.01, 0.5)):
        params, grads = draw(rng, (3, 4), (5,)), draw(rng, (3, 4), (5,))
        moved = checked(solution.Adam(rate, epsilon=epsilon).step(params, grads), params)
        for before, grad, after in zip(params, grads, moved, strict=True):
            expected = before - rate * grad / (np.abs(grad) + epsilon)
            assert np.abs(after - expected).max() <= PART * rate


@pytest.mark.points(2, group="correctness")
def test_default_settings(solution, reference, rng):
    """All settings have the defaults of the signature, each by itself too."""
    full = {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    changed = {"learning_rate": 0.3, "beta1": 0.5, "beta2": 0.9, "epsilon": 0.1}
    for given in ({}, *({name: value} for name, value in changed.items())):
        mine, other = solution.Adam(**given), reference.Adam(**full | given)
        params = draw(rng, (4,))
        for _ in range(4):
            grads = [1e-3 * draw(rng, (4,))[0]]
            expected = checked(other.step(params, grads), params)
            found = checked(mine.step(params, grads), params)
            assert np.abs(found[0] - expected[0]).max() <= PART * (full | given)["learning_rate"]
            params = expected


@pytest.mark.points(2, group="correctness")
def test_state_of_each_parameter(solution, reference, rng):
    """Every parameter is moved by its own gradients, and by no other's."""
    shapes = ((3,), (3,), (2, 3), (3,))
    sizes = (1.0, 0.05, 50.0, 1.0)
    twins, params = Twins(solution, reference, 0.02), draw(rng, *shapes)
    for _ in range(8):
        grads = [size * grad for size, grad in zip(sizes, draw(rng, *shapes), strict=True)]
        params = twins.step(params, grads)


@pytest.mark.points(2, group="correctness")
def test_betas(solution, reference, rng):
    """Mean and mean square fade as fast as their betas say, and zero is allowed."""
    for betas in ((0.0, 0.9), (0.9, 0.0), (0.0, 0.0), (0.5, 0.99), (0.99, 0.7), (0.9, 0.99999)):
        twins, params = Twins(solution, reference, 0.1, *betas, 1e-4), draw(rng, (5,))
        for _ in range(6):
            params = twins.step(params, draw(rng, (5,)))


@pytest.mark.points(2, group="edge cases")
def test_zero_gradients(solution, reference, rng):
    """Zero gradients leave at rest what rests, and what moves to its momentum."""
    params = draw(rng, (3,), (2, 2))
    twins, start = Twins(solution, reference, 0.1), params[0]
    for t in range(12):
        grads = [np.zeros(3), draw(rng, (2, 2))[0] if t < 3 else np.zeros((2, 2))]
        params = twins.step(params, grads)
    assert np.array_equal(params[0], start)
    late = twins.step(params, [draw(rng, (3,))[0], np.zeros((2, 2))])
    assert (late[0] != start).all()


@pytest.mark.points(2, group="edge cases")
def test_numbers(solution, reference, rng):
    """Numbers are parameters like any other, as floats and as arrays without an axis."""
    twins = Twins(solution, reference, 0.1)
    params = [float(rng.normal()), np.array(rng.normal()), *draw(rng, (2,))]
    for _ in range(4):
        grads = [float(rng.normal()), np.array(rng.normal()), *draw(rng, (2,))]
        moved = twins.step(params, grads)
        params = [float(moved[0]), moved[1], moved[2]]


@pytest.mark.points(1, group="edge cases")
def test_shapes(solution, reference, rng):
    """Parameters of any shape keep it, side by side."""
    shapes = ((1,), (1, 4), (4, 1), (2, 3, 2), (3, 3), (1, 1, 1))
    twins, params = Twins(solution, reference, 0.1), draw(rng, *shapes)
    for _ in range(3):
        params = twins.step(params, draw(rng, *shapes))


@pytest.mark.points(2, group="edge cases")
def test_refused_calls(solution, reference, rng):
    """Gradients that do not fit raise ValueError, and leave no trace."""
    shapes = ((3,), (3, 1), (2, 2))
    twins, params = Twins(solution, reference, 0.1), draw(rng, *shapes)
    for _ in range(3):
        grads = draw(rng, *shapes)
        a, b, c = grads
        wrong = (
            *([a, b], [a], [a, b, c, c]),
            *([a[:, None], b, c], [a, b[:, 0], c], [a, b, c[:1]], [a, b, c.ravel()]),
            *([a[:1], b, c], [a, b, np.array(1.0)]),
        )
        for each in wrong:
            with pytest.raises(ValueError):
                twins.mine.step(params, each)
        params = twins.step(params, grads)


@pytest.mark.points(1, group="edge cases")
def test_two_optimizers(solution, reference, rng):
    """Optimizers that take turns have nothing in common."""
    one, two = (Twins(solution, reference, rate) for rate in (0.1, 0.02))
    first, second = draw(rng, (4,)), draw(rng, (4,))
    for _ in range(4):
        first = one.step(first, draw(rng, (4,)))
        first = one.step(first, draw(rng, (4,)))
        second = two.step(second, draw(rng, (4,)))


@pytest.mark.points(1, group="edge cases")
def test_parameters_changed_between_steps(solution, reference, rng):
    """A step starts from the parameters that it is given."""
    twins, params = Twins(solution, reference, 0.1), draw(rng, (4,), (2, 2))
    for _ in range(4):
        params = twins.step(params, draw(rng, (4,), (2, 2)))
        params = [0.5 * params[0] + 1.0, rng.permutation(params[1])]


@pytest.mark.points(1, group="edge cases")
def test_inputs_unchanged(solution, reference, rng):
    """Right steps leave parameters and gradients as they were."""
    params = draw(rng, (3,), (2, 2))
    step, other = solution.Adam(0.1).step, reference.Adam(0.1)
    for _ in range(3):
        grads = draw(rng, (3,), (2, 2))
        moved = checked(step(params, grads), params)
        assert not step.changed_arguments
        expected = other.step(params, grads)
        for found, wanted in zip(moved, expected, strict=True):
            assert np.abs(found - wanted).max() <= PART * 0.1
        params = moved


@pytest.mark.points(2, group="numerical stability")
def test_sizes_of_gradients(solution, reference, rng):
    """Tiny and huge gradients in one array are both followed."""
    sizes = np.array([1e-150, 1e-80, 1e-9, 1.0, 1e9, 1e80, 1e150])
    for epsilon in (1e-8, 1e-200):
        twins, params = Twins(solution, reference, 0.1, epsilon=epsilon), draw(rng, (3, 7))
        for _ in range(5):
            params = twins.step(params, [sizes * draw(rng, (3, 7))[0]], PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_epsilon(solution, reference, rng):
    """Epsilon is seen where gradients are about as large, and only there."""
    for epsilon in (1e-8, 1e-3):
        twins, params = Twins(solution, reference, 0.1, epsilon=epsilon), draw(rng, (2, 4))
        for _ in range(5):
            sizes = epsilon * np.array([1e-3, 0.1, 1.0, 30.0])
            params = twins.step(params, [sizes * draw(rng, (2, 4))[0]], PRECISE)


@pytest.mark.points(2, group="numerical stability")
def test_many_steps(solution, reference, rng):
    """The correction fades out over hundreds of steps."""
    twins, params = Twins(solution, reference, 0.01), draw(rng, (6,))
    drift = np.array([0.0, 0.1, -0.1, 1.0, -1.0, 0.0])
    for _ in range(300):
        params = twins.step(params, [drift + draw(rng, (6,))[0]])


@pytest.mark.points(2, group="numerical stability")
def test_single_precision(solution, reference, rng):
    """Single precision stays what it is, beside double precision too."""
    sizes = np.array([1e-15, 1e-4, 1.0, 1e15], dtype=np.float32)
    for epsilon in (1e-8, 1e-25):
        twins = Twins(solution, reference, 0.1, epsilon=epsilon)
        params = [*(each.astype(np.float32) for each in draw(rng, (2, 4), ())), *draw(rng, (3,))]
        for _ in range(5):
            grads = draw(rng, (2, 4), (), (3,))
            grads[0], grads[1] = grads[0].astype(np.float32) * sizes, np.float32(grads[1])
            params = twins.step(params, [grads[0], np.asarray(grads[1]), grads[2]])


@pytest.mark.points(3, group="efficiency")
def test_work_of_a_step(solution, reference, rng):
    """A step takes work for each entry once, however many steps came before."""

    def ratio(mine, other, *shapes):
        # A gradient that is always the same is its own mean, however many steps were made.
        grads = [np.full(shape, -3.0) for shape in shapes]

        def check(result, params, _grads):
            for before, after in zip(params, checked(result, params), strict=True):
                assert np.abs(after - before - 0.1).max() <= ROUGH * 0.1

        def arguments():
            return draw(rng, *shapes), grads

        return speed_ratio(mine.step, other.step, args=arguments, rounds=5, check=check)

    assert ratio(solution.Adam(0.1), reference.Adam(0.1), (ENTRIES,)) <= SLOWEST_RATIO
    mine, other, shapes = solution.Adam(0.1), reference.Adam(0.1), [(20,)] * 8
    early = ratio(mine, other, *shapes)
    params, grads = draw(rng, *shapes), [np.full(shape, -3.0) for shape in shapes]
    for _ in range(STEPS_BEFORE):
        mine.step(params, grads)
    assert ratio(mine, other, *shapes) <= LATE_OVER_EARLY * early
