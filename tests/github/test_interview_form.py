"""The form's answers: taken as they are meant, and nothing of theirs is repeated."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from heldout.github import interview_form
from heldout.github.interview_event import LABEL
from heldout.github.interview_form import Wanted, read
from heldout.practice.interview.loop import LEVELS, MINUTES, TRACKS
from tests.github.conftest import FOLDER, HOSTILE
from tests.github.interviews import form

FORM = yaml.safe_load((FOLDER / "ISSUE_TEMPLATE" / "mock-interview.yml").read_text("utf-8"))
FIELDS = {each["attributes"]["label"]: each for each in FORM["body"] if "id" in each}


def test_a_form_is_read():
    """With the line ends that GitHub keeps, and the capitals that a seed has."""
    wanted = Wanted("design", "hard", 90, "K7QF3A")
    body = form("design", "hard", "90", "k7qf3a")
    assert read(body) == read(body.replace("\n", "\r\n")) == (wanted, ())
    assert read(form("full", "easy", seed="")).wanted == Wanted("full", "easy", 150, None)


def test_all_that_can_be_chosen_in_the_form_is_taken():
    """By the labels that its fields have; and the workflow's label is put on."""
    assert FORM["labels"] == [LABEL]
    assert list(FIELDS) == ["Track", "Level", "Minutes", "Seed"]
    options = [FIELDS[name]["attributes"]["options"] for name in ("Track", "Level", "Minutes")]
    assert tuple(options[0]) == TRACKS
    assert tuple(options[1]) == LEVELS
    for track in options[0]:
        for level in options[1]:
            for minutes in options[2]:
                found = read(form(track, level, minutes)).wanted
                number = MINUTES[track] if minutes == "as usual" else int(minutes)
                assert found == Wanted(track, level, number, "SAME")
    told = FIELDS["Minutes"]["attributes"]["description"]
    assert all(f"{minutes} for {track}" in told for track, minutes in MINUTES.items())


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (form(track="everything"), ["Track"]),
        (form(level=""), ["Level"]),
        (form(minutes="an hour"), ["Minutes"]),
        (form(minutes="9"), ["Minutes"]),
        (form(minutes="481"), ["Minutes"]),
        (form(minutes="²"), ["Minutes"]),
        (form(seed="<b>x</b>"), ["Seed"]),
        (form(seed="@everybody"), ["Seed"]),
        (form(seed="A" * 33), ["Seed"]),
        ("", ["Track", "Level"]),
        ("Please interview me!", ["Track", "Level"]),
        (form("x", "x", "x", "$x"), ["Track", "Level", "Minutes", "Seed"]),
    ],
)
def test_all_that_is_wrong_is_said_at_once(body, wrong):
    """By the names of the fields."""
    found = read(body)
    assert found.wanted is None
    assert [each.partition(":")[0] for each in found.mistakes] == wrong


def test_a_heading_that_is_there_twice_counts_once():
    """Whatever somebody writes below the form."""
    assert read(f"{form()}\n\n### Track\n\nfull\n").wanted == read(form()).wanted


@given(st.text() | st.sampled_from(HOSTILE))
def test_no_body_breaks_it_and_none_is_repeated(text):
    """Mistakes are words of ours."""
    found = read(form(text, "x", text, text))
    known = {each for body in ("", form("x", "x", "x", "$")) for each in read(body).mistakes}
    assert set(found.mistakes) <= known
    assert interview_form.read(text * 50).mistakes
