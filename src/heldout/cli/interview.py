"""`heldout interview`: a mock interview against a clock, alone or with a partner."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.catalogue.challenge import Challenge
    from heldout.catalogue.repository import Repository
    from heldout.practice.interview.loop import Loop, Prompt


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
    listed: Annotated[bool, typer.Option("--list", help="List the interviews so far.")] = False,
) -> None:
    """Hold a mock interview: what you have not had lately, a clock, follow-ups, a scorecard."""
    from heldout.catalogue import repository
    from heldout.cli import interview_lines
    from heldout.practice.interview import session
    from heldout.practice.interview.room import Room

    root = repository.find(Path.cwd())
    if listed:
        _print_list(root)
        return
    if resume:
        folder = _unfinished(root)
    else:
        folder = _begin(root, _loop(root, track, level, minutes, seed), partner=partner)
    with session.seat(folder):
        room = Room(root, folder, time.monotonic, lambda: datetime.now(UTC))
        interview_lines.hold(room, sys.stdin, with_partner=_has_partner(folder))


def _loop(
    root: Repository, track: Track, level: Level, minutes: int | None, seed: str | None
) -> Loop:
    from heldout.practice import diary
    from heldout.practice.interview import loop as loops

    pool = _prompts(root)
    long = minutes or loops.MINUTES[track.value]
    if seed is None:
        done = {each.slug: each.at for each in diary.read(root.root)}
        made = loops.draw(pool, track.value, level.value, long, done)
    else:
        made = loops.compose(pool, track.value, level.value, long, seed.strip().upper())
    if not made.rounds:
        raise BadInputError(
            f"no prompt of this track fits into {long} minutes",
            next_step=f"heldout interview --track {track} --minutes {loops.MINUTES[track.value]}",
        )
    return made


def _prompts(root: Repository) -> list[Prompt]:
    from heldout.cli import listing
    from heldout.practice.interview.loop import KINDS, Prompt

    tasks: list[Challenge | CaseStudy] = [*root.challenges()[0], *root.casestudies()[0]]
    return [
        Prompt(
            slug=facts["slug"],
            title=facts["title"],
            kind=KINDS[facts["track"]],
            level=facts["difficulty"],
            minutes=facts["minutes"],
        )
        for facts in map(listing.facts, tasks)
    ]


def _begin(root: Repository, loop: Loop, *, partner: bool) -> Path:
    from heldout.practice.interview import papers, session

    started = session.Started(at=datetime.now(UTC), clock_s=0.0, loop=loop)
    try:
        folder = session.begin(root.root, started)
        if partner:
            side = papers.partner(root, loop, root.evaluation())
            (folder / papers.PARTNER).write_text(side, encoding="utf-8")
    except OSError as exc:
        raise BadInputError(
            f"an interview cannot be kept here ({(exc.strerror or str(exc)).lower()})",
            where=root.root,
            next_step="make the folder writable, or make room; nothing was begun",
        ) from exc
    return folder


def _unfinished(root: Repository) -> Path:
    from heldout.cli import screen
    from heldout.practice.interview import session

    for folder in session.find(root.root):
        try:
            state = session.state(session.read(folder))
        except BadInputError as exc:
            screen.print_warning(f"{folder.name}: {exc.fact}")
            continue
        if not state.is_finished:
            return folder
    raise BadInputError(
        "no interview here is waiting to be resumed",
        next_step="begin one: heldout interview",
    )


def _has_partner(folder: Path) -> bool:
    from heldout.practice.interview import papers

    return (folder / papers.PARTNER).exists()


def _print_list(root: Repository) -> None:
    from heldout.cli import screen
    from heldout.practice.interview import papers, session

    table = screen.table("interview", "track", "level", "seed", "sat", "", right=["sat"])
    found: Sequence[Path] = session.find(root.root)
    for folder in found:
        try:
            state = session.state(session.read(folder))
        except BadInputError as exc:
            table.add_row(screen.cell(folder.name), "", "", "", "", screen.cell(exc.fact))
            continue
        how = "finished" if state.is_finished else "heldout interview --resume"
        sat = papers.clock(state.clock_s)
        loop = state.loop
        table.add_row(screen.cell(folder.name), loop.track, loop.level, loop.seed, sat, how)
    if found:
        screen.out.print(table)
    else:
        screen.out.print("no interview was held here yet; heldout interview begins one")
