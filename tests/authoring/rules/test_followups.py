"""The follow-up questions and their key."""

from __future__ import annotations

import re

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

PAGE = "followups.md"
KEY = "hidden/followups.toml"
LAST = "## When do running sums lose digits, and what helps?"
PLACE = "\n\n<!-- your answer -->\n"


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code", "at"),
    [
        (PAGE, f"{LAST}{PLACE}", f"{LAST}\n", "no-answer-place", LAST),
        (PAGE, LAST, "## When do they?", "unmatched-followup", "## When do they?"),
        (PAGE, LAST, f"## And why?{PLACE}\n{LAST}", "unmatched-followup", "## And why?"),
        (KEY, 'id = "ramp"', 'id = "Ramp!"', "bad-answer-key", "Ramp!"),
        (KEY, 'id = "median"', 'id = "ramp"', "bad-answer-key", "edges"),
        (
            KEY,
            'title = "How would you smooth',
            'name = 1\ntitle = "How would you smooth',
            "bad-answer-key",
            "name = 1",
        ),
        (KEY, 'title = "When do', "title = When do", "bad-answer-key", "When do"),
        (KEY, "", "", "bad-answer-key", None),
    ],
)
def test_a_defect_is_told_with_its_line(file, was, becomes, code, at, tmp_path):
    """Once; a question that reads otherwise in the key is one mistake, not two."""
    assert_told(tmp_path, Defect(file, was, becomes, code, at))


def test_a_key_to_a_question_that_nobody_asks_is_told(tmp_path):
    """With the line of its title."""
    more = '[[question]]\ntitle = "And then?"\npoints = [{ id = "a", title = "A" }]\n\n'
    was = '[[question]]\ntitle = "When do'
    assert_told(tmp_path, Defect(KEY, was, f"{more}{was}", "unmatched-followup", "And then?"))


def test_two_questions_are_too_few(tmp_path):
    """And the key that goes with them is fine."""
    folder = changed(tmp_path, (PAGE, f"{LAST}{PLACE}", ""))
    text = (folder / KEY).read_text()
    (folder / KEY).write_text(re.sub(r'\[\[question\]\]\ntitle = "When do(.|\n)*', "", text))
    (finding,) = read(folder)
    assert (finding.code, finding.line) == ("few-followups", None)
