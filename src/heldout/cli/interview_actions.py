"""`heldout actions interview`: what the workflow of mock interviews calls, a command for each step.

plan      the event and the issue -> interview/plan.json; has the token, no key
open      the plan -> what its answers are read by, in a private folder; has the keys, no text
read      the plan and that folder -> interview/reply.json; reads a stranger's text, has neither
reply     reply.json -> the comment; has the token, no key
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.errors import BadInputError, OurFaultError

if TYPE_CHECKING:
    from heldout.github.api import Api
    from heldout.github.interview_event import Event
    from heldout.github.interview_plan import Plan, Reply
    from heldout.github.scorecard import Links

_PLAN, _REPLY = "plan.json", "reply.json"

Folder = Annotated[
    Path, typer.Option("--plan", metavar="DIR", help="What `plan` wrote, and `read` adds to.")
]
Opened = Annotated[Path, typer.Option(metavar="DIR", help="What `open` laid out.")]


def add_commands(app: typer.Typer) -> None:
    """Register the commands below `actions interview`."""
    group = typer.Typer(
        help="What the workflow of mock interviews calls: plan, open, read and reply.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("plan")(plan)
    group.command("open")(open_)
    group.command("read")(read)
    group.command("reply")(reply)
    app.add_typer(group, name="interview")


def plan(
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new folder for the plan.")] = Path(
        "interview"
    ),
) -> None:
    """Decide what the issue's author is to be told; nothing of what they wrote is read yet."""
    from heldout.catalogue import repository
    from heldout.cli import job, screen
    from heldout.github import api, interview_event, interview_plan

    with job.tame():
        root = repository.find(Path.cwd())
        event = interview_event.find(os.environ)
        with api.connect(_around(event)) as issues:
            made = interview_plan.make(event, root, issues)
        if made is not None:
            job.write(out, {_PLAN: interview_plan.encode(made)})
        deed = "nothing" if made is None else made.deed
        job.output(deed=deed)
        screen.out.print(f"issue {event.issue.number}: {deed}", markup=False)


def open_(
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new folder, outside of here.")],
    plan: Folder = Path("interview"),
) -> None:
    """Open what the answers are read by; neither they nor the event is looked at here."""
    from heldout.catalogue import repository
    from heldout.cli import job, screen
    from heldout.github import interview_reading
    from heldout.vault import identity as identities

    with job.tame():
        root = repository.find(Path.cwd())
        held = identities.find(None, os.environ, identities.default_path())
        faults = interview_reading.lay_out(_plan(plan), root, held, out)
        for slug, fault in faults.items():
            screen.print_warning(f"{slug} is looked at for its form alone: {fault.fact}")


def read(opened: Opened, plan: Folder = Path("interview")) -> None:
    """Read the answers without any key, and remove what was opened for it."""
    from heldout.catalogue import repository
    from heldout.cli import job, screen
    from heldout.github import interview_event, interview_plan, interview_reading
    from heldout.grading import handover

    with job.tame():
        root = repository.find(Path.cwd())
        event = interview_event.find(os.environ)
        try:
            planned = _plan(plan)
            _check(planned.number, event, plan / _PLAN)
            made = interview_reading.read(planned, event, root, opened)
        finally:
            handover.remove(opened)
        content = interview_plan.encode(made)
        _write(plan / _REPLY, content)
        job.output(digest=hashlib.sha256(content).hexdigest())
        for each in made.readings:
            how = "form" if each.piece.bound else "points"
            screen.out.print(f"{each.piece.slug}: {how} read", markup=False)


def reply(
    plan: Folder = Path("interview"),
    digest: Annotated[
        str, typer.Option(metavar="SHA256", help="Of reply.json, as the job that read said it.")
    ] = "",
    fault: Annotated[str, typer.Option(help="What went wrong on our side before.")] = "",
) -> None:
    """Keep the comment up to date that opens the interview, or the one that replies."""
    from heldout.catalogue import repository
    from heldout.cli import job, screen
    from heldout.github import api, interview_event, interview_opening, sticky
    from heldout.github import interview_reply as replies

    with job.tame():
        root = repository.find(Path.cwd())
        event = interview_event.find(os.environ)
        if not event.is_for_us:
            screen.out.print("nothing to say here", markup=False)
            return
        links, changed, made = _links(event), None, None
        try:
            made = None if fault else _reply(plan, digest, event)
        except OurFaultError as exc:
            # Nothing of it is believed, and its author hears that it is our fault.
            changed, fault = exc, "what was read did not arrive as it was"
        with api.connect(_around(event)) as issues:
            if made is None:
                body = _fault(issues, event, fault, links)
            elif made.plan.loop is not None:
                login = event.issue.user.login
                body = interview_opening.render(made.plan.loop, root, login, links)
            elif made.plan.deed == "open":
                body = interview_opening.refuse(made.plan.mistakes, links)
            else:
                body = replies.render(made, event, root, links)
            if body:
                kept = sticky.keep(issues, event.issue.number, body)
                screen.out.print(f"comment {kept.comment_id}: {kept.deed}", markup=False)
            else:
                screen.out.print("what was said stays", markup=False)
        if changed is not None:
            raise changed


def _plan(folder: Path) -> Plan:
    """Read the plan. Raises `BadInputError`."""
    from heldout.github import interview_plan

    return interview_plan.decode(_content(folder / _PLAN), interview_plan.Plan, str(folder))


def _reply(folder: Path, digest: str, event: Event) -> Reply:
    """Read the reply, and hold it to what the job said that read, and to the event.

    Raises `OurFaultError`.
    """
    from heldout.github import interview_plan

    path = folder / _REPLY
    try:
        content = _content(path)
        if hashlib.sha256(content).hexdigest() != digest:
            raise OurFaultError(
                "this is not the reply that was made: its SHA-256 is another, so it was changed "
                "on the way here",
                where=path,
                next_step="take nothing from this run, and start it anew",
            )
        made = interview_plan.decode(content, interview_plan.Reply, str(path))
        _check(made.plan.number, event, path)
    except BadInputError as exc:
        raise OurFaultError(exc.fact, where=exc.where, next_step=exc.next_step) from exc
    return made


def _fault(issues: Api, event: Event, fault: str, links: Links) -> str:
    """Write what is said where we failed; nothing, where that would lose an interview."""
    from heldout.github import (
        interview_bounds,
        interview_opening,
        interview_reply,
        interview_set,
        sticky,
    )

    number = event.issue.number
    opening = sticky.find(issues, number, interview_set.OPENING)
    if opening is None or interview_set.slugs(opening.body) is None:
        return interview_opening.fail(fault, links)
    if event.comment is None:
        return ""
    reply = sticky.find(issues, number, interview_bounds.REPLY)
    read = 0 if reply is None else interview_bounds.count(reply.body)
    return interview_reply.fail(read, fault, links)


def _check(number: int, event: Event, path: Path) -> None:
    if number != event.issue.number:
        raise BadInputError(
            f"this is about issue {number}, and the event of this job about {event.issue.number}",
            where=path,
            next_step="start the workflow anew; nothing was said",
        )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise BadInputError(
            f"there is nothing to go on with: {(exc.strerror or str(exc)).lower()}",
            where=path,
            next_step="name the folder that heldout actions interview plan wrote: --plan DIR",
        ) from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise OurFaultError(
            f"what was read cannot be written ({(exc.strerror or str(exc)).lower()})",
            where=path,
            next_step="make room, then run the job again",
        ) from exc


def _around(event: Event) -> dict[str, str]:
    """Give the variables of the job; the repository is the event's."""
    return {**os.environ, "GITHUB_REPOSITORY": event.repository.full_name}


def _links(event: Event) -> Links:
    from heldout.github import publication

    return publication.links(os.environ, event, None)
