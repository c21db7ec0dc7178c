"""Public tests for byte-pair encoding: a first check of README.md."""

import pytest

LOW = "low low lower"
LOW_MERGES = [(108, 111), (256, 119), (32, 257)]


def pairs(result):
    """Assert that the merges are a list of pairs; return them as tuples of ints."""
    assert isinstance(result, (list, tuple)), "return a list of pairs"
    assert all(len(pair) == 2 for pair in result), "return a list of pairs"
    return [(int(left), int(right)) for left, right in result]


def numbers(result):
    """Assert that the tokens are a flat sequence; return a list of ints."""
    assert not isinstance(result, (str, bytes)), "return a list of ints"
    return [int(token) for token in result]


@pytest.mark.points(1, group="correctness")
def test_learning_example(solution):
    """The merges of the example are learned, with any number of them."""
    for n in range(4):
        assert pairs(solution.learn_merges(LOW, n)) == LOW_MERGES[:n]


@pytest.mark.points(1, group="correctness")
def test_encoding_example(solution):
    """The example is encoded and decoded as in the statement."""
    tokens = [257, 101, 115, 116, 258]
    assert numbers(solution.encode("lowest low", LOW_MERGES)) == tokens
    assert solution.decode(tokens, LOW_MERGES) == "lowest low"


@pytest.mark.points(1, group="correctness")
def test_without_merges(solution):
    """Without merges the tokens are the bytes."""
    assert numbers(solution.encode("Hi!", [])) == [72, 105, 33]
    assert solution.decode([72, 105, 33], []) == "Hi!"


@pytest.mark.points(1, group="edge cases")
def test_double_letters(solution):
    """Repeated letters are replaced from the left."""
    assert numbers(solution.encode("ooooo", [(111, 111)])) == [256, 256, 111]


@pytest.mark.points(1, group="edge cases")
def test_there_and_back(solution):
    """What was encoded is decoded again, with spaces and letters of any kind."""
    for text in ("", "  two  spaces ", "naïve 日本\nlow"):
        tokens = numbers(solution.encode(text, LOW_MERGES))
        assert solution.decode(tokens, LOW_MERGES) == text


@pytest.mark.points(1, group="edge cases")
def test_early_end(solution):
    """Where no pair is left, learning ends."""
    assert pairs(solution.learn_merges("hi", 9)) == [(104, 105)]


@pytest.mark.points(1, group="numerical stability")
def test_smaller_number_first(solution):
    """Of two equally frequent pairs the one with smaller numbers is merged."""
    assert pairs(solution.learn_merges("ce  de", 1)) == [(32, 32)]
    assert pairs(solution.learn_merges("dce", 1)) == [(99, 101)]


@pytest.mark.points(1, group="efficiency")
def test_some_thousand_letters(solution, rng):
    """Some thousand letters end well before the time limit."""
    text = "".join(rng.choice(list("aeinrst "), 3000).tolist())
    merges = pairs(solution.learn_merges(text, 20))
    assert len(numbers(solution.encode(text, merges))) < 3000
