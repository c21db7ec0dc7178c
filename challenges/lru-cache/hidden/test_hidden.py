"""Hidden suite for the LRU cache. README.md is the contract; nothing here is stricter.

What is expected is worked out here, with a list of pairs that is searched from end to end. Single
calls cross to the worker one by one, so long traces go through `replay`.
"""

import itertools
import math

import pytest

from heldout.judging.probes import speed_ratio

FEW, MANY = 50, 8_000
# Linked lists of Python objects, or heaps, take less than 4 times as long as the reference.
SLOWEST_RATIO = 25.0
# From FEW to MANY keys that ratio grows by less than 2, and by more than 10 if all are looked at.
FASTEST_GROWTH = 4.0


class Model:
    """Pairs of key and value in order of use, found by comparing one after the other."""

    def __init__(self, capacity):
        self.capacity, self.pairs = capacity, []

    def get(self, key):
        found = [pair for pair in self.pairs if pair[0] == key]
        if not found:
            return -1
        self.put(*found[0])
        return found[0][1]

    def put(self, key, value):
        pairs = [pair for pair in self.pairs if pair[0] != key] + [(key, value)]
        self.pairs = pairs[max(len(pairs) - self.capacity, 0) :]


class Pair:
    """A solution's cache beside the model's; both get the same calls."""

    def __init__(self, solution, capacity):
        self.cache, self.model = solution.LRUCache(capacity), Model(capacity)

    def put(self, key, value):
        self.cache.put(key, value)
        self.model.put(key, value)

    def get(self, key):
        """Assert that both answer the same, in value and in type; return it."""
        answer, expected = self.cache.get(key), self.model.get(key)
        assert type(answer) is type(expected) and answer == expected
        return answer

    def assert_holds(self, held, missing=()):
        """The model holds what the test is about, and the solution holds the same."""
        for key in missing:
            assert self.get(key) == -1
        for key in held:
            assert any(pair[0] == key for pair in self.model.pairs)
            self.get(key)


def different_keys(rng, n):
    """Draw n ints, none twice, none -1."""
    return rng.choice(10**6, n, replace=False).tolist()


def drawn(rng, keys, n):
    """Draw n calls of random keys, a put or a get each."""
    calls = []
    for place, value, is_put in rng.integers((0, 0, 0), (len(keys), 10**6, 2), (n, 3)).tolist():
        calls.append(["put", keys[place], value] if is_put else ["get", keys[place]])
    return calls


def expected_answers(capacity, calls):
    model, answers = Model(capacity), []
    for name, *given in calls:
        answer = getattr(model, name)(*given)
        if name == "get":
            answers.append(answer)
    return answers


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_calls(solution, rng):
    """Ordinary calls are answered right, one by one."""
    for capacity in (2, 3, 5):
        pair = Pair(solution, capacity)
        keys = different_keys(rng, capacity + 2)
        for name, *given in drawn(rng, keys, 60):
            getattr(pair, name)(*given)
        pair.put(keys[0], "kept")
        assert pair.get(keys[0]) == "kept"


@pytest.mark.points(3, group="correctness")
def test_traces(solution, rng):
    """Long traces give the right answers, whatever share of the keys fits."""
    for capacity, n_keys in ((1, 3), (4, 6), (10, 10), (20, 60), (50, 55)):
        calls = drawn(rng, different_keys(rng, n_keys), 600)
        answers = solution.replay(capacity, calls)
        assert isinstance(answers, list)
        assert answers == expected_answers(capacity, calls)


@pytest.mark.points(2, group="correctness")
def test_get_is_a_use(solution, rng):
    """To get a key keeps it from being dropped."""
    for place in range(4):
        pair = Pair(solution, 4)
        *keys, another, last = different_keys(rng, 6)
        for key in keys:
            pair.put(key, key + 1)
        pair.get(keys[place])
        for key in (another, last):
            pair.put(key, key + 1)
        dropped = [key for key in keys if key != keys[place]][:2]
        pair.assert_holds([keys[place], another, last], missing=dropped)


@pytest.mark.points(2, group="correctness")
def test_update_is_a_use(solution, rng):
    """To put a key again gives it the new value, and keeps it from being dropped."""
    for place in range(4):
        pair = Pair(solution, 4)
        *keys, another, last = different_keys(rng, 6)
        for key in keys:
            pair.put(key, key + 1)
        pair.put(keys[place], "new")
        for key in (another, last):
            pair.put(key, key + 1)
        assert pair.get(keys[place]) == "new"
        dropped = [key for key in keys if key != keys[place]][:2]
        pair.assert_holds([keys[place], another, last], missing=dropped)


@pytest.mark.points(2, group="correctness")
def test_update_drops_nothing(solution, rng):
    """To put a key that is held drops no other, though the cache is full."""
    for capacity in (2, 5):
        for place in range(capacity):
            pair = Pair(solution, capacity)
            keys = different_keys(rng, capacity)
            for key in keys:
                pair.put(key, 0)
            for value in range(3):
                pair.put(keys[place], value)
            pair.assert_holds(keys)


@pytest.mark.points(2, group="correctness")
def test_missing_key(solution, rng):
    """To ask for a key that is not held changes nothing, before it was there or after."""
    for capacity in (1, 3):
        pair = Pair(solution, capacity)
        *keys, another, never = different_keys(rng, capacity + 2)
        for key in [another, *keys]:
            pair.get(never)
            pair.put(key, str(key))
        for _ in range(capacity + 1):
            pair.assert_holds([], missing=[another, never])
        pair.assert_holds(keys, missing=[another, never])


@pytest.mark.points(1, group="edge cases")
def test_room_for_one(solution, rng):
    """A cache with room for one key holds the last one that was put."""
    pair = Pair(solution, 1)
    keys = different_keys(rng, 3)
    for name, *given in drawn(rng, keys, 50):
        getattr(pair, name)(*given)
    for key, other in itertools.pairwise(keys):
        pair.put(key, 1)
        pair.put(key, 2)
        pair.assert_holds([key], missing=[other])


@pytest.mark.points(2, group="edge cases")
def test_room_for_none(solution, rng):
    """A cache of capacity 0 holds nothing and raises nothing."""
    keys = different_keys(rng, 3)
    pair = Pair(solution, 0)
    for key in [*keys, keys[0]]:
        pair.put(key, "value")
        pair.assert_holds([], missing=keys)
    calls = [*drawn(rng, keys, 20), ["get", keys[1]]]
    assert solution.replay(0, calls) == expected_answers(0, calls)
    pair = Pair(solution, 1)
    pair.put(keys[0], "value")
    pair.assert_holds(keys[:1])


@pytest.mark.points(2, group="edge cases")
def test_negative_capacity(solution, rng):
    """A negative capacity raises ValueError when the cache is made; 0 does not."""
    for capacity in (-1, -int(rng.integers(2, 1000))):
        with pytest.raises(ValueError):
            solution.LRUCache(capacity)
    assert solution.LRUCache(0).get("key") == -1


@pytest.mark.points(2, group="edge cases")
def test_values_of_any_kind(solution, rng):
    """Values that count as false are returned as they are, and to get them is a use."""
    values = [None, False, 0, 0.0, "", b"", [], {}, (), True, "text", [None, [1]], {"a": 1.5}]
    for value in values:
        pair = Pair(solution, 2)
        first, second, third = different_keys(rng, 3)
        pair.put(first, value)
        pair.put(second, value)
        pair.get(first)
        pair.put(third, value)
        pair.assert_holds([first, third], missing=[second])
    cache = solution.LRUCache(1)
    cache.put("nan", math.nan)
    assert math.isnan(cache.get("nan"))


@pytest.mark.points(2, group="edge cases")
def test_stored_minus_one(solution, rng):
    """A stored -1 is held like any other value."""
    first, second, third, last = different_keys(rng, 4)
    pair = Pair(solution, 2)
    pair.put(first, -1)
    pair.put(second, 2)
    pair.get(first)
    pair.put(third, 3)
    assert pair.get(second) == -1
    pair.get(first)
    pair.put(last, 4)
    pair.assert_holds([last], missing=[third])
    pair.put(first, -1)
    pair.put(first, "new")
    assert pair.get(first) == "new"
    pair.assert_holds([last])


@pytest.mark.points(2, group="edge cases")
def test_keys_of_any_kind(solution, rng):
    """Whatever can be hashed is a key, and what looks alike need not be equal."""
    keys = [None, "None", "", (), "()", "1", 1, b"1", (1,), (1, "a"), (1, ("a", None)), "a", 2.5]
    keys += ["2.5", False, "False", frozenset([1, 2]), frozenset(), ("a", 1), "A", -1]
    for capacity in (7, 15, len(keys)):
        places = rng.integers(0, len(keys), 150).tolist()
        calls = []
        for n, place in enumerate(places):
            calls.append(["put", keys[place], n] if n % 2 else ["get", keys[place]])
        calls += [["get", key] for key in keys]
        answers = solution.replay(capacity, calls)
        assert answers == expected_answers(capacity, calls)
    pair = Pair(solution, len(keys))
    for n, place in enumerate(rng.permutation(len(keys)).tolist()):
        pair.put(keys[place], n)
    pair.assert_holds(keys)


@pytest.mark.points(2, group="edge cases")
def test_two_caches(solution, rng):
    """Two caches, and two traces, know nothing of each other."""
    first, second, third = different_keys(rng, 3)
    one, other = Pair(solution, 2), Pair(solution, 3)
    for key in (first, second, third):
        one.put(key, "one")
    other.assert_holds([], missing=[first, second, third])
    other.put(first, "other")
    one.assert_holds([second, third], missing=[first])
    other.assert_holds([first], missing=[second, third])
    assert solution.replay(2, [["put", first, 1], ["get", first]]) == [1]
    assert solution.replay(2, [["get", first], ["get", second]]) == [-1, -1]


@pytest.mark.points(2, group="numerical stability")
def test_equal_numbers(solution, rng):
    """Numbers that are equal are one key, whatever their type, also inside a tuple."""
    n, large = int(rng.integers(2, 1000)), int(rng.integers(2**52, 2**53))
    groups = [[1, 1.0, True], [0, -0.0, False, 0.0], [n, float(n)], [-large, -float(large)]]
    groups += [[(n, True), (float(n), 1)], [2**80, 2.0**80], [math.inf, 1e999]]
    for keys in groups:
        for key in keys:
            for same in keys:
                pair = Pair(solution, 2)
                pair.put("other", 0)
                pair.put(key, "first")
                pair.put(same, "second")
                assert pair.get(key) == "second"
                pair.assert_holds(["other"])


@pytest.mark.points(3, group="numerical stability")
def test_numbers_that_differ(solution, rng):
    """Numbers that differ are different keys, however large they are and however little it is."""
    large = 2 ** int(rng.integers(54, 90))
    x = float(rng.uniform(1.0, 2.0))
    groups = [[2**53 + 1, 2.0**53], [large, large + 1, float(large * 2)], [0.1 + 0.2, 0.3]]
    groups += [[x, math.nextafter(x, 3.0)], [5e-324, 0.0, -5e-324], [10**400, 10**400 + 1]]
    groups += [[x, int(x)], [math.inf, -math.inf, 1.7976931348623157e308], [large, str(large)]]
    for keys in groups:
        pair = Pair(solution, len(keys))
        for n, key in enumerate(keys):
            pair.put(key, n)
        for n, key in enumerate(keys):
            assert pair.get(key) == n


@pytest.mark.points(2, group="numerical stability")
def test_equal_hashes(solution, rng):
    """Keys that share a hash are different keys."""
    n = int(rng.integers(1, 10**6))
    prime = 2**61 - 1
    keys = [-1, -2, n, n + prime, n + 5 * prime, 0, prime, "", (-1, n), (-2, n)]
    for capacity in (3, len(keys)):
        calls = [*drawn(rng, keys, 200), *(["get", key] for key in keys)]
        assert solution.replay(capacity, calls) == expected_answers(capacity, calls)


def growth(solution, reference, trace):
    """Assert that the time of a trace is the reference's but for a factor, at FEW keys and MANY.

    `trace(capacity)` draws calls and what their answers are; there are as many for each capacity.
    """

    def drawn_trace(capacity):
        calls, answers[capacity] = trace(capacity)
        return capacity, calls

    def check(result, capacity, calls):
        assert len(calls) <= 2 * MANY and result == answers[capacity]

    answers = {}
    few, many = (
        speed_ratio(
            solution.replay,
            reference.replay,
            args=lambda capacity=capacity: drawn_trace(capacity),
            rounds=3,
            check=check,
        )
        for capacity in (FEW, MANY)
    )
    assert many <= SLOWEST_RATIO
    assert many <= FASTEST_GROWTH * max(few, 1.0)


def filled(rng, capacity):
    """Keys that just fit, and MANY puts that leave them held in this order."""
    keys = different_keys(rng, capacity)
    return keys, [["put", key, key + 1] for key in keys * (MANY // capacity)]


@pytest.mark.points(3, group="efficiency")
def test_work_of_get(solution, reference, rng):
    """To get a key costs the same however many are held."""

    def trace(capacity):
        keys, calls = filled(rng, capacity)
        asked = [keys[place] for place in rng.integers(0, capacity, MANY // 2).tolist()]
        return calls + [["get", key] for key in asked], [key + 1 for key in asked]

    growth(solution, reference, trace)


@pytest.mark.points(3, group="efficiency")
def test_work_of_dropping(solution, reference, rng):
    """To drop a key for another costs the same however many are held."""

    def trace(capacity):
        keys, calls = filled(rng, capacity)
        others = (10**6 + rng.permutation(MANY // 2)).tolist()
        calls += [["put", key, 0] for key in others]
        held = (keys + others)[-capacity:]
        asked = [keys[-1], others[-1], others[0]]
        return calls + [["get", key] for key in asked], [
            (0 if key in others else key + 1) if key in held else -1 for key in asked
        ]

    growth(solution, reference, trace)


@pytest.mark.points(2, group="efficiency")
def test_work_of_putting_again(solution, reference, rng):
    """To put a key again costs the same however many are held."""

    def trace(capacity):
        keys, calls = filled(rng, capacity)
        again = [keys[place] for place in rng.integers(0, capacity, MANY // 2).tolist()]
        calls += [["put", key, -key] for key in again]
        return [*calls, ["get", again[0]]], [-again[0]]

    growth(solution, reference, trace)
