"""Public tests for the top k of a stream: a first check of README.md."""

import pytest


def best_of(solution, k, *parts):
    """Make a TopK, send it the parts, and ask it; pairs come back as tuples."""
    best = solution.TopK(k)
    for part in parts:
        best.extend(part)
    return [tuple(pair) for pair in best.top()]


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    best = solution.TopK(2)
    best.extend([("a", 3), ("b", 1), ("c", 3.0)])
    assert [tuple(pair) for pair in best.top()] == [("a", 3), ("c", 3.0)]
    best.extend([("d", 3), ("e", 7)])
    assert [tuple(pair) for pair in best.top()] == [("e", 7), ("a", 3)]


@pytest.mark.points(1, group="correctness")
def test_three_of_five(solution):
    """The best three of five come out, the highest first."""
    stream = [("u", 2.5), ("v", -1.0), ("w", 9.0), ("x", 4.0), ("y", 3.5)]
    assert best_of(solution, 3, stream) == [("w", 9.0), ("x", 4.0), ("y", 3.5)]


@pytest.mark.points(1, group="edge cases")
def test_short_stream(solution):
    """A stream that is shorter than k is kept whole."""
    assert best_of(solution, 10, [("low", 1), ("high", 2)]) == [("high", 2), ("low", 1)]
    assert best_of(solution, 10) == []


@pytest.mark.points(1, group="edge cases")
def test_keeping_nothing(solution):
    """With k = 0 nothing is kept; below zero there is a ValueError."""
    assert best_of(solution, 0, [("a", 1)]) == []
    with pytest.raises(ValueError):
        solution.TopK(-1)


@pytest.mark.points(1, group="edge cases")
def test_without_a_score(solution):
    """NaN is left out."""
    assert best_of(solution, 2, [("a", float("nan")), ("b", 1.0)]) == [("b", 1.0)]


@pytest.mark.points(1, group="numerical stability")
def test_googol(solution):
    """A googol is a score like any other, and below infinity."""
    stream = [("googol", 10**100), ("one", 1), ("infinity", float("inf"))]
    assert best_of(solution, 2, stream) == [("infinity", float("inf")), ("googol", 10**100)]


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_pairs(solution):
    """Some thousand pairs end well before the time limit."""
    stream = [(number, number % 97) for number in range(5000)]
    assert best_of(solution, 1, stream) == [(96, 96)]
