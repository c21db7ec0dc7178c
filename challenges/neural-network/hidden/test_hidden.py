"""Hidden suite for the neural network. README.md is the contract; nothing here is stricter.

Weights are private, so gradients are proved from outside. A tiny step on row j moves the logit of
row i by -rate * K[i, j] * (slope of the loss at row j), where K is the tangent kernel: symmetric
for every activation, start and depth, and only for true gradients. A network without hidden layer
is known entirely from a few outputs, so its step is compared number by number.

Units of a ReLU have kinks, where differences say nothing; with biases of zero, a row that all units
of one layer ignore sits exactly on those of the next. So a few steps come first, kinks are left out
where they show, and the checks of a hidden layer look at a share of many pairs. Rows whose output
is almost 0 or 1 are left out, since a logit is not precise there; a start that leaves no others is
judged by the remaining tests.
"""

import contextlib
import copy

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# The slope of the loss at the logit, for each loss that the statement allows; p (1 - p) is the
# derivative of the sigmoid.
SLOPES = {
    "cross-entropy": lambda p, y: p - y,
    "squared error": lambda p, y: (p - y) * p * (1.0 - p),
}
# Of the largest influence. True gradients stay within 1e-6, small constants in denominators
# included.
ASYMMETRY = 1e-4
# Of the largest slope along the line. In-place updates in the wrong order leave a tenth or more.
BEND = 1e-3
# Fewer pairs or points than this say nothing: one kink of a ReLU may be behind several of them.
FEWEST = 12
# Of the largest move. Rounding leaves 1e-12.
BOW = 1e-8
# NumPy in a loop over the rows takes up to about 15 times as long as the reference, in a loop over
# rows and units about 60; Python loops over single weights take more than 250.
SLOWEST_RATIO = 120.0


def checked(result, X, k):
    """Assert type, shape, dtype kind and range; return (n, k) float64."""
    assert isinstance(result, (np.ndarray, list, tuple))
    outputs = None
    with contextlib.suppress(TypeError, ValueError):
        outputs = np.asarray(result)
    assert outputs is not None, "ragged, so not an array"
    assert outputs.dtype.kind == "f" and outputs.shape == (len(X), k)
    outputs = outputs.astype(np.float64)
    assert np.isfinite(outputs).all()
    assert outputs.min() >= 0.0 and outputs.max() <= 1.0
    return outputs


def logits(net, X, k=1):
    """(n, k) values before the sigmoid. Those of outputs that are exactly 0 or 1 are cut at 800."""
    p = checked(net.forward(X), X, k)
    with np.errstate(divide="ignore"):
        return np.clip(np.log(p) - np.log1p(-p), -800.0, 800.0)


def sigmoid(z):
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def stepped(net, X, y, *rate):
    """A copy of the network after one step."""
    twin = copy.deepcopy(net)
    twin.backward(X, y, *rate)
    return twin


def undecided(net, candidates, k=1, most=None):
    """Those candidates whose outputs are all far from 0 and 1."""
    return candidates[(np.abs(logits(net, candidates, k)) < 2.0).all(axis=1)][:most]


def net_with_undecided(solution, rng, layers, n):
    """A network and n rows on which it is undecided; after many tries any network and rows."""
    for _ in range(20):
        net = solution.NeuralNetwork(list(layers))
        X = rng.normal(0.0, 1.0, (60, layers[0]))
        rows = undecided(net, X, layers[-1], n)
        if len(rows) == n:
            return net, rows
    return net, X[:n]


def random_targets(rng, n, k=1):
    return rng.uniform(0.0, 1.0, (n, k))


def two_groups(rng):
    """(20, 2) points in two groups with a gap between them, and (20, 1) targets."""
    angle = rng.uniform(0.0, 2.0 * np.pi)
    across = np.array([np.cos(angle), np.sin(angle)])
    y = rng.permutation(np.repeat([0.0, 1.0], 10))[:, None]
    X = 2.0 * (2.0 * y - 1.0) * across + np.clip(rng.normal(0.0, 0.5, (20, 2)), -0.9, 0.9)
    return X + rng.uniform(-1.0, 1.0, 2), y


def crossed_corners(rng):
    """(4, 2) corners of a kite, where opposite ones have the same target.

    One corner is farther out than in a square, so that starts near zero do not rest for long on
    the plateau that a perfect exclusive-or has there.
    """
    angle = rng.uniform(0.0, 2.0 * np.pi)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    X = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [2.5, 2.5]]) @ turn
    return X + rng.uniform(-0.5, 0.5, 2), np.array([[0.0], [1.0], [1.0], [0.0]])


def learns(solution, rng, layers, task, rates, attempts, steps):
    """Whether a fresh network gets all rows of a fresh task right in any of the attempts."""
    for attempt in range(attempts):
        X, y = task(rng)
        net = solution.NeuralNetwork(list(layers))
        backward, rate = net.backward, rates[attempt % len(rates)]
        for step in range(1, steps + 1):
            backward(X, y, rate)
            if step % 50 == 0 and ((checked(net.forward(X), X, 1) > 0.5) == (y > 0.5)).all():
                return True
    return False


def influences(net, X, k):
    """(n * k, n * k): how fast each logit moves when an output of a row is asked to be higher.

    Half the difference of a step up and a step down, so the error is of third order; NaN where the
    two differ, that is at a kink. Divided by what the slope of cross-entropy predicts.
    """
    before = logits(net, X, k)
    p = sigmoid(before)
    ask = 0.04
    columns = []
    for j, x in enumerate(X):
        for b in range(k):

            def moved(rate, sign, j=j, b=b):
                y = p[j : j + 1].copy()
                y[0, b] += sign * ask
                return logits(stepped(net, X[j : j + 1], y, rate), X, k) - before

            rate = 1e-4 / (1.0 + x @ x)
            gain = moved(rate, 1.0)[j, b]
            assert gain > 0.0, "a step brings the output nearer to its target"
            rate *= 1e-5 / gain
            up, down = moved(rate, 1.0).ravel(), -moved(rate, -1.0).ravel()
            kinks = np.abs(up - down) > 1e-3 * np.abs(up + down) + 1e-9
            columns.append(np.where(kinks, np.nan, up + down) / (2.0 * rate * ask))
    return np.stack(columns, axis=1), p.ravel()


def assert_symmetric_influence(solution, rng, layers, rows):
    """Rows influence each other alike, at small, middling and large inputs, for one of the losses.

    Small starts are nearly linear for ordinary inputs, so that only large ones show whether the
    derivative of the activation is right.
    """
    k = layers[-1]
    explained = set(SLOPES)
    for scale in (1.0, 10.0, 100.0):
        gaps = {name: [] for name in SLOPES}
        for _ in range(4):
            net = solution.NeuralNetwork(list(layers))
            for _ in range(3):
                X = rng.normal(0.0, 1.0, (40, layers[0]))
                net.backward(X, np.round(random_targets(rng, 40, k)), 0.3)
            X = undecided(net, scale * rng.normal(0.0, 1.0, (60, layers[0])), k, rows)
            if len(X) < 2:
                continue
            raw, p = influences(net, X, k)
            for name, slope in SLOPES.items():
                kernel = raw / (slope(p, p - 1.0))
                size = np.sqrt(np.outer(np.diag(kernel), np.diag(kernel)))
                gap = (np.abs(kernel - kernel.T) / size)[np.triu_indices(len(p), 1)]
                gaps[name] += list(gap[np.isfinite(gap)])
            if len(gaps[name]) >= 24:
                break
        explained -= {
            name
            for name, gap in gaps.items()
            if len(gap) >= FEWEST and np.quantile(gap, 0.7) > ASYMMETRY
        }
    assert explained


def slopes_along(net, points, direction, step):
    """(n,) derivatives of the logit along a direction, by central differences."""
    both = logits(net, np.vstack((points + step * direction, points - step * direction)))[:, 0]
    return (both[: len(points)] - both[len(points) :]) / (2.0 * step)


def one_row_step(net, rng, d):
    """A row, a target on the other side and other rows (60, d); None if there is no such row."""
    x0 = undecided(net, rng.normal(0.0, 1.5, (40, d)), most=1)
    if not len(x0):
        return None
    y = (sigmoid(logits(net, x0)) < 0.5).astype(np.float64)
    return x0, y, rng.normal(0.0, 1.5, (60, d))


def rate_for(net, x0, y, points):
    """A rate at which a step on one row moves the logits of the points by about 2."""
    moved = np.abs(logits(stepped(net, x0, y, 0.01), points) - logits(net, points)).max()
    assert moved > 0.0, "the bias of the output moves at least"
    return 0.02 / moved


def bow(net, x0, y, points, rate):
    """(n,) how far the logits are from moving in proportion to the rate, as a part of the move."""
    before = logits(net, points)
    third = logits(stepped(net, x0, y, rate / 3.0), points) - before
    whole = logits(stepped(net, x0, y, rate), points) - before
    return (np.abs(whole - 3.0 * third) / np.abs(whole).max())[:, 0]


@pytest.mark.points(2, group="correctness", gate=True)
def test_outputs(solution, rng):
    """Every row has its own outputs, each a probability."""
    differ = False
    for layers in ([2, 5, 1], [3, 6, 2], [1, 6, 3]):
        X = rng.normal(0.0, 2.0, (9, layers[0]))
        net, k = solution.NeuralNetwork(list(layers)), layers[-1]
        net.backward(X, random_targets(rng, 9, k), 0.1)
        whole = checked(net.forward(X), X, k)
        again = checked(net.forward(X), X, k)
        assert np.abs(again - whole).max() <= 1e-9
        rows = np.vstack([checked(net.forward(x[None]), x[None], k) for x in X])
        assert np.abs(rows - whole).max() <= 1e-9
        differ = differ or np.ptp(whole, axis=0).max() > 0.0
        checked(net.forward(100.0 * X), X, k)
    assert differ


@pytest.mark.points(3, group="correctness", gate=True)
def test_two_groups(solution, rng):
    """Two groups are told apart after some steps."""
    assert learns(solution, rng, [2, 4, 1], two_groups, (2.0, 0.3, 10.0), attempts=24, steps=150)


@pytest.mark.points(3, group="correctness")
def test_no_hidden_layer(solution, rng):
    """Steps of a network without hidden layer are exact."""
    k, probes = 2, np.vstack((np.zeros(3), np.eye(3)))
    net = solution.NeuralNetwork([3, k])
    read = logits(net, probes, k)
    theta = np.vstack((read[:1], read[1:] - read[0]))  # biases, then weights
    # Summed over the two outputs, or averaged.
    explained = {(name, factor) for name in SLOPES for factor in (1.0, 0.5)}
    for rate in (0.3, 1.0, 0.7):
        X = rng.normal(0.0, 1.0, (7, 3))
        y = random_targets(rng, 7, k)
        ones = np.column_stack((np.ones(7), X))
        p = sigmoid(ones @ theta)
        assert np.abs(checked(net.forward(X), X, k) - p).max() <= 1e-9
        net.backward(X, y, rate)
        read = logits(net, probes, k)
        moved = np.vstack((read[:1], read[1:] - read[0])) - theta
        for name, factor in set(explained):
            step = -rate * factor * ones.T @ SLOPES[name](p, y) / 7
            if np.abs(moved - step).max() > 1e-4 * np.abs(step).max():
                explained.discard((name, factor))
        theta = theta + moved
    assert explained


@pytest.mark.points(3, group="correctness")
def test_small_steps(solution, rng):
    """A small step moves other outputs as the gradient says."""
    assert_symmetric_influence(solution, rng, [2, 5, 1], rows=6)


@pytest.mark.points(2, group="correctness")
def test_several_outputs_and_layers(solution, rng):
    """Gradients are right with several hidden layers and outputs."""
    assert_symmetric_influence(solution, rng, [3, 5, 4, 2], rows=3)


@pytest.mark.points(3, group="correctness")
def test_large_steps(solution, rng):
    """A large step still goes where the gradient points."""
    # Where x . x0 = -1, a step on x0 alone leaves the hidden units as they are: what weights do to
    # them, biases undo. So the logit moves in proportion to the rate there. Across that plane its
    # slope is a polynomial in the rate: of second degree for a step along the gradient, of third
    # if the hidden layer has seen output weights from after the step.
    bends, bows = [], []
    for _ in range(12):
        net = solution.NeuralNetwork([3, 8, 1])
        drawn = one_row_step(net, rng, 3)
        if drawn is None:
            continue
        x0, y, plane = drawn
        plane -= (plane @ x0.T + 1.0) * x0 / (x0 @ x0.T)
        points = undecided(net, plane, most=6)
        if len(points) < 3:
            continue
        rate = rate_for(net, x0, y, points)
        bows += list(bow(net, x0, y, points, rate))
        along = x0[0] / np.linalg.norm(x0)
        slopes = [slopes_along(net, points, along, 1e-4)]
        for part in (1 / 3, 2 / 3, 1.0):
            slopes.append(slopes_along(stepped(net, x0, y, rate * part), points, along, 1e-4))
        bend = slopes[0] - 3.0 * slopes[1] + 3.0 * slopes[2] - slopes[3]
        bends += list(np.abs(bend) / np.maximum(np.abs(slopes).max(axis=0), 1e-7))
        if len(bends) >= 36:
            break
    if len(bends) >= FEWEST:
        assert np.quantile(bows, 0.8) <= BOW
        assert np.quantile(bends, 0.65) <= BEND


@pytest.mark.points(2, group="correctness")
def test_first_layer(solution, rng):
    """The first layer learns too, in deep networks as well."""
    # With a first layer that stands still, one hidden layer leaves a step on one row linear.
    bows = []
    for _ in range(8):
        net = solution.NeuralNetwork([3, 6, 1])
        X = rng.normal(0.0, 1.0, (10, 3))
        for _ in range(3):
            net.backward(X, np.round(random_targets(rng, 10)), 0.3)
        drawn = one_row_step(net, rng, 3)
        points = [] if drawn is None else undecided(net, drawn[2])
        if len(points):
            x0, y, _ = drawn
            bows.append(bow(net, x0, y, points, rate_for(net, x0, y, points)).max())
        if bows and bows[-1] > BOW:
            break
    assert len(bows) < 8 or max(bows) > BOW
    # The first layer has one unit, so the gradient with respect to the input is everywhere
    # parallel to its weights.
    turned = []
    for _ in range(16):
        net = solution.NeuralNetwork([3, 1, 4, 1])
        X = rng.normal(0.0, 1.5, (8, 3))
        y = rng.permutation(np.repeat([0.0, 1.0], 4))[:, None]
        probes = rng.normal(0.0, 1.5, (40, 3))
        before = input_direction(net, probes)
        for _ in range(10):
            net.backward(X, y, 1.0)
        after = input_direction(net, probes)
        if before is not None and after is not None:
            turned.append(1.0 - abs(before @ after) > 1e-7)
        if len(turned) == 8:
            break
    # A ReLU may be at rest on all rows, but not in all networks.
    assert len(turned) < 6 or any(turned)


def input_direction(net, probes):
    """Unit vector along the steepest gradient at the probes, or None if all are too flat."""
    points = undecided(net, probes)
    if not len(points):
        return None
    gradients = np.stack([slopes_along(net, points, axis, 3e-4) for axis in np.eye(3)], axis=1)
    sizes = np.linalg.norm(gradients, axis=1)
    best = sizes.argmax()
    return gradients[best] / sizes[best] if sizes[best] > 3e-6 else None


@pytest.mark.points(2, group="correctness")
def test_crossed_corners(solution, rng):
    """Four points that no straight line divides are learned."""
    assert learns(
        solution, rng, [2, 8, 1], crossed_corners, (1.0, 5.0, 25.0), attempts=51, steps=200
    )


@pytest.mark.points(3, group="correctness")
def test_batch(solution, rng):
    """The step of a batch is the mean over its rows."""
    for layers in ([3, 5, 2], [2, 4]):
        k = layers[-1]
        net, rows = net_with_undecided(solution, rng, layers, 10)
        X, y, probes = rows[:4], random_targets(rng, 4, k), rows[4:]
        before = logits(net, probes, k)

        def moved(X, y, rate, net=net, probes=probes, before=before, k=k):
            return logits(stepped(net, X, y, rate), probes, k) - before

        once = moved(X, y, 0.5)
        size = np.abs(once).max()
        assert size > 0.0
        order = rng.permutation(12)
        thrice = moved(np.tile(X, (3, 1))[order], np.tile(y, (3, 1))[order], 0.5)
        assert np.abs(thrice - once).max() <= 1e-5 * size
        tiny = moved(X, y, 1e-4)
        singles = sum(moved(X[i : i + 1], y[i : i + 1], 1e-4) for i in range(4)) / 4.0
        assert np.abs(tiny - singles).max() <= 1e-2 * np.abs(tiny).max()


@pytest.mark.points(1, group="edge cases")
def test_learning_rate(solution, rng):
    """The learning rate scales the step and has its default."""
    net = solution.NeuralNetwork([2, 1])
    X, probes = rng.normal(0.0, 1.0, (5, 2)), rng.normal(0.0, 1.0, (4, 2))
    y = 1.0 - np.round(checked(net.forward(X), X, 1))
    before = logits(net, probes)
    step = logits(stepped(net, X, y, 0.01), probes) - before
    size = np.abs(step).max()
    assert size > 0.0
    assert np.abs(logits(stepped(net, X, y), probes) - before - step).max() <= 1e-4 * size
    by_name = copy.deepcopy(net)
    by_name.backward(X, y, learning_rate=0.03)
    assert np.abs(logits(by_name, probes) - before - 3.0 * step).max() <= 1e-4 * size


@pytest.mark.points(1, group="edge cases")
def test_sizes(solution, rng):
    """Single rows and single units work, and so do more outputs than inputs."""
    for layers in ([1, 1], [1, 1, 1], [4, 1, 3], [2, 12, 5], [4, 3], [2, 3, 2, 3, 1]):
        k = layers[-1]
        net, x = net_with_undecided(solution, rng, layers, 1)
        before = logits(net, x, k)
        y = np.where(before < 0.0, 0.9, 0.1)
        towards = (y - sigmoid(before)) * (logits(stepped(net, x, y, 1e-4), x, k) - before)
        squared = towards * sigmoid(before) * sigmoid(-before)
        # To first order the loss falls by one of these sums. Single outputs may move away.
        assert max(towards.sum(), squared.sum()) > 0.0


@pytest.mark.points(2, group="edge cases")
def test_own_forward(solution, rng):
    """A step does not depend on what was predicted before."""
    X, y = rng.normal(0.0, 1.0, (6, 2)), random_targets(rng, 6)
    other, probes = rng.normal(0.0, 3.0, (6, 2)), rng.normal(0.0, 1.0, (5, 2))
    net = solution.NeuralNetwork([2, 4, 1])
    before = checked(net.forward(probes), probes, 1)
    fresh = solution.NeuralNetwork([2, 4, 1])
    fresh.backward(X, y, 0.5)
    checked(fresh.forward(probes), probes, 1)
    twins = []
    for seen in (X, other, probes):
        twin = copy.deepcopy(net)
        twin.forward(seen)
        twin.backward(X, y, 0.5)
        twins.append(checked(twin.forward(probes), probes, 1))
    size = np.abs(twins[0] - before).max()
    assert size > 0.0
    assert all(np.abs(twin - twins[0]).max() <= 1e-6 * size for twin in twins)


@pytest.mark.points(2, group="edge cases")
def test_targets_already_met(solution, rng):
    """A network that already meets its targets stays as it is."""
    net = solution.NeuralNetwork([2, 4, 1])
    probes = rng.normal(0.0, 1.0, (6, 2))
    for _ in range(4):
        X = rng.normal(0.0, 1.0, (6, 2))
        y = 1.0 - np.round(checked(net.forward(X), X, 1))
        before = checked(net.forward(probes), probes, 1)
        net.backward(X, y, 0.3)
        after = checked(net.forward(probes), probes, 1)
        size = np.abs(after - before).max()
        assert size > 0.0
        net.backward(X, checked(net.forward(X), X, 1), 0.3)
        still = checked(net.forward(probes), probes, 1)
        assert np.abs(still - after).max() <= 1e-3 * size + 1e-9


@pytest.mark.points(1, group="edge cases")
def test_data_unchanged(solution, rng):
    """Inputs and targets stay as they were, while the network moves."""
    X, y = rng.normal(0.5, 1.5, (6, 3)), random_targets(rng, 6, 2)
    net = solution.NeuralNetwork([3, 2])
    forward, backward = net.forward, net.backward
    before = checked(forward(X), X, 2)
    assert not forward.changed_arguments
    backward(X, y, 0.1)
    assert not backward.changed_arguments
    assert np.abs(checked(forward(X), X, 2) - before).max() > 0.0


@pytest.mark.points(2, group="numerical stability")
def test_large_inputs(solution, rng):
    """Large inputs give the limits of the sigmoid, before and after a step."""
    net = solution.NeuralNetwork([3, 2])
    X = rng.normal(0.0, 1.0, (8, 3))
    X *= 1000.0 / np.abs(X).max()
    at_zero = logits(net, np.zeros((1, 3)), 2)
    expected = sigmoid(at_zero + 1e6 * (logits(net, X * 1e-6, 2) - at_zero))
    assert np.abs(checked(net.forward(X), X, 2) - expected).max() <= 1e-6
    for layers in ([3, 2], [3, 6, 2]):
        net = solution.NeuralNetwork(list(layers))
        for _ in range(2):
            checked(net.forward(X), X, 2)
            net.backward(X, random_targets(rng, 8, 2), 0.01)
        checked(net.forward(X), X, 2)
        checked(net.forward(-X), X, 2)


@pytest.mark.points(2, group="numerical stability")
def test_certain_outputs(solution, rng):
    """Outputs of exactly 0 or 1 do no harm to the next step."""
    net = solution.NeuralNetwork([2, 3])
    pair = np.array([[2.0, -2.0], [-2.0, 2.0]]) + rng.normal(0.0, 0.3, (2, 2))
    # Weights must be large enough that a large row is beyond doubt.
    for _ in range(20):
        net.backward(pair, np.array([[1.0] * 3, [0.0] * 3]), 2.0)
    many = rng.normal(0.0, 1.0, (200, 2))
    many *= 1000.0 / np.linalg.norm(many, axis=1, keepdims=True)
    at_zero = logits(net, np.zeros((1, 2)), 3)
    z = at_zero + 1e4 * (logits(net, many * 1e-4, 3) - at_zero)
    certain = many[(np.abs(z - at_zero) > 60.0 + np.abs(at_zero)).all(axis=1)][:4]
    assert len(certain), "a network that has learned is certain of some rows"
    X = np.vstack((certain, -certain))
    y = np.round(checked(net.forward(X), X, 3))
    probes = rng.normal(0.0, 1.0, (5, 2))
    before = checked(net.forward(probes), probes, 3)
    after = checked(stepped(net, X, y, 0.01).forward(probes), probes, 3)
    assert np.abs(after - before).max() <= 1e-2
    wrong = stepped(net, X, 1.0 - y, 0.01)
    checked(wrong.forward(X), X, 3)
    checked(wrong.forward(probes), probes, 3)


@pytest.mark.points(2, group="efficiency")
def test_speed(solution, reference, rng):
    """A step on a few hundred rows is matrix work."""
    layers = [100, 100, 1]
    net, other = solution.NeuralNetwork(layers), reference.NeuralNetwork(layers)
    X = rng.normal(0.0, 1.0, (200, 100))
    checked(net.forward(X), X, 1)

    def draw():
        return rng.normal(0.0, 1.0, (200, 100)), random_targets(rng, 200), 1e-3

    # That each step moves the outputs is not asked: an unlucky start may be saturated here.
    ratio = speed_ratio(net.backward, other.backward, args=draw, rounds=3)
    assert ratio <= SLOWEST_RATIO
    checked(net.forward(X), X, 1)
