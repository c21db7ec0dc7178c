"""`heldout actions`: what the workflows call, a command for each step that is more than one line.

plan      the event -> plan/decision.json and plan/plan.ndjson; has the keys, runs nobody's code
open      a leg -> its suites and seeds in a private folder; has the keys, runs nobody's code
grade     a leg and that folder -> its part; runs candidates' code, has no key
record    decision and parts -> receipts on their branch
comment   decision, parts and receipts -> the comment, labels, and the job's summary
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.choices import Jobs
from heldout.errors import BadInputError, CatalogueError, HeldoutError, OurFaultError

if TYPE_CHECKING:
    from heldout.catalogue.cohort import Cohort
    from heldout.catalogue.repository import Repository
    from heldout.grading.decision import Decision
    from heldout.grading.parts import Joined
    from heldout.grading.suites import Opened

_FAULT = 3
_DECISION, _PLAN = "decision.json", "plan.ndjson"

Plan = Annotated[
    Path, typer.Option(metavar="DIR", help="The folder that `heldout actions plan` wrote.")
]
Digest = Annotated[
    str, typer.Option(metavar="SHA256", help="Of its decision.json, as the plan's job said it.")
]
Parts = Annotated[
    list[Path] | None, typer.Argument(metavar="[PART...]", help="What the legs left behind.")
]
Receipts = Annotated[
    Path, typer.Option(metavar="DIR", help="The ledger's folder, as pulled from its branch.")
]
Rules = Annotated[Path | None, typer.Option("--cohort", metavar="FILE", help="The cohort's file.")]
Leg = Annotated[Path, typer.Option(metavar="FILE", help="A leg that heldout shard wrote.")]
Remote = Annotated[str, typer.Option(help="The remote that has the pull requests.")]


def add_commands(app: typer.Typer) -> None:
    """Register the commands below `actions`."""
    group = typer.Typer(
        help="What the workflows call: plan, open, grade, record and comment a pull request.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("plan")(plan)
    group.command("open")(open_)
    group.command("grade")(grade)
    group.command("record")(record)
    group.command("comment")(comment)
    app.add_typer(group, name="actions")


def plan(
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new folder for the plan.")] = Path(
        "plan"
    ),
    receipts: Receipts = Path("receipts"),
    cohort: Rules = None,
    remote: Remote = "origin",
) -> None:
    """Decide what becomes of the files in the event's pull request; nothing of it is run."""
    from heldout.catalogue import cohort as cohorts
    from heldout.catalogue import opening, repository
    from heldout.cli import recorded, screen
    from heldout.github import credentials, event
    from heldout.grading import decision as decisions
    from heldout.grading import shards
    from heldout.submission import fetch, pull_request

    with _tame():
        root = repository.find(Path.cwd())
        found = event.find(os.environ).pull_request
        rules = cohorts.load(cohort, known=root) if cohort else None
        access = credentials.settings(os.environ)
        head = fetch.from_remote(root.root, remote, found.head.sha, fetch.own_config(), access)
        read = pull_request.read(root.root, base="HEAD", head=head)
        slugs = list(decisions.slugs(read))
        with _unsealed(slugs) as opened:
            if cohort is not None:
                opening.check(cohort, opened.seeds.commitment)
            for slug, fault in opened.graders().faults.items():
                screen.print_warning(f"{slug} cannot be graded: {fault.fact}")
            known = recorded.receipts(receipts)
            now = datetime.now(UTC)
            decision = decisions.decide(read, found.submitter, opened, known, rules, now)
        content = decisions.encode(decision)
        _write(out, {_DECISION: content, _PLAN: shards.encode_plan(decision.grades)})
        _output(decision=decision.decision, digest=hashlib.sha256(content).hexdigest())
        screen.out.print(
            f"{decision.decision}: {len(decision.files)} handed in, {len(decision.grades)} to "
            "grade",
            markup=False,
        )


def open_(
    leg: Leg,
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new folder, outside of here.")],
    remote: Remote = "origin",
) -> None:
    """Open a leg's suites, draw its seeds, and fetch its solutions; nothing of them is run."""
    from heldout.catalogue import repository
    from heldout.cli import legs, screen
    from heldout.github import credentials
    from heldout.grading import handover
    from heldout.submission import fetch

    with _tame():
        root = repository.find(Path.cwd())
        grades = legs.read(leg)
        access = credentials.settings(os.environ)
        heads = [each.work.head_sha for each in grades if each.work.head_sha is not None]
        gone = fetch.commits(
            root.root, remote, list(dict.fromkeys(heads)), fetch.own_config(), access
        )
        for sha in gone:
            screen.print_warning(f"{sha} could not be fetched, so what is in it is not graded")
        with _unsealed([each.work.slug for each in grades]) as opened:
            for slug, fault in handover.write(opened, grades, out).items():
                screen.print_warning(f"{slug} cannot be graded: {fault.fact}")


def grade(
    leg: Leg,
    opened: Annotated[Path, typer.Option(metavar="DIR", help="What `open` laid out.")],
    part: Annotated[Path, typer.Option(metavar="FILE", help="Where the leg's grades go.")],
    jobs: Jobs = None,
) -> None:
    """Grade a leg in the sandbox, without any key; what was opened for it is removed."""
    from heldout.catalogue import repository
    from heldout.cli import legs
    from heldout.grading import handover
    from heldout.sandbox.box import Isolation

    with _tame():
        root = repository.find(Path.cwd())
        grades = legs.read(leg)
        slugs = [each.work.slug for each in grades]
        try:
            with handover.read(root, slugs, opened, isolation=Isolation.BUBBLEWRAP) as at_hand:
                left = legs.undone(grades, part)
                keep = legs.keep_in_part(part)
                status = legs.grade(at_hand, left, root.root, keep, jobs, as_json=False)
        finally:
            handover.remove(opened)
    # What could not be graded is in no part, and is nobody's failure but ours.
    raise typer.Exit(_FAULT if status else 0)


def record(
    digest: Digest,
    parts: Parts = None,
    plan: Plan = Path("plan"),
    remote: Annotated[str, typer.Option(help="The remote that keeps the receipts.")] = "origin",
    branch: Annotated[str, typer.Option(help="The branch.")] = "results",
) -> None:
    """Record what grading came to, as the event and the plan say whose it is."""
    from heldout.cli import screen
    from heldout.github import credentials
    from heldout.ledger import branch as branches
    from heldout.ledger import lines
    from heldout.ledger import receipt as receipts
    from heldout.ledger.lines import Recorded

    with _tame():
        decision = _decision(plan, digest)
        joined = _joined(decision, parts or ())
        for stray in joined.strays:
            screen.print_warning(f"{stray.part}, line {stray.line}: {stray.message}")
        for work in joined.missing:
            screen.print_warning(f"{work.slug} ({work.kind}) was not graded")
        new = b"".join(map(receipts.encode, (*decision.reused, *joined.receipts)))
        entries = [each for each in lines.read(BytesIO(new), "new") if isinstance(each, Recorded)]
        if entries:
            branches.push(
                entries,
                branches.Target(remote, branch, "receipts"),
                standing_in=Path.cwd(),
                environment=credentials.added(os.environ),
            )
        _output(recorded=str(len(entries)))
        screen.out.print(f"{len(entries)} recorded, {len(joined.missing)} missing", markup=False)


def comment(
    digest: Digest = "",
    parts: Parts = None,
    plan: Plan = Path("plan"),
    receipts: Receipts = Path("receipts"),
    cohort: Rules = None,
    fault: Annotated[
        str, typer.Option(help="What went wrong on our side before, for the candidate.")
    ] = "",
    board: Annotated[str, typer.Option(metavar="URL", help="Where the board is.")] = "",
) -> None:
    """Keep the comment and the labels of the pull request up to date, and write the summary."""
    from heldout.board import known
    from heldout.catalogue import repository
    from heldout.cli import recorded, screen
    from heldout.github import event, publication, standing

    with _tame():
        root = repository.find(Path.cwd())
        found = event.find(os.environ)
        decision = _decision(plan, digest) if digest else None
        push = standing.Push(
            submitter=found.pull_request.submitter,
            head_sha=found.pull_request.head.sha,
            decision=decision,
            joined=None if decision is None else _joined(decision, parts or ()),
            links=publication.links(os.environ, found, board or None),
            fault=fault or None,
        )
        ledger = standing.Ledger(
            receipts=recorded.receipts(receipts),
            cohort=_rules(cohort, root, fault),
            tasks=known.tasks(root),
        )
        card = standing.scorecard(push, ledger, datetime.now(UTC))
        published = publication.publish(card, found, os.environ)
        if published.unlabelled is not None:
            made = "; ".join(f"gh label create {name!r}" for name in publication.LABELS)
            fact = published.unlabelled.fact
            screen.print_warning(f"the labels are not set: {fact}\n  next, once: {made}")
        screen.out.print(f"comment {published.kept.comment_id}: {published.kept.deed}")


@contextmanager
def _tame() -> Iterator[None]:
    """Have the runner take nothing that is printed for a workflow command, errors included."""
    from heldout.cli import screen
    from heldout.github import environment

    if environment.is_actions(os.environ):
        # Of two pipes the runner might read the end of one after the end of the other.
        os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    with environment.commands_stopped(os.environ, sys.stdout):
        try:
            yield
        except HeldoutError as exc:
            screen.print_error(exc)
            raise typer.Exit(exc.exit_status) from None


@contextmanager
def _unsealed(slugs: Sequence[str]) -> Iterator[Opened]:
    from heldout.catalogue import repository
    from heldout.grading import suites
    from heldout.vault import identity as identities
    from heldout.vault import secret as secrets

    root = repository.find(Path.cwd())
    held = identities.find(None, os.environ, identities.default_path())
    secret = secrets.find(None, os.environ)
    key = None if secret is None else secrets.seed_key(secret)
    with suites.opened(root, slugs, held, seed_key=key) as opened:
        yield opened


def _decision(plan: Path, digest: str) -> Decision:
    """Read the decision, and hold it to what the plan's job said and to the event.

    Between the two, code of strangers has run: in a job that could have changed an artifact if it
    got out of its box.
    """
    from heldout.github import event
    from heldout.grading import decision as decisions

    path = plan / _DECISION
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise BadInputError(
            f"there is no decision here: {(exc.strerror or str(exc)).lower()}",
            where=path,
            next_step="name the folder that heldout actions plan wrote: --plan DIR",
        ) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise OurFaultError(
            "this is not the decision that was made: its SHA-256 is another, so it was changed on "
            "the way here",
            where=path,
            next_step="take nothing from this run; see what ran in it, then push again",
        )
    decision = decisions.decode(content, str(path))
    found = event.find(os.environ).pull_request
    if (decision.submitter, decision.head_sha) != (found.submitter, found.head.sha):
        raise OurFaultError(
            "this decision is about another push than the event of this job",
            where=path,
            next_step="start the workflow anew; nothing was recorded",
        )
    return decision


def _rules(path: Path | None, root: Repository, fault: str) -> Cohort | None:
    """Load the cohort; none where it is what kept us from grading, which has been said before."""
    from heldout.catalogue import cohort as cohorts

    try:
        return cohorts.load(path, known=root) if path else None
    except CatalogueError:
        if not fault:
            raise
        return None


def _joined(decision: Decision, paths: Sequence[Path]) -> Joined:
    from heldout.cli import legs
    from heldout.grading import parts

    read = [parts.Part(str(path), legs.content(path, "this part")) for path in paths]
    return parts.join(decision.grades, read, datetime.now(UTC))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as exc:
        raise BadInputError(
            f"the plan cannot be written ({(exc.strerror or str(exc)).lower()})",
            where=folder,
            next_step="name a folder that is not there yet: --out DIR",
        ) from exc


def _output(**values: str) -> None:
    """Set outputs of the step; outside of a job nothing happens. The values are ours."""
    place = os.environ.get("GITHUB_OUTPUT")
    if not place:
        return
    with Path(place).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
