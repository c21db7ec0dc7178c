"""What is said in an interview, as it is shown while it lasts: events -> turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.text import Text

from heldout.cli import screen
from heldout.practice.interview import papers, session
from heldout.practice.interview.loop import Loop, Phase
from heldout.practice.interview.room import Room
from heldout.practice.interview.session import Event
from heldout.report import CaseResult, Report, Verdict

_MARKS = {Verdict.PASSED: ("✓", "green"), Verdict.JUDGE_ERROR: ("!", "yellow")}


class Turn(NamedTuple):
    """Something that was said or done; `who` is empty where that goes without saying.

    `body` is safe to print, and may have several lines.
    """

    clock_s: float
    who: str
    body: Text
    #: Whether line by line it stands there without being told: it was typed, or begins a round.
    is_known: bool = False


def turns(room: Room, events: Sequence[Event]) -> Iterator[Turn]:
    """Give the turns of some of the room's events; a heartbeat is none."""
    for event in events:
        found = _turn(room, event)
        if found is not None:
            yield found


def opening(room: Room) -> Turn:
    """Give the turn with which the first round begins; no event does."""
    return _begun(0.0, room.state.loop, 0)


def phase(clock_s: float, begun: Phase) -> Turn:
    """Give the turn with which a phase begins."""
    return Turn(clock_s, f"{begun.name.upper()} ({begun.minutes} min)", _plain(begun.advice))


def statement(room: Room) -> str:
    """Read the statement of the round, safe to print. Raises `OSError`."""
    text = room.task.statement.read_text(encoding="utf-8", errors="replace")
    return screen.safe_lines(text.expandtabs(4).rstrip())


def left(seconds: float) -> str:
    """Write what is left of a time: `2:31 left`, `over by 1:20`."""
    told = papers.clock(abs(seconds))
    return f"over by {told}" if seconds < 0 and told != "0:00" else f"{told} left"


def _turn(room: Room, event: Event) -> Turn | None:
    match event:
        case session.Moved() if session.is_place(room.state.loop, event):
            return _moved(room.state.loop, event)
        case session.Noted(text=text) | session.Answered(text=text):
            return Turn(event.clock_s, "you", _plain(text), is_known=True)
        case session.Asked(question=question):
            return Turn(event.clock_s, "interviewer", _plain(question))
        case session.Helped(slug=slug, number=number):
            hints = room.root.load(slug).manifest.hints
            text = hints[number - 1] if 0 < number <= len(hints) else "it is not there any more"
            return Turn(event.clock_s, f"hint {number}", _plain(text))
        case session.Checked(report=report):
            return Turn(event.clock_s, "", _checked(report))
        case session.Graded(slug=slug, report=report):
            return Turn(event.clock_s, "", _plain(_graded(slug, report)))
        case session.Resumed():
            return Turn(event.clock_s, "", Text("resumed"))
        case session.Finished(early=early):
            return Turn(event.clock_s, "", Text("ended early" if early else "the end"))
        case _:
            return None


def _moved(loop: Loop, event: session.Moved) -> Turn:
    if event.phase == 0:
        return _begun(event.clock_s, loop, event.round)
    return phase(event.clock_s, loop.rounds[event.round].phases[event.phase])


def _begun(clock_s: float, loop: Loop, number: int) -> Turn:
    each = loop.rounds[number]
    first = phase(clock_s, each.phases[0])
    body = _plain(f"{each.title}\n{first.who}: ").append_text(first.body)
    return Turn(clock_s, f"ROUND {number + 1} OF {len(loop.rounds)}", body, is_known=True)


def _graded(slug: str, report: Report) -> str:
    what = "questions" if report.kind == "follow-up" else "work"
    return f"{slug}, {what}: {report.verdict}, {report.points:g} of {report.max_points:g} points"


def _checked(report: Report) -> Text:
    body = Text()
    for line in _findings(report) if report.findings is not None else _cases(report.cases):
        body.append_text(line).append("\n")
    return body.append(screen.safe(report.reason))


def _findings(report: Report) -> Iterator[Text]:
    for finding in report.findings or ():
        line = "" if finding.line is None else f"line {finding.line}: "
        yield Text(f"{line}{screen.safe(finding.message)}")


def _cases(cases: Sequence[CaseResult]) -> Iterator[Text]:
    """Tell the trouble below each test, or once where it is the same in all."""
    details = {case.detail for case in cases if case.detail}
    is_shared = len(details) == 1 and sum(bool(case.detail) for case in cases) > 1
    for case in cases:
        mark, colour = _MARKS.get(case.verdict, ("✗", "red"))
        line = Text.assemble((f"{mark} ", colour), screen.safe(case.title))
        if case.verdict not in (Verdict.PASSED, Verdict.FAILED):
            line.append(f"  [{case.verdict}]", style="dim")
        yield line
        if not is_shared:
            yield from _detail(case.detail)
    if is_shared:
        yield from _detail(details.pop())


def _detail(detail: str) -> Iterator[Text]:
    for line in detail.splitlines():
        yield Text(f"    {screen.safe(line)}", style="dim")


def _plain(text: str) -> Text:
    return Text(screen.safe_lines(text))
