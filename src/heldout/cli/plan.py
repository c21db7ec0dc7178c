"""`heldout plan`: the weeks until an interview as dated sessions, on paper and in a calendar."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import msgspec
import typer

from heldout.cli.choices import AsJson
from heldout.cli.plan_asked import HOURS, MOST_HOURS, MOST_WEEKS, REST, START_AT, WEEKS, Asked
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.catalogue.challenge import Challenge
    from heldout.catalogue.repository import Repository
    from heldout.practice.plan.model import Plan
    from heldout.practice.plan.revision import Happened
    from heldout.practice.plan.sessions import Task

_DEFAULT = Path("plan.md")


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("plan")(plan)


def plan(
    start: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The first day; default: today."),
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=MOST_WEEKS, help=f"How long; default: {WEEKS}.")
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The last day, instead of weeks."),
    ] = None,
    hours: Annotated[
        int | None,
        typer.Option(
            min=1, max=MOST_HOURS, help=f"Never more than these a week; default: {HOURS}."
        ),
    ] = None,
    rest: Annotated[
        str | None,
        typer.Option(metavar="DAY[,DAY]", help=f"Days without work, or none; default: {REST}."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="HH:MM", help=f"When a day's work begins; default: {START_AT}."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it here, as Markdown.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it here too, for a calendar.")
    ] = None,
    update: Annotated[
        bool,
        typer.Option(
            "--update",
            help=f"Bring a plan up to date, {_DEFAULT} unless --out names it: tick what has "
            "passed, move what slipped.",
        ),
    ] = False,
    receipts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder of receipts, to see what failed.")
    ] = None,
    candidate: Annotated[
        str | None, typer.Option(help="Whose receipts: a login, or a user's number.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Plan the weeks until an interview: what to do on which day, what you failed first."""
    from heldout.catalogue import repository
    from heldout.practice.plan import shelf

    if until is not None and weeks is not None:
        raise BadInputError(
            "--until and --weeks both say how long the plan is",
            next_step="give one of them",
        )
    if ics is not None and _real(out or _DEFAULT) == _real(ics):
        raise BadInputError(
            "the plan and its calendar cannot be the same file",
            where=ics,
            next_step="name another one with --ics: --ics plan.ics",
        )
    root = repository.find(Path.cwd())
    now = datetime.now().astimezone()
    asked = Asked(start, weeks, until, hours, rest, at)
    if update:
        with shelf.held(root.root):
            _update(root, asked, out or _DEFAULT, ics, (receipts, candidate), now, as_json=as_json)
    elif out is None and ics is None:
        _show(_drawn(root, asked, Path.cwd(), (receipts, candidate), now), as_json=as_json)
    else:
        with shelf.held(root.root):
            _begin(root, asked, out, ics, (receipts, candidate), now, as_json=as_json)


_Ledger = tuple[Path | None, str | None]


def _begin(
    root: Repository,
    asked: Asked,
    out: Path | None,
    ics: Path | None,
    ledger: _Ledger,
    now: datetime,
    *,
    as_json: bool,
) -> None:
    from heldout.cli import plan_lines
    from heldout.practice.plan import calendar, paper, shelf

    if out is not None and out.is_dir():
        raise BadInputError(
            "this is a folder", where=out, next_step=f"name a file in it: --out {out / _DEFAULT}"
        )
    if out is not None and os.path.lexists(out):
        raise BadInputError(
            "there is something of this name already",
            where=out,
            next_step=f"heldout plan --update --out {out} brings a plan up to date; another name "
            "with --out begins another one",
        )
    made = _drawn(root, asked, (out or ics or Path()).absolute().parent, ledger, now)
    contents = {}
    if out is not None:
        contents[_real(out)] = paper.write(made).encode()
    if ics is not None:
        contents[_calendar(ics)] = calendar.write(made, now)
    shelf.put(contents)
    if as_json:
        _print_json(made)
    else:
        plan_lines.print_written(made, out, ics)


def _update(
    root: Repository,
    asked: Asked,
    out: Path,
    ics: Path | None,
    ledger: _Ledger,
    now: datetime,
    *,
    as_json: bool,
) -> None:
    from heldout.cli import plan_lines
    from heldout.practice.plan import calendar, paper, revision, shelf

    path = _real(out)
    content = _content(path, out)
    old = paper.read(content, out)
    settings = asked.changed(old.settings)
    tasks = _tasks(root, path.parent)
    revised = revision.revise(old, settings, tasks, _happened(root, ledger, now))
    fresh = paper.write(revised.plan).encode()
    contents = {}
    if ics is not None:
        contents[_calendar(ics)] = calendar.write(revised.plan, now, before=old)
    kept = None
    if fresh != content:
        kept = shelf.keep(root.root, path, content, now)
        contents[path] = fresh
    shelf.put(contents)
    if as_json:
        _print_json(revised.plan)
    else:
        plan_lines.print_revised(revised, out, ics, kept)


def _drawn(root: Repository, asked: Asked, folder: Path, ledger: _Ledger, now: datetime) -> Plan:
    from heldout.practice.plan import draft

    settings = asked.settings(now.date())
    happened = _happened(root, ledger, now)
    return draft.draw_up(settings, _tasks(root, folder), happened.standings)


def _tasks(root: Repository, folder: Path) -> list[Task]:
    """List the catalogue's tasks, each as a link from a folder; who is broken is said once."""
    from heldout.cli import listing, screen
    from heldout.practice.plan import paper
    from heldout.practice.plan.sessions import Task

    challenges, broken = root.challenges()
    casestudies, also_broken = root.casestudies()
    for error in (*broken, *also_broken):
        name = Path(str(error.where)).name
        screen.print_warning(f"{name} is left out, for mistakes in it; heldout list says which")
    found = []
    every: list[Challenge | CaseStudy] = [*challenges, *casestudies]
    for each in every:
        facts = listing.facts(each)
        target = quote(Path(os.path.relpath(each.statement, folder)).as_posix())
        found.append(
            Task(
                slug=each.slug,
                title=facts["title"],
                text=paper.link(facts["title"], target),
                track=facts["track"],
                level=facts["difficulty"],
                minutes=facts["minutes"],
                asked=facts.get("asked", "common"),
                prerequisites=facts.get("prerequisites", ()),
            )
        )
    return found


def _happened(root: Repository, ledger: _Ledger, now: datetime) -> Happened:
    """Read what was done: receipts, and what this machine remembers. Raises `BadInputError`."""
    from heldout.cli import screen
    from heldout.practice import diary
    from heldout.practice.interview import session
    from heldout.practice.plan import standing
    from heldout.practice.plan.revision import Happened
    from heldout.practice.progress import reading

    receipts, candidate = ledger
    if candidate is not None and receipts is None:
        raise BadInputError(
            "--candidate says whose receipts, and there are none to look into",
            next_step="name their folder too: --receipts DIR; heldout ledger pull brings them here",
        )
    try:
        facts = reading.read(root, receipts, candidate, local=True)
    except BadInputError as exc:
        # The reader is that of another command, and tells its users how to go on.
        step = exc.next_step.replace("heldout progress", f"heldout plan --receipts {receipts}")
        raise BadInputError(exc.fact, where=exc.where, next_step=step) from None
    for notice in facts.notices:
        if "task" not in notice:
            screen.print_warning(notice)
    interviews = []
    for folder in session.find(root.root):
        try:
            interviews.append(session.read(folder))
        except BadInputError:
            continue
    zone = now.tzinfo
    assert zone is not None
    results = standing.results(facts.works, diary.read(root.root))
    return Happened(
        today=now.date(),
        standings=standing.of(results, zone),
        finished_seeds=standing.finished_seeds(interviews),
        names=frozenset(root.names()),
    )


def _content(path: Path, out: Path) -> bytes:
    try:
        # A pipe would keep a reader waiting for ever.
        if path.exists() and not path.is_file():
            raise OSError("it is no file")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInputError(
            "there is no plan here that could be brought up to date",
            where=out,
            next_step=f"write one: heldout plan --out {out}; or name yours with --out",
        ) from None
    except OSError as exc:
        raise BadInputError(
            f"the plan cannot be read ({(exc.strerror or str(exc)).lower()})",
            where=out,
            next_step="name a file that can be read with --out",
        ) from None


def _calendar(path: Path) -> Path:
    """Say which file a calendar goes to. Raises `BadInputError` if it is somebody else's."""
    from heldout.practice.plan import calendar

    real = _real(path)
    try:
        there = real.read_bytes() if real.is_file() else b""
    except OSError:
        there = b""
    if there and not calendar.is_ours(there):
        raise BadInputError(
            "this is a calendar, or something else, that heldout has not written",
            where=path,
            next_step="name another file with --ics",
        )
    return real


def _real(path: Path) -> Path:
    """Follow a link, so that what it points to is replaced, and not the link."""
    return Path(os.path.realpath(path))


def _show(made: Plan, *, as_json: bool) -> None:
    from heldout.cli import plan_lines, screen
    from heldout.practice.plan import paper

    if as_json:
        _print_json(made)
    elif screen.out.is_terminal:
        plan_lines.print_plan(made)
    else:
        typer.echo(paper.write(made), nl=False)


def _print_json(made: Plan) -> None:
    from heldout.practice.plan import paper

    settings = made.settings
    for each in made.items:
        facts = {
            "key": each.key,
            "date": each.day,
            "week": None if each.day is None else settings.week(each.day),
            "stage": None if each.day is None else settings.stage(each.day) + 1,
            "minutes": each.minutes,
            "text": paper.plain(each.text),
            "command": paper.command(each.text),
            "done": each.is_done,
            "notes": each.notes,
        }
        typer.echo(msgspec.json.encode(facts))
