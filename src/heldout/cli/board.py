"""`heldout board`: the cohort's standings as a site, and a look at it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.choices import AsJson
from heldout.errors import BadInputError, RootNotFoundError

if TYPE_CHECKING:
    from heldout.board.build import Built
    from heldout.board.setting import Setting
    from heldout.catalogue.evaluation import Evaluation
    from heldout.catalogue.repository import Repository

Out = Annotated[Path, typer.Option(metavar="DIR", help="The folder of the site.")]


def add_commands(app: typer.Typer) -> None:
    """Register the commands below `board`."""
    group = typer.Typer(
        help="Make the cohort's standings into a site, and look at it.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("build")(build)
    group.command("serve")(serve)
    app.add_typer(group, name="board")


def build(
    receipts: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder of the receipts.")
    ] = Path("receipts"),
    cohort: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The cohort's rules; without, all receipts count."),
    ] = None,
    out: Out = Path("site"),
    url: Annotated[
        str | None, typer.Option(help="Where the site will be on the web, for feeds and links.")
    ] = None,
    secret: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The cohort's secret, for pseudonyms."),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to keep what makes the next build quick."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes that make pages; default: one a core.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Build the site from receipts; where it was built before, only what changed is made anew."""
    from heldout.board import address
    from heldout.board import build as builder
    from heldout.cli import screen

    base = None if url is None else address.base(url)
    repository = _repository()
    setting = _setting(repository, cohort, secret)
    place = cache or _cache(receipts, out)
    with _told_of_the_disk(out, place):
        built = builder.build(
            receipts,
            out,
            setting,
            evaluation=_evaluation(repository),
            base=base,
            cache=place,
            jobs=jobs or os.cpu_count() or 1,
        )
    if as_json:
        typer.echo(_summary(built, out))
        return
    for notice in built.board.notices:
        screen.print_warning(notice.text)
    _print(built, out)


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the site.")] = Path(
        "site"
    ),
    port: Annotated[int, typer.Option(help="0 picks a free one.")] = 8000,
) -> None:
    """Show a site that was built, to this machine only, until Ctrl-C."""
    from heldout.board import preview
    from heldout.cli import screen

    server = preview.make_server(folder, port)
    screen.out.print(
        f"http://{preview.ADDRESS}:{server.server_port}/  (Ctrl-C ends it)", markup=False
    )
    preview.serve(server)


def _repository() -> Repository | None:
    """Find the repository around; the receipts of a branch alone make a board too."""
    from heldout.catalogue import repository

    try:
        return repository.find(Path.cwd())
    except RootNotFoundError:
        return None


@contextmanager
def _told_of_the_disk(out: Path, cache: Path) -> Iterator[None]:
    """Turn what the disk refuses into an error that says where to make room."""
    import duckdb

    try:
        yield
    except OSError as exc:
        raise BadInputError(
            f"the site cannot be written ({(exc.strerror or str(exc)).lower()}); an older one is"
            " as it was, but for single pages that are newer",
            where=exc.filename or out,
            next_step="make room, or name another place: heldout board build --out DIR",
        ) from exc
    except duckdb.IOException as exc:
        raise BadInputError(
            f"the cache cannot be written: {exc}",
            where=cache,
            next_step="make room, or name another place: heldout board build --cache FILE",
        ) from exc


def _evaluation(repository: Repository | None) -> Evaluation | None:
    """Load what candidates are judged by, where the repository says it."""
    if repository is None or not repository.has_evaluation():
        return None
    return repository.evaluation()


def _setting(repository: Repository | None, cohort: Path | None, secret: Path | None) -> Setting:
    from heldout.board import known
    from heldout.board.setting import Setting
    from heldout.catalogue import cohort as cohorts

    rules = None if cohort is None else cohorts.load(cohort, known=repository)
    key = None
    if rules is not None and rules.pseudonyms:
        key = _pseudonym_key(secret)
    return Setting(
        now=datetime.now(UTC), cohort=rules, catalogue=known.tasks(repository), pseudonym_key=key
    )


def _pseudonym_key(path: Path | None) -> bytes:
    """Derive the key of pseudonyms. Raises `BadInputError` where there is no secret."""
    from heldout.vault import secret as secrets

    return secrets.required_pseudonym_key(path, os.environ)


def _cache(receipts: Path, out: Path) -> Path:
    """Say where the cache is: one for each pair of folders."""
    from platformdirs import user_cache_path

    pair = f"{receipts.resolve()}\0{out.resolve()}"
    name = hashlib.sha256(pair.encode()).hexdigest()[:16]
    return user_cache_path("heldout") / "boards" / f"{name}.duckdb"


def _summary(built: Built, out: Path) -> str:
    import msgspec

    facts = {
        "out": str(out),
        "candidates": len(built.board.standings),
        "tasks": len(built.board.tasks),
        "stale": len(built.board.stale),
        "pages": built.pages,
        "is_whole": built.is_whole,
        "notices": [notice.text for notice in built.board.notices],
    }
    return msgspec.json.encode(facts).decode()


def _print(built: Built, out: Path) -> None:
    """Say what was built, and where to look."""
    from heldout.cli import screen

    board = built.board
    how = "the whole site" if built.is_whole else f"{built.pages} pages of candidates anew"
    screen.out.print(
        f"{_count(len(board.standings), 'candidate')}, {_count(len(board.tasks), 'task')}; {how}\n"
        f"site: {(out / 'index.html').resolve().as_uri()}",
        markup=False,
        soft_wrap=True,
    )
    if board.stale:
        screen.out.print(
            f"{len(board.stale)} works were graded by a suite that has changed since; "
            "the page lists them",
            markup=False,
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
