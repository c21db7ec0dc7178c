"""How somebody stands with a task: by the last of checks, receipts and interviews."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from heldout.practice.diary import GivenUp
from heldout.practice.interview.loop import Loop
from heldout.practice.interview.session import Finished, Started
from heldout.practice.plan import standing
from heldout.practice.progress.facts import Work
from heldout.report import Report, Verdict

AT = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)


def work(
    day: int, verdict: str, origin: str = "check", *, points: float = 0, most: float = 0,
    solution: str = "a", kind: str = "challenge",
) -> Work:  # fmt: skip
    """Something that was tried so many days later."""
    report = Report.without_cases("kmeans", kind, Verdict(verdict), "")
    report = Report(**{
        **{name: getattr(report, name) for name in report.__struct_fields__},
        "points": points, "max_points": most,
    })  # fmt: skip
    at = AT + timedelta(days=day)
    return Work(at=at, origin=origin, solution=solution, report=report)


def of(*works: Work, given_up: tuple[GivenUp, ...] = (), zone=UTC):
    """The standing of the one task, or None."""
    return standing.of(standing.results(works, given_up), zone).get("kmeans")


def test_the_last_result_counts():
    """Of failures and passes; a low share of points is a weak pass."""
    assert of() is None
    assert of(work(0, "failed")).is_weak
    assert not of(work(0, "failed"), work(1, "passed")).is_weak
    late = of(work(1, "passed"), work(2, "timeout"), work(3, "failed", points=3, most=10))
    assert late.is_weak
    assert late.share == 0.3
    assert late.passed_on == (date(2026, 12, 2),)
    assert of(work(0, "passed", "receipt", points=5, most=10)).is_weak
    assert not of(work(0, "passed", "receipt", points=8, most=10)).is_weak


def test_the_hidden_tests_outweigh_the_public_ones():
    """Of the same content; a later content is checked anew."""
    receipt = work(0, "failed", "receipt", points=6, most=10)
    assert of(receipt, work(1, "passed")).is_weak
    assert not of(receipt, work(1, "passed", solution="b")).is_weak


def test_what_is_nobodys_doing_does_not_count():
    """A judge's error, an answer that waits for a person, questions about code."""
    assert of(work(0, "judge-error"), work(0, "undecided")) is None
    assert of(work(0, "failed", kind="follow-up")) is None


def test_giving_up_is_a_failure_until_it_passes():
    """Who has read the solution does it again."""
    given_up = (GivenUp(at=AT, slug="kmeans"),)
    assert of(given_up=given_up).is_weak
    assert not of(work(1, "passed"), given_up=given_up).is_weak


def test_days_are_those_of_the_zone():
    """Half past eleven in Greenwich is tomorrow in Berlin."""
    assert of(work(0, "passed")).on == date(2026, 12, 1)
    berlin = timezone(timedelta(hours=1))
    assert of(work(0, "passed"), zone=berlin).passed_on == (date(2026, 12, 2),)


def test_only_finished_interviews_are_done():
    """Known by their seeds."""
    loop = Loop(seed="ABC234", track="coding", level="easy", minutes=20, rounds=())
    started = Started(at=AT, clock_s=0.0, loop=loop)
    finished = Finished(at=AT, clock_s=60.0)
    assert standing.finished_seeds([[started]]) == frozenset()
    assert standing.finished_seeds([[started, finished]]) == {"ABC234"}
