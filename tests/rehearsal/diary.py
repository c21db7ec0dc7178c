"""Keeps a diary of a stage: what happens, and how everything stands after it.

diary = Diary(stage, "2026-09-16")
diary.push("wrong", "ada", "09:00", "opens", {DOUBLE: WRONG})
assert diary.moments["wrong"].run.results["plan"] == "success"
print(written("A Wednesday", diary.moments.values()))
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.github.test_markdown import RENDERER, Page, read
from tests.rehearsal.api.double import Call
from tests.rehearsal.attacks import harm
from tests.rehearsal.payloads import MAINTAINER
from tests.rehearsal.stage import Content, Run, Stage

#: What GitHub shows of a result.
_MARKS = {"success": "ok", "failure": "FAILED", "skipped": "--"}
#: People have no job.
_HOOK = """\
#!/bin/sh
cat >/dev/null
echo "$GITHUB_JOB" >>"{file}"
"""
#: Receipts of a moment that are told one by one.
_MOST = 3


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something that happened, and how everything stood after it."""

    #: Hours and minutes, as GitHub's clock has them.
    at: str
    who: str
    what: str
    run: Run
    #: Of the pull request; what is started by hand has none.
    comment: str
    labels: tuple[str, ...]
    #: What was asked of the API meanwhile.
    calls: tuple[Call, ...]
    #: The jobs that pushed something meanwhile, by their last names.
    pushes: list[str]
    #: What was recorded meanwhile.
    receipts: list[dict[str, Any]]
    #: What becomes of each file of a push, and why where it is not graded.
    fates: Mapping[str, tuple[str, str]]
    #: How many works each leg has.
    legs: list[int]
    #: What jobs left for one another.
    artifacts: Path
    #: What the board says.
    standings: Mapping[str, Any]
    #: See `tests.rehearsal.attacks.harm`.
    harm: list[str]
    seconds: float

    @property
    def points(self) -> dict[str, float]:
        """What each candidate has on the board, the first first."""
        return {row["name"]: row["points"] for row in self.standings["standings"]}

    @property
    def writes(self) -> list[tuple[str, str, int | None]]:
        """What was asked of the API that changes something: the method, of what, the answer."""
        return [
            (call.method, call.template.rpartition("/")[2], call.status)
            for call in self.calls
            if call.method != "GET"
        ]

    @property
    def told(self) -> str:
        """The comment, as a person reads it."""
        return read(Page(RENDERER.render(self.comment)).text)

    @property
    def headline(self) -> str:
        """The comment's first words."""
        found = (line for line in self.comment.splitlines() if line.startswith("## "))
        return next(found, "").removeprefix("## ")


class Diary:
    """Has things happen on a stage, and remembers them by name."""

    def __init__(self, stage: Stage, day: str) -> None:
        """`day` is one of the calendar, as 2026-09-16."""
        self.stage = stage
        self.moments: dict[str, Moment] = {}
        self._day = day
        self._pulls: dict[str, int] = {}
        self._pushed = stage.edition.root / "pushed.txt"
        hook = stage.edition.upstream / "hooks" / "post-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(_HOOK.format(file=self._pushed), encoding="utf-8")
        hook.chmod(0o755)

    def has(self, who: str, number: int) -> None:
        """Know of a pull request that was opened before."""
        self._pulls[who] = number

    def push(self, name: str, who: str, at: str, what: str, files: Mapping[str, Content]) -> None:
        """Have somebody push, to the pull request that they have or now open."""
        time_ = f"{self._day}T{at}:00Z"
        number = self._pulls.get(who)
        self._remember(
            *(name, who, at, what),
            lambda: (
                self.stage.open(who, files, at=time_)
                if number is None
                else self.stage.push(number, files, at=time_)
            ),
        )
        self._pulls[who] = self.moments[name].run.number

    def dispatch(self, name: str, at: str, what: str, workflow: str) -> None:
        """Have the maintainer start a workflow by hand."""
        run = partial(self.stage.dispatch, workflow)
        self._remember(name, MAINTAINER.login, at, what, run)

    def _remember(self, name: str, who: str, at: str, what: str, happen: Callable[[], Run]) -> None:
        stage = self.stage
        asked, recorded = len(stage.double.calls), stage.receipts()
        self._pushed.write_text("")
        started = time.monotonic()
        run = happen()
        seconds = time.monotonic() - started
        number = run.event.payload.get("number")
        plan = stage.artifacts(run) / "plan"
        board = stage.pages / "standings.json"
        self.moments[name] = Moment(
            at=at,
            who=who,
            what=what,
            run=run,
            comment=stage.comment(number) if number else "",
            labels=stage.double.labels(number) if number else (),
            calls=tuple(stage.double.calls[asked:]),
            pushes=self._pushed.read_text("utf-8").split(),
            receipts=[each for each in stage.receipts() if each not in recorded],
            artifacts=stage.artifacts(run),
            fates=_fates(plan / "decision.json"),
            legs=[len(leg.read_bytes().splitlines()) for leg in sorted(plan.glob("legs/*"))],
            standings=json.loads(board.read_bytes()) if board.exists() else {"standings": []},
            harm=harm(stage, run) if number else stage.leaks(run),
            seconds=seconds,
        )


def _fates(decision: Path) -> dict[str, tuple[str, str]]:
    if not decision.exists():
        return {}
    files = json.loads(decision.read_bytes())["files"]
    return {each["path"]: (each["fate"], each["reason"]) for each in files}


def written(title: str, moments: Iterable[Moment]) -> str:
    """Write it all down for people to read."""
    return f"{title}\n\n" + "\n".join("\n".join(_lines(each)) for each in moments)


def _lines(moment: Moment) -> Iterator[str]:
    yield f"{moment.at}  {moment.who} {moment.what} ({moment.seconds:.1f} s)"
    for path, (fate, reason) in moment.fates.items():
        yield f"       {path}: {fate}{f', {reason}' if reason else ''}"
    for each in moment.receipts[:_MOST]:
        made = f"{each['points']:g} of {each['max_points']:g}"
        yield f"       recorded: {each['candidate']}, {each['slug']} ({each['kind']}), {made}"
    if len(moment.receipts) > _MOST:
        yield f"       recorded: and {len(moment.receipts) - _MOST} more"
    jobs = ", ".join(f"{job} {_MARKS[each]}" for job, each in moment.run.results.items())
    yield f"       jobs: {jobs}"
    if moment.headline:
        yield f"       comment: {moment.headline} [{', '.join(moment.labels)}]"
    asked = Counter(f"{call.method} {call.status}" for call in moment.calls)
    if asked:
        yield f"       API: {', '.join(f'{n} x {each}' for each, n in asked.items())}"
    if moment.points:
        board = ", ".join(f"{name} {points:g}" for name, points in moment.points.items())
        yield f"       board: {board}"
    yield ""
