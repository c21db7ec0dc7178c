"""What is measured of an answer as a whole."""

from __future__ import annotations

import pytest

from heldout.written.integrity import limits, measure
from heldout.written.integrity.measures import spans
from tests.written.integrity.conftest import HONEST, PROMPT, read, under_headings


def test_an_honest_answer_is_far_from_every_limit():
    """No share comes near where honesty is doubted."""
    found = measure(PROMPT, read(HONEST))
    assert found.rubric_words < limits.RUBRIC_WORDS / 2
    assert found.function_words > 2 * limits.FUNCTION_WORDS
    assert found.order_gain > limits.ORDER_GAIN + 0.3
    assert found.on_topic > 1.5 * limits.ON_TOPIC
    assert (found.framed, found.repeated, found.pasted_prompt, found.pasted_rubric) == (0, 0, 0, 0)


def test_an_empty_answer_has_measures_too():
    """Nothing written is nothing measured, and no division by it."""
    found = measure(PROMPT, read(""))
    assert (found.words, found.units, found.function_words, found.on_topic) == (0, 0, 0, 0)


def test_shares_are_of_words_or_of_units():
    """Half the units ask; far fewer of the words are in them."""
    text = under_headings("", "", "Why so?", "A tram that is silent for long goes off the board.")
    assert measure(PROMPT, read(text)).asked == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([3], "3"),
        ([3, 4, 5, 9], "3 to 5, 9"),
        ([], ""),
        ([1, 3, 5, 7, 9, 11], "1, 3, 5, 7 and 2 more"),
    ],
)
def test_lines_are_named_as_a_person_would(lines: list[int], named: str):
    """Neighbours become a span, and many a number."""
    assert spans(lines) == named
