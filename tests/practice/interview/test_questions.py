"""What is asked next: as planned, and for what an answer left uncovered."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from heldout.catalogue.repository import Repository
from heldout.practice.interview.questions import MOST_PROBES, Interviewer, Question
from heldout.report import Status
from tests.conftest import Builder
from tests.practice.interview.sample import repository

ROOT = Path(__file__).parents[3]
ANSWERS = ROOT / "challenges/gradient-descent/hidden/followups/accepted/told-to-a-new-colleague.md"
NOTHING = "I would have to think about that for a while, and look at some code again."


@pytest.fixture
def root(tmp_path) -> Repository:
    """A repository with a challenge, which has no key, and a written prompt."""
    return repository(tmp_path)


@pytest.fixture
def here() -> Interviewer:
    """The interviewer about a challenge of this repository, whose key is at hand."""
    root = Repository(ROOT)
    return Interviewer(root, root.challenge("gradient-descent"))


def whole(interviewer: Interviewer) -> dict[str, str]:
    """A whole answer to each of its questions."""
    text = ANSWERS.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    assert tuple(found) == interviewer.planned
    return found


def talk(interviewer: Interviewer, *answers: str | None) -> list[Question | None]:
    """What is asked, one after the other, with these answers in between; None gives none."""
    asked: list[Question] = []
    said: list[tuple[str, str]] = []
    found: list[Question | None] = []
    for answer in (*answers, None):
        question = interviewer.next(asked, said)
        found.append(question)
        if question is None:
            break
        asked.append(question)
        if answer is not None:
            said.append((question.text, answer))
    return found


def test_what_an_answer_leaves_uncovered_is_dug_for_at_most_twice(here):
    """By its theme, so that the answer is not given away; then the next question comes."""
    first, second, third, fourth = talk(here, NOTHING, NOTHING, NOTHING)
    assert (first, fourth) == (Question(here.planned[0]), Question(here.planned[1]))
    for dug in (second, third):
        assert dug.probe is not None
        theme = dug.probe.replace("-", " ")
        assert dug.text == f"There is more to say here. One word for it: {theme}."
    assert second != third


def test_a_whole_answer_is_not_dug_into(here):
    """The next question comes at once."""
    answers = whole(here)
    assert talk(here, answers[here.planned[0]])[1] == Question(here.planned[1])


def test_only_points_of_the_question_are_dug_for(here):
    """What belongs to another one is asked there."""
    answers = whole(here)
    found = talk(here, answers[here.planned[0]], NOTHING, NOTHING)
    about_batches = {"rows-per-update", "noise", "cost-per-update", "hardware", "convergence"}
    assert found[2].probe in about_batches | {"shuffle", "noise-helps"}


def test_a_question_that_was_not_answered_is_not_dug_into(here):
    """Whoever goes on without a word wants to go on."""
    assert talk(here, None, None)[1] == Question(here.planned[1])


def test_of_a_written_prompt_its_public_points_are_dug_for(root):
    """At most so many times for each question, and each once."""
    interviewer = Interviewer(root, root.casestudy("churn"))
    found = talk(interviewer, *["Nothing comes to mind."] * 12)
    probes = [each.probe for each in found if each is not None and each.probe is not None]
    assert len(probes) == len(set(probes))
    planned = [n for n, each in enumerate(found) if each is not None and each.probe is None]
    assert all(b - a - 1 <= MOST_PROBES for a, b in pairwise(planned))
    assert found[1].text.startswith("You have not spoken of this yet: ")


def test_without_a_key_it_asks_what_is_planned(root, tmp_path):
    """In a cohort edition, whose suites are sealed."""
    Builder(tmp_path).write("followups.md", "# Q\n\n## How fast?\n\n## What of floats?\n")
    shutil.rmtree(root.root / "challenges" / "double" / "hidden")
    interviewer = Interviewer(root, root.challenge("double"))
    assert talk(interviewer, NOTHING, "x") == [
        Question("How fast?"),
        Question("What of floats?"),
        None,
    ]
    assert interviewer.read([("How fast?", NOTHING)]) is None


def test_what_was_said_is_read_as_one_answer(here):
    """Whole answers make the points that the same text makes in a file."""
    answers = whole(here)
    report = here.read(list(answers.items()))
    covered = sum(case.status == Status.COVERED for case in report.cases)
    assert covered >= 0.9 * len(report.cases)
    assert here.read([]) is None
