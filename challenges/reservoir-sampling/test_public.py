"""Public tests for reservoir sampling: a first check of README.md."""

import pytest


def kept(solution, k, seed, *parts):
    """Send the parts to a new sampler; return its sample."""
    sampler = solution.ReservoirSampler(k, seed)
    for part in parts:
        sampler.extend(part)
    items = sampler.sample()
    assert isinstance(items, list), "a sample is a list"
    return items


@pytest.mark.points(1, group="correctness")
def test_example_size(solution):
    """The sample of the statement's example has two of its three letters."""
    items = kept(solution, 2, 7, ["a"], ["b", "c"])
    assert len(items) == 2
    assert set(items) < {"a", "b", "c"}


@pytest.mark.points(1, group="correctness")
def test_example_pairs(solution, rng):
    """Each pair of the example comes up in about a third of many samples."""
    counts = {"ab": 0, "ac": 0, "bc": 0}
    for seed in rng.integers(1 << 40, size=300).tolist():
        counts["".join(sorted(kept(solution, 2, seed, ["a"], ["b", "c"])))] += 1
    # Seven standard deviations to either side.
    assert all(42 < count < 158 for count in counts.values())


@pytest.mark.points(1, group="edge cases")
def test_short_stream(solution):
    """Of a stream shorter than k everything is kept."""
    assert sorted(kept(solution, 6, 1, [3, 1], [2])) == [1, 2, 3]


@pytest.mark.points(1, group="edge cases")
def test_bad_k(solution):
    """A sample of no items is refused with ValueError, one of a single item is not."""
    assert kept(solution, 1, 2, ["x"]) == ["x"]
    with pytest.raises(ValueError):
        solution.ReservoirSampler(0, 2)


@pytest.mark.points(1, group="edge cases")
def test_repeatable(solution):
    """The same seed and parts keep the same items."""
    parts = (list(range(100)), list(range(100, 250)))
    assert sorted(kept(solution, 9, 5, *parts)) == sorted(kept(solution, 9, 5, *parts))


@pytest.mark.points(1, group="numerical stability")
def test_float_items(solution):
    """Floats come out as they went in."""
    stream = [0.1, 1e-300, 1e300, -2.5]
    assert all(item in stream for item in kept(solution, 3, 4, stream))


@pytest.mark.points(1, group="efficiency")
def test_ten_thousand_items(solution):
    """Some ten thousand items end well before the time limit."""
    items = kept(solution, 100, 6, list(range(5_000)), list(range(5_000, 10_000)))
    assert len(set(items)) == 100
