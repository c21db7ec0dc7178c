"""`heldout verify`: the proof that a challenge is strong and fair."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import typer

from heldout.cli.choices import AsJson, Jobs, Sandbox, SandboxOption, complete_slug, worst
from heldout.cli.vault import IdentityFile
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.authoring.finding import Finding
    from heldout.authoring.package import Package
    from heldout.authoring.prover import Plan
    from heldout.authoring.rules.rule import Rule
    from heldout.authoring.verification import Verification
    from heldout.catalogue.repository import Repository

Slugs = Annotated[
    list[str] | None,
    typer.Argument(
        help="Folders to verify; without any, those that have changed.",
        autocompletion=complete_slug,
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Verify every folder.")]
Base = Annotated[
    str | None,
    typer.Option(metavar="REF", help="What has changed since this commit; default: main."),
]
Runs = Annotated[int, typer.Option(min=2, max=1000, help="Runs of each right solution.")]
Seed = Annotated[
    str | None,
    typer.Option(metavar="HEX", help="Draw other inputs; default: they follow from the files."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Prove again what is proved and unchanged.")]
Explain = Annotated[
    str | None, typer.Option(metavar="CODE", help="Say what a finding's code means, and stop.")
]
#: Of paths that nobody looked at.
_SHOWN = 10
_CONTRIBUTED = "What somebody contributes"
PullRequest = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Prove what this pull request contributes, sealed or not; nothing is checked out.",
        rich_help_panel=_CONTRIBUTED,
    ),
]
Ref = Annotated[
    str | None,
    typer.Option(
        metavar="REF",
        help="The same for a commit that is here, by SHA or name.",
        rich_help_panel=_CONTRIBUTED,
    ),
]
Remote = Annotated[
    str,
    typer.Option(help="Where the pull request is.", rich_help_panel=_CONTRIBUTED),
]


class Asked(NamedTuple):
    """How a contribution is named on the command line: by number or ref, and its base."""

    pull_request: int | None
    ref: str | None
    remote: str
    base: str | None
    identity: Path | None

    @property
    def is_contributed(self) -> bool:
        """Whether it names one at all."""
        return self.pull_request is not None or self.ref is not None


class Work(NamedTuple):
    """A folder, what reading it found, and its proof if that is known already."""

    package: Package
    findings: tuple[Finding, ...]
    key: str
    known: Verification | None


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("verify")(verify)


def verify(
    slugs: Slugs = None,
    everything: Everything = False,
    base: Base = None,
    runs: Runs = 6,
    seed: Seed = None,
    fresh: Fresh = False,
    explain: Explain = None,
    pull_request: PullRequest = None,
    ref: Ref = None,
    remote: Remote = "origin",
    identity: IdentityFile = None,
    sandbox: SandboxOption = Sandbox.auto,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Prove that challenges are strong and fair, and list all that is wrong with them."""
    from heldout.authoring.prover import Plan
    from heldout.authoring.stages import corpus
    from heldout.catalogue import repository
    from heldout.cli import findings
    from heldout.github import environment

    if explain is not None:
        findings.print_rule(_rule(explain))
        return
    root = repository.find(Path.cwd())
    asked = Asked(pull_request, ref, remote, base, identity)
    _check_ways(slugs, asked, everything=everything)
    plan = Plan(cheats=corpus.cheats(), runs=runs, seed=_seed(seed))
    with ExitStack() as stack:
        if asked.is_contributed:
            _check_boxed(sandbox)
            packages = stack.enter_context(_contributed(root, asked))
        else:
            packages = _packages(root, slugs, everything=everything, base=base)
        verified = []
        # Surviving mutants show parts of the reference, which may have come sealed.
        keep = not asked.is_contributed and sandbox is not Sandbox.none
        for each in _verify(packages, plan, sandbox, jobs, fresh=fresh, keep=keep):
            verified.append(each)
            if as_json:
                typer.echo(msgspec.json.encode(each))
    if not as_json:
        with environment.commands_stopped(os.environ, sys.stdout):
            findings.print_verifications(verified)
    environment.publish(verified, os.environ, sys.stderr if as_json else sys.stdout)
    raise typer.Exit(worst(map(_status, verified)))


def _check_ways(slugs: list[str] | None, asked: Asked, *, everything: bool) -> None:
    """Refuse words that contradict each other. Raises `BadInputError`."""
    here = {"slugs": bool(slugs), "--all": everything}
    there = {"--pull-request": asked.pull_request is not None, "--ref": asked.ref is not None}
    since = {"--base": asked.base is not None and not asked.is_contributed}
    given = [name for name, is_given in (here | there | since).items() if is_given]
    if len(given) > 1:
        raise BadInputError(
            f"{' and '.join(given)} are different ways to say what is meant",
            next_step="give one of them",
        )
    if asked.identity is not None and not asked.is_contributed:
        raise BadInputError(
            "an identity opens what somebody contributes, and no contribution is named",
            next_step="heldout unseal SLUG for a folder that is here; else --pull-request or --ref",
        )


def _check_boxed(sandbox: Sandbox) -> None:
    if sandbox is Sandbox.none:
        raise BadInputError(
            "what somebody else wrote is not run without a sandbox",
            next_step="leave out --sandbox none; where there is no bubblewrap, use a machine "
            "that has it",
        )


@contextmanager
def _contributed(root: Repository, asked: Asked) -> Iterator[list[Package]]:
    """Have what is contributed laid out apart, for as long as the block lasts."""
    from heldout.authoring import contribution
    from heldout.cli import screen
    from heldout.grading import private
    from heldout.submission import fetch
    from heldout.vault import identity as identities

    top = root.root
    words = contribution.words(asked.pull_request, asked.ref)
    base = contribution.base_of(top, asked.base)
    head = asked.ref or ""
    if asked.pull_request is not None:
        source = f"refs/pull/{asked.pull_request}/head"
        head = fetch.from_remote(top, asked.remote, source, fetch.own_config())
    given = contribution.read(top, base=base, head=head, asked=words)
    for what, paths in (("taken away", given.removed), ("not looked at", given.others)):
        if paths:
            more = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
            screen.print_warning(f"{what}: {', '.join(paths[:_SHOWN])}{more}")
    if given.sealed:
        held = identities.required(asked.identity, os.environ, identities.default_path())
        given = contribution.open_sealed(given, held)
    with private.folder(Path(tempfile.gettempdir()), top) as place:
        yield contribution.lay_out(given, top, place)


def _verify(
    packages: Sequence[Package],
    plan: Plan,
    sandbox: Sandbox,
    jobs: int | None,
    *,
    fresh: bool,
    keep: bool,
) -> Iterator[Verification]:
    from heldout.authoring import prover, store
    from heldout.cli import grading, screen
    from heldout.judging.judge import Judge

    kept = store.default_folder()
    work = []
    for package in packages:
        found = prover.read(package)
        has_code = package.kind == "challenge"
        key = store.key(package, plan) if has_code and prover.may_prove(found) else ""
        known = store.get(kept, key) if key and not fresh else None
        work.append(Work(package, found, key, known))
    if not any(each.key and each.known is None for each in work):
        yield from map(_settled, work)
        return
    with Judge(grading.isolation_for(sandbox), jobs=jobs) as judge:
        for each in work:
            if not each.key or each.known:
                yield _settled(each)
                continue
            with screen.stages(each.package.slug) as watch:
                proved = prover.run(judge, each.package, plan, watch)
            if keep:
                store.put(kept, each.key, proved)
            yield prover.together(each.findings, proved)


def _settled(work: Work) -> Verification:
    """Give the result of a folder that runs nothing, or did before."""
    from heldout.authoring import prover

    if work.package.kind == "casestudy" and prover.may_prove(work.findings):
        return prover.together(work.findings, prover.try_answers(work.package))
    if work.known is None:
        return prover.unrun(work.package, work.findings)
    return prover.together(work.findings, work.known)


def _packages(
    root: Repository, slugs: list[str] | None, *, everything: bool, base: str | None
) -> list[Package]:
    from heldout.authoring import changes
    from heldout.authoring.package import Package
    from heldout.catalogue.unknown import unknown

    homes = (("casestudies", root.casestudy_slugs()), ("challenges", root.slugs()))
    folders = [root.root / home / slug for home, names in homes for slug in names]
    if slugs:
        known = {folder.name for folder in folders}
        for slug in slugs:
            if slug not in known:
                step = "`heldout list` shows them all"
                raise unknown("folder", slug, known, where=root.root, next_step=step)
        wanted = [folder for folder in folders if folder.name in slugs]
    elif everything or (base is None and not changes.is_checkout(root.root)):
        wanted = folders
    else:
        touched = changes.folders(changes.changed(root.root, base))
        wanted = [
            folder
            for folder in folders
            if folder.relative_to(root.root).as_posix() in touched
            # A rubric is part of every prompt that it is for.
            or ("rubrics" in touched and folder.parent.name == "casestudies")
        ]
    return [Package(root.root, folder) for folder in wanted]


def _seed(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        return bytes.fromhex(text)
    except ValueError as exc:
        raise BadInputError(
            f"--seed takes a number in hexadecimal, and {text!r} is none",
            next_step="for example: --seed 5eed",
        ) from exc


def _rule(code: str) -> type[Rule]:
    from heldout.authoring.rules import EVERY_RULE
    from heldout.catalogue.unknown import did_you_mean

    rules = {rule.code: rule for rule in EVERY_RULE}
    if code not in rules:
        hint = did_you_mean(code, rules)
        raise BadInputError(
            f"no rule has the code {code!r}", next_step=f"{hint}docs/rules.md lists them all"
        )
    return rules[code]


def _status(verification: Verification) -> int:
    """0 if it is proved, 3 if something of ours kept it from being tried, else 1."""
    from heldout.authoring.rules.proof import Unproved

    if verification.ok:
        return 0
    return 3 if any(each.code == Unproved.code for each in verification.findings) else 1
