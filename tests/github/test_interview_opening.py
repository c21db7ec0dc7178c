"""The comment that opens an interview, as a person reads it on GitHub."""

from __future__ import annotations

import re

import msgspec
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from heldout.catalogue.repository import Repository
from heldout.github import interview_answer, interview_set
from heldout.github.api import LONGEST_BODY
from heldout.github.interview_form import Wanted, read
from heldout.github.interview_opening import refuse, render
from heldout.practice.interview import loop as loops
from heldout.practice.interview import pool
from tests.github.conftest import HOSTILE
from tests.github.interviews import QUESTION, form, repository
from tests.github.scorecards import LINKS
from tests.report.test_markdown import ACTIVE, RENDERER, Page
from tests.report.test_markdown import read as as_read

GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": False}).use(tasklists_plugin)


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Repository:
    """A challenge and a written prompt."""
    return repository(tmp_path_factory.mktemp("opening"))


def opened(root: Repository, track: loops.Track = "coding", minutes: int = 45) -> loops.Loop:
    """An interview of both."""
    wanted = Wanted(track, "easy", minutes, "SAME")
    return interview_set.compose(pool.of(root), wanted, "owner/repo", 12)


@pytest.fixture(scope="module")
def loop(root) -> loops.Loop:
    """The interview."""
    return opened(root)


@pytest.fixture(scope="module")
def body(root, loop) -> str:
    """The comment."""
    return render(loop, root, "ada", LINKS)


@pytest.fixture(scope="module")
def lines(body) -> list[str]:
    """Its lines as a person reads them; cells of a table are lines."""
    text = Page(GITHUB.render(body)).text
    return [as_read(line) for line in text.splitlines() if as_read(line)]


def test_it_has_the_seed_and_the_command_for_the_terminal(body, lines):
    """Which can be copied as it is."""
    assert lines[0] == "Mock interview: coding, easy, 45 minutes"
    assert lines[1] == "ada · seed SAME"
    command = "./run heldout interview --track coding --level easy --minutes 45 --seed SAME"
    assert command in lines
    assert command in body
    assert interview_set.slugs(body) == ("overfitting", "double")


def test_each_round_leads_to_its_statement(root, body):
    """On GitHub, where the reader is."""
    paths = re.findall(r"/blob/HEAD/((?:challenges|casestudies)/\S+?)\)", body)
    assert paths == ["casestudies/overfitting/README.md", "challenges/double/README.md"] * 2
    for path in paths:
        assert (root.root / path).is_file()


def test_the_timetable_adds_up(loop, lines):
    """From 0:00 on, each phase begins where the one before it ends."""
    start = lines.index("what an interviewer looks for") + 1
    clock = [n for line in lines[start:] if (n := re.fullmatch(r"(\d+):00", line))]
    rounds = loop.rounds
    minutes = [phase.minutes for each in rounds for phase in each.phases]
    assert [int(each[1]) for each in clock] == [sum(minutes[:n]) for n in range(len(minutes) + 1)]
    assert lines[start : start + 5] == ["Round 1: Overfitting", "10", "0:00", "clarify", "1"]
    assert {each.name for each in rounds[0].phases} <= set(lines[start:])


def test_the_checklist_has_boxes(body, lines):
    """For the code, its tests and the writing."""
    assert GITHUB.render(body).count('type="checkbox"') == 6
    assert "Round 1: read its statement, and write its 4 sections" in lines
    assert "Round 2: read its statement, write challenges/double/solution.py" in lines
    assert "Round 2: try ./run heldout check double" in lines
    assert "Round 2: answer 1 follow-up question" in lines


def test_what_is_copied_and_filled_in_is_taken_apart(root, body):
    """The template is what the reader of answers wants, with nothing begun in it."""
    (template,) = re.findall(r"^```markdown\n(.*?)^```$", body, re.DOTALL | re.MULTILINE)
    tasks = interview_set.tasks(root, interview_set.slugs(body))
    empty = interview_answer.take_apart(template, tasks, root.names())
    assert (empty.texts, empty.empty) == ({}, ("overfitting", "double"))
    assert "10 to 100 words." in template
    filled = template.replace("\n-->", "\n-->\n\nBecause.").replace("answer -->", "-->\n\nAdds.")
    found = interview_answer.take_apart(filled, tasks, root.names())
    assert list(found.texts) == ["overfitting", "double"]
    assert found.texts["overfitting"].count("Because.") == 4
    assert f"## {QUESTION}" in found.texts["double"]


def test_code_is_not_graded_there_and_prompts_have_questions_to_be_spoken_of(root, lines):
    """Each only where there is such a round."""
    assert any(line.startswith("Code is not run here.") for line in lines)
    assert "Where would you not use it, and what would you do instead?" in lines
    alone = render(opened(root, "design"), root, "ada", LINKS)
    assert "Code is not run here." not in alone
    assert "follow-up" not in alone


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_of_anybodys_is_shown_and_does_nothing(root, loop, body, text):
    """Nor does a name."""
    rounds = tuple(msgspec.structs.replace(each, title=text) for each in loop.rounds)
    named = msgspec.structs.replace(loop, rounds=rounds)
    page = Page(RENDERER.render(render(named, root, text, LINKS)))
    assert page.elements == Page(RENDERER.render(body)).elements
    seen = re.sub(r"<!--.*?-->", "", page.text)
    assert not ACTIVE.search(re.sub(r"(?<=\d):\d\d", "", seen))


def test_as_long_an_interview_as_there_is_fits_into_a_comment(repository):
    """Eight hours of this repository's own tasks."""
    wanted = Wanted("full", "medium", 480, "SAME")
    loop = interview_set.compose(pool.of(repository), wanted, "owner/repo", 12)
    assert len(loop.rounds) > 12
    body = render(loop, repository, "ada", LINKS)
    assert len(body) < LONGEST_BODY
    assert "left out" not in body


def test_a_form_with_mistakes_says_all_of_them_and_what_to_do():
    """Nothing of what was written is repeated."""
    body = refuse(read(form("@everybody", seed="<b>")).mistakes, LINKS)
    page = Page(RENDERER.render(body))
    assert interview_set.slugs(body) is None
    assert "Track: write one of coding, design, behavioral, full." in as_read(page.text)
    assert "Seed: write up to 32 letters" in page.text
    assert "write a comment, whatever it says" in page.text
    assert "everybody" not in body
    assert not ACTIVE.search(page.text)
