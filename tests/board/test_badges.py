"""Badges: small images that say one thing, whatever somebody calls themselves."""

from __future__ import annotations

import re
import time
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.board import badges
from tests.board.sample import HOSTILE_NAMES, hostile_board, sample_board

BOARD = sample_board(12, 5)
SVG = "{http://www.w3.org/2000/svg}"


def read(badge: str) -> tuple[str, list[str], int]:
    """The title of a badge, the texts that are drawn, and its width in pixels."""
    root = ET.fromstring(badge)
    texts = [each.text or "" for each in root.iter(f"{SVG}text")]
    return root.findtext(f"{SVG}title") or "", texts, int(root.attrib["width"])


def named(title: str) -> str:
    """The rank badge of a board with a title, for a candidate of the same name."""
    candidate = msgspec.structs.replace(BOARD.standings[0].candidate, name=title)
    standing = msgspec.structs.replace(BOARD.standings[0], candidate=candidate)
    return badges.rank(standing, msgspec.structs.replace(BOARD, title=title))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_rank_says_of_how_many():
    """And of which cohort; the title says who it is, for those who cannot see it."""
    title, texts, _ = read(badges.rank(BOARD.standings[0], BOARD))
    assert texts == ["Spring cohort 2026", "rank 1 of 12"]
    assert title == f"{BOARD.standings[0].candidate.name}, Spring cohort 2026: rank 1 of 12"


def test_points_say_of_how_many():
    """Without digits that say nothing."""
    standing = msgspec.structs.replace(BOARD.standings[0], points=37.5)
    assert read(badges.points(standing, BOARD))[1][1] == "37.5 of 392 points"


def test_a_task_says_what_came_of_it():
    """Its title, and the verdict; what is no fault of the work is not in the colour of failure."""
    score = BOARD.standings[0].scores[0]
    drawn = {
        verdict: badges.passed(msgspec.structs.replace(score, verdict=verdict))
        for verdict in ("passed", "failed", "timeout", "judge-error", "undecided")
    }
    for verdict, badge in drawn.items():
        assert read(badge)[1] == [score.task.title, verdict]
    colour = {verdict: re.findall('fill="(#.{6})"', badge)[1] for verdict, badge in drawn.items()}
    assert colour["failed"] == colour["timeout"]
    assert len({colour["passed"], colour["failed"], colour["undecided"]}) == 3
    assert colour["undecided"] == colour["judge-error"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_text_and_nothing_else(name):
    """No element, no attribute, and no reference is made of it."""
    badge = named(name)
    title, _, _ = read(badge)
    assert title.endswith(f"{name}: rank 1 of 12")
    tags = [each.tag.removeprefix(SVG) for each in ET.fromstring(badge).iter()]
    assert tags == ["svg", "title", "path", "path", "g", "text", "text"]


@given(st.text(max_size=120))
def test_any_text_gives_a_small_picture_that_parses(title):
    """Controls, halves and all: XML could not hold them."""
    _, texts, width = read(named(title))
    assert 90 <= width <= 330
    assert all(text.isprintable() for text in texts)


def test_nothing_is_asked_for_and_nothing_can_run():
    """It is an image in anybody's page."""
    for board in (BOARD, hostile_board()):
        for standing in board.standings:
            drawn = [badges.rank(standing, board), badges.points(standing, board)]
            for badge in drawn + [badges.passed(score) for score in standing.scores]:
                root = ET.fromstring(badge)
                assert root.attrib["role"] == "img"
                assert root.attrib["height"] == "20"
                names = {name for each in root.iter() for name in each.attrib}
                assert names <= {
                    *("width", "height", "role", "fill", "d", "x", "y", "textLength"),
                    *("font-family", "font-size"),
                }


def test_a_long_title_is_cut_and_a_mark_stays_with_its_letter():
    """The cut shows as an ellipsis; half a letter would be another one."""
    assert read(named("W" * 60))[1][0] == "W" * 14 + "…"
    cut = read(named("e\u0301" * 60))[1][0]
    assert cut.endswith("e\u0301…")


@pytest.mark.parametrize(
    ("narrow", "wide"), [("iiii", "WWWW"), ("abc", "漢字漢"), ("e", "é e"), ("a", "🦄")]
)
def test_widths_follow_the_characters(narrow, wide):
    """A badge is as wide as what it says."""
    assert badges.width(narrow) < badges.width(wide)
    assert badges.width("é") == badges.width("e") == badges.width("e\u0301")


def test_writing_is_seen_on_its_ground():
    """Every colour and white: 4.5 to 1 or more, WCAG's level AA."""
    drawn = "".join(
        badge
        for verdict in ("passed", "failed", "undecided")
        for standing in (BOARD.standings[0], BOARD.standings[-1])
        for badge in (
            badges.rank(standing, BOARD),
            badges.points(standing, BOARD),
            badges.passed(msgspec.structs.replace(standing.scores[0], verdict=verdict)),
        )
    )
    grounds = set(re.findall('fill="(#[0-9a-f]{6})"', drawn))
    assert len(grounds) == 5
    for ground in grounds:
        assert (luminance("#fff") + 0.05) / (luminance(ground) + 0.05) >= 4.5, ground


def test_a_cohort_of_badges_is_drawn_at_once():
    """42,000 take 0.4 s of a laptop's processor; a tenth of them has five times that here."""
    begun = time.process_time()
    for _ in range(350):
        for standing in BOARD.standings:
            badges.rank(standing, BOARD)
    assert time.process_time() - begun < 0.2
