"""`heldout cohort`: what its hidden inputs are drawn by, promised at opening, told at closing."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import platformdirs
import typer

from heldout.cli.choices import AsJson
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.cohort import Cohort
    from heldout.catalogue.opening import Opening

Name = Annotated[str, typer.Argument(help="The cohort: the name of its file in cohorts/.")]
SecretFile = Annotated[
    Path | None,
    typer.Option(
        "--secret", help="The file of the cohort's secret; default: in your own heldout folder."
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Register the commands below `cohort`."""
    group = typer.Typer(
        help="Open and close a cohort: promise the key of its hidden inputs, and publish it.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("open")(open_)
    group.command("close")(close)
    app.add_typer(group, name="cohort")


def open_(name: Name, secret_file: SecretFile = None, as_json: AsJson = False) -> None:
    """Draw a cohort's secret, if it has none yet, and record the hash of its seed key."""
    from heldout.catalogue import opening, repository
    from heldout.vault import secret

    root = repository.find(Path.cwd())
    rules = root.cohort(name)
    record, kept = opening.file(root.root, name), _place(secret_file, name)
    before = opening.load(record) if record.is_file() else None
    if not kept.exists():
        if before is not None:
            raise _lost(kept, record)
        _check_outside(kept, root.root)
        _draw(kept)
    held = secret.read(kept)
    commitment = secret.commitment(secret.seed_key(held))
    settings = [f"gh secret set {secret.VARIABLE} --env grading < {shlex.quote(str(kept))}"]
    if rules.pseudonyms:
        # The board needs this key only, so it is not given the one that inputs are drawn by.
        own = kept.with_suffix(".pseudonym-key")
        secret.write_pseudonym_key(own, held)
        settings.append(f"gh secret set {secret.PSEUDONYM_VARIABLE} < {shlex.quote(str(own))}")
    if before is None:
        _check_unused(root.root, commitment, kept)
        opened_at = datetime.now(UTC).replace(microsecond=0)
        after = opening.Opening(commitment=commitment, opened_at=opened_at)
        opening.write(record, after)
    else:
        _check_same(before, commitment, record, kept)
        after = before
    path = record.relative_to(root.root)
    if as_json:
        _print_json(name, path, after, changed=before is None, secret=kept)
        return
    if before is None:
        _say(f"opened {name}: the hash of its seed key is in {path}")
        _say(f"its secret is in {kept}, and nowhere else; keep a copy where you keep passwords")
        _print_commands(*settings, *_commit(path, f"Open the cohort {name}"))
    else:
        state = "and closed since" if before.closed_at else "with this secret"
        _say(f"{name} was opened on {_day(before.opened_at)} {state}; nothing was changed")
        _print_commands(*settings)


def close(
    name: Name,
    secret_file: SecretFile = None,
    early: Annotated[
        bool,
        typer.Option(
            "--early",
            help="Publish the key while work still counts: who has a suite then knows its inputs.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Publish a cohort's seed key, once no more work counts; then any grade can be replayed."""
    from heldout.catalogue import opening, repository
    from heldout.vault import secret

    root = repository.find(Path.cwd())
    cohort, record = root.cohort(name), opening.file(root.root, name)
    if not record.is_file():
        raise BadInputError(
            f"{name} was never opened, so there is no hash that a key could be held to",
            where=record,
            next_step=f"heldout cohort open {name}, before the first work is graded",
        )
    path, before = record.relative_to(root.root), opening.load(record)
    if before.closed_at is not None:
        if as_json:
            _print_json(name, path, before, changed=False)
        else:
            _say(f"{name} was closed on {_day(before.closed_at)}; nothing was changed")
        return
    now = datetime.now(UTC).replace(microsecond=0)
    if not early:
        _check_over(cohort, name, now)
    kept = _place(secret_file, name)
    if not kept.exists():
        raise _lost(kept, record)
    key = secret.seed_key(secret.read(kept))
    _check_same(before, secret.commitment(key), record, kept)
    after = msgspec.structs.replace(before, key=key.hex(), closed_at=now)
    opening.write(record, after)
    if as_json:
        _print_json(name, path, after, changed=True)
        return
    _say(f"closed {name}: its seed key is in {path}, and is public with the next push")
    _say("whoever has the suites can replay any of its grades now: heldout replay RECEIPT")
    if early:
        _say("work that is graded from now on may know its inputs: open another cohort for it")
    _print_commands(*_commit(path, f"Close the cohort {name}"))


def _place(option: Path | None, name: str) -> Path:
    if option is not None:
        return option.absolute()
    own = Path(platformdirs.user_config_dir("heldout", appauthor=False))
    return own / "cohorts" / f"{name}.secret"


def _draw(path: Path) -> None:
    """Make a secret and keep it. Raises `BadInputError`."""
    from heldout.vault import secret

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise BadInputError(
            f"the secret's folder cannot be made ({exc.strerror})",
            where=path.parent,
            next_step="name a file in a folder where you may write: --secret FILE",
        ) from exc
    secret.write(path, secret.new())


def _check_outside(path: Path, root: Path) -> None:
    if path.resolve().is_relative_to(root.resolve()):
        raise BadInputError(
            "this is inside the repository, where the next commit could publish the secret",
            where=path,
            next_step="name a file elsewhere, or leave out --secret",
        )


def _check_unused(root: Path, commitment: str, kept: Path) -> None:
    from heldout.catalogue import opening

    if others := opening.find(root, commitment):
        raise BadInputError(
            f"{others[0].name} was opened with this very secret, and whoever gets to know its key "
            "would know the inputs of this cohort as well",
            where=kept,
            next_step="name another file, or leave out --secret: a new one is drawn",
        )


def _check_same(before: Opening, commitment: str, record: Path, kept: Path) -> None:
    if before.commitment != commitment:
        raise BadInputError(
            f"{kept} is not the secret that this cohort was opened with: its seed key has the "
            f"SHA-256 {commitment[:16]}..., and {before.commitment[:16]}... was published; a "
            "cohort that is open cannot change its seed, or its grades could not be replayed",
            where=record,
            next_step="name the file of the right secret: --secret FILE. If it is lost, or others "
            "know it, docs/cohorts.md says what to do",
        )


def _check_over(cohort: Cohort, name: str, now: datetime) -> None:
    """Refuse while work still counts; late work that always counts in full is not waited for."""
    is_late_counted = cohort.late.policy == "penalty" and cohort.late_factor(now) > 0
    if now > cohort.closes and not is_late_counted:
        return
    end = cohort.closes if now <= cohort.closes else cohort.late.until
    until = f" until {end.isoformat()}" if end is not None else ""
    raise BadInputError(
        f"work for {name} still counts{until}, and whoever has a suite and the key knows its "
        f"inputs; it is {now.isoformat()}",
        where=f"cohorts/{name}.toml",
        next_step=f"wait until no more work counts; or heldout cohort close {name} --early",
    )


def _lost(kept: Path, record: Path) -> BadInputError:
    return BadInputError(
        f"this cohort is open, and its secret is not at {kept}",
        where=record,
        next_step="name the file where it is: --secret FILE. If it is lost, docs/cohorts.md says "
        "what to do",
    )


def _commit(path: Path, message: str) -> tuple[str, ...]:
    name = shlex.quote(str(path))
    return f"git add {name}", f"git commit -m {shlex.quote(message)} {name}", "git push"


def _print_commands(*commands: str) -> None:
    for n, command in enumerate(commands):
        _say(f"{'next: ' if n == 0 else '      '}{command}")


def _print_json(
    name: str, path: Path, record: Opening, *, changed: bool, secret: Path | None = None
) -> None:
    """Print the record; of the secret no more than where it is kept."""
    told = {"cohort": name, "record": str(path), "changed": changed}
    told |= {"secret_file": str(secret)} if secret is not None else {}
    typer.echo(msgspec.json.encode({**told, **msgspec.to_builtins(record)}))


def _day(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M %Z}"


def _say(text: str) -> None:
    from heldout.cli import screen

    screen.out.print(screen.safe(text), markup=False, soft_wrap=True)
