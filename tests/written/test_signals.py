"""What in an answer speaks for a point, and what does not."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.written import answer
from heldout.written.signals import NAMES, Reader
from tests.written import toy

REQUIREMENTS, IMBALANCE, MONITORING = range(3)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Of the small prompt."""
    return Reader(toy.prompt())


def signals(reader, text, point, distrusted=()):
    """The row of one point by name, and the texts that speak for it."""
    read = answer.read(text, toy.SECTIONS)
    found = reader.read(read, distrusted)
    row = dict(zip(NAMES, found.rows[point], strict=True))
    return row, [read.units[n].text for n in found.witnesses[point]]


def test_two_patterns_in_neighbouring_sentences_count_together(reader):
    """In one breath, or in two."""
    row, witnesses = signals(
        reader, "## Plan\n\nWe monitor scores. If they drift, we look.", MONITORING
    )
    assert row["patterns_in_window"] == 2
    assert len(witnesses) == 2


def test_patterns_far_apart_do_not(reader):
    """One word here and another there is how keywords are strewn."""
    text = "## Plan\n\nWe monitor scores. Then lunch. Then tea. They drift."
    row, _ = signals(reader, text, MONITORING)
    assert (row["patterns_in_window"], row["units_with_pattern"]) == (1, 2)


def test_a_question_speaks_only_where_questions_belong(reader):
    """Asking whether to monitor is not monitoring; asking what counts is clarifying."""
    row, _ = signals(reader, "## Plan\n\nShould we monitor drift?", MONITORING)
    assert row["patterns_in_window"] == 0
    row, witnesses = signals(
        reader, "## Questions\n\nWhat counts as a loss, and how many are there?", REQUIREMENTS
    )
    assert row["patterns_in_window"] >= 2
    assert witnesses


def test_what_is_negated_does_not_speak(reader):
    """Whoever refuses to do it, does not."""
    row, _ = signals(reader, "## Plan\n\nWe will not monitor drift.", MONITORING)
    assert row["patterns_in_window"] == row["patterns_in_answer"] == 0


def test_a_negation_reaches_no_further_than_its_clause(reader):
    """What one does instead counts."""
    text = "## Plan\n\nWe do not wait for complaints, but monitor drift every day."
    row, _ = signals(reader, text, MONITORING)
    assert row["patterns_in_window"] == 2


def test_what_is_left_out_or_distrusted_does_not_speak(reader):
    """Whatever it holds."""
    row, _ = signals(reader, "## Plan\n\nMonitoring drift is out of scope here.", MONITORING)
    assert row["patterns_in_window"] == 0
    row, _ = signals(reader, "## Plan\n\nWe monitor drift daily.", MONITORING, distrusted={0})
    assert row["patterns_in_window"] == row["agreement"] == 0


def test_figures_names_and_reasons_speak_for_a_section(reader):
    """A section full of praise is no section."""
    text = "## Plan\n\nIt was good. We cut 3 % because Ada asked. Then Kafka took over."
    row, _ = signals(reader, text, MONITORING)
    assert row["concrete_in_section"] == pytest.approx(np.log1p(2))
    row, _ = signals(reader, text, REQUIREMENTS)
    assert row["concrete_in_section"] == 0


def test_vague_sentences_speak_against_every_point(reader):
    """Up to a limit: one answer in ten is enough to doubt the rest."""
    vague = "Quality is very important. " * 5
    row, _ = signals(reader, f"## Plan\n\nWe monitor drift daily. {vague}", MONITORING)
    assert row["vague_share"] == pytest.approx(0.1)
    row, _ = signals(reader, "## Plan\n\nWe monitor drift daily.", MONITORING)
    assert row["vague_share"] == 0


def test_a_misconception_is_noticed(reader):
    """It sounds like the point and is wrong."""
    row, _ = signals(reader, "## Plan\n\nThe accuracy is 97 %, so all is well.", IMBALANCE)
    assert row["misconception"] == 1


def test_a_pattern_does_not_run_from_one_sentence_into_the_next(reader):
    """The key is searched in one unit at a time."""
    row, _ = signals(reader, "## Plan\n\nWe like precision.\n\nTotal recall is a film.", IMBALANCE)
    assert row["patterns_in_window"] == 0


def test_an_empty_answer_has_no_witnesses(reader):
    """And no figure that is not one."""
    found = reader.read(answer.read("", toy.SECTIONS))
    assert found.rows.shape == (3, len(NAMES))
    assert np.isfinite(found.rows).all()
    assert found.witnesses == ((), (), ())
