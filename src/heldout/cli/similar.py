"""`heldout similar`: which submissions are copies of each other or of a known solution."""

from __future__ import annotations

import os.path
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, complete_slug
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.authoring.similar.cohort import Match
    from heldout.authoring.similar.collection import LeftOut
    from heldout.authoring.similar.fingerprint import Fingerprint, LineRange
    from heldout.catalogue.challenge import Challenge

_BAD_INPUT = 2
#: What a person reads; `--json` prints all.
_ROWS = 50
_LEFT_OUT = 20
_RANGES = 4
_FIGURES = ("containment", "similarity", "tokens")


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("similar")(similar)


def similar(
    slug: Annotated[str, typer.Argument(autocompletion=complete_slug)],
    paths: Annotated[
        list[Path], typer.Argument(help="Submissions: files, or folders of *.py files.")
    ],
    threshold: Annotated[
        float, typer.Option(help="The least share of one file's own code in the other, 0 to 1.")
    ] = 0.6,
    as_json: AsJson = False,
) -> None:
    """Find submissions that are copies of each other or of a known solution, under other names."""
    from heldout.authoring.similar import collection
    from heldout.authoring.similar.cohort import Cohort
    from heldout.catalogue import repository

    if not 0 < threshold <= 1:
        raise BadInputError(
            f"--threshold is {threshold}, and a share is more than 0 and at most 1",
            next_step="heldout similar SLUG PATH --threshold 0.6",
        )
    challenge = repository.find(Path.cwd()).challenge(slug)
    stub = _sound(challenge.solution, "the stub").fragments
    files = collection.find(paths)
    read = {path: collection.read(path, collection.printable(path)) for path in files}
    left_out = [each for each in read.values() if isinstance(each, collection.LeftOut)]
    submissions = [each for each in read.values() if not isinstance(each, collection.LeftOut)]
    taken = [path for path in files if not isinstance(read[path], collection.LeftOut)]
    known = _known(challenge, taken)
    if len(files) == 1 and not known:
        raise BadInputError(
            "there is one submission, and no known solution to compare it with",
            where=files[0],
            next_step="name more files, or compare in the authoring edition",
        )
    matches = Cohort(submissions, known, stub).matches(threshold)
    if as_json:
        for line in (*matches, *left_out):
            typer.echo(msgspec.json.encode(line))
    else:
        idle = sum(each.fragments <= stub for each in submissions)
        _print(matches, submissions, idle, threshold)
    _warn(challenge, left_out)
    raise typer.Exit(_BAD_INPUT if left_out else 0)


def _sound(path: Path, name: str) -> Fingerprint:
    """Read a file of ours. Raises `BadInputError`."""
    from heldout.authoring.similar import collection

    read = collection.read(path, name)
    if isinstance(read, collection.LeftOut):
        raise BadInputError(
            f"{name} cannot be compared with: {read.reason}",
            where=path,
            next_step="heldout verify shows what is wrong with the challenge",
        )
    return read


def _known(challenge: Challenge, taken: Sequence[Path]) -> list[Fingerprint]:
    """Read the reference and the accepted solutions, but those that were handed in themselves."""
    if challenge.hidden is None:
        return []
    handed_in = {path.resolve() for path in taken}
    paths = (challenge.hidden.reference, *challenge.hidden.accepted)
    return [
        _sound(path, path.relative_to(challenge.folder).as_posix())
        for path in paths
        if path.resolve() not in handed_in
    ]


def _print(
    matches: Sequence[Match], submissions: Sequence[Fingerprint], idle: int, threshold: float
) -> None:
    from heldout.cli import screen

    folder = _common_folder([each.name for each in submissions])
    if matches:
        headings = ("one", "other", *_FIGURES, "lines", "lines", "verdict")
        table = screen.table(*headings, right=_FIGURES)
        for column in table.columns[:2]:
            # Half a name is nobody's.
            column.overflow = "fold"
        for each in matches[:_ROWS]:
            names = (name.removeprefix(folder) for name in (each.a, each.b))
            table.add_row(
                *map(screen.cell, names),
                *(f"{each.containment:.2f}", f"{each.similarity:.2f}", f"{each.tokens}"),
                *(_ranges(each.a_lines), _ranges(each.b_lines), each.verdict),
            )
        screen.out.print(table)
    if len(matches) > _ROWS:
        screen.out.print(f"... and {len(matches) - _ROWS:,} more; --json prints them all")
    where = f" in {screen.safe(folder)}" if folder else ""
    untouched = f"; {idle} with nothing but the stub" if idle else ""
    found = f"{len(matches) or 'no'} {'pair' if len(matches) == 1 else 'pairs'}"
    screen.out.print(
        f"submissions compared{where}: {len(submissions)}{untouched}\n"
        f"alike at {threshold:g} or more: {found}",
        markup=False,
        soft_wrap=True,
    )
    if matches:
        screen.out.print("a row is a reason to look, not a verdict: docs/similar.md says why")


def _common_folder(names: Sequence[str]) -> str:
    """The folder that all submissions are in, with its slash; "" where there is none to name."""
    if len(names) < 2 or len({name.startswith("/") for name in names}) > 1:
        return ""
    common = os.path.commonpath([str(Path(name).parent) for name in names])
    return f"{common}/" if common.strip("./") else ""


def _ranges(lines: Sequence[LineRange]) -> str:
    """Write line ranges as `11-14, 20`."""
    written = [f"{first}-{last}" if first < last else f"{first}" for first, last in lines]
    return ", ".join([*written[:_RANGES], *(["..."] if len(written) > _RANGES else [])])


def _warn(challenge: Challenge, left_out: Sequence[LeftOut]) -> None:
    from heldout.cli import screen

    if challenge.hidden is None:
        screen.print_warning("the known solutions are sealed here, and were not compared with")
    for each in left_out[:_LEFT_OUT]:
        screen.print_warning(f"left out: {each.a}: {each.reason}")
    if len(left_out) > _LEFT_OUT:
        screen.print_warning(f"left out: {len(left_out) - _LEFT_OUT:,} more; --json names them")
