"""Works -> how far each task has come, and each track."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from heldout.practice.progress.facts import FOLLOW_UP, Facts, Key, Task, Work
from heldout.practice.progress.model import Lost, State, TaskRow, TrackRow
from heldout.report import Verdict
from heldout.report.text import printable

#: The tracks of challenges, their questions, then the kinds of prompts; as a person says them.
TRACKS: Mapping[str, str] = {
    "ml-coding": "machine learning to code",
    "statistics": "statistics to code",
    "algorithms": "algorithms to code",
    FOLLOW_UP: "follow-up questions",
    "theory": "theory to explain",
    "system-design": "systems to design",
    "case-study": "cases to argue",
    "research": "research to plan",
    "production": "production to build",
    "behavioral": "behaviour to tell of",
}
_CUT = 160


def grouped(works: Iterable[Work]) -> dict[Key, list[Work]]:
    """Sort works by their task; our own faults are nobody's attempt."""
    found: defaultdict[Key, list[Work]] = defaultdict(list)
    for each in works:
        if each.report.verdict != Verdict.JUDGE_ERROR:
            found[each.key].append(each)
    return dict(found)


def best(works: Iterable[Work]) -> Work | None:
    """Choose the best of those that hidden tests, or an answer key, have seen."""
    hidden = (each for each in works if each.is_hidden)
    return max(hidden, key=lambda each: (each.is_passed, each.share, each.at), default=None)


def rows(
    facts: Facts, works: Mapping[Key, Sequence[Work]]
) -> tuple[tuple[TaskRow, ...], tuple[TaskRow, ...]]:
    """Tell how far each task that was tried has come, and each that is gone; the latest first."""
    known = {task.key: task for task in facts.tasks}
    there, gone = [], []
    for key, own in works.items():
        if key in known:
            there.append(_row(known[key], own, facts))
        elif key[0] not in facts.broken:
            task = Task(slug=key[0], kind=key[1], title=key[0], track="", level="", minutes=0)
            gone.append(_row(task, own, facts))
    return tuple(_latest_first(there)), tuple(_latest_first(gone))


def tracks(tasks: Iterable[Task], rows: Iterable[TaskRow]) -> tuple[TrackRow, ...]:
    """Count what was tried and passed in each track that has a task."""
    total = Counter(task.track for task in tasks)
    states = Counter((row.track, row.state) for row in rows)
    tried = Counter(row.track for row in rows)
    order = [*TRACKS, *sorted(total.keys() - TRACKS)]
    return tuple(
        TrackRow(
            track=track,
            title=TRACKS.get(track, track),
            total=total[track],
            tried=tried[track],
            passed=states[track, "passed"],
            checked=states[track, "checked"],
        )
        for track in order
        if total[track]
    )


def _row(task: Task, works: Sequence[Work], facts: Facts) -> TaskRow:
    chosen = best(works)
    report = None if chosen is None else chosen.report
    return TaskRow(
        slug=task.slug,
        kind=printable(task.kind)[:_CUT],
        title=printable(task.title)[:_CUT],
        track=task.track,
        state=_state(chosen, works),
        attempts=len({each.solution for each in works}),
        points=None if report is None else report.points,
        max_points=None if report is None else report.max_points,
        first_at=min(each.at for each in works),
        last_at=max(each.at for each in works),
        has_given_up=task.slug in facts.given_up,
        lost=() if chosen is None else _lost(chosen),
    )


def _state(chosen: Work | None, works: Iterable[Work]) -> State:
    if chosen is None:
        return "checked" if any(each.is_passed for each in works) else "tried"
    if chosen.report.verdict == Verdict.UNDECIDED:
        return "undecided"
    return "passed" if chosen.is_passed else "tried"


def _lost(work: Work) -> tuple[Lost, ...]:
    lost: defaultdict[str, float] = defaultdict(float)
    for case in work.report.cases:
        if case.verdict not in (Verdict.UNDECIDED, Verdict.JUDGE_ERROR):
            lost[case.group] += case.max_points - case.points
    found = [
        Lost(printable(group)[:_CUT], round(points, 2))
        for group, points in lost.items()
        if points > 0
    ]
    return tuple(sorted(found, key=lambda each: (-each.points, each.name)))


def _latest_first(rows: Iterable[TaskRow]) -> list[TaskRow]:
    return sorted(
        sorted(rows, key=lambda row: (row.slug, row.kind)),
        key=lambda row: row.last_at.timestamp() if row.last_at else 0.0,
        reverse=True,
    )
