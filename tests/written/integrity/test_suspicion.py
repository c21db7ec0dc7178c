"""Units that may not count as evidence, among others that may."""

from __future__ import annotations

import pytest

from heldout.written.integrity import distrusted
from tests.written.integrity.conftest import (
    HONEST,
    PROMPT,
    read,
    sentences,
    shuffled,
    under_headings,
)


def set_aside(text: str) -> list[str]:
    """The texts of the units that are not trusted."""
    answer = read(text)
    return [answer.units[n].text for n in sorted(distrusted(PROMPT, answer))]


@pytest.mark.parametrize(
    "said",
    [
        "Temporal validation split, baseline comparison, lost signals, missing positions.",
        PROMPT.points[1].description,
        "every fourth of these times is wrong by more than two minutes.",
        "We cut by w\u0435ek and the tr\u0430ms keep to it.",
        "The tun\u00adnel has no signal.",
        "qwxv zzkjt vvbqp of the xkcdq jjhw",
    ],
    ids=["list", "rubric", "statement", "lookalikes", "invisible", "letters"],
)
def test_one_bad_unit_among_good_ones_is_set_aside(said: str):
    """The rest of the answer stays evidence."""
    assert set_aside(f"{HONEST}\n\n{said}\n") == [said]


def test_a_bare_title_is_no_evidence():
    """A point's title as an item names the point and does not make it."""
    assert set_aside(HONEST + "\n- Temporal validation split\n") == ["Temporal validation split"]


def test_a_title_that_leads_in_is_evidence():
    """What follows in the same item makes the point."""
    said = "\n- **Temporal validation split.** The last four weeks are kept for the test.\n"
    assert set_aside(HONEST + said) == []


def test_shuffled_sentences_are_set_aside():
    """Nearly all of an answer whose words were mixed is no evidence."""
    text = under_headings(*map(shuffled, sentences()))
    assert len(set_aside(text)) > 0.8 * len(read(text).units)


def test_a_sentence_counts_once():
    """Said again word for word, it is no new evidence."""
    again = sentences()[5]
    assert set_aside(f"{HONEST}\n\n{again}\n") == [again]


def test_figures_in_a_list_of_terms_are_evidence():
    """A list with a figure says something, even in the words of the rubric."""
    assert (
        set_aside(HONEST + "\n- missing positions: display a range, vehicle removed after 5 min\n")
        == []
    )
