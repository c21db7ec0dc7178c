"""`heldout list`: the tasks, grouped and filtered, with how far each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from heldout.cli.choices import AsJson, worst

if TYPE_CHECKING:
    from heldout.catalogue.casestudy import CaseStudy
    from heldout.catalogue.challenge import Challenge

    Task = Challenge | CaseStudy

_LEVELS = ("easy", "medium", "hard")


class Level(StrEnum):
    """How difficult a task is."""

    easy = "easy"
    medium = "medium"
    hard = "hard"


class Track(StrEnum):
    """The tracks of challenges, then the kinds of written prompts, in the order of the list."""

    ml_coding = "ml-coding"
    statistics = "statistics"
    algorithms = "algorithms"
    theory = "theory"
    system_design = "system-design"
    case_study = "case-study"
    research = "research"
    production = "production"
    behavioral = "behavioral"


_HEADINGS = {
    Track.ml_coding: "machine learning to code",
    Track.statistics: "statistics to code",
    Track.algorithms: "algorithms to code",
    Track.theory: "theory to explain",
    Track.system_design: "systems to design",
    Track.case_study: "cases to argue",
    Track.research: "research to plan",
    Track.production: "production to build",
    Track.behavioral: "behaviour to tell of",
}


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("list")(list_tasks)


def list_tasks(
    track: Annotated[
        list[Track] | None, typer.Option(help="Only these tracks or kinds; may be repeated.")
    ] = None,
    difficulty: Annotated[
        list[Level] | None, typer.Option(help="Only this difficult; may be repeated.")
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, help="Only what takes no longer in an interview.")
    ] = None,
    done: Annotated[
        bool | None,
        typer.Option("--done/--todo", help="Only what has passed its last check here, or not."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the challenges and the written prompts, and how far you have come with each."""
    from heldout.catalogue import repository
    from heldout.cli import screen
    from heldout.practice import diary, status

    root = repository.find(Path.cwd())
    challenges, broken = root.challenges()
    casestudies, also_broken = root.casestudies()
    remembered = diary.read(root.root)
    sound: list[Task] = [*challenges, *casestudies]
    rows = [facts(task) | {"status": status.of(task, remembered)} for task in sound]
    wanted = [
        row
        for row in rows
        if (not track or row["track"] in track)
        and (not difficulty or row["difficulty"] in difficulty)
        and (minutes is None or row["minutes"] <= minutes)
        and (done is None or (row["status"] == "passed") is done)
    ]
    if as_json:
        for row in wanted:
            typer.echo(msgspec.json.encode(row))
    else:
        _print(wanted, len(rows))
    errors = [*broken, *also_broken]
    for error in errors:
        screen.print_error(error)
    raise typer.Exit(worst(error.exit_status for error in errors))


def facts(task: Task) -> dict[str, Any]:
    """Give what helps to choose a task, for programs."""
    from heldout.catalogue.casestudy import CaseStudy

    found: dict[str, Any] = {"slug": task.slug, "title": task.manifest.title}
    if isinstance(task, CaseStudy):
        found |= {"kind": "casestudy", "track": task.manifest.kind}
    else:
        own = ("track", "asked", "prerequisites")
        found |= {"kind": "challenge"} | {name: getattr(task.manifest, name) for name in own}
    return {**found, "difficulty": task.manifest.difficulty, "minutes": task.manifest.minutes}


def _print(rows: Sequence[dict[str, Any]], of: int) -> None:
    from heldout.cli import screen

    if not rows:
        screen.out.print(f"none of the {of} tasks is like that", markup=False)
        screen.out.print("  next: heldout list, without the options", markup=False)
        return
    # One table, so that the columns of all groups stand below each other.
    table = screen.table("name", "title", "level", "min", "asked", "you", right=["min"])
    for number, (track, group) in enumerate(_grouped(rows)):
        if number:
            table.add_row()
        table.add_row(screen.heading(_HEADINGS[track]))
        for row in group:
            state = "" if row["status"] == "new" else row["status"]
            texts = (row["slug"], row["title"], row["difficulty"], f"{row['minutes']}")
            table.add_row(*map(screen.cell, (*texts, row.get("asked", ""), state)))
    screen.out.print(table)
    count = f"{len(rows)} of {of}" if len(rows) < of else f"{of}"
    passed = sum(row["status"] == "passed" for row in rows)
    noun = "task" if of == 1 else "tasks"
    screen.out.print(f"\n{count} {noun}, {passed} passed here; heldout show NAME", markup=False)


def _grouped(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[Track, list[dict[str, Any]]]]:
    order = list(Track)

    def key(row: dict[str, Any]) -> tuple[int, int, int, str]:
        level = _LEVELS.index(row["difficulty"])
        return order.index(Track(row["track"])), level, row["minutes"], row["slug"]

    for name, group in groupby(sorted(rows, key=key), key=lambda row: Track(row["track"])):
        yield name, list(group)
