"""Scorecards to be shown, and what a reader sees; what matters to a test is named by it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from heldout.github.comment import render
from heldout.github.scorecard import Links, Scorecard, Task, Untried
from heldout.ledger.receipt import Case
from heldout.report import Finding, Severity, Status, Verdict
from heldout.submission.ruling import Reason, Remedy
from tests.github.test_markdown import RENDERER, Page, read

LINKS = Links(
    repository="https://github.com/cohorts/spring",
    run="https://github.com/cohorts/spring/actions/runs/7",
    board="https://cohorts.example.org/spring/",
)
MIXTURE = Reason(
    "mixture",
    "'.gitignore' is changed too",
    (
        Remedy("to hand in, take the others back", ("git fetch upstream", "git restore -- x")),
        Remedy("to contribute, take the hand-in files back", ("git restore -- y",)),
    ),
)
_STATUSES = {
    Verdict.PASSED: Status.COVERED,
    Verdict.FAILED: Status.NOT_FOUND,
    Verdict.UNDECIDED: Status.NEEDS_PERSON,
}


def case(title: str, verdict: Verdict = Verdict.PASSED, **changes: Any) -> Case:
    """A test worth two points."""
    facts: dict[str, Any] = {
        "name": "test_it",
        "title": title,
        "group": "correctness",
        "verdict": verdict,
        "points": 2.0 if verdict == Verdict.PASSED else 0.0,
        "max_points": 2.0,
    }
    return Case(**{**facts, **changes})


def point(title: str, verdict: Verdict = Verdict.PASSED, **changes: Any) -> Case:
    """A point of a rubric worth two points."""
    group = "technical.problem-solving"
    return case(title, verdict, **{"group": group, "status": _STATUSES[verdict], **changes})


def finding(**changes: Any) -> Finding:
    """Something wrong with a written answer."""
    facts: dict[str, Any] = {
        "code": "placeholder",
        "severity": Severity.ERROR,
        "line": 41,
        "message": "'TODO' stands where your text belongs",
        "next_step": "write this part, or take the word out",
    }
    return Finding(**{**facts, **changes})


def task(*cases: Case, **changes: Any) -> Task:
    """A challenge of this push; its numbers are those of its cases."""
    points, most = (sum(getattr(c, key) for c in cases) for key in ("points", "max_points"))
    passed = all(each.verdict == Verdict.PASSED for each in cases)
    facts: dict[str, Any] = {
        "slug": "kmeans",
        "kind": "challenge",
        "title": "K-means clustering",
        "points": points,
        "max_points": most,
        "worth": points,
        "most": most,
        "verdict": Verdict.PASSED if passed else Verdict.FAILED,
        "cases": cases,
        "outcome": "graded",
    }
    return Task(**{**facts, **changes})


def prose(*points: Case, **changes: Any) -> Task:
    """A written answer of this push."""
    return task(*points, **{"kind": "casestudy", "slug": "feed", "title": "A feed", **changes})


def ungraded(outcome: str, **changes: Any) -> Task:
    """A challenge that has never been graded."""
    return task(outcome=outcome, verdict=None, **changes)


def untried(**changes: Any) -> Untried:
    """A challenge that nobody has handed in."""
    facts = {"slug": "pca", "kind": "challenge", "title": "Principal components"}
    return Untried(**{**facts, **changes})


def card(*tasks: Task, **changes: Any) -> Scorecard:
    """A submission of a candidate in a cohort without a limit of attempts."""
    facts: dict[str, Any] = {
        "candidate": "ada",
        "head_sha": "1a2b3c4d" * 5,
        "submitted_at": datetime(2027, 3, 3, 10, 15, tzinfo=UTC),
        "decision": "submission",
        "reasons": (),
        "tasks": tasks,
        "untried": (),
        "links": LINKS,
        "cohort": "Spring 2027",
    }
    return Scorecard(**{**facts, **changes})


def page(shown: Scorecard) -> Page:
    """The comment, rendered."""
    return Page(RENDERER.render(render(shown)))


def lines(shown: Scorecard) -> list[str]:
    """The comment's lines as a person reads them; cells of a table are lines."""
    return [read(line) for line in page(shown).text.splitlines() if read(line)]


GOOD = case("Sums are right.")
BAD = case("Ties are broken.", Verdict.FAILED, group="edge cases")
