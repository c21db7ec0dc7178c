"""`heldout regrade`: what was graded by a suite that has changed since, graded again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, Jobs, Sandbox, SandboxOption, Slugs
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.grading.plan import Grade
    from heldout.grading.suites import Opened

_UNGRADED = 1


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("regrade")(regrade)


def regrade(
    slugs: Slugs = None,
    receipts: Annotated[
        Path, typer.Option(metavar="DIR", help="The ledger's folder; new receipts go there too.")
    ] = Path("receipts"),
    repository: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Whose git objects have the solutions; else this one."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what today's suite graded; needs --plan.")
    ] = False,
    plan: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only write what is to be graded, for heldout shard."),
    ] = None,
    leg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Grade what a leg of a plan holds.")
    ] = None,
    part: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where a leg's grades go.")
    ] = None,
    join: Annotated[
        list[Path] | None,
        typer.Option(metavar="PART", help="Join parts of --plan into --receipts."),
    ] = None,
    seconds: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where --join puts measured times, for heldout shard."),
    ] = None,
    identity: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Opens sealed suites; or HELDOUT_IDENTITY.")
    ] = None,
    secret: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The cohort's; or HELDOUT_COHORT_SECRET.")
    ] = None,
    sandbox: SandboxOption = Sandbox.auto,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Grade again what another suite graded, keeping the times; goes on where it was stopped.

    Work is found by its recorded solution in git objects: fetch the pull requests first.
    """
    from heldout.catalogue import repository as repositories
    from heldout.cli import grading, legs
    from heldout.grading import suites
    from heldout.vault import identity as identities
    from heldout.vault import secret as secrets

    _check(everything, plan, leg, part, join)
    if join:
        _join(plan, join, receipts, seconds, as_json=as_json)
        return
    root = repositories.find(Path.cwd())
    held = identities.find(identity, os.environ, identities.default_path())
    found = secrets.find(secret, os.environ)
    key = None if found is None else secrets.seed_key(found)
    isolation = grading.isolation_for(sandbox)
    # A name that is none is the caller's slip; what is wrong with a task is not.
    names = [root.load(slug).slug for slug in slugs] if slugs else root.names()
    with suites.opened(root, names, held, isolation=isolation, seed_key=key) as opened:
        grades = (
            legs.read(leg) if leg is not None else _due(opened, receipts, everything=everything)
        )
        if plan is not None:
            _write_plan(plan, grades, as_json=as_json)
            return
        left = legs.undone(grades, part) if part is not None else grades
        keep = legs.keep_in_part(part) if part is not None else legs.keep_in_ledger(receipts)
        place = repository or root.root
        raise typer.Exit(legs.grade(opened, left, place, keep, jobs, as_json=as_json))


def _check(
    everything: bool, plan: Path | None, leg: Path | None, part: Path | None, join: object
) -> None:
    """Refuse options that do not go together."""
    if (leg is None) != (part is None):
        raise BadInputError(
            "a leg and the part that it leaves behind go together",
            next_step="heldout regrade --leg legs/leg-000.ndjson --part part-000.ndjson",
        )
    if everything and plan is None:
        raise BadInputError(
            "--all grades again what needs no new grade, so there would be no telling where to go "
            "on after a stop",
            next_step="heldout regrade --all --plan FILE, then --leg FILE --part PART",
        )
    if join and plan is None:
        raise BadInputError(
            "parts are joined with the plan that they came from",
            next_step="heldout regrade --plan plan.ndjson --join part-000.ndjson",
        )


def _due(opened: Opened, receipts: Path, *, everything: bool) -> list[Grade]:
    """Choose what is to be graded again; what is wrong with one task costs no other."""
    from heldout.cli import recorded, screen
    from heldout.grading import plan

    found = opened.graders()
    for slug, fault in found.faults.items():
        screen.print_warning(f"{slug} is left out: {fault.fact}")
    which: plan.Which = "all" if everything else "stale"
    return plan.regrade(recorded.receipts(receipts), found.graders, which)


def _write(path: Path, content: bytes, what: str, option: str) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise BadInputError(
            f"{what} cannot be written: {(exc.strerror or str(exc)).lower()}",
            where=path,
            next_step=f"make room or name another place: {option} FILE",
        ) from exc


def _write_plan(path: Path, grades: Sequence[Grade], *, as_json: bool) -> None:
    from heldout.cli import screen
    from heldout.grading import shards

    _write(path, shards.encode_plan(grades), "the plan", "--plan")
    if as_json:
        typer.echo(msgspec.json.encode({"to_grade": len(grades)}))
        return
    screen.out.print(f"{len(grades)} to grade, in {path}; next: heldout shard {path}", markup=False)


def _join(
    plan: Path | None,
    paths: Iterable[Path],
    receipts: Path,
    seconds: Path | None,
    *,
    as_json: bool,
) -> None:
    """Put the grades of all parts into the ledger, and say what is missing."""
    from heldout.cli import legs, screen
    from heldout.grading import parts, shards
    from heldout.ledger import folder

    grades = legs.read(plan or Path(), "the plan")
    read = [parts.Part(str(path), legs.content(path, "this part")) for path in paths]
    joined = parts.join(grades, read, datetime.now(UTC))
    appended = folder.append(receipts, joined.receipts)
    if seconds is not None:
        _write(seconds, shards.encode_seconds(joined.seconds), "the measured times", "--seconds")
    for stray in joined.strays:
        screen.print_warning(f"{stray.part}, line {stray.line}: {stray.message}")
    counts = {
        "recorded": len(appended.added),
        "known": len(appended.known),
        "missing": len(joined.missing),
        "strays": len(joined.strays),
    }
    if as_json:
        typer.echo(msgspec.json.encode(counts))
    else:
        screen.out.print(
            f"{counts['recorded']} recorded, {counts['known']} were known, "
            f"{counts['missing']} of {len(grades)} are missing",
            markup=False,
        )
    raise typer.Exit(_UNGRADED if joined.missing else 0)
