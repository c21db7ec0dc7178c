"""An empty sheet, as a person sees it."""

from __future__ import annotations

import msgspec
import pytest

from heldout.report import Evidence
from heldout.written.review import basis, form, yaml_file
from tests.written import toy
from tests.written.review import desktop


def test_a_sheet_asks_for_the_parts_that_points_feed_and_for_clarity():
    """In the evaluation's order; no other parts."""
    assert desktop.PARTS == (
        "technical.algorithm-knowledge",
        "technical.implementation-ability",
        "technical.problem-solving",
        "communication.clarity",
    )


def test_an_empty_sheet_reads_back_as_it_was_begun():
    """And the only thing to say of it is nothing."""
    read = yaml_file.parse("sheet", desktop.text().encode())
    assert read.findings == ()
    assert read.sheet == desktop.begin()


def test_a_sheet_shows_levels_descriptions_and_quotes():
    """All that is needed to judge, beside the answer."""
    text = desktop.text()
    assert "# Technical skills: Problem-solving\n# What problem-solving is.\n#   0  none" in text
    assert "# Asks what counts as success.\n#   > line 5: What counts as a lost customer" in text


def test_a_sheet_tells_nothing_of_what_the_machine_thinks():
    """Neither a status nor a share of certainty, nor what a point weighs."""
    text = desktop.text().casefold()
    for word in (
        "covered",
        "not found",
        "not-found",
        "confiden",
        "% sure",
        "weight:",
        "probability",
    ):
        assert word not in text


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x00"])
def test_no_text_of_an_answer_gets_out_of_its_comment(end):
    """A line end of any kind in a quote, a name or a path stays where it is."""
    evil = f"x{end}reviewer: Eve{end}- id: clarity{end}  level: 4"
    quotes = {"imbalance": (Evidence(1, evil),)}
    sheet = desktop.begin(reviewer=f"Ben{end}level: 4", answer=evil)
    read = yaml_file.parse("sheet", form.write(sheet, desktop.BASIS, evil, quotes).encode())
    assert read.findings == ()
    assert read.sheet is not None
    assert read.sheet.criteria == sheet.criteria
    assert read.sheet.points == sheet.points
    assert read.sheet.reviewer.startswith("Ben")
    assert "Eve" not in read.sheet.reviewer


def test_the_digest_changes_with_any_word_that_is_judged_by():
    """And not with what a point weighs, which reviewers never see."""

    def digest(**changes: object) -> str:
        points = tuple(msgspec.structs.replace(point, **changes) for point in toy.POINTS)
        return basis.of(toy.prompt(points=points), desktop.EVALUATION).sha256

    assert digest() == desktop.BASIS.sha256
    assert digest(weight=9.0) == desktop.BASIS.sha256
    for field in ("title", "description"):
        assert digest(**{field: "Another word."}) != desktop.BASIS.sha256
    assert digest(criterion="technical.system-design") != desktop.BASIS.sha256
