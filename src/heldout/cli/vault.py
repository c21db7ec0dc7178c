"""What a maintainer types to keep suites secret: seal, unseal, publish."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from heldout.cli.choices import AsJson, Slugs, worst
from heldout.errors import BadInputError, HeldoutError

if TYPE_CHECKING:
    from heldout.vault.age import Identity
    from heldout.vault.publication import Published
    from heldout.vault.suites import Outcome

_SHOWN = 12

IdentityFile = Annotated[
    Path | None,
    typer.Option(
        "--identity",
        help="A file with an age identity; default: HELDOUT_IDENTITY, or your own folder's.",
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("seal")(seal)
    app.command("unseal")(unseal)
    app.command("publish")(publish)


def seal(slugs: Slugs = None, identity: IdentityFile = None, as_json: AsJson = False) -> None:
    """Write hidden.age for hidden folders in the clear, for the keys of recipients.txt."""
    from heldout.catalogue import repository
    from heldout.cli import screen
    from heldout.vault import identity as identities
    from heldout.vault import recipients, suites

    found = repository.find(Path.cwd())
    tasks = [each for each in suites.find(found, slugs or ()) if slugs or suites.is_clear(each)]
    named = recipients.read(found.root / recipients.FILE)
    held = identities.find(identity, os.environ, identities.default_path())
    if not held and any(map(suites.is_sealed, tasks)):
        screen.print_warning("no identity is at hand to compare with: all is sealed anew")
    _each(tasks, lambda task: suites.seal(task, named, held), "to seal", as_json=as_json)


def unseal(slugs: Slugs = None, identity: IdentityFile = None, as_json: AsJson = False) -> None:
    """Make hidden folders from hidden.age; one that is there and differs is left alone."""
    from heldout.catalogue import repository
    from heldout.vault import identity as identities
    from heldout.vault import suites

    found = suites.find(repository.find(Path.cwd()), slugs or ())
    tasks = [each for each in found if slugs or suites.is_sealed(each)]
    held = identities.required(identity, os.environ, identities.default_path())
    _each(tasks, lambda task: suites.unseal(task, held), "to unseal", as_json=as_json)


def publish(
    dest: Annotated[
        Path, typer.Argument(help="The edition's folder: new, empty, or one from before.")
    ],
    overlay: Annotated[
        Path | None,
        typer.Option(
            help="A folder whose challenges/, casestudies/, rubrics/ and cohorts/ are laid over."
        ),
    ] = None,
    identity: IdentityFile = None,
    as_json: AsJson = False,
) -> None:
    """Write or update a cohort edition: what candidates need, with the hidden suites sealed."""
    from heldout.catalogue import repository
    from heldout.vault import identity as identities
    from heldout.vault import publication

    root = repository.find(Path.cwd()).root
    _check_stubs(root, *([overlay] if overlay else []))
    default = identities.default_path()
    held: Sequence[Identity] = identities.find(identity, os.environ, default)
    published = publication.publish(root, dest, overlay, held, default)
    if as_json:
        typer.echo(msgspec.json.encode(published._asdict(), enc_hook=str))
    else:
        _print(published, dest.resolve())


def _each(
    tasks: Sequence[Path], do: Callable[[Path], Outcome], what: str, *, as_json: bool
) -> None:
    """Do it to each task. What goes wrong with one is told, and does not keep the others back."""
    from heldout.cli import screen

    done, errors = [], []
    for task in tasks:
        try:
            done.append(do(task))
        except HeldoutError as exc:
            errors.append(exc)
    if as_json:
        for each in done:
            typer.echo(msgspec.json.encode(each._asdict()))
    elif done:
        table = screen.table("folder", "files", "", right=["files"])
        for each in done:
            table.add_row(screen.cell(each.folder), f"{each.files}", each.step)
        screen.out.print(table)
    elif not errors:
        screen.out.print(f"there is nothing {what} here")
    for error in errors:
        screen.print_error(error)
    raise typer.Exit(worst(error.exit_status for error in errors))


def _check_stubs(*sources: Path) -> None:
    """Refuse to hand out a stub that somebody has solved in place."""
    from heldout.authoring import guard

    stubs = [stub for source in sources for stub in sorted(source.glob("challenges/*/solution.py"))]
    found = [each for stub in stubs for each in guard.check(stub)]
    if found:
        listing = "".join(f"\n  - {each.file}:{each.line or 1}: {each.message}" for each in found)
        raise BadInputError(
            f"candidates would begin with more than a stub:{listing}",
            where=sources[0],
            next_step="keep your own solution elsewhere, git restore the stub, then publish again",
        )


def _print(published: Published, dest: Path) -> None:
    from heldout.cli import screen

    def say(text: str) -> None:
        screen.out.print(text, markup=False, soft_wrap=True)

    folder = shlex.quote(screen.safe(str(dest)))
    if published.commit is None:
        say(f"{folder} is up to date")
    else:
        say(f"published to {folder}, commit {published.commit[:12]}")
    say(
        f"  files      {len(published.written)} written, {len(published.removed)} removed\n"
        f"  suites     {published.suites}, {len(published.sealed)} of them sealed anew\n"
        f"  sealed for {len(published.recipients)} "
        f"{'key' if len(published.recipients) == 1 else 'keys'}, see recipients.txt"
    )
    _warn(published)
    commands: list[Any] = []
    if (made := published.made_identity) is not None:
        say(
            f"\na new identity is in {screen.safe(str(made))}, and nowhere else; whoever loses it "
            "cannot open\nthese suites. Keep a copy where you keep passwords."
        )
        commands = [
            f"cd {folder}",
            f"gh secret set HELDOUT_IDENTITY --env grading < {shlex.quote(str(made))}",
        ]
    if published.commit is not None:
        commands.append("git push -u origin main" if commands else f"git -C {folder} push")
    for n, command in enumerate(commands):
        say(f"{'next: ' if n == 0 else '      '}{command}")


def _warn(published: Published) -> None:
    from heldout.cli import screen

    told = (
        (published.kept, "changed in the edition, and kept as it is there"),
        (published.left_out, "left out, since nothing reads it there"),
        (published.in_the_clear, "in the clear in the edition's folder, though not in git"),
    )
    for paths, fact in told:
        for path in paths[:_SHOWN]:
            screen.print_warning(f"{path}: {fact}")
        if len(paths) > _SHOWN:
            screen.print_warning(f"and {len(paths) - _SHOWN} more: {fact}")
    if not published.can_open:
        screen.print_warning(
            "no identity at hand is for one of the recipients, so it cannot be told which suites "
            "are the same as before, and all were sealed anew"
        )
