"""What reading an answer came to -> the one comment that replies, in the manner of a scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC

import msgspec

from heldout.board.pages.figures import day
from heldout.catalogue.repository import Repository
from heldout.github import interview_bounds, interview_set, pieces, section, table
from heldout.github.api import LONGEST_BODY
from heldout.github.interview_bounds import ANSWERS_READ, INTERVIEWS_A_DAY, Bound
from heldout.github.interview_event import Event
from heldout.github.interview_plan import Reading, Reply
from heldout.github.markdown import code, escape, link
from heldout.github.pieces import count, fold, points, sentence, unfold
from heldout.github.scorecard import Links, Task
from heldout.github.verdicts import is_passed
from heldout.ledger.receipt import Case
from heldout.report import CaseResult, Severity, Verdict

_LONGEST_NAME = 200
_MOST_OPEN = 4
_KEPT = (
    "This comment is kept up to date: your next answer, whole and in a comment of its own, writes "
    "it anew. Nothing here brings points anywhere, and code goes into a pull request."
)
_FAULT = (
    "Something went wrong on our side, not on yours, and no answer was used up. A maintainer can "
    "run it again; or write your answer once more, as a new comment."
)
_NOTHING = (
    "No heading of a task was found in your comment. Each answer stands below a line such as {}, "
    "with its own headings below that; the first comment here has all of them to copy."
)
_LEFT_OUT = "**The rest is left out**, since a comment holds only so much.\n"
_WHY = {
    "cohort": (
        "Its points are not read here, because it counts in the cohort {}, which is not over. "
        "Hand it in by a pull request."
    ),
    "unknown": (
        "Its points are not read here, because the rules of a cohort cannot be read, so that "
        "nobody knows what counts. That is our fault; a maintainer can mend it."
    ),
    "answers": (
        "Its points are not read, because {} of this issue were read, and no more are. The "
        "terminal holds as many interviews as you like."
    ),
    "interviews": (
        "Its points are not read, because you opened {} or more within the day before this one. "
        "The terminal holds as many as you like."
    ),
    "key": (
        "Its points are not read, because what they are read by could not be opened here. That "
        "is our side: no answer was used up for it."
    ),
}


def render(reply: Reply, event: Event, root: Repository, links: Links) -> str:
    """Write the reply. Of what was written in the issue it holds nothing but findings, escaped."""
    first = interview_bounds.head(reply.read)
    room = LONGEST_BODY - pieces.utf16(first)
    last = f"{_LEFT_OUT}\n{_footer(links)}"
    return first + pieces.join(_pieces(reply, event, root, links), room, last, pieces.utf16)


def fail(read: int, fact: str, links: Links) -> str:
    """Write the reply where we failed; the count of answers stays as it was."""
    why = f" What went wrong: {sentence(fact)}" if fact else ""
    head = interview_bounds.head(read)
    return f"{head}## Your answer could not be read\n\n{_FAULT}{why}\n\n{_footer(links)}"


def tasks(reply: Reply, root: Repository) -> list[Task]:
    """Give what was read as a scorecard shows it; what was looked at for its form as ungraded."""
    titles = {
        task.slug: task.manifest.title
        for task in interview_set.tasks(root, [each.piece.slug for each in reply.readings])
    }
    return [_task(each, titles.get(each.piece.slug, each.piece.slug)) for each in reply.readings]


def _pieces(reply: Reply, event: Event, root: Repository, links: Links) -> Iterator[str]:
    shown = tasks(reply, root)
    yield f"## {_headline(reply, shown)}\n\n{_facts(reply, event, links)}\n\n"
    if shown:
        yield from table.write(shown)
    elif not (reply.plan.empty or reply.plan.others):
        yield f"{_NOTHING.format(code('# name-of-the-task'))}\n\n"
    yield from _rest(reply)
    pairs = [*zip(reply.readings, shown, strict=True)]
    # What is passed needs the reader least; else they stay in their order.
    pairs.sort(key=lambda pair: is_passed(pair[1]))
    if pairs:
        yield "### What your answers say\n\n"
    for n, (reading, task) in enumerate(pairs):
        frame = unfold if n < _MOST_OPEN and not is_passed(task) else fold
        if reading.piece.bound is None:
            yield section.write(task, links.repository, frame)
        else:
            yield _form(reading, reading.piece.bound, task, links)
    yield _footer(links)


def _headline(reply: Reply, shown: Sequence[Task]) -> str:
    read = [task for task in shown if task.verdict is not None and task.max_points]
    if read:
        got, most = (sum(getattr(task, key) for task in read) for key in ("points", "max_points"))
        return points(got, most)
    return "Looked at for its form" if reply.readings else "Nothing could be read in this comment"


def _facts(reply: Reply, event: Event, links: Links) -> str:
    at = reply.plan.at.astimezone(UTC)
    comment = f"{links.repository}/issues/{event.issue.number}"
    if event.comment is not None:
        comment += f"#issuecomment-{event.comment.id}"
    return " · ".join(
        (
            escape(event.issue.user.login, _LONGEST_NAME),
            link("this answer", comment),
            f"{day(at)}, {at:%H:%M} UTC",
            f"{reply.read} of {ANSWERS_READ} answers read",
        )
    )


def _rest(reply: Reply) -> Iterator[str]:
    """Say what of the interview was not answered."""
    plan = reply.plan
    for names, words in (
        (plan.empty, "Nothing is written yet below the headings of"),
        (plan.missing, "Not in this answer:"),
        (plan.others, "Not of this interview, and not read:"),
    ):
        if names:
            yield f"{words} {', '.join(code(name) for name in names)}.\n\n"


def _form(reading: Reading, bound: Bound, task: Task, links: Links) -> str:
    """Write the section of an answer whose form alone was looked at."""
    is_sound = reading.report.verdict != Verdict.REFUSED
    said = "📝 its form is in order" if is_sound else "⛔ not accepted yet"
    why = _why(bound)

    def frame(_: str, body: str) -> str:
        # The facts come from elsewhere: a scorecard knows no answer that is not graded.
        return unfold(f"<b>{section.name(task)}</b>: {said}", f"{why}\n\n{body}")

    found = msgspec.structs.replace(task, outcome="graded", verdict=reading.report.verdict)
    return section.write(found, links.repository, frame)


def _why(bound: Bound) -> str:
    about = {
        "cohort": escape(bound.cohort, _LONGEST_NAME),
        "answers": count(ANSWERS_READ, "answer"),
        "interviews": count(INTERVIEWS_A_DAY, "interview"),
    }
    return _WHY[bound.why].format(about.get(bound.why, ""))


def _task(reading: Reading, title: str) -> Task:
    report, piece = reading.report, reading.piece
    has_errors = any(each.severity == Severity.ERROR for each in report.findings or ())
    is_read = piece.bound is None
    return Task(
        slug=piece.slug,
        kind=piece.kind,
        title=title,
        points=report.points,
        max_points=report.max_points,
        worth=report.points,
        most=report.max_points,
        verdict=report.verdict if is_read or has_errors else None,
        cases=tuple(map(_case, report.cases)) if is_read else (),
        outcome="graded" if is_read else None,
        reason=report.reason if is_read else "",
        findings=report.findings or (),
    )


def _case(case: CaseResult) -> Case:
    return Case(
        name=case.name,
        title=case.title,
        group=case.group,
        verdict=case.verdict,
        points=case.points,
        max_points=case.max_points,
        status=case.status,
    )


def _footer(links: Links) -> str:
    more = (
        link("this run", links.run),
        link("how written answers are read", f"{links.repository}/blob/HEAD/docs/written.md"),
    )
    alone = code("./run heldout interview")
    return f"---\n\n{_KEPT} {alone} holds one on your machine.\n\nMore: {', '.join(more)}.\n"
