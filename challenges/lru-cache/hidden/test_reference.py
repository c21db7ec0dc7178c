"""Holds the reference to a list that is searched from end to end, and to functools.lru_cache."""

import functools

KEYS = [
    0,
    1,
    1.0,
    True,
    -0.0,
    -1,
    -2,
    "1",
    "",
    b"1",
    None,
    (),
    (1, "a"),
    (1.0, "a"),
    2**70,
    2.0**70,
]
VALUES = [None, False, 0, -1, "", [], "x", 3]


def by_list(capacity, calls):
    """Answer by definition: pairs in order of use, found by comparing one after the other."""
    pairs, answers = [], []
    for name, key, *value in calls:
        found = [pair for pair in pairs if pair[0] == key]
        pairs = [pair for pair in pairs if pair[0] != key]
        if name == "put":
            pairs = [*pairs, (key, value[0])]
            pairs = pairs[max(len(pairs) - capacity, 0) :]
        else:
            answers.append(found[0][1] if found else -1)
            pairs += found
    return answers


def drawn(rng, n):
    """Draw n calls, half of each kind, of the keys and values above."""
    calls = []
    for is_put, key, value in rng.integers(0, (2, len(KEYS), len(VALUES)), (n, 3)).tolist():
        calls.append(["put", KEYS[key], VALUES[value]] if is_put else ["get", KEYS[key]])
    return calls


def test_definition(solution, rng):
    """The list gives the same, also for single calls."""
    for capacity in (0, 1, 2, 3, 5, 8, 20):
        calls = drawn(rng, 300)
        expected = by_list(capacity, calls)
        assert solution.replay(capacity, calls) == expected
        cache, answers = solution.LRUCache(capacity), []
        for name, *given in calls:
            answer = getattr(cache, name)(*given)
            if name == "get":
                answers.append(answer)
        assert [(type(each), each) for each in answers] == [(type(each), each) for each in expected]


def test_another_library(solution, rng):
    """A function cached by functools.lru_cache is called for the keys that get does not find."""
    for capacity in (1, 3, 10):
        missed = []
        cached = functools.lru_cache(capacity)(missed.append)
        cache, not_found = solution.LRUCache(capacity), []
        for key in rng.integers(0, 15, 400).tolist():
            cached(key)
            if cache.get(key) == -1:
                not_found.append(key)
                cache.put(key, "held")
        assert missed == not_found
