"""The command line itself. Commands import what they need when they run: `--help` stays quick."""

from __future__ import annotations

import sys
import tempfile
import traceback
from typing import Annotated

import typer

import heldout
from heldout.cli import (
    actions,
    board,
    candidate,
    cohort,
    demo,
    interview,
    ledger,
    listing,
    maintainer,
    new,
    plan,
    practising,
    progress,
    regrade,
    replay,
    review,
    scorecard,
    shard,
    similar,
    vault,
    verify,
)
from heldout.errors import HeldoutError

OUR_FAULT = 3
_INTERRUPTED = 130

app = typer.Typer(
    name="heldout",
    help="Machine-learning interview rehearsals that grade themselves.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
listing.add_commands(app)
candidate.add_commands(app)
practising.add_commands(app)
plan.add_commands(app)
progress.add_commands(app)
interview.add_commands(app)
maintainer.add_commands(app)
demo.add_commands(app)
new.add_commands(app)
verify.add_commands(app)
similar.add_commands(app)
review.add_commands(app)
regrade.add_commands(app)
scorecard.add_commands(app)
board.add_commands(app)
vault.add_commands(app)
ledger.add_commands(app)
replay.add_commands(app)
cohort.add_commands(app)
shard.add_commands(app)
actions.add_commands(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"heldout {heldout.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Machine-learning interview rehearsals that grade themselves."""


def run() -> None:
    """Run the application; every way out has its exit status, and none is a traceback."""
    try:
        app()
    except HeldoutError as exc:
        from heldout.cli import screen

        screen.print_error(exc)
        sys.exit(exc.exit_status)
    except KeyboardInterrupt:
        typer.echo("\nstopped; nothing is left running, and nothing was recorded", err=True)
        sys.exit(_INTERRUPTED)
    except Exception as exc:
        typer.echo(
            f"error: heldout itself failed ({type(exc).__name__}); this is our fault, not yours\n"
            f"  next: report it with {_keep_traceback()}",
            err=True,
        )
        sys.exit(OUR_FAULT)


def _keep_traceback() -> str:
    """Keep the traceback of the exception being handled; say where it is."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="heldout-", suffix=".traceback", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exc(file=file)
    except OSError as exc:
        return f"this line (its traceback could not be kept: {exc.strerror})"
    return f"the traceback in {file.name}"
