"""`heldout ledger`: whether the receipts are sound, and the way to the branch that keeps them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import msgspec
import typer

from heldout.cli.choices import AsJson
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.ledger.branch import Pushed
    from heldout.ledger.lines import Entry
    from heldout.ledger.problem import Problem

_UNSOUND, _BAD_INPUT = 1, 2
#: What a person reads; `--json` prints all.
_ROWS = 500
_LEFT_OUT = 20
_STANDARD_INPUT = "-"


def add_commands(app: typer.Typer) -> None:
    """Register the commands below `ledger`."""
    group = typer.Typer(
        help="Look after the receipts: check them, and record new ones on their branch.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("check")(check)
    group.command("push")(push)
    group.command("pull")(pull)
    app.add_typer(group, name="ledger")


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of the receipts.")
    ] = Path("receipts"),
    as_json: AsJson = False,
) -> None:
    """Find all that is wrong with the receipts in a folder; changes nothing."""
    from heldout.cli import screen
    from heldout.ledger.audit import Checked, audit
    from heldout.ledger.problem import Severity

    files = receipts = errors = notes = 0
    shown: list[Problem] = []
    for each in audit(folder, datetime.now(UTC)):
        if isinstance(each, Checked):
            files += 1
            receipts += each.receipts
            continue
        if each.severity == Severity.ERROR:
            errors += 1
        else:
            notes += 1
        if as_json:
            typer.echo(msgspec.json.encode(each))
        elif len(shown) < _ROWS:
            shown.append(each)
    if not as_json:
        _print_problems(shown, errors + notes, f"{screen.safe(str(folder))}/")
        counts = f"{_count(receipts, 'receipt')} in {_count(files, 'file')}"
        outcome = f"{_count(errors, 'error')}, {_count(notes, 'note')}" if errors else "sound"
        if notes and not errors:
            outcome += f", {_count(notes, 'note')}"
        _say(f"{counts}: {outcome}")
    raise typer.Exit(_UNSOUND if errors else 0)


Remote = Annotated[str, typer.Option(help="The remote: its name here, a URL or a folder.")]
BranchFolder = Annotated[str, typer.Option(help="The folder on the branch.")]


def pull(
    into: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder that the receipts go to.")
    ] = Path("receipts"),
    remote: Remote = "origin",
    branch: Annotated[str, typer.Option(help="The branch.")] = "results",
    folder: BranchFolder = "receipts",
    as_json: AsJson = False,
) -> None:
    """Bring the receipts of a remote's branch here; nothing here is lost."""
    from heldout.github import credentials
    from heldout.ledger import branch as branches
    from heldout.ledger.pull import pull as bring

    pulled = bring(
        branches.Target(remote, branch, folder),
        into,
        standing_in=Path.cwd(),
        environment=credentials.added(os.environ),
    )
    if as_json:
        typer.echo(msgspec.json.encode(pulled))
    elif pulled.commit is None:
        _say(f"there is no branch {branch} yet, so nothing was ever recorded; {into} is as it was")
    else:
        _say(f"{_count(pulled.changed, 'file')} in {into} changed, by {pulled.commit[:12]}")


def push(
    receipts: Annotated[
        list[str],
        typer.Argument(metavar="RECEIPTS...", help="Files of new receipts, one a line; or -"),
    ],
    remote: Remote = "origin",
    branch: Annotated[str, typer.Option(help="The branch; it is made if need be.")] = "results",
    folder: BranchFolder = "receipts",
    as_json: AsJson = False,
) -> None:
    """Record new receipts on the branch of a remote; what is there already is not repeated."""
    from heldout.github import credentials
    from heldout.ledger import branch as branches

    entries, left_out = _read(receipts)
    target = branches.Target(remote, branch, folder)
    pushed = (
        branches.push(
            entries,
            target,
            standing_in=Path.cwd(),
            environment=credentials.added(os.environ),
        )
        if entries
        else branches.Pushed((), (), (), None)
    )
    if as_json:
        typer.echo(msgspec.json.encode(_summary(pushed)))
    else:
        _print_pushed(pushed, branch)
    _warn(pushed, left_out)
    raise typer.Exit(_BAD_INPUT if left_out else 0)


def _read(names: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Read what is to be recorded, and what of it cannot be. Raises `BadInputError`."""
    from heldout.ledger import lines
    from heldout.ledger.lines import Recorded
    from heldout.ledger.problem import Severity

    entries: list[Entry] = []
    left_out: list[Problem] = []
    for name in names:
        with _opened(name) as stream:
            for each in lines.read(stream, name):
                if isinstance(each, Recorded):
                    entries.append(each)
                elif each.severity == Severity.ERROR:
                    left_out.append(each)
    return entries, left_out


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == _STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except OSError as exc:
        raise BadInputError(
            f"the receipts cannot be read: {(exc.strerror or str(exc)).lower()}",
            where=name,
            next_step="name the files that the grading wrote; nothing was recorded",
        ) from None


def _print_problems(problems: Sequence[Problem], total: int, folder: str) -> None:
    from heldout.cli import screen

    if not problems:
        return
    table = screen.table("file", "line", "severity", "code", "what", right=["line"])
    table.columns[0].overflow = "fold"
    for each in problems:
        line = "" if each.line is None else f"{each.line}"
        table.add_row(
            screen.cell(each.file.removeprefix(folder)),
            *(line, each.severity, each.code),
            screen.cell(each.message),
        )
    screen.out.print(table)
    if total > len(problems):
        _say(f"... and {total - len(problems):,} more; --json prints them all")
    # One step a code: the same advice a hundred times hides the other.
    steps = {each.code: each.next_step for each in reversed(problems)}
    for code, step in sorted(steps.items()):
        _say(f"  next: {code}: {step}")


def _print_pushed(pushed: Pushed, branch: str) -> None:
    before = f"; {_count(len(pushed.known), 'receipt')} had been before" if pushed.known else ""
    if pushed.commit is None:
        _say(f"nothing new to record{before}")
        return
    _say(f"recorded on {branch}: {_count(len(pushed.added), 'receipt')}{before}")


def _summary(pushed: Pushed) -> dict[str, object]:
    return {
        "added": len(pushed.added),
        "known": len(pushed.known),
        "set_aside": pushed.set_aside,
        "commit": pushed.commit,
    }


def _warn(pushed: Pushed, left_out: Sequence[Problem]) -> None:
    from heldout.cli import screen

    for path in pushed.set_aside:
        screen.print_warning(f"a line that was never finished is in {path} now")
    for each in left_out[:_LEFT_OUT]:
        screen.print_warning(f"left out: {each.file}:{each.line}: {each.message}")
    if len(left_out) > _LEFT_OUT:
        screen.print_warning(f"left out: {len(left_out) - _LEFT_OUT:,} more lines")


def _say(text: str) -> None:
    from heldout.cli import screen

    screen.out.print(screen.safe(text), markup=False, soft_wrap=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
