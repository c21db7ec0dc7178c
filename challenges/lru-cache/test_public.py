"""Public tests for the LRU cache: a first check of README.md."""

import pytest


@pytest.mark.points(1, group="correctness")
def test_example(solution):
    """The example of the statement comes out right."""
    cache = solution.LRUCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert cache.get("b") == -1
    cache.put("a", 4)
    cache.put("d", 5)
    assert cache.get("c") == -1
    assert cache.get("a") == 4


@pytest.mark.points(1, group="correctness")
def test_example_of_a_trace(solution):
    """A trace returns the answers of its calls of get."""
    calls = [["put", "a", 1], ["get", "a"], ["put", "b", 2], ["get", "a"]]
    assert solution.replay(1, calls) == [1, -1]
    assert solution.replay(3, []) == []


@pytest.mark.points(1, group="correctness")
def test_first_in_first_out(solution):
    """Keys that are never asked for are dropped in the order in which they came."""
    cache = solution.LRUCache(3)
    for key in range(5):
        cache.put(key, 10 * key)
    assert [cache.get(key) for key in range(5)] == [-1, -1, 20, 30, 40]


@pytest.mark.points(1, group="edge cases")
def test_nothing_there(solution):
    """An empty cache answers -1, and raises nothing."""
    assert solution.LRUCache(2).get("a") == -1


@pytest.mark.points(1, group="edge cases")
def test_value_may_be_none(solution):
    """None is a value like any other."""
    cache = solution.LRUCache(2)
    cache.put("a", None)
    assert cache.get("a") is None


@pytest.mark.points(1, group="numerical stability")
def test_one_is_one(solution):
    """1 and 1.0 are the same key, 1 and "1" are not."""
    cache = solution.LRUCache(2)
    cache.put(1, "int")
    cache.put(1.0, "float")
    cache.put("1", "text")
    assert (cache.get(1), cache.get("1")) == ("float", "text")


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_calls(solution, rng):
    """Some thousand calls end well before the time limit."""
    keys = rng.integers(0, 1000, 3000).tolist()
    answers = solution.replay(1000, [["put", key, -key] for key in keys] + [["get", keys[0]]])
    assert answers == [-keys[0]]
