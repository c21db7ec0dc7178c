"""Probabilities -> covered, not found or needs a person, with quotes that can be looked up."""

from __future__ import annotations

import pytest

from heldout.report import Status
from heldout.written import answer, coverage
from heldout.written.fusion import Fusion, Thresholds
from heldout.written.signals import NAMES, Reader
from tests.written import toy

TEXT = """\
## Plan

We monitor the distribution of scores every week,
and retrain when it drifts. Lunch is at noon.

Only 3 % leave, so we weight the few positives.
"""


def fusion(**changes: object) -> Fusion:
    """Weights under which only a second pattern counts."""
    facts: dict[str, object] = {
        "intercept": -6.0,
        "coefficients": {name: 4.0 * (name == "patterns_in_window") for name in NAMES},
        "ordinary": Thresholds(low=0.2, high=0.8),
        "brief": Thresholds(low=0.0, high=0.6),
    }
    return Fusion(**{**facts, **changes})  # type: ignore[arg-type]


def read(text: str = TEXT, **changes: object) -> dict[str, coverage.Reading]:
    """Read the small prompt's points, by id."""
    found = coverage.read(
        Reader(toy.prompt()), fusion(**changes), answer.read(text, toy.SECTIONS), ()
    )
    return {each.point.id: each for each in found}


def test_a_point_is_covered_with_the_lines_that_make_it():
    """Verbatim, with their numbers, also where a sentence runs over a line's end."""
    found = read()["monitoring"]
    assert found.status == Status.COVERED
    assert [(each.line, each.quote) for each in found.evidence] == [
        (3, "We monitor the distribution of scores every week,"),
        (4, "and retrain when it drifts. Lunch is at noon."),
    ]


def test_what_is_not_there_is_not_found():
    """It is never called wrong, and quotes nothing."""
    found = read()["requirements"]
    assert (found.status, found.evidence) == (Status.NOT_FOUND, ())
    assert found.confidence == pytest.approx(0.998, abs=0.001)


def test_between_the_thresholds_a_person_decides():
    """With the lines to look at, and the probability that the point is made."""
    found = read(ordinary=Thresholds(low=0.0001, high=0.9999))
    assert found["monitoring"].status == Status.NEEDS_PERSON
    assert found["monitoring"].evidence
    assert found["requirements"].status == Status.NEEDS_PERSON
    assert found["requirements"].confidence == pytest.approx(0.002, abs=0.001)


def test_nothing_is_covered_without_a_quote():
    """Whatever the figures say."""
    found = read("## Plan\n\nLunch is at noon.", intercept=9.0)
    assert {each.status for each in found.values()} == {Status.NEEDS_PERSON}


def test_a_long_line_is_quoted_by_the_sentence_and_cut():
    """Somebody has to read it."""
    long = f"We monitor drift {'and more ' * 80}daily."
    (quote, *_) = read(f"## Plan\n\nLunch. {long} Tea.")["monitoring"].evidence
    assert quote.quote.startswith("We monitor drift")
    assert len(quote.quote) == coverage.MOST_LETTERS_IN_QUOTE


def test_a_doubted_reading_needs_a_person():
    """What is not found stays so."""
    found = read()
    assert coverage.doubted(found["monitoring"]).status == Status.NEEDS_PERSON
    assert coverage.doubted(found["requirements"]) == found["requirements"]


def test_what_is_not_found_in_a_brief_answer_is_left_to_a_person():
    """A sentence or two may make a point in words that no key has."""
    (*_, found) = coverage.read(
        Reader(toy.prompt(brief=True)), fusion(), answer.read("## Plan\n\nLunch.", toy.SECTIONS), ()
    )
    assert found.status == Status.NEEDS_PERSON
