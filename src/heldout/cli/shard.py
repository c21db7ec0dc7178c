"""`heldout shard`: a plan's work, dealt to the legs of a matrix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from heldout.errors import BadInputError

_MOST_LEGS = 256
_PATTERN = "leg-*.ndjson"


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("shard")(shard)


def shard(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The file of works to grade.")],
    legs: Annotated[
        int, typer.Option(min=1, max=_MOST_LEGS, help="The most legs; GitHub runs 256 of a matrix.")
    ] = _MOST_LEGS,
    seconds: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Measured times, to make legs equal.")
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where the legs go, as leg-000.ndjson.")
    ] = Path("legs"),
) -> None:
    """Deal a plan's work to legs that take equally long; prints their matrix as JSON."""
    from heldout.cli import screen
    from heldout.grading import shards

    grades = shards.decode_plan(_read(plan, "the plan"), str(plan))
    measured = {}
    if seconds is not None:
        measured = shards.decode_seconds(_read(seconds, "the measured times"))
    expected = shards.expected_s([grade.work.task for grade in grades], measured)
    jobs = [shards.Job(str(n), each) for n, each in enumerate(expected)]
    dealt = shards.shards(jobs, legs)
    names = [shards.leg_name(number) for number in range(len(dealt))]
    files = {
        f"leg-{name}.ndjson": shards.encode_plan(grades[int(job.name)] for job in leg)
        for name, leg in zip(names, dealt, strict=True)
    }
    _write(out, files)
    typer.echo(msgspec.json.encode({"leg": names}))
    longest = max((sum(job.seconds for job in leg) for leg in dealt), default=0.0)
    screen.err.print(
        f"{len(grades):,} to grade in {len(dealt)} {'leg' if len(dealt) == 1 else 'legs'}, "
        f"the longest about {longest:,.0f} s",
        soft_wrap=True,
    )


def _read(path: Path, what: str) -> bytes:
    from heldout.cli import recorded

    usage = "heldout shard PLAN --seconds FILE; without --seconds all tasks count alike"
    return recorded.content(path, what, next_step=usage)


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write legs beside no other plan's, which a workflow could take for this one's."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.glob(_PATTERN)):
            if path.read_bytes() != files.get(path.name):
                raise BadInputError(
                    "this leg of another plan is there already; nothing was written",
                    where=path,
                    next_step="remove the legs that are done, or name another folder: --out DIR",
                )
        for name, content in files.items():
            # Half a leg would be taken for another plan's when this is run again.
            temporary = folder / f".{name}.tmp"
            temporary.write_bytes(content)
            temporary.replace(folder / name)
    except OSError as exc:
        raise BadInputError(
            f"the legs cannot be written: {_fact(exc)}",
            where=folder,
            next_step="make room or make it writable, then run this again",
        ) from None


def _fact(exc: OSError) -> str:
    return (exc.strerror or str(exc)).lower()
