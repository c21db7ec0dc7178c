"""An interview before it begins -> the comment that opens it: rounds, clock, a form to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from heldout.board.pages.figures import number
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.repository import Repository
from heldout.github import interview_set, pieces
from heldout.github.api import LONGEST_BODY
from heldout.github.interview_bounds import ANSWERS_READ, INTERVIEWS_A_DAY
from heldout.github.interview_form import LEVEL, MINUTES_FIELD, SEED, TRACK
from heldout.github.interview_set import Task
from heldout.github.markdown import block, code, commands, escape, link
from heldout.github.pieces import count, sentence
from heldout.github.scorecard import Links
from heldout.practice.interview import papers
from heldout.practice.interview.loop import Loop, Round
from heldout.practice.interview.questions import Interviewer

#: Characters.
_LONGEST_TITLE = 200
_LONGEST_TEMPLATE = 40_000
_WIDTH = 80
_KINDS = {
    "coding": "code, and follow-up questions",
    "theory": "theory, in writing",
    "design": "a design, in writing",
    "behavioral": "a story, in writing",
}
_ALONE = (
    "The same interview in a terminal, where a clock runs, for you or for somebody who asks you:"
)
_HOW = (
    "Copy this into a comment of your own, and write below the headings; leave the headings as "
    "they are. Boxes can be ticked in your comment, and not in this one. A second comment is read "
    "anew, whole, so bring along what was right in the first."
)
_CODE = (
    "Code is not run here. It goes into a pull request, or stays on your machine, where {} runs "
    "its public tests."
)
_FIX = (
    "Edit the description of this issue: below each of the headings {} stands one answer. Then "
    "write a comment, whatever it says, and the form is read again."
)
_FAULT = (
    "Something went wrong on our side, not on yours. A maintainer can run it again; or write a "
    "comment, whatever it says, and it is tried once more."
)
_LEFT_OUT = "\n**The rest is left out**, since a comment holds only so much.\n"


def render(loop: Loop, root: Repository, author: str, links: Links) -> str:
    """Write the comment that opens an interview. What is asked of a task is the catalogue's."""
    first = interview_set.head(loop)
    room = LONGEST_BODY - pieces.utf16(first)
    return first + pieces.join(_pieces(loop, root, author, links), room, _LEFT_OUT, pieces.utf16)


def refuse(mistakes: Sequence[str], links: Links) -> str:
    """Write the comment at a form that cannot be read."""
    listed = "".join(f"- {sentence(each)}\n" for each in mistakes)
    names = ", ".join(code(f"### {each}") for each in (TRACK, LEVEL, MINUTES_FIELD, SEED))
    return (
        f"{interview_set.OPENING}\n## This form cannot be read\n\n{listed}\n"
        f"{_FIX.format(names)}\n\n{_footer(links)}"
    )


def fail(fact: str, links: Links) -> str:
    """Write the comment where we failed before there was an interview."""
    why = f" What went wrong: {sentence(fact)}" if fact else ""
    return (
        f"{interview_set.OPENING}\n## This interview could not be opened\n\n{_FAULT}{why}\n\n"
        f"{_footer(links)}"
    )


def _pieces(loop: Loop, root: Repository, author: str, links: Links) -> Iterator[str]:
    tasks = {task.slug: task for task in interview_set.tasks(root, [r.slug for r in loop.rounds])}
    yield (
        f"## Mock interview: {loop.track}, {loop.level}, {loop.minutes} minutes\n\n"
        f"{escape(author, _LONGEST_TITLE)} · seed {code(loop.seed)}\n\n"
    )
    yield f"{_ALONE}\n\n{commands([f'./run {papers.command(loop)}'])}\n\n"
    yield f"### Rounds\n\n{''.join(_rounds(loop, tasks, links))}\n"
    yield f"### Timetable\n\n{''.join(_timetable(loop))}\n"
    yield f"### Checklist\n\n{''.join(f'{each}' for each in _checklist(loop, tasks, links))}\n"
    if any(each.kind == "coding" for each in loop.rounds):
        yield f"{_CODE.format(code('./run heldout check NAME'))}\n\n"
    yield from _template(loop, tasks)
    asked = [*_asked(loop, root, tasks)]
    if asked:
        yield pieces.fold("Be ready to say, too", "".join(asked))
    yield _footer(links)


def _rounds(loop: Loop, tasks: dict[str, Task], links: Links) -> Iterator[str]:
    yield "| round | task | what it asks for | minutes |\n|--:|---|---|--:|\n"
    for n, each in enumerate(loop.rounds, start=1):
        yield f"| {n} | {_linked(each, tasks, links)} | {_KINDS[each.kind]} | {each.minutes} |\n"


def _timetable(loop: Loop) -> Iterator[str]:
    yield "| clock | phase | minutes | what an interviewer looks for |\n|--:|---|--:|---|\n"
    passed = 0
    for n, each in enumerate(loop.rounds, start=1):
        yield f"| | **Round {n}: {_title(each)}** | {each.minutes} | |\n"
        for phase in each.phases:
            at = papers.clock(60.0 * passed)
            yield f"| {escape(at)} | {phase.name} | {phase.minutes} | {escape(phase.advice)} |\n"
            passed += phase.minutes
    yield f"| {escape(papers.clock(60.0 * passed))} | the end | | |\n"


def _checklist(loop: Loop, tasks: dict[str, Task], links: Links) -> Iterator[str]:
    yield "- [ ] Start a clock, and talk while you work\n"
    for n, each in enumerate(loop.rounds, start=1):
        statement = link("its statement", _statement(each, tasks, links))
        for todo in _todo(each, tasks):
            yield f"- [ ] Round {n}: {todo.format(statement)}\n"
    yield "- [ ] Reply with one comment, as below\n"


def _todo(each: Round, tasks: dict[str, Task]) -> Iterator[str]:
    """Write what is to be done in a round; {} stands for its statement."""
    task = tasks.get(each.slug)
    if task is None:
        return
    questions = interview_set.questions(task)
    if isinstance(task, CaseStudy):
        yield f"read {{}}, and write its {count(len(questions), 'section')}"
        return
    yield f"read {{}}, write {code(f'challenges/{each.slug}/solution.py')}"
    yield f"try {code(f'./run heldout check {each.slug}')}"
    if questions:
        yield f"answer {count(len(questions), 'follow-up question')}"


def _template(loop: Loop, tasks: dict[str, Task]) -> Iterator[str]:
    text = "".join(_below(loop, tasks))
    if text:
        boxes = "".join(f"- [ ] Round {n}\n" for n, _ in enumerate(loop.rounds, start=1))
        filled = block(f"{boxes}\n{text}".rstrip(), "markdown", _LONGEST_TEMPLATE)
        yield f"### Your answer\n\n{_HOW}\n\n{filled}\n\n"


def _below(loop: Loop, tasks: dict[str, Task]) -> Iterator[str]:
    for each in loop.rounds:
        task = tasks.get(each.slug)
        if task is None or not interview_set.questions(task):
            continue
        yield f"# {each.slug}\n\n"
        if isinstance(task, CaseStudy):
            for section in task.sections:
                optional = "" if section.required else " May be left out."
                wanted = f"{section.min_words} to {section.max_words} words.{optional}"
                said = "\n".join((*textwrap.wrap(section.description, _WIDTH), wanted))
                yield f"## {section.title}\n\n<!--\n{said}\n-->\n\n"
        else:
            for title in interview_set.questions(task):
                yield f"## {title}\n\n<!-- your answer -->\n\n"


def _asked(loop: Loop, root: Repository, tasks: dict[str, Task]) -> Iterator[str]:
    """Write what is always asked about a written prompt; what is asked of code is answered."""
    for n, each in enumerate(loop.rounds, start=1):
        task = tasks.get(each.slug)
        if isinstance(task, CaseStudy):
            planned = Interviewer(root, task).planned
            listed = "".join(f"  - {escape(question)}\n" for question in planned)
            yield f"- Round {n}, {_title(each)}\n{listed}"


def _title(each: Round) -> str:
    return escape(each.title, _LONGEST_TITLE) or "?"


def _linked(each: Round, tasks: dict[str, Task], links: Links) -> str:
    return link(_title(each), _statement(each, tasks, links))


def _statement(each: Round, tasks: dict[str, Task], links: Links) -> str:
    folder = "casestudies" if isinstance(tasks.get(each.slug), CaseStudy) else "challenges"
    return f"{links.repository}/blob/HEAD/{folder}/{each.slug}/README.md"


def _footer(links: Links) -> str:
    return (
        f"---\n\nThe points of the first {number(ANSWERS_READ)} answers in an issue are read, and "
        f"those of {count(INTERVIEWS_A_DAY, 'interview')} a day; after that, and while a cohort "
        "counts a task, only the form is. Nothing here brings points anywhere. More: "
        f"{link('this run', links.run)}, "
        f"{link('how written answers are read', f'{links.repository}/blob/HEAD/docs/written.md')}."
        "\n"
    )
