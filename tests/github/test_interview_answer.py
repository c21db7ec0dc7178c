"""Comments taken apart: each answer to its task, and every line where it was."""

from __future__ import annotations

import time

import pytest

from heldout.github import interview_set
from heldout.github.interview_answer import SHORTEST_WORDS, take_apart
from tests.github.interviews import BOTH, QUESTION, repository

NAMES = ("double", "overfitting", "triple")


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    """A challenge with questions, and a written prompt."""
    root = repository(tmp_path_factory.mktemp("answers"))
    return interview_set.tasks(root, ["overfitting", "double"])


def test_each_task_gets_what_stands_below_its_name(tasks):
    """Under its title, as a file that is handed in has it, each line with its number."""
    found = take_apart(f"- [x] Round 1\n\n{BOTH}".replace("\n", "\r\n"), tasks, NAMES)
    assert list(found.texts) == ["overfitting", "double"]
    said = f"- [x] Round 1\n\n{BOTH}".split("\n")
    for slug, title in (("overfitting", "# Overfitting"), ("double", "# Double")):
        lines = found.texts[slug].split("\n")
        heading = said.index(f"# {slug}")
        assert lines[heading] == title
        assert all(line in ("", said[n]) for n, line in enumerate(lines) if n != heading)
    assert "Round 1" not in found.texts["overfitting"]
    assert QUESTION not in found.texts["overfitting"]
    assert "bakery" not in found.texts["double"]
    assert (found.empty, found.others, found.is_meant) == ((), (), True)


def test_a_name_in_code_or_in_a_comment_is_no_heading(tasks):
    """Nor is one that is a heading of a lower level; capitals and backticks do not matter."""
    body = (
        "# `Double`\n\n## Why?\n\nBecause.\n\n```python\n# overfitting\n```\n\n"
        "<!--\n# overfitting\n-->\n\n## overfitting\n\nMore.\n\n    # triple\n"
    )
    found = take_apart(body, tasks, NAMES)
    assert list(found.texts) == ["double"]
    assert "More." in found.texts["double"]
    assert found.others == ()


def test_two_pieces_of_a_task_are_one_answer(tasks):
    """Whoever goes back to a round loses nothing."""
    body = "# double\n\n## Why?\n\nOne.\n\n# overfitting\n\n## Why\n\nX.\n\n# double\n\nTwo.\n"
    text = take_apart(body, tasks, NAMES).texts["double"]
    assert "One." in text
    assert text.endswith("Two.")
    assert "X." not in text


def test_what_is_not_begun_and_what_is_of_another_interview_are_told(tasks):
    """A heading over nothing but our own remark is not begun."""
    body = (
        f"# double\n\n## {QUESTION}\n\n<!-- your answer -->\n\n# triple\n\n## Why?\n\nThus.\n"
        "\n# My notes\n\n# overfitting\n\nNo heading.\n"
    )
    found = take_apart(body, tasks, NAMES)
    assert found.texts == {}
    assert found.empty == ("overfitting", "double")
    assert found.others == ("triple",)


def test_conversation_is_not_meant_for_an_answer(tasks):
    """A long text without any heading is, and gets to know what is missing."""
    assert not take_apart("", tasks, NAMES).is_meant
    assert not take_apart("thanks, I'll be back", tasks, NAMES).is_meant
    assert take_apart("word " * SHORTEST_WORDS, tasks, NAMES).is_meant
    assert take_apart("## In short\n\nA pupil.", tasks, NAMES).is_meant


@pytest.mark.parametrize(
    "body",
    ["# double\n\n" * 3_000, "\n" * 65_536, "#" * 65_536, "> " * 32_768, "\0" * 9],
    ids=lambda body: repr(body[:10]),
)
def test_as_long_a_comment_as_github_takes_is_taken_apart_soon(tasks, body):
    """Whatever is in it."""
    begun = time.process_time()
    take_apart(body, tasks, NAMES)
    assert time.process_time() - begun < 5
