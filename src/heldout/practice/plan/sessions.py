"""The catalogue and how somebody stands with it -> what there is to do."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from heldout.practice.interview import loop
from heldout.practice.interview.loop import Level, Prompt
from heldout.practice.plan import stages
from heldout.practice.plan.model import STAGE_COUNT, Settings
from heldout.practice.plan.stages import Activity, Group
from heldout.practice.plan.standing import Standing

_LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")
_ASKED = ("very likely", "common", "emerging")
_GROUPS: Mapping[str, Group] = {
    "theory": "theory",
    "algorithms": "coding",
    "ml-coding": "coding",
    "statistics": "coding",
    "system-design": "design",
    "case-study": "case",
    "research": "case",
    "production": "case",
    "behavioral": "behavioral",
}
_STAGES: Mapping[Group, int] = {
    "theory": stages.FOUNDATION,
    "design": stages.TECHNICAL,
    "case": stages.SPECIALIZED,
    "behavioral": stages.SPECIALIZED,
}
#: What of the code is left out last where time is short.
_CORE = "ml-coding"
#: A review takes half of a task's time; minutes are in steps of this many.
_STEP = 5


_FEEDBACK = f"do/{stages.FEEDBACK.name}/"
#: The keys of repetitions of what is weak: the task, and which one it is.
REVIEW = re.compile(r"review/([^/]+)/([0-9]+)\Z")


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the catalogue. `text` is its title as Markdown, with a link to its statement."""

    slug: str
    title: str
    text: str
    track: str
    level: Level
    minutes: int
    kind: Literal["challenge", "casestudy"] = "challenge"
    asked: str = "common"
    prerequisites: tuple[str, ...] = ()


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Something to sit down for.

    `after` are keys of others, and how many days later it is at the earliest. `worth` decides what
    is left out where time is short, `rise` what comes first; the lower first. `anchor` is a day on
    which it is wanted.
    """

    key: str
    minutes: int
    text: str
    group: Group
    stage: int
    worth: tuple[float | str, ...] = ()
    rise: tuple[float | str, ...] = ()
    after: tuple[tuple[str, int], ...] = ()
    not_before: date | None = None
    anchor: date | None = None
    #: How many tasks must come before it, one after the other.
    depth: int = 0

    @property
    def is_following(self) -> bool:
        """Whether it is wanted so many days after something, and not in the run of a stage."""
        return self.not_before is not None or any(days for _, days in self.after)


def of_tasks(tasks: Sequence[Task], standings: Mapping[str, Standing]) -> Iterator[Session]:
    """List the tasks to do: what is weak, for the first stage, and what was never tried."""
    known = {each.slug: each for each in tasks}
    weak = {slug: each.share for slug, each in standings.items() if each.is_weak}
    wanted = {slug: each for slug, each in known.items() if slug not in standings or slug in weak}
    needed = _needed_by_weak(wanted, weak)
    depths: dict[str, int] = {}
    latest: dict[str, int] = {}
    for slug in wanted:
        _highest(slug, wanted, depths, lambda _: 0, step=1)
        _highest(slug, wanted, latest, lambda each: _stage(each, needed), step=0)
    for slug, task in wanted.items():
        level, asked = _LEVELS.index(task.level), _asked(task)
        is_side = task.track != _CORE
        # What comes before itself, by way of others, cannot be waited for.
        before = [p for p in task.prerequisites if p in wanted and depths[p] < depths[slug]]
        yield Session(
            key=slug,
            minutes=task.minutes,
            text=f"{task.text}: `heldout show {slug}`",
            group="weak" if slug in needed else _group(task),
            stage=latest[slug],
            worth=(needed.get(slug, 1.0), asked, is_side, level, task.minutes, slug),
            rise=(needed.get(slug, 1.0), level, asked, task.minutes, slug),
            after=tuple((name, 0) for name in before),
            depth=depths[slug],
        )


def reviews(task: Task, first: int = 1, since: date | None = None) -> Iterator[Session]:
    """List the repetitions of what is weak, numbered from `first` on.

    They follow the task's own session; with `since`, that day.
    """
    for n, days in enumerate(stages.REVIEW_DAYS):
        made = _review(task, f"review/{task.slug}/{first + n}", first + n, stages.FOUNDATION)
        after = follows(made.key)
        not_before = None
        if since is not None and n == 0:
            after, not_before = (), since + timedelta(days=days)
        yield msgspec.structs.replace(made, after=after, not_before=not_before)


def follows(key: str) -> tuple[tuple[str, int], ...]:
    """Say by its key what a session follows, and after how many days at the earliest.

    A repetition follows the one before it, and the first of a series the task.
    """
    if match := REVIEW.match(key):
        slug, number = match[1], int(match[2])
        n = (number - 1) % len(stages.REVIEW_DAYS)
        if n == 0:
            return ((slug, stages.REVIEW_DAYS[0]),)
        gap = stages.REVIEW_DAYS[n] - stages.REVIEW_DAYS[n - 1]
        return ((f"review/{slug}/{number - 1}", gap),)
    if key.startswith(_FEEDBACK):
        return ((key.removeprefix(_FEEDBACK), 1),)
    return ()


def unknown(key: str, minutes: int, text: str) -> Session:
    """Make a session of a line whose key the catalogue and the stages do not have any more."""
    kind, _, rest = key.partition("/")
    groups: Mapping[str, Group] = {"review": "review", "mock": "mock"}
    found = [each.stage for each in stages.MOCKS if rest.split("/")[0] == each.track]
    stage = found[0] if kind == "mock" and found else stages.FOUNDATION
    match = REVIEW.match(key)
    rank = (int(match[2]), len(_LEVELS), match[1]) if match else (math.inf,)
    return Session(
        key=key,
        minutes=minutes,
        text=text,
        group=groups.get(kind, "activity"),
        stage=stage,
        worth=rank,
        rise=rank,
        after=follows(key),
    )


def refreshers(tasks: Sequence[Task], standings: Mapping[str, Standing]) -> Iterator[Session]:
    """List one repetition, late, of each task that has passed."""
    for task in tasks:
        if task.slug in standings and not standings[task.slug].is_weak:
            yield _review(task, f"again/{task.slug}", 1, stages.FINAL)


def activities() -> Iterator[Session]:
    """List what belongs to the stages and is no task."""
    for stage, each in enumerate(stages.STAGES):
        for n, activity in enumerate(each.activities):
            yield _activity(f"do/{activity.name}", activity, stage, n)


def last(settings: Settings) -> Session:
    """Give the last thing before the interview."""
    made = _activity(f"do/{stages.LAST.name}", stages.LAST, STAGE_COUNT - 1, 0)
    return msgspec.structs.replace(made, anchor=settings.end)


def daily(number: int) -> Session:
    """Give a problem for a day without code; they are counted from 1."""
    return _activity(f"do/{stages.DAILY.name}/{number}", stages.DAILY, stages.TECHNICAL, number)


def mocks(
    settings: Settings, tasks: Sequence[Task], most_minutes: int, week_minutes: int
) -> Iterator[Session]:
    """List the mock interviews, with what is to be learnt from each a day later.

    There are as many as fit into `most_minutes`, the most important first; one is cut to the
    time that there is. One that the catalogue has no prompts for is left out.
    """
    prompts = [
        Prompt(
            slug=each.slug,
            title=each.title,
            kind=loop.KINDS[each.track],
            level=each.level,
            minutes=each.minutes,
        )
        for each in tasks
        if each.track in loop.KINDS
    ]
    left, chosen = most_minutes, []
    for turn, mock, number, anchor in sorted(_wanted_mocks(settings), key=lambda each: each[:1]):
        minutes = min(mock.minutes, week_minutes, left // _STEP * _STEP)
        if minutes >= mock.least:
            key = f"mock/{mock.track}/{number}"
            seed = _seed(settings, key)
            if loop.compose(prompts, mock.track, mock.level, minutes, seed).rounds:
                left -= minutes
                chosen.append((anchor, mock, key, minutes, seed, turn))
    for anchor, mock, key, minutes, seed, _ in sorted(chosen, key=lambda each: each[0]):
        words = f"--track {mock.track} --level {mock.level} --minutes {minutes} --seed {seed}"
        what = "full-length" if mock.track == "full" else _SAID.get(mock.track, mock.track)
        yield Session(
            key=key,
            minutes=minutes,
            text=f"Mock interview, {what}: `heldout interview {words}`",
            group="mock",
            stage=mock.stage,
            anchor=anchor,
        )
        after = _activity(f"{_FEEDBACK}{key}", stages.FEEDBACK, mock.stage, 0)
        text = f"Feedback on the mock interview, {what}: {stages.FEEDBACK.text}"
        yield msgspec.structs.replace(after, text=text, after=follows(after.key))


_SAID = {"behavioral": "behavioural", "design": "system design"}


def _wanted_mocks(
    settings: Settings,
) -> Iterator[tuple[tuple[int, int], stages.Mock, int, date]]:
    """List kind after kind the mock interviews of its stage, each with its turn and its day."""
    for mock in stages.MOCKS:
        begin = settings.days * mock.stage // STAGE_COUNT
        length = settings.days * (mock.stage + 1) // STAGE_COUNT - begin
        count = max(1, round(length / mock.every_days))
        for n in range(count):
            day = begin + round(length * (n + 1 - mock.offset) / count) - 1
            if mock.stage == stages.FINAL and n == count - 1:
                # The last days are for what it showed, and for rest.
                day -= min(2, length - 1)
            anchor = settings.start + timedelta(days=max(begin, day))
            # The last of its kind is the dearest.
            yield (count - 1 - n, mock.importance), mock, n + 1, anchor


def _seed(settings: Settings, key: str) -> str:
    return loop.seed_of(f"heldout plan v1\0{settings.start}\0{settings.days}\0{key}")


def _review(task: Task, key: str, number: int, stage: int) -> Session:
    rank = (number, _LEVELS.index(task.level), task.slug)
    return Session(
        key=key,
        minutes=-(-task.minutes // (2 * _STEP)) * _STEP,
        text=f"Again, from memory: {task.text}: `heldout reset {task.slug}`",
        group="review",
        stage=stage,
        worth=rank,
        rise=rank,
    )


def _activity(key: str, activity: Activity, stage: int, number: int) -> Session:
    return Session(
        key=key,
        minutes=activity.minutes,
        text=activity.text,
        group="activity",
        stage=stage,
        worth=(activity.worth, number),
        rise=(number,),
    )


def _group(task: Task) -> Group:
    return _GROUPS.get(task.track, "coding")


def _stage(task: Task, needed: Mapping[str, float]) -> int:
    if task.slug in needed:
        return stages.FOUNDATION
    group = _group(task)
    if group == "coding":
        return stages.FOUNDATION if task.level == "easy" else stages.TECHNICAL
    return _STAGES[group]


def _asked(task: Task) -> int:
    return _ASKED.index(task.asked) if task.asked in _ASKED else len(_ASKED)


def _needed_by_weak(wanted: Mapping[str, Task], weak: Mapping[str, float]) -> dict[str, float]:
    """Say what is weak, and what must come before that; with the lowest share of points."""
    found: dict[str, float] = {}
    ways = [(share, slug) for slug, share in weak.items() if slug in wanted]
    while ways:
        share, slug = ways.pop()
        if found.get(slug, 2.0) > share:
            found[slug] = share
            ways += [(share, name) for name in wanted[slug].prerequisites if name in wanted]
    return found


def _highest(
    slug: str,
    wanted: Mapping[str, Task],
    found: dict[str, int],
    own: Callable[[Task], int],
    *,
    step: int,
) -> int:
    """Find the highest of a task's own number and those of what comes before it, plus a step."""
    if slug not in found:
        found[slug] = own(wanted[slug])
        for name in wanted[slug].prerequisites:
            if name in wanted:
                before = _highest(name, wanted, found, own, step=step) + step
                found[slug] = max(found[slug], before)
    return found[slug]
