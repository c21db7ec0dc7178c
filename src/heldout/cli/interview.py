"""`heldout interview`: a mock interview against a clock, alone or with a partner."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import msgspec
import typer

from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.repository import Repository
    from heldout.cli.interview_sitting import Show
    from heldout.practice.interview.loop import Loop


class Track(StrEnum):
    """What an interview is about."""

    coding = "coding"
    design = "design"
    behavioral = "behavioral"
    full = "full"


class Level(StrEnum):
    """How difficult it is."""

    easy = "easy"
    medium = "medium"
    hard = "hard"


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("interview")(interview)


def interview(
    track: Annotated[Track, typer.Option(help="What it is about.")] = Track.full,
    level: Annotated[Level, typer.Option(help="How difficult.")] = Level.medium,
    minutes: Annotated[
        int | None, typer.Option(min=10, max=480, help="How long; default: as such ones last.")
    ] = None,
    seed: Annotated[
        str | None, typer.Option(help="The same seed gives anybody the same interview.")
    ] = None,
    partner: Annotated[
        bool, typer.Option("--partner", help="Write the interviewer's side for a second person.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the last one that is not finished.")
    ] = False,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help="Line by line instead of the screen; for a screen reader, say."
        ),
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the interviews so far.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --list: print JSON, one object a line.")
    ] = False,
) -> None:
    """Hold a mock interview: what you have not had lately, a clock, follow-ups, a scorecard.

    In a terminal it has a screen. In a pipe, with --plain or with TERM=dumb it goes line by line.
    """
    from heldout.catalogue import repository
    from heldout.cli import interview_sitting
    from heldout.practice.interview import session
    from heldout.practice.interview.room import Room

    root = repository.find(Path.cwd())
    if listed:
        _print_list(root, as_json=as_json)
        return
    if resume:
        folder = _unfinished(root)
    else:
        folder = _begin(root, _loop(root, track, level, minutes, seed), partner=partner)
    with session.seat(folder):
        room = Room(root, folder, time.monotonic, lambda: datetime.now(UTC))
        with_partner = _has_partner(folder)
        show = _show(with_partner=with_partner, plain=plain)
        interview_sitting.hold(room, show, with_partner=with_partner)


def has_screen(environ: Mapping[str, str], streams: Iterable[TextIO]) -> bool:
    """Say whether whoever sits there has a terminal that can show more than lines."""
    return environ.get("TERM", "dumb") not in ("", "dumb") and all(
        each.isatty() for each in streams
    )


def _show(*, with_partner: bool, plain: bool) -> Show:
    """Choose the way that the interview is shown."""
    from heldout.cli import interview_lines
    from heldout.cli.interview_commands import LEAST_SIZE

    lines = partial(interview_lines.hold, lines=sys.stdin, with_partner=with_partner)
    if plain or not has_screen(os.environ, (sys.stdin, sys.stdout, sys.stderr)):
        return lines
    size = shutil.get_terminal_size()
    if size.columns < LEAST_SIZE[0] or size.lines < LEAST_SIZE[1]:
        is_now, needs = f"{size.columns}x{size.lines}", "{}x{}".format(*LEAST_SIZE)
        typer.echo(f"this terminal is {is_now} and the screen needs {needs}: so line by line")
        return lines
    from heldout.cli import interview_screen

    return partial(interview_screen.hold, with_partner=with_partner)


def _loop(
    root: Repository, track: Track, level: Level, minutes: int | None, seed: str | None
) -> Loop:
    from heldout.practice import diary
    from heldout.practice.interview import loop as loops
    from heldout.practice.interview import pool, session

    prompts = pool.of(root)
    long = minutes or loops.MINUTES[track.value]
    if seed is None:
        done = {each.slug: each.at for each in diary.read(root.root)}
        for slug, at in session.asked_at(root.root).items():
            done[slug] = max(done.get(slug, at), at)
        made = loops.draw(prompts, track.value, level.value, long, done)
    else:
        made = loops.compose(prompts, track.value, level.value, long, seed.strip().upper())
    if not made.rounds:
        raise BadInputError(
            f"no prompt of this track fits into {long} minutes",
            next_step=f"heldout interview --track {track} --minutes {loops.MINUTES[track.value]}",
        )
    return made


def _begin(root: Repository, loop: Loop, *, partner: bool) -> Path:
    from heldout.practice.interview import papers, session

    side = papers.partner(root, loop, root.evaluation()) if partner else None
    started = session.Started(at=datetime.now(UTC), clock_s=0.0, loop=loop)
    try:
        folder = session.begin(root.root, started)
        if side is not None:
            _write_side(folder, side)
    except OSError as exc:
        raise BadInputError(
            f"an interview cannot be kept here ({(exc.strerror or str(exc)).lower()})",
            where=root.root,
            next_step="make the folder writable, or make room; nothing was begun",
        ) from exc
    return folder


def _write_side(folder: Path, side: str) -> None:
    """Write the partner's side; where that fails, nothing was begun."""
    from heldout.practice.interview import papers

    try:
        (folder / papers.PARTNER).write_text(side, encoding="utf-8")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unfinished(root: Repository) -> Path:
    from heldout.cli import screen
    from heldout.practice.interview import papers, session

    for folder in session.find(root.root):
        try:
            state = session.state(session.read(folder))
        except BadInputError as exc:
            screen.print_warning(f"{folder.name}: {exc.fact}")
            continue
        if not state.is_finished or not (folder / papers.TRANSCRIPT).exists():
            return folder
    raise BadInputError(
        "no interview here is waiting to be resumed",
        next_step="begin one: heldout interview",
    )


def _has_partner(folder: Path) -> bool:
    from heldout.practice.interview import papers

    return (folder / papers.PARTNER).exists()


def _print_list(root: Repository, *, as_json: bool) -> None:
    from heldout.cli import screen
    from heldout.practice.interview import papers, session

    table = screen.table("interview", "track", "level", "seed", "sat", "", right=["sat"])
    found: Sequence[Path] = session.find(root.root)
    for folder in found:
        facts: dict[str, object] = {"interview": folder.name}
        try:
            state = session.state(session.read(folder))
        except BadInputError as exc:
            row = (folder.name, "", "", "", "", exc.fact)
            facts["error"] = exc.fact
        else:
            how = "finished" if state.is_finished else "heldout interview --resume"
            loop, sat = state.loop, papers.clock(state.clock_s)
            row = (folder.name, loop.track, loop.level, loop.seed, sat, how)
            facts |= {name: getattr(loop, name) for name in ("track", "level", "minutes", "seed")}
            facts |= {"started_at": state.started_at, "sat_s": state.clock_s}
            facts |= {"finished": state.is_finished}
        if as_json:
            typer.echo(msgspec.json.encode(facts))
        table.add_row(*map(screen.cell, row))
    if as_json:
        return
    if found:
        screen.out.print(table)
    else:
        screen.out.print("no interview was held here yet; heldout interview begins one")
