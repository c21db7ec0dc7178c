"""What an interview leaves on paper, as Markdown: the transcript, and the interviewer's side.

.heldout/interviews/<session>/
    transcript.md       what was asked, said, checked and measured, with the clock
    partner.md          for a second person: questions, hints, what a strong answer has, a sheet
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heldout.catalogue import followups
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.repository import Repository
from heldout.practice.interview import session
from heldout.practice.interview.loop import Loop, Round
from heldout.practice.interview.outcome import HINT_COST, Outcome
from heldout.practice.interview.questions import Interviewer
from heldout.practice.interview.session import Event
from heldout.report import Report, Verdict
from heldout.report.text import printable

TRANSCRIPT = "transcript.md"
PARTNER = "partner.md"


def clock(seconds: float) -> str:
    """Write seconds as minutes and seconds: `7:05`, `-0:30`."""
    whole = round(abs(seconds))
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{whole // 60}:{whole % 60:02d}"


def command(loop: Loop) -> str:
    """Give the command that holds the same interview."""
    words = f"--track {loop.track} --level {loop.level} --minutes {loop.minutes}"
    return f"heldout interview {words} --seed {loop.seed}"


def transcript(events: Sequence[Event], outcome: Outcome) -> str:
    """Write down what happened, round by round, and what it came to."""
    state = session.state(events)
    loop = state.loop
    head = [
        f"# Mock interview, {state.started_at:%d %B %Y}",
        "",
        f"{loop.track}, {loop.level}, {loop.minutes} minutes. The same one again, for anybody:",
        "",
        f"    {command(loop)}",
    ]
    return "\n".join((*head, *_happened(loop, events), "", *_came_to(outcome), ""))


def partner(root: Repository, loop: Loop, evaluation: Evaluation) -> str:
    """Write the interviewer's side. It holds what the candidate should not read before."""
    lines = [
        "# The interviewer's side",
        "",
        "For the one who asks. The candidate has the statement, and not this page.",
        "",
        "Give a hint only when they are stuck, and in this order. Type `/hint` in their terminal,",
        f"so that it is recorded: each takes {HINT_COST:.0%} of the round's points.",
    ]
    for number, each in enumerate(loop.rounds, start=1):
        lines += ["", f"## Round {number}: {each.title} ({each.minutes} minutes)", ""]
        lines += _side(root, each)
    lines += ["", "## Your judgement", "", *_sheet(evaluation)]
    return "\n".join((*lines, ""))


def _happened(loop: Loop, events: Sequence[Event]) -> Iterator[str]:
    place = (0, 0)
    yield from _heading(loop, place)
    for event in events:
        if isinstance(event, session.Moved):
            if not session.is_place(loop, event):
                continue
            before, place = place, (event.round, event.phase)
            yield from _heading(loop, place) if before[0] != place[0] else _phase(loop, place)
        else:
            yield from _line(event)


def _heading(loop: Loop, place: tuple[int, int]) -> Iterator[str]:
    yield ""
    yield f"## Round {place[0] + 1}: {loop.rounds[place[0]].title}"
    yield from _phase(loop, place)


def _phase(loop: Loop, place: tuple[int, int]) -> Iterator[str]:
    phase = loop.rounds[place[0]].phases[place[1]]
    yield ""
    yield f"### {phase.name.capitalize()} ({phase.minutes} min)"
    yield ""


def _line(event: Event) -> Iterator[str]:
    at = clock(event.clock_s)
    match event:
        case session.Noted(text=text):
            yield f"- {at} {_one(text)}"
        case session.Asked(question=question):
            yield f"- {at} **{_one(question)}**"
        case session.Answered(text=text):
            yield "\n".join(f"  > {_one(line)}" for line in text.splitlines() or [""])
        case session.Helped(slug=slug, number=number):
            yield f"- {at} *hint {number} of {slug}*"
        case session.Checked(report=report):
            yield f"- {at} *checked: {_tests(report)}*"
        case session.Graded(slug=slug, report=report):
            what = f"questions about {slug}" if report.kind == "follow-up" else slug
            points = f"{report.points:g} of {report.max_points:g}"
            yield f"- {at} *{what} graded: {report.verdict}, {points}*"
        case session.Resumed():
            yield f"- {at} *resumed on {event.at:%d %B %Y, %H:%M}*"
        case session.Finished(early=early):
            yield f"- {at} *{'ended early' if early else 'the end'}*"
        case _:
            return


def _tests(report: Report) -> str:
    if report.findings is not None:
        return f"{len(report.findings)} things to set right"
    passed = sum(case.verdict == Verdict.PASSED for case in report.cases)
    return f"{passed} of {len(report.cases)} public tests passed"


def _came_to(outcome: Outcome) -> Iterator[str]:
    card = outcome.card
    yield "## What it came to"
    yield ""
    if card.score is None:
        yield "Nothing was measured."
    else:
        share = f"the {card.assessed:g}% of the evaluation that was measured"
        yield f"{card.score:g} of 100, over {share}."
    if outcome.hints:
        cost = f", which took {outcome.hint_cost:.0%} of a round" if outcome.hint_cost else ""
        yield f"Hints: {outcome.hints}{cost}."
    yield ""
    yield "| criterion | weight | measured | for a partner | never tested |"
    yield "|---|---|---|---|---|"
    judge, untested = ({part.id for part in each} for each in (outcome.judge, outcome.untested))
    for criterion in card.criteria:
        measured = ", ".join(
            f"{part.title} {part.score:.0%}" for part in criterion.parts if part.score is not None
        )
        told = (
            ", ".join(part.title for part in criterion.parts if part.id in names)
            for names in (judge, untested)
        )
        cells = (criterion.title, f"{criterion.weight}%", measured, *told)
        yield f"| {' | '.join(cell or '-' for cell in cells)} |"


def _side(root: Repository, each: Round) -> Iterator[str]:
    task = root.load(each.slug)
    yield "How the time is meant to be spent:"
    yield ""
    for phase in each.phases:
        yield f"- {phase.name}, {phase.minutes} min: {phase.advice}"
    yield ""
    yield "Hints, in order:"
    yield ""
    for number, hint in enumerate(task.manifest.hints, start=1):
        yield f"{number}. {_one(hint)}"
    yield ""
    yield "Ask:"
    yield ""
    for question in Interviewer(root, task).planned:
        yield f"- {_one(question)}"
    yield ""
    yield "A strong answer:"
    yield ""
    yield from _strong(task)


def _strong(task: Challenge | CaseStudy) -> Iterator[str]:
    if isinstance(task, CaseStudy):
        for point in task.points:
            more = f": {_one(point.description)}" if point.description else ""
            yield f"- [ ] {_one(point.title)}{more}"
        return
    yield "- [ ] passes the hidden tests, and says what they would be before they are run"
    key = None if task.hidden is None else followups.parse(task.hidden.followups)[0]
    for question in key.questions if key is not None else ():
        yield f"- {_one(question.title)}"
        for each in question.points:
            yield f"  - [ ] {_one(each.title)}"


def _sheet(evaluation: Evaluation) -> Iterator[str]:
    yield "A level of 0 to 4 for each part that you saw something of; leave the others empty."
    for criterion in evaluation.criteria:
        yield ""
        yield f"### {criterion.title} ({criterion.weight}%)"
        for part in criterion.parts:
            yield ""
            yield f"**{part.title}**: level ___ because ..."
            yield ""
            for level, text in enumerate(part.levels):
                yield f"- {level}: {_one(text)}"


def _one(text: str) -> str:
    return printable(" ".join(text.split()))
