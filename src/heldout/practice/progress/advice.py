"""What to do next, and why: few things, each a command, the most useful first.

An interview that waits is gone on with first. Then comes what was nearly right, then what passes
here and was never handed in, then the weakest group of hidden tests, then a mock interview that is
due, then a criterion that nothing has tested, then what is new. What needs something else that has
not passed gives way to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from heldout.practice.interview.loop import KINDS, LEVELS
from heldout.practice.progress.days import Local
from heldout.practice.progress.facts import FOLLOW_UP, Interview, Key, Task
from heldout.practice.progress.model import (
    CriterionRow,
    GroupRow,
    PartRow,
    Suggestion,
    TaskRow,
    TrackRow,
)

MOST = 3
MOCK_EVERY = timedelta(days=14)
#: Whoever has tried so many tasks is ready for a first mock interview.
_ENOUGH_TRIED = 3
_ENOUGH_PASSED = 5
#: A group with this share of its points is not weak.
_STRONG = 0.9
_ASKED = ("very likely", "common", "", "emerging")
_MOCK_TRACKS = ("coding", "design", "behavioral")


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What advice rests on."""

    tasks: Mapping[Key, Task]
    rows: Mapping[Key, TaskRow]
    tracks: tuple[TrackRow, ...]
    groups: tuple[GroupRow, ...]
    criteria: tuple[CriterionRow, ...]
    interviews: tuple[Interview, ...]
    now: datetime
    local: Local


def suggest(ground: Ground) -> tuple[Suggestion, ...]:
    """Choose what to do next: at most three things, none of them twice."""
    chosen: dict[str, Suggestion] = {}
    parts = (_resume, _retry, _hand_in, _weakest, _mock, _untested, _new)
    for part in parts:
        for each in part(ground, {_name(command) for command in chosen}):
            chosen.setdefault(each.command, each)
            if len(chosen) == MOST:
                return tuple(chosen.values())
    return tuple(chosen.values()) or tuple(_after_all(ground))


def _resume(ground: Ground, _: set[str]) -> Iterator[Suggestion]:
    waiting = [each for each in ground.interviews if not each.is_finished]
    if waiting:
        last = max(waiting, key=lambda each: each.at)
        yield Suggestion(
            what="resume",
            title=f"Go on with the {last.track} interview of {_day(ground.local(last.at))}",
            command="heldout interview --resume",
            reason=f"{round(last.sat_s / 60)} of its {last.minutes} minutes were sat, and the rest "
            "waits",
        )


def _retry(ground: Ground, _: set[str]) -> Iterator[Suggestion]:
    """Name what failed and is nearest to a pass; of that, what was tried last."""
    failed = [row for row in ground.rows.values() if row.state == "tried"]
    failed.sort(key=lambda row: (row.share or 0.0, row.last_at or ground.now), reverse=True)
    for row in failed[:1]:
        task = ground.tasks[row.slug, row.kind]
        first = _first_needed(ground, task)
        if first is not task:
            yield _needed(first, task)
            continue
        is_question = task.kind == FOLLOW_UP
        command = "check" if row.points is None else "show"
        yield Suggestion(
            what="again",
            title=f"Answer the questions of {task.title} again"
            if is_question
            else f"Try {task.title} again",
            command=f"heldout {command} {task.slug}",
            reason=_why_again(row),
        )


def _why_again(row: TaskRow) -> str:
    if row.points is None or not row.max_points:
        return "its last check here did not pass"
    share = f"{row.points:g} of {row.max_points:g} points"
    if row.kind != "challenge" or not row.lost:
        return f"{share}, and not passed yet"
    names = " and ".join(f"{each.name} ({each.points:g})" for each in row.lost[:2])
    if not row.points:
        return f"{share}: what the main tests ask for comes before all else"
    return f"{share}, and not passed yet; most is missing in {names}"


def _hand_in(ground: Ground, _: set[str]) -> Iterator[Suggestion]:
    """Name what was checked last, of all that nothing hidden has seen."""
    checked = [row for row in ground.rows.values() if row.state == "checked"]
    if checked:
        row = max(checked, key=lambda each: each.last_at or ground.now)
        others = f", and so do {len(checked) - 1} more" if len(checked) > 1 else ""
        yield Suggestion(
            what="hand-in",
            title=f"Hand in {row.title}",
            command="git push",
            reason=f"it passes here{others}, and no grade of it is known; commit it first. What is "
            "hidden asks more than what is public",
        )


def _weakest(ground: Ground, taken: set[str]) -> Iterator[Suggestion]:
    weak = [each for each in ground.groups if each.share is not None and each.share < _STRONG]
    for group in sorted(weak, key=lambda each: each.share or 0.0)[:1]:
        there = [each for each in group.lost if (each.name, "challenge") in ground.tasks]
        for lost in [each for each in there if each.name not in taken][:1]:
            task = ground.tasks[lost.name, "challenge"]
            row = ground.rows[task.key]
            gate = "" if row.points else "; there nothing counts until its main tests pass"
            yield Suggestion(
                what="group",
                title=f"Work on {group.group}: {task.title}",
                command=f"heldout show {task.slug}",
                reason=f"your weakest group of hidden tests, {group.points:g} of "
                f"{group.max_points:g} points; {lost.points:g} of those missing are here{gate}",
            )


def _mock(ground: Ground, _: set[str]) -> Iterator[Suggestion]:
    """Say when a mock interview is due: of the track that was held least lately."""
    held = {track: _last(ground.interviews, track) for track in (*_MOCK_TRACKS, "full")}
    last = max((at for at in held.values() if at is not None), default=None)
    tried = len(ground.rows)
    if last is None and tried < _ENOUGH_TRIED:
        return
    if last is not None and ground.now - last < MOCK_EVERY:
        return
    there = {KINDS.get(task.track) for task in ground.tasks.values()}
    tracks = [track for track in _MOCK_TRACKS if track in there] or ["coding"]
    never = [track for track in tracks if held[track] is None]
    track = never[0] if never else min(tracks, key=lambda each: held[each] or ground.now)
    passed = sum(row.state == "passed" for row in ground.rows.values())
    level = "easy" if passed < _ENOUGH_PASSED else "medium"
    since = (
        f"{tried} tasks were tried, and no mock interview was held yet"
        if last is None
        else f"the last mock interview was {_ago(ground, last)}"
        + ("; of this track there was none yet" if never else "")
    )
    yield Suggestion(
        what="mock",
        title=f"Hold a {track} interview",
        command=f"heldout interview --track {track} --level {level}",
        reason=since,
    )


def _untested(ground: Ground, taken: set[str]) -> Iterator[Suggestion]:
    """Name a criterion of which nothing is known, and a task that says something of it."""
    if all(each.score is None for each in ground.criteria):
        return
    order = sorted(ground.criteria, key=lambda each: (each.score is not None, -each.weight))
    for criterion in order:
        for part in criterion.parts:
            if part.score is None and (tasks := _feeding(ground, part, taken)):
                task = _first_needed(ground, tasks[0])
                is_whole = criterion.score is None
                name = criterion.title if is_whole else part.title
                share = criterion.weight if is_whole else criterion.weight / len(criterion.parts)
                yield Suggestion(
                    what="criterion",
                    title=task.title,
                    command=f"heldout show {task.slug}",
                    reason=f"nothing says anything of your {name.lower()} yet, {share:g} % of the "
                    "evaluation; this does",
                )
                return


def _feeding(ground: Ground, part: PartRow, taken: set[str]) -> list[Task]:
    new = [task for task in _untried(ground, taken) if task.kind != FOLLOW_UP]
    return [task for task in new if part.id in task.parts]


def _new(ground: Ground, taken: set[str]) -> Iterator[Suggestion]:
    """Name the easiest new task of each track, the track that was practised least first."""
    untried = _untried(ground, taken)
    order = {task.track: n for n, task in reversed([*enumerate(untried)])}
    tracks = sorted(
        (each for each in ground.tracks if each.track in order),
        key=lambda each: (each.tried / each.total, order[each.track]),
    )
    if not ground.rows:
        # The very first comes by itself: nobody has to begin with the hardest kind.
        tracks.sort(key=lambda each: KINDS.get(each.track) != "coding")
    for track in tracks:
        wanted = next(task for task in untried if task.track == track.track)
        task = _first_needed(ground, wanted)
        is_question = task.kind == FOLLOW_UP
        yield Suggestion(
            what="new",
            title=f"Answer the questions of {task.title}" if is_question else task.title,
            command=f"heldout show {task.slug}",
            reason=_why_new(ground, track, task, wanted),
        )


def _why_new(ground: Ground, track: TrackRow, task: Task, wanted: Task) -> str:
    if task is not wanted:
        return f"{wanted.title} needs it, and it has not passed yet"
    size = f"{task.level}, about {task.minutes} minutes"
    if not ground.rows:
        return f"a good one to begin with: {size}"
    if track.tried:
        return f"{track.tried} of {track.total} were tried in “{track.title}”; {size}"
    return f"nothing was tried in “{track.title}” yet; {size}"


def _after_all(ground: Ground) -> Iterator[Suggestion]:
    """All was tried, and nothing is to be mended: what remains is to do it against a clock."""
    if ground.tasks:
        yield Suggestion(
            what="mock",
            title="Hold a full interview",
            command="heldout interview --track full --level hard",
            reason="everything in the catalogue was tried; now against the clock",
        )


def _needed(first: Task, task: Task) -> Suggestion:
    return Suggestion(
        what="prerequisite",
        title=first.title,
        command=f"heldout show {first.slug}",
        reason=f"{task.title} needs it, and it has not passed yet",
    )


def _first_needed(ground: Ground, task: Task) -> Task:
    """Find what has to come before a task: itself, if all that it needs has passed."""
    seen = {task.slug}
    while task.kind == "challenge":
        open_ones = (
            ground.tasks[slug, "challenge"]
            for slug in task.prerequisites
            if slug not in seen and (slug, "challenge") in ground.tasks
            if _state(ground, (slug, "challenge")) not in ("passed", "checked")
        )
        before = next(open_ones, None)
        if before is None:
            break
        task = before
        seen.add(task.slug)
    return task


def _untried(ground: Ground, taken: set[str]) -> list[Task]:
    """List what was not tried, the easiest first; questions only of challenges that passed."""

    def is_open(task: Task) -> bool:
        challenge = _state(ground, (task.slug, "challenge"))
        return task.kind != FOLLOW_UP or challenge in ("passed", "checked")

    new = [
        task
        for key, task in ground.tasks.items()
        if key not in ground.rows and task.slug not in taken and is_open(task)
    ]
    return sorted(new, key=_easiest)


def _easiest(task: Task) -> tuple[int, int, int, int, str]:
    level = LEVELS.index(task.level) if task.level in LEVELS else len(LEVELS)
    asked = _ASKED.index(task.asked) if task.asked in _ASKED else len(_ASKED)
    return level, len(task.prerequisites), asked, task.minutes, task.slug


def _state(ground: Ground, key: Key) -> str:
    row = ground.rows.get(key)
    return "new" if row is None else row.state


def _last(interviews: Sequence[Interview], track: str) -> datetime | None:
    return max((each.at for each in interviews if each.track == track), default=None)


def _ago(ground: Ground, at: datetime) -> str:
    days = (ground.local(ground.now).date() - ground.local(at).date()).days
    return f"{days // 7} weeks ago" if days >= 21 else f"{days} days ago"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B}"


def _name(command: str) -> str:
    return command.rpartition(" ")[2]
