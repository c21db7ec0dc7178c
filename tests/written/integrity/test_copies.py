"""Answers of a cohort that are too much alike."""

from __future__ import annotations

import random
import time

from heldout.report import Severity
from heldout.written.answer import Answer
from heldout.written.integrity import copies, near_copies
from tests.written.integrity.conftest import (
    HONEST,
    PROMPT,
    STATEMENT,
    read,
    sentences,
    under_headings,
)

WORDS = [
    "river",
    "stone",
    "candle",
    "window",
    "paper",
    "garden",
    "bottle",
    "market",
    "signal",
    "number",
    "letter",
    "animal",
]
INDEPENDENT = under_headings(
    "I would first ring the control room and ask how they know today that a tram is late.",
    "They surely have a feeling for it, and a feeling can be written down as a rule.",
    "My guess is that rain, school hours and the match on Saturday explain most of it.",
    (
        "A regression for each stretch between two stops would do; its seven numbers fit"
        " on a postcard."
    ),
    (
        "Once a tram disappears from the radio I count down from its last time and grey"
        " the figure out."
    ),
    "After six minutes the line on the screen says so honestly.",
    "I keep the last month for the test and look at whether people at the stop would have noticed.",
)


def changed(share: float, seed: int = 1) -> str:
    """The honest answer with some words replaced and its sentences in another order."""
    draw = random.Random(seed)
    said = [
        " ".join(draw.choice(WORDS) if draw.random() < share else word for word in text.split())
        for text in sentences()
    ]
    draw.shuffle(said)
    return under_headings(*said)


def cohort(**texts: str) -> dict[str, Answer]:
    """Answers by name."""
    return {name: read(text) for name, text in texts.items()}


def test_a_copy_is_found_in_the_later_answer():
    """Who handed in first copied from nobody."""
    found = near_copies(cohort(anna=HONEST, ben=HONEST, cleo=INDEPENDENT), PROMPT)
    assert [(each.name, each.of, each.share) for each in found] == [
        ("ben", "anna", 1.0),
    ]


def test_changing_words_and_order_does_not_hide_a_copy():
    """With a quarter of the words replaced and all sentences moved enough is left."""
    for seed in range(5):
        found = near_copies(cohort(anna=HONEST, ben=changed(0.25, seed)), PROMPT)
        assert [each.name for each in found] == ["ben"]


def test_independent_answers_are_no_copies():
    """Two people who answer the same question share hardly a phrase."""
    assert near_copies(cohort(anna=HONEST, cleo=INDEPENDENT), PROMPT) == []


def test_a_sentence_in_common_is_no_copy():
    """Two people may have heard the same phrase."""
    assert near_copies(cohort(anna=HONEST, cleo=INDEPENDENT + sentences()[4]), PROMPT) == []


def test_what_the_prompt_says_is_nobodys():
    """Both may quote the statement and the rubric at length."""
    given = STATEMENT.replace("#", "") + " ".join(p.description for p in PROMPT.points)
    found = near_copies(cohort(anna=HONEST + given, cleo=INDEPENDENT + given), PROMPT)
    assert found == []


def test_the_closest_is_named_with_the_lines_that_are_shared():
    """Of several, the one that is most alike; lines are those of the answer it is said of."""
    texts = cohort(anna=HONEST, ben=changed(0.3), cleo=HONEST.replace("laptop", "phone"))
    found = {each.name: each for each in near_copies(texts, PROMPT)}
    assert found["cleo"].of == "anna"
    assert found["ben"].of == "anna"
    assert {5, 14} <= set(found["cleo"].lines)


def test_too_short_an_answer_is_not_compared():
    """A few words in common prove nothing."""
    assert near_copies(cohort(anna="We cut by week.", ben="We cut by week."), PROMPT) == []


def test_a_finding_blocks_and_names_the_other():
    """A copy is an error, with the share, the limit and the lines."""
    copy = near_copies(cohort(anna=HONEST, ben=HONEST), PROMPT)[0]
    found = copies.finding(copy)
    assert (found.code, found.severity, found.line) == ("near-copy", Severity.ERROR, copy.lines[0])
    assert "100%" in found.message
    assert "anna" in found.message
    assert "limit" in found.message


def test_a_large_cohort_takes_moments():
    """An index keeps it from comparing all with all, word by word."""
    one = read(HONEST)
    began = time.process_time()
    assert len(near_copies({f"candidate-{n}": one for n in range(150)}, PROMPT)) == 149
    assert time.process_time() - began < 2
