"""The ledger, a decision and what grading came to -> what a candidate is told."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from heldout.board import reading, store
from heldout.board.model import Score
from heldout.board.setting import KnownTask, Setting
from heldout.catalogue import cohort as cohorts
from heldout.catalogue.cohort import Cohort
from heldout.github.scorecard import Links, Outcome, Scorecard, Task, Untried
from heldout.grading import plan
from heldout.grading.decision import Decision, File
from heldout.grading.parts import Joined, Said
from heldout.grading.work import Submitter, TaskName, Work
from heldout.ledger import receipt as receipts
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict

_NOT_GRADED = "the grading of this did not come to an end"


class Ledger(msgspec.Struct, frozen=True):
    """What is known when the comment is written: everybody's receipts, and how they count."""

    receipts: Sequence[Receipt]
    cohort: Cohort | None
    tasks: Sequence[KnownTask]


class Push(msgspec.Struct, frozen=True):
    """One event and what came of it; `decision` and `joined` are None where we failed before.

    `fault` says in what, for the candidate.
    """

    submitter: Submitter
    head_sha: str
    decision: Decision | None
    joined: Joined | None
    links: Links
    fault: str | None


def scorecard(push: Push, ledger: Ledger, now: datetime) -> Scorecard:
    """Put together all that the candidate is told.

    Work that was graded just now counts, whether or not it could be recorded yet: `fault` says so.
    """
    decision, cohort, at = push.decision, ledger.cohort, push.submitter.submitted_at
    done = _done(push)
    everybody = [*ledger.receipts, *_unrecorded(done, ledger.receipts)]
    own = [each for each in everybody if each.user_id == push.submitter.user_id]
    history = _History(own, _scores(own, ledger, now))
    # What could not be recorded has used no attempt.
    counted = everybody if push.fault is None else ledger.receipts
    times = plan.attempts(counted, push.submitter.user_id)

    def left(name: TaskName) -> int | None:
        return None if cohort is None else cohorts.attempts_left(cohort, times.get(name, ()), at)

    titles = _titles(ledger.tasks)
    # A pull request keeps all that was ever handed in; what an earlier push did is no news.
    files = [file for file in _files(decision) if not _is_old(file, push.head_sha)]
    handed_in = [_of_file(file, done, history) for file in files]
    names = {(task.slug, task.kind) for task in handed_in}
    before = [history.task(*name) for name in history.names() if name not in names]
    return Scorecard(
        candidate=push.submitter.candidate,
        head_sha=push.head_sha,
        submitted_at=at,
        decision=None if decision is None else decision.decision,
        reasons=() if decision is None else decision.reasons,
        tasks=tuple(
            msgspec.structs.replace(
                task,
                title=titles.get((task.slug, task.kind), task.slug),
                attempts_left=left((task.slug, task.kind)),  # type: ignore[arg-type]
            )
            for task in (*handed_in, *before)
        ),
        untried=tuple(_untried(ledger, names | set(history.names()))),
        links=push.links,
        cohort=None if cohort is None else cohort.title,
        attempts_per_day=None if cohort is None else cohort.attempts_per_day,
        fault=push.fault,
    )


def _titles(tasks: Iterable[KnownTask]) -> dict[tuple[str, str], str]:
    """Give each task's title: questions about a challenge have the challenge's own."""
    titles = {(task.slug, task.kind): task.title for task in tasks}
    for slug, kind in titles:
        if kind == "follow-up":
            titles[slug, kind] = titles.get((slug, "challenge"), titles[slug, kind])
    return titles


def _files(decision: Decision | None) -> tuple[File, ...]:
    return () if decision is None else decision.files


def _is_old(file: File, head_sha: str) -> bool:
    """Whether a result stands that came of another head."""
    return file.fate == "known" and file.receipt is not None and file.receipt.head_sha != head_sha


class _History:
    """What somebody has handed in so far, by task."""

    def __init__(self, own: Iterable[Receipt], scores: Mapping[tuple[str, str], Score]) -> None:
        self._last: dict[tuple[str, str], Receipt] = {}
        for receipt in sorted(own, key=lambda each: (each.submitted_at, each.graded_at)):
            self._last[receipt.slug, receipt.kind] = receipt
        self._scores = scores

    def names(self) -> Iterator[tuple[str, str]]:
        """Name the tasks that were ever graded, the most recent first."""
        return (
            name
            for name, _ in sorted(
                self._last.items(), key=lambda each: each[1].submitted_at, reverse=True
            )
        )

    def task(self, slug: str, kind: str) -> Task:
        """Say how a task stands; of one that was never graded all is nothing."""
        last, score = self._last.get((slug, kind)), self._scores.get((slug, kind))
        return Task(
            slug=slug,
            kind=kind,
            title=slug,
            points=0.0 if score is None else score.points,
            max_points=0.0 if score is None else score.task.max_points,
            worth=0.0 if score is None else score.worth,
            most=0.0 if score is None else score.task.worth,
            verdict=None if last is None else last.verdict,
            cases=() if last is None else last.cases,
            speed_ratio=None if last is None else last.speed_ratio,
        )


def _done(push: Push) -> dict[Work, tuple[Receipt, Said]]:
    """Give what came of each work of this push that has a receipt."""
    if push.decision is None:
        return {}
    done = {
        file.work: (file.receipt, Said())
        for file in push.decision.files
        if file.work is not None and file.receipt is not None
    }
    if push.joined is not None:
        works = {_key(grade.work): grade.work for grade in push.decision.grades}
        for receipt, said in zip(push.joined.receipts, push.joined.said, strict=True):
            done[works[_key(receipt)]] = (receipt, said)
    return done


def _key(of: Work | Receipt) -> tuple[str, str, str]:
    return of.slug, of.kind, of.solution_sha


def _unrecorded(
    done: Mapping[Work, tuple[Receipt, Said]], recorded: Iterable[Receipt]
) -> list[Receipt]:
    """Leave out what the ledger has by now."""
    known = {receipt.work for receipt in recorded}
    return [receipt for receipt, _ in done.values() if receipt.work not in known]


def _of_file(file: File, done: Mapping[Work, tuple[Receipt, Said]], history: _History) -> Task:
    task = history.task(file.slug, file.kind)
    if file.work is None or file.work not in done:
        outcome: Outcome = "declined" if file.fate == "declined" else "failed"
        if file.fate == "refused":
            outcome = "refused"
        reason = file.reason or _NOT_GRADED
        return msgspec.structs.replace(task, outcome=outcome, reason=reason, refusal=file.refusal)
    receipt, said = done[file.work]
    outcome = "graded" if file.fate == "grade" else _OF_FATE[file.fate]
    if receipt.verdict == Verdict.JUDGE_ERROR:
        outcome = "failed"
    return msgspec.structs.replace(
        task,
        outcome=outcome,
        reason=said.reason,
        findings=said.findings,
        verdict=receipt.verdict,
        cases=receipt.cases,
        speed_ratio=receipt.speed_ratio,
    )


#: Of what an earlier push did nothing is told here: what is known was graded by this very one.
_OF_FATE: dict[str, Outcome] = {"known": "graded", "reused": "reused"}


def _untried(ledger: Ledger, tried: set[tuple[str, str]]) -> Iterator[Untried]:
    for (slug, kind), title in _titles(ledger.tasks).items():
        counts = ledger.cohort is None or ledger.cohort.weight(slug, kind) is not None
        if counts and (slug, kind) not in tried:
            yield Untried(slug=slug, kind=kind, title=title)


def _scores(own: Sequence[Receipt], ledger: Ledger, now: datetime) -> dict[tuple[str, str], Score]:
    """Ask the board: so the comment and the standings never differ."""
    cohort = ledger.cohort
    if cohort is not None:
        # The comment is on a pull request under the candidate's own name.
        cohort = msgspec.structs.replace(cohort, pseudonyms=False, teams={})
    setting = Setting(now=now, cohort=cohort, catalogue=tuple(ledger.tasks))
    with tempfile.TemporaryDirectory(prefix="heldout-") as temporary:
        folder = Path(temporary) / "receipts"
        folder.mkdir()
        content = b"".join(receipts.encode(each) for each in own)
        (folder / "own.ndjson").write_bytes(content)
        with store.opened(Path(temporary) / "board.duckdb") as database:
            database.refresh(folder)
            _, board = reading.read(database, setting)
    return {
        (score.task.slug, score.task.kind): score
        for standing in board.standings
        for score in standing.scores
    }
