"""`heldout hint`, `reset` and `solution`: help that is asked for, and remembered here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, complete_slug
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.repository import Repository
    from heldout.practice.diary import Entry

Slug = Annotated[
    str, typer.Argument(help="A challenge or a written prompt.", autocompletion=complete_slug)
]


def add_commands(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("hint")(hint)
    app.command("reset")(reset)
    app.command("solution")(solution)


def hint(
    slug: Slug,
    again: Annotated[
        bool, typer.Option("--again", help="Show those that you have read, and no new one.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Give the next hint, from a nudge to nearly the idea; which you have read is remembered."""
    from heldout.catalogue import repository
    from heldout.cli import screen
    from heldout.practice import diary
    from heldout.practice.diary import Hint

    root = repository.find(Path.cwd())
    task = root.load(slug)
    hints = task.manifest.hints
    read = {each.number for each in diary.of(diary.read(root.root), Hint, slug)}
    count = min(max(read, default=0), len(hints))
    if again and not count:
        raise BadInputError(
            f"no hint of {slug} was read yet", next_step=f"heldout hint {slug} gives the first"
        )
    if not again and count < len(hints):
        count += 1
        _note(root, [Hint(at=datetime.now(UTC), slug=slug, number=count)])
    shown = range(1, count + 1) if again or count in read else (count,)
    if as_json:
        for number in shown:
            facts = {"slug": slug, "number": number, "of": len(hints), "hint": hints[number - 1]}
            typer.echo(msgspec.json.encode(facts))
        return
    for number in shown:
        screen.out.print(f"hint {number} of {len(hints)}", style="bold", markup=False)
        screen.out.print(screen.safe(hints[number - 1]), markup=False, soft_wrap=False)
    screen.out.print(f"  next: {_after_hint(slug, count, len(hints))}", markup=False)


def reset(slug: Slug, as_json: AsJson = False) -> None:
    """Begin anew: put the stub back, and keep what you wrote under a name that is printed."""
    from heldout.catalogue import repository
    from heldout.cli import screen
    from heldout.practice import attempts, place
    from heldout.practice.diary import Reset

    root = repository.find(Path.cwd())
    task = root.load(slug)
    own, fresh = attempts.own_file(task), attempts.template(root.root, task)
    now = datetime.now(UTC)
    if own.exists() and own.read_bytes() == fresh:
        if as_json:
            typer.echo(msgspec.json.encode({"slug": slug, "changed": False, "kept": None}))
        else:
            screen.out.print(f"{slug} is as it was; nothing was changed", markup=False)
        return
    try:
        kept = attempts.put_aside(root.root, task, datetime.now().astimezone())
        attempts.replace(own, fresh)
    except OSError as exc:
        raise BadInputError(
            f"it cannot be begun anew ({(exc.strerror or str(exc)).lower()}); what you wrote is "
            "where it was",
            where=own,
            next_step="make it writable or make room, then run this again",
        ) from exc
    below = None if kept is None else kept.relative_to(place.folder(root.root)).as_posix()
    if below is not None:
        _note(root, [Reset(at=now, slug=slug, kept=below)])
    if as_json:
        facts = {"slug": slug, "changed": True, "kept": None if kept is None else str(kept)}
        typer.echo(msgspec.json.encode(facts))
        return
    if kept is not None:
        screen.out.print(
            f"what you wrote is in {screen.from_here(kept)}", markup=False, soft_wrap=True
        )
    screen.out.print(f"{screen.from_here(own)} is the stub again", markup=False, soft_wrap=True)
    screen.out.print(f"  next: heldout show {slug}", markup=False)


def solution(
    slug: Slug,
    give_up: Annotated[
        bool, typer.Option("--give-up", help="Read it before you have passed; that is remembered.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the reference and other right solutions side by side, once yours has passed."""
    from heldout.catalogue import repository
    from heldout.cli import variants
    from heldout.practice import diary, status
    from heldout.practice.diary import GivenUp

    root = repository.find(Path.cwd())
    task = root.load(slug)
    _check_closed(root, slug)
    entries = diary.read(root.root)
    has_given_up = bool(diary.of(entries, GivenUp, slug))
    if status.of(task, entries) != "passed" and not has_given_up and not _has_passed(entries, slug):
        if not give_up:
            raise BadInputError(
                f"{slug} has not passed a check here yet, and the solution would take the exercise "
                "away",
                next_step=f"heldout check {slug}, or heldout hint {slug}; "
                f"heldout solution {slug} --give-up shows it all the same",
            )
        _note(root, [GivenUp(at=datetime.now(UTC), slug=slug)])
    found = variants.of(task)
    if as_json:
        for each in found:
            typer.echo(msgspec.json.encode(each))
        return
    variants.show(task, found)


def _after_hint(slug: str, count: int, of: int) -> str:
    if count < of:
        return f"try it; heldout hint {slug} gives another one"
    return f"that was the last; heldout solution {slug} --give-up shows how it is done"


def _has_passed(entries: Sequence[Entry], slug: str) -> bool:
    from heldout.practice import diary
    from heldout.practice.diary import Check
    from heldout.report import Verdict

    about = diary.of(entries, Check, slug)
    return any(each.verdict == Verdict.PASSED and each.kind != "follow-up" for each in about)


def _check_closed(root: Repository, slug: str) -> None:
    """Refuse while a cohort that counts this task runs; a broken file of one is no reason."""
    from heldout.catalogue import cohort as cohorts
    from heldout.catalogue import opening

    now = datetime.now(UTC)
    for path in sorted((root.root / "cohorts").glob("*.toml")):
        record = opening.file(root.root, path.stem)
        if not record.is_file():
            continue
        rules = cohorts.load(path)
        counts = any(
            rules.weight(slug, kind) is not None for kind in ("challenge", "casestudy", "follow-up")
        )
        if counts and opening.load(record).closed_at is None:
            raise BadInputError(
                f"the cohort {path.stem} is open and counts {slug}; solutions are shown once it "
                f"has closed, from {max(rules.closes, now):%Y-%m-%d %H:%M %Z} on at the earliest",
                where=path,
                next_step=f"heldout hint {slug} helps on",
            )


def _note(root: Repository, entries: Sequence[Entry]) -> None:
    """Remember; where nothing can be written, say so once."""
    from heldout.cli import screen
    from heldout.practice import diary

    try:
        diary.write(root.root, entries)
    except OSError as exc:
        screen.print_warning(f"this is not remembered: {(exc.strerror or '').lower()}")
