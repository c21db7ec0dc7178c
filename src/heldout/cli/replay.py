"""`heldout replay`: whether a receipt says what grading the same work again says."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, Sandbox, SandboxOption
from heldout.cli.vault import IdentityFile
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.repository import Repository
    from heldout.grading.replay import Flip, Mark, Replayed
    from heldout.ledger.receipt import Receipt

_FLIPPED = 1
_HEX = re.compile(r"[0-9a-fA-F]{64}")
_MOST_KEY_BYTES = 4096
#: Of a blob; what is larger than a solution may be is refused when it is graded.
_MOST_BYTES = 16 << 20


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("replay")(replay)


def replay(
    where: Annotated[
        str,
        typer.Argument(metavar="RECEIPT", help="A file with one receipt; of more, FILE:LINE."),
    ],
    solution: Annotated[
        Path | None,
        typer.Option(help="The file that was graded; default: from git, by its name there."),
    ] = None,
    seed_key: Annotated[
        str | None,
        typer.Option(metavar="HEX|FILE", help="The seed key; default: as the cohort published it."),
    ] = None,
    cohort: Annotated[
        Path | None,
        typer.Option(help="The cohort's seed.toml; default: the one that fits the receipt."),
    ] = None,
    identity: IdentityFile = None,
    sandbox: SandboxOption = Sandbox.auto,
    as_json: AsJson = False,
) -> None:
    """Grade again what a receipt is about, on the same hidden inputs, and list what flips."""
    from heldout.catalogue import repository
    from heldout.cli import grading, screen
    from heldout.grading import replay as replays
    from heldout.grading import suites
    from heldout.judging.judge import Judge
    from heldout.vault import identity as identities

    root = repository.find(Path.cwd())
    receipt = _receipt(where)
    content = _content(root, receipt, solution)
    key = key_of(root, receipt, seed_key, cohort)
    held = identities.find(identity, os.environ, identities.default_path())
    isolation = grading.isolation_for(sandbox)
    with suites.opened(root, [receipt.slug], held, isolation=isolation, seed_key=key) as opened:
        if receipt.harness != suites.harness():
            screen.print_warning(
                f"the receipt is by {receipt.harness}, this is {suites.harness()}: what flips may "
                "be due to that"
            )
        found = replays.replay(receipt, content, opened, Judge, lambda: datetime.now(UTC))
    if as_json:
        typer.echo(msgspec.json.encode(_told(receipt, found)))
    else:
        _print(receipt, found)
    raise typer.Exit(0 if found.agrees else _FLIPPED)


def _receipt(where: str) -> Receipt:
    """Read the receipt that is meant. Raises `BadInputError`."""
    from heldout.ledger import folder
    from heldout.ledger.lines import Recorded
    from heldout.ledger.problem import Severity

    path, line = Path(where), None
    name, _, number = where.rpartition(":")
    if not path.exists() and name and number.isascii() and number.isdigit():
        path, line = Path(name), int(number)
    if not path.is_file():
        raise BadInputError(
            "there is no such file of receipts",
            where=path,
            next_step="name a receipt as FILE:LINE; git fetch origin results brings the ledger",
        )
    read = list(folder.read_file(path))
    here = [each for each in read if line is None or each.line == line]
    for each in here:
        if not isinstance(each, Recorded) and each.severity == Severity.ERROR:
            raise BadInputError(
                each.message, where=f"{each.file}:{each.line or 1}", next_step=each.next_step
            )
    found = [each for each in here if isinstance(each, Recorded)]
    if len(found) != 1:
        lines = [each.line for each in read if isinstance(each, Recorded)]
        fact = (
            f"there are {len(found):,} receipts in it, and one is to be replayed"
            if line is None
            else f"line {line:,} is no receipt"
        )
        hint = f"{path}:{lines[0]} is the first of them" if lines else "name a file of receipts"
        raise BadInputError(fact, where=path, next_step=f"name one as FILE:LINE; {hint}")
    return found[0].receipt


def _content(root: Repository, receipt: Receipt, solution: Path | None) -> bytes:
    """Read what was graded. Raises `BadInputError`, and what git's errors are."""
    from heldout.submission import objects, source

    if solution is not None:
        taken = source.take(solution)
        if isinstance(taken, source.Refusal):
            raise BadInputError(taken.reason, next_step="name what was graded: --solution FILE")
        return taken.content
    name = receipt.solution_sha
    header = objects.headers(root.root, [name])[name]
    if header is None or header.kind != "blob" or header.size_bytes > _MOST_BYTES:
        fact = "has no such file" if header is None else f"has a {header.kind} by this name"
        if header is not None and header.kind == "blob":
            fact = f"has a file of {header.size_bytes:,} bytes by this name, which is never graded"
        pull = f"refs/pull/{receipt.pull_request}/head" if receipt.pull_request else "of the work"
        raise BadInputError(
            f"what was graded is not at hand: git {fact}",
            where=name,
            next_step=f"git fetch origin {receipt.head_sha or pull}; or name it: --solution FILE",
        )
    return objects.blobs(root.root, [header])[name]


def key_of(
    root: Repository, receipt: Receipt, option: str | None, cohort: Path | None
) -> bytes | None:
    """Find the seed key of a receipt; None where none is needed.

    Raises `BadInputError` or `CatalogueError`.
    """
    from heldout.catalogue import opening

    if receipt.seed_commitment is None:
        return None
    if option is not None:
        return bytes.fromhex(option) if _HEX.fullmatch(option) else _key_file(Path(option))
    if cohort is not None:
        found = [opening.Found(str(cohort), opening.load(cohort))]
    else:
        found = list(opening.find(root.root, receipt.seed_commitment))
    published = [each.opening.key for each in found if each.opening.key is not None]
    if published:
        return bytes.fromhex(published[0])
    if found:
        fact = f"{found[0].name} has not published its seed key yet; it does when it closes"
    else:
        fact = f"no cohort here was opened with the seed key {receipt.seed_commitment[:16]}..."
    raise BadInputError(
        f"the hidden inputs of this grade cannot be drawn again: {fact}",
        where=root.root / "cohorts",
        next_step="git pull; or name the key: --seed-key HEX, or --cohort FILE, a seed.toml",
    )


def _key_file(path: Path) -> bytes:
    """Read a key in hex, or derive it from a cohort's secret. Raises `BadInputError`."""
    from heldout.vault import secret

    try:
        with path.open("rb") as stream:
            text = stream.read(_MOST_KEY_BYTES).decode("utf-8", "replace").strip()
    except OSError as exc:
        raise BadInputError(
            f"this is neither 64 hexadecimal digits nor a file that can be read ({exc.strerror})",
            where="--seed-key",
            next_step="give the key as it is in the cohort's seed.toml, or its file",
        ) from exc
    if text.startswith(secret.TAG):
        return secret.seed_key(secret.read(path))
    if not _HEX.fullmatch(text):
        raise BadInputError(
            "there is no seed key in it, which is 64 hexadecimal digits and nothing else",
            where=path,
            next_step="of a seed.toml it is `key`; the whole file goes with --cohort",
        )
    return bytes.fromhex(text)


def _told(receipt: Receipt, found: Replayed) -> dict[str, object]:
    return {
        "agrees": found.agrees,
        "candidate": receipt.candidate,
        "slug": receipt.slug,
        "kind": receipt.kind,
        "solution_sha": receipt.solution_sha,
        "flips": [_flip(each) for each in found.flips],
        "efficiency": [_flip(each) for each in found.efficiency],
        "slips": found.slips,
    }


def _flip(flip: Flip) -> dict[str, object]:
    marks = {"was": flip.was, "now": flip.now}
    return {"case": flip.case} | {k: v and v._asdict() for k, v in marks.items()}


def _print(receipt: Receipt, found: Replayed) -> None:
    from heldout.cli import screen

    if found.flips or found.efficiency:
        table = screen.table("case", "in the receipt", "now", "")
        for each, note in (
            *((each, "") for each in found.flips),
            *((each, "measured, decides nothing") for each in found.efficiency),
        ):
            words = (each.case, _words(each.was), _words(each.now), note)
            table.add_row(*map(screen.cell, words))
        screen.out.print(table)
    for slip in found.slips:
        screen.out.print(screen.safe(slip), markup=False, soft_wrap=True)
    outcome = "agrees" if found.agrees else f"does not agree: {_count(found)}"
    who = f"{receipt.candidate}, {receipt.slug} ({receipt.kind})"
    line = f"{who}: the replay {outcome}; {len(receipt.cases)} cases in the receipt"
    screen.out.print(screen.safe(line), markup=False, soft_wrap=True)


def _words(mark: Mark | None) -> str:
    return "-" if mark is None else f"{mark.verdict}, {mark.points:g} / {mark.max_points:g}"


def _count(found: Replayed) -> str:
    flips, slips = len(found.flips), len(found.slips)
    parts = [f"{flips} {'case flips' if flips == 1 else 'cases flip'}"] if flips else []
    parts += [f"{slips} {'figure is' if slips == 1 else 'figures are'} not borne out"] * (slips > 0)
    return ", ".join(parts)
