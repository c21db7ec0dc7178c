"""Checks, receipts and mock interviews -> how somebody stands with each task.

A receipt is by the hidden suite, a check by the public tests: of the same content the receipt
counts. Otherwise the latest does. What was nobody's doing, such as a judge's error, does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

import msgspec

from heldout.practice.diary import Entry, GivenUp
from heldout.practice.interview.session import Event, Finished, Started
from heldout.practice.progress.facts import FOLLOW_UP, Work
from heldout.report import Verdict

#: Who passes with less of the points has passed by a hair.
_LOW_SHARE = 0.6
_NOBODYS = (Verdict.JUDGE_ERROR, Verdict.UNDECIDED)


class Result(NamedTuple):
    """What came of a task once; `share` of its points, 0 to 1."""

    slug: str
    at: datetime
    is_passed: bool
    share: float


class Standing(msgspec.Struct, frozen=True):
    """How a task stands: weak (failed, given up, passed by a hair) or passed; since when.

    `passed_on` are the days on which it passed, the earliest first.
    """

    is_weak: bool
    on: date
    share: float
    passed_on: tuple[date, ...]


def of(results: Iterable[Result], zone: tzinfo) -> dict[str, Standing]:
    """Reduce results to the standing of each task that has any; days are those of the zone."""
    grouped: defaultdict[str, list[Result]] = defaultdict(list)
    for each in results:
        grouped[each.slug].append(each)
    found = {}
    for slug, own in grouped.items():
        last = max(own, key=lambda each: (each.at, each.is_passed))
        found[slug] = Standing(
            is_weak=not last.is_passed or last.share < _LOW_SHARE,
            on=last.at.astimezone(zone).date(),
            share=last.share,
            passed_on=tuple(sorted({r.at.astimezone(zone).date() for r in own if r.is_passed})),
        )
    return found


def results(works: Iterable[Work], entries: Iterable[Entry]) -> Iterator[Result]:
    """List what came of tasks; questions about code do not count as the code."""
    known = list(works)
    recorded = {(each.report.slug, each.solution) for each in known if each.origin == "receipt"}
    for work in known:
        report = work.report
        is_double = work.origin == "check" and (report.slug, work.solution) in recorded
        if report.kind != FOLLOW_UP and report.verdict not in _NOBODYS and not is_double:
            is_passed = report.verdict == Verdict.PASSED
            # A check has no points; it is right or not.
            most = report.max_points
            share = report.points / most if most else float(is_passed)
            yield Result(report.slug, work.at, is_passed, share)
    for entry in entries:
        if isinstance(entry, GivenUp):
            yield Result(entry.slug, entry.at, is_passed=False, share=0.0)


def finished_seeds(interviews: Iterable[Sequence[Event]]) -> frozenset[str]:
    """Say the seeds of the mock interviews that were finished."""
    return frozenset(
        events[0].loop.seed
        for events in interviews
        if isinstance(events[0], Started) and any(isinstance(each, Finished) for each in events)
    )
