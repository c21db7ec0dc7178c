"""How far a task has come: by what is written, and by the last check of just that."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heldout.catalogue.repository import Repository
from heldout.practice import status
from heldout.practice.diary import Check
from heldout.report import Verdict
from heldout.submission import source
from tests.catalogue.churn import Churn

RIGHT = "def double(x):\n    return 2 * x\n"


def check(content: str, verdict: str = "passed", **changes: object) -> Check:
    """A check of a content."""
    facts = {
        "slug": "double",
        "kind": "challenge",
        "solution_sha": source.solution_sha(content.encode()),
        "verdict": Verdict(verdict),
        "at": datetime(2026, 12, 1, tzinfo=UTC),
        **changes,
    }
    return Check(**facts)


@pytest.fixture
def of(double):
    """The status of `double` with this in its file."""

    def found(content: str | None, *checks: Check) -> str:
        if content is not None:
            double.write("solution.py", content)
        return status.of(Repository(double.root).challenge("double"), checks)

    return found


def test_a_stub_is_new(of):
    """Nobody has written anything."""
    assert of(None) == "new"
    assert of("def double(x):\n    raise NotImplementedError\n") == "new"


def test_code_is_begun_until_its_last_check_passes(of):
    """And again when it is changed afterwards."""
    assert of(RIGHT) == "begun"
    assert of(RIGHT, check(RIGHT, "failed")) == "begun"
    assert of(RIGHT, check(RIGHT, "failed"), check(RIGHT)) == "passed"
    assert of(RIGHT, check(RIGHT), check(RIGHT, "timeout")) == "begun"
    assert of(f"{RIGHT}# more\n", check(RIGHT)) == "begun"


def test_another_tasks_checks_do_not_count(of):
    """Nor those of its questions."""
    assert of(RIGHT, check(RIGHT, slug="other"), check(RIGHT, kind="follow-up")) == "begun"


def test_code_that_is_half_written_is_begun(of):
    """Whatever else still raises."""
    half = "def double(x):\n    return 2 * x\n\n\ndef other():\n    raise NotImplementedError\n"
    assert of(half) == "begun"
    assert of("def double(x) return") == "begun"


def test_an_answer_is_begun_when_something_stands_below_a_heading(tmp_path):
    """Comments of the template are nothing."""
    churn = Churn(tmp_path)
    root = Repository(churn.root)
    task = root.casestudy("churn")
    assert status.of(task, ()) == "new"
    text = task.answer.read_text()
    heading = next(line for line in text.splitlines() if line.startswith("## "))
    task.answer.write_text(text.replace(heading, f"{heading}\n\nSomething.", 1))
    assert status.of(task, ()) == "begun"
    passed = check(task.answer.read_text(), slug="churn", kind="casestudy")
    assert status.of(task, (passed,)) == "passed"


def test_a_file_that_is_gone_is_new(double):
    """`git restore` brings it back."""
    task = Repository(double.root).challenge("double")
    task.solution.unlink()
    assert status.of(task, ()) == "new"
