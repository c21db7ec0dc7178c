"""Hidden suite for the dropout layer. README.md is the contract; nothing here is stricter.

How many of t elements are kept, or of t pairs of elements both, is binomial, with t and a known p:
pairs have no element in common. LIMITS has a lowest and a highest count for each such t and p that
are left with a probability below 1e-8 on both sides together: SciPy's binom.cdf(low - 1, t, p) and
binom.sf(high, t, p) are below 5e-9 each; for the 60 counts of 400 the sum is 6.4e-9. 12 other
counts are looked at, so a sound solution fails the suite by bad luck with a probability below
5.1e-7. That the number of kept elements is the same in 14 passes, that a mask of 600
elements keeps all or none, or that two masks agree by chance, has less than 1e-12.
"""

import itertools

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

TOLERANCE = {np.dtype(np.float64): 1e-9, np.dtype(np.float32): 1e-6}
# (t, p): lowest and highest count.
LIMITS = {
    (40_000, 0.5): (19_427, 20_573),
    (40_000, 0.7): (27_473, 28_523),
    (40_000, 0.8): (31_538, 32_455),
    (40_000, 0.25): (9_506, 10_499),
    (20_000, 0.25): (4_652, 5_354),
    (400, 0.6): (183, 295),
    (300_000, 0.0001): (5, 66),
    (300_000, 0.9999): (299_934, 299_995),
}
# Plain loops take some 100 times as long as the reference on the shapes of test_work.
SLOWEST_RATIO = 500.0
# From short rows to long ones a matrix with the mask on its diagonal falls behind by more than 50.
FASTEST_GROWTH = 8.0


def seed(rng):
    return int(rng.integers(1 << 63))


def like(result, values):
    """Assert that the result is an array of this shape, of the right dtype; return it."""
    assert isinstance(result, np.ndarray) and result.shape == values.shape
    assert result.dtype == (np.float32 if values.dtype == np.float32 else np.float64)
    return result


def mask_of(layer, shape):
    """(shape) bool, which elements the last forward pass has kept."""
    return like(layer.backward(np.ones(shape)), np.empty(shape)) != 0.0


def assert_scaled(result, values, kept, p):
    """What was dropped is 0, and the rest is divided by 1 - p."""
    like(result, values)
    assert not result[~kept].any()
    expected = values[kept].astype(np.float64) / (1.0 - p)
    gap = np.abs(result[kept].astype(np.float64) - expected)
    assert (gap <= TOLERANCE[result.dtype] * np.abs(expected)).all()


def assert_passes(layer, rng, x, p):
    """A forward and a backward pass have the right numbers; returns what was kept."""
    output = layer.forward(x)
    kept = mask_of(layer, x.shape)
    assert_scaled(output, x, kept, p)
    grad = rng.normal(0.0, 1.0, x.shape)
    assert_scaled(layer.backward(grad), grad, kept, p)
    return kept


def assert_share(kept, p):
    """So many elements, or pairs, are kept as their probability allows."""
    low, high = LIMITS[kept.size, p]
    assert low <= np.count_nonzero(kept) <= high


@pytest.mark.points(3, group="correctness", gate=True)
def test_rate(solution, rng):
    """Elements are dropped at the rate asked for, and the others scaled to make up for it."""
    for p, share in ((0.2, 0.8), (0.3, 0.7), (0.5, 0.5)):
        x = rng.uniform(1.0, 2.0, (200, 200))
        output = like(solution.Dropout(p, seed(rng)).forward(x), x)
        assert_scaled(output, x, output != 0.0, p)
        assert_share(output != 0.0, share)


@pytest.mark.points(3, group="correctness", gate=True)
def test_backward(solution, rng):
    """The gradient passes where the input passed, scaled alike, however often it is asked for."""
    for p in (0.1, 0.5, 0.8):
        layer = solution.Dropout(p, seed(rng))
        for shape in ((30, 20), (70, 9)):
            x = rng.normal(0.0, 1.0, shape)
            kept = assert_passes(layer, rng, x, p)
            assert (mask_of(layer, shape) == kept).all()
            assert kept.any() and not kept.all()


@pytest.mark.points(2, group="correctness")
def test_neighbours(solution, rng):
    """Elements of the same row or column are dropped independently."""
    x = rng.uniform(1.0, 2.0, (200, 200))
    kept = like(solution.Dropout(0.5, seed(rng)).forward(x), x) != 0.0
    assert_share(kept[::2] & kept[1::2], 0.25)
    assert_share(kept[:, ::2] & kept[:, 1::2], 0.25)


@pytest.mark.points(2, group="correctness")
def test_every_place(solution, rng):
    """No row, no column and no place is dropped more often than another."""
    for shape, axis in (((400, 30), 0), ((30, 400), 1)):
        x = rng.uniform(-2.0, -1.0, shape)
        kept = like(solution.Dropout(0.4, seed(rng)).forward(x), x) != 0.0
        for line in np.moveaxis(kept, axis, 1):
            assert_share(line, 0.6)


@pytest.mark.points(2, group="correctness")
def test_anew(solution, rng):
    """Each pass in training draws a mask of its own, and backward follows the last one."""
    layer = solution.Dropout(0.5, seed(rng))
    x = rng.uniform(1.0, 2.0, (200, 200))
    first, second = (like(layer.forward(x), x) != 0.0 for _ in range(2))
    assert_share(first & second, 0.25)
    assert (mask_of(layer, x.shape) == second).all()
    # The number of elements that are kept is left to chance as well.
    small = x[:10, :10]
    numbers = {np.count_nonzero(like(layer.forward(small), small)) for _ in range(14)}
    assert len(numbers) > 1


@pytest.mark.points(2, group="correctness")
def test_not_training(solution, rng):
    """A pass that is not training returns its input, and its gradient as it is."""
    layer = solution.Dropout(0.6, seed(rng))
    for _ in range(3):
        x, grad = rng.normal(0.0, 1.0, (2, 8, 5))
        assert_passes(layer, rng, x, 0.6)
        assert (like(layer.forward(x, training=False), x) == x).all()
        assert (like(layer.backward(grad), grad) == grad).all()
    fresh = solution.Dropout(0.6, seed(rng))
    assert (like(fresh.forward(x, False), x) == x).all()
    assert (like(fresh.backward(grad), grad) == grad).all()


@pytest.mark.points(2, group="edge cases")
def test_zeros(solution, rng):
    """Elements that are zero are kept and dropped like any other, as their gradient shows."""
    x = rng.normal(0.0, 1.0, (200, 200)) * (rng.uniform(size=(200, 200)) < 0.5)
    kept = assert_passes(solution.Dropout(0.3, seed(rng)), rng, x, 0.3)
    assert_share(kept, 0.7)
    kept = assert_passes(solution.Dropout(0.5, seed(rng)), rng, np.zeros((200, 200)), 0.5)
    assert_share(kept, 0.5)


@pytest.mark.points(1, group="edge cases")
def test_nothing_is_dropped(solution, rng):
    """With a probability of zero everything stays as it is."""
    layer = solution.Dropout(0.0, seed(rng))
    for dtype in (np.float64, np.float32, np.int64):
        x = rng.normal(0.0, 9.0, (30, 40)).astype(dtype)
        assert (like(layer.forward(x), x) == x).all()
        assert mask_of(layer, x.shape).all()
    layer = solution.Dropout(0, seed(rng))
    assert (like(layer.forward(x), x) == x).all()


@pytest.mark.points(1, group="edge cases")
def test_shapes(solution, rng):
    """Arrays of one to four dimensions work, of a single element as well."""
    for shape in ((50,), (1,), (1, 1), (6, 1), (1, 7), (4, 3, 5), (2, 3, 4, 5), (1, 1, 1, 1)):
        assert_passes(solution.Dropout(0.4, seed(rng)), rng, rng.normal(0.0, 1.0, shape), 0.4)


@pytest.mark.points(2, group="edge cases")
def test_whole_numbers(solution, rng):
    """Whole numbers give fractions."""
    x = rng.integers(-9, 10, (30, 20))
    kept = assert_passes(solution.Dropout(0.3, seed(rng)), rng, x, 0.3)
    assert kept.any()
    assert (like(solution.Dropout(0.3, seed(rng)).forward(x, training=False), x) == x).all()


@pytest.mark.points(1, group="edge cases")
def test_refused_probabilities(solution, rng):
    """A probability below zero, of one or above raises ValueError, and others do not."""
    for p in (0.0, 1e-9, 0.5, 0.9999):
        assert_passes(solution.Dropout(p, seed(rng)), rng, rng.normal(0.0, 1.0, (9, 9)), p)
    for p in (1.0, 1, 1.5, -0.1, -1e-9, -1):
        with pytest.raises(ValueError):
            solution.Dropout(p, seed(rng))


@pytest.mark.points(2, group="edge cases")
def test_seeds(solution, rng):
    """The seed decides what is dropped, whoever else draws; serving in between draws nothing."""
    x = rng.uniform(1.0, 2.0, (20, 20))
    seeds = [seed(rng), seed(rng), 0, 1]
    layers = [solution.Dropout(0.5, each) for each in (*seeds, *seeds[::-1])]
    for _ in range(2):
        masks = []
        for number, layer in enumerate(layers):
            for _ in range(number % 3):
                layer.forward(x, training=False)
            masks.append((like(layer.forward(x), x) != 0.0).tobytes())
        assert masks[:4] == masks[:3:-1]
        assert len(set(masks)) == 4


@pytest.mark.points(1, group="edge cases")
def test_apart(solution, rng):
    """Layers side by side each keep their own probability and mask."""
    rates, shapes = (0.2, 0.7, 0.5), ((6, 9), (6, 9), (40, 3))
    layers = [solution.Dropout(p, seed(rng)) for p in rates]
    xs = [rng.normal(0.0, 1.0, shape) for shape in shapes]
    outputs = [layer.forward(x) for layer, x in zip(layers, xs, strict=True)]
    for layer, x, output, p in zip(layers, xs, outputs, rates, strict=True):
        assert_scaled(output, x, mask_of(layer, x.shape), p)


@pytest.mark.points(2, group="edge cases")
def test_arguments_unchanged(solution, rng):
    """Right answers leave input and gradient as they were."""
    for dtype in (np.float64, np.float32):
        layer = solution.Dropout(0.5, seed(rng))
        forward, backward = layer.forward, layer.backward
        x = rng.uniform(1.0, 2.0, (30, 20)).astype(dtype)
        for training in (True, False):
            output = like(forward(x, training), x)
            assert not forward.changed_arguments
            grad = rng.normal(0.0, 1.0, x.shape).astype(dtype)
            factor = 2.0 if training else 1.0
            assert_scaled(backward(grad), factor * grad, output != 0.0, 0.0)
            assert not backward.changed_arguments


@pytest.mark.points(2, group="numerical stability")
def test_extreme_rates(solution, rng):
    """Rates close to zero and to one drop almost nothing and almost everything."""
    for p, share in ((0.0001, 0.9999), (0.9999, 0.0001)):
        for dtype in (np.float64, np.float32):
            x = rng.uniform(1.0, 2.0, (600, 500)).astype(dtype)
            output = like(solution.Dropout(p, seed(rng)).forward(x), x)
            assert_scaled(output, x, output != 0.0, p)
            assert_share(output != 0.0, share)


@pytest.mark.points(2, group="numerical stability")
def test_single_precision(solution, rng):
    """Single precision stays single precision, for the gradient by its own kind."""
    for dtype, other in itertools.product((np.float32, np.float64), repeat=2):
        for training in (True, False):
            layer = solution.Dropout(0.3, seed(rng))
            x = rng.uniform(1.0, 2.0, (20, 30)).astype(dtype)
            output = layer.forward(x, training)
            p = 0.3 if training else 0.0
            assert_scaled(output, x, output != 0.0, p)
            grad = rng.normal(0.0, 1.0, (20, 30)).astype(other)
            assert_scaled(layer.backward(grad), grad, output != 0.0, p)


@pytest.mark.points(2, group="numerical stability")
def test_any_size(solution, rng):
    """Numbers of any size come through, tiny and huge ones side by side."""
    for dtype, largest in ((np.float64, 150), (np.float32, 30)):
        x = 10.0 ** rng.uniform(-largest, largest, (30, 40)) * rng.choice([-1.0, 1.0], (30, 40))
        assert_passes(solution.Dropout(0.7, seed(rng)), rng, x.astype(dtype), 0.7)


@pytest.mark.points(2, group="efficiency")
def test_no_history(solution, rng):
    """Many passes need no more memory than one."""
    layer = solution.Dropout(0.5, seed(rng))
    x = rng.uniform(1.0, 2.0, 200_000)
    for _ in range(100):
        output = layer.forward(x)
    assert_scaled(output, x, mask_of(layer, x.shape), 0.5)


@pytest.mark.points(2, group="efficiency")
def test_work(solution, reference, rng):
    """The work grows with the number of elements, not with the square of a side."""

    def ratio(shape):
        layers = [each.Dropout(0.5, seed(rng)) for each in (solution, reference)]

        def check(result, x):
            assert_scaled(like(result, x), x, result != 0.0, 0.5)
            assert 0.3 * x.size < np.count_nonzero(result) < 0.7 * x.size

        return speed_ratio(
            layers[0].forward,
            layers[1].forward,
            args=lambda: (rng.uniform(1.0, 2.0, shape),),
            rounds=5,
            check=check,
        )

    square, long = ratio((100, 200)), ratio((4, 5000))
    assert square <= SLOWEST_RATIO
    assert long <= FASTEST_GROWTH * max(square, 2.0)
