"""`heldout progress`: how somebody grows, and what to do next."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.repository import Repository

_RECEIPTS = "receipts"


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("progress")(progress)


def progress(
    receipts: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The folder of the receipts; default: receipts/, as `heldout ledger pull` fills "
            "it, if it is there.",
        ),
    ] = None,
    candidate: Annotated[
        str | None, typer.Option(help="Whose receipts: a login, or a user's number.")
    ] = None,
    local: Annotated[
        bool,
        typer.Option(
            "--local/--no-local", help="Also what was checked and held on this machine, or not."
        ),
    ] = True,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write a page.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, one object with everything.")
    ] = False,
) -> None:
    """Show how you grow: what passed, where points are lost, and what to do next."""
    import msgspec

    from heldout.catalogue import repository
    from heldout.cli import progress_lines, screen
    from heldout.practice.progress import page, reading, summary

    root = repository.find(Path.cwd())
    ledger = receipts or _pulled(root)
    if ledger is None and candidate is not None:
        raise BadInputError(
            "no receipts are here, so nobody can be found in them by name",
            where=root.root / _RECEIPTS,
            next_step="heldout ledger pull brings them here; or name their folder: --receipts DIR",
        )
    facts = reading.read(root, ledger, candidate, local=local)
    found = summary.build(facts, datetime.now(UTC), datetime.astimezone)
    if html is not None:
        _write(html, page.render(found))
    if as_json:
        typer.echo(msgspec.json.encode(found))
        return
    progress_lines.show(found, screen.out)
    if html is not None:
        where = screen.safe(str(screen.from_here(html)))
        screen.out.print(f"\nthe same as a page: {where}", markup=False, soft_wrap=True)


def _pulled(root: Repository) -> Path | None:
    """Find the receipts that `heldout ledger pull` brought here."""
    folder = root.root / _RECEIPTS
    return folder if any(folder.glob("*.ndjson")) else None


def _write(path: Path, page: str) -> None:
    """Put a page in its place, whole: there is the old one or the new one at any time."""
    place = Path(os.path.realpath(path))
    fresh = place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}")
    try:
        if place.exists() and not place.is_file():
            raise OSError("this is no file")
        try:
            with fresh.open("x", encoding="utf-8", errors="replace") as file:
                file.write(page)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        except BaseException:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
    except OSError as exc:
        raise BadInputError(
            f"the page cannot be written ({(exc.strerror or str(exc)).lower()})",
            where=path,
            next_step="name a file in a folder that is there and may be written to, or make room",
        ) from exc
