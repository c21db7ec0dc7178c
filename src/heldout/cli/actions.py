"""`heldout actions`: what the workflows call, a command for each step that is more than one line.

plan      the event -> plan/decision.json and plan/plan.ndjson; has the keys, runs nobody's code
open      a leg -> its suites and seeds in a private folder; has the keys, runs nobody's code
grade     a leg and that folder -> its part; runs candidates' code, has no key
record    decision and parts -> receipts on their branch
comment   decision, parts and receipts -> the comment, labels, and the job's summary
interview   mock interviews in issues, see `interview_actions`
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli import interview_actions
from heldout.cli.choices import Jobs
from heldout.errors import OurFaultError

if TYPE_CHECKING:
    from heldout.grading.suites import Opened

_FAULT = 3

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
    interview_actions.add_commands(group)
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
    from heldout.cli import job, recorded, screen
    from heldout.github import credentials, event
    from heldout.grading import decision as decisions
    from heldout.grading import shards
    from heldout.submission import fetch, pull_request

    with job.tame():
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
        job.write(out, {job.DECISION: content, job.PLAN: shards.encode_plan(decision.grades)})
        job.output(decision=decision.decision, digest=hashlib.sha256(content).hexdigest())
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
    from heldout.cli import job, legs, screen
    from heldout.github import credentials
    from heldout.grading import handover
    from heldout.submission import fetch

    with job.tame():
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
    from heldout.cli import job, legs
    from heldout.grading import handover
    from heldout.sandbox.box import Isolation

    with job.tame():
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
    from heldout.cli import job, screen
    from heldout.github import credentials
    from heldout.ledger import branch as branches
    from heldout.ledger import lines
    from heldout.ledger import receipt as receipts
    from heldout.ledger.lines import Recorded

    with job.tame():
        decision = job.decision(plan, digest)
        joined = job.joined(decision, parts or ())
        job.warn_of(joined)
        new = b"".join(map(receipts.encode, (*decision.reused, *joined.receipts)))
        entries = [each for each in lines.read(BytesIO(new), "new") if isinstance(each, Recorded)]
        if entries:
            branches.push(
                entries,
                branches.Target(remote, branch, "receipts"),
                standing_in=Path.cwd(),
                environment=credentials.added(os.environ),
            )
        job.output(recorded=str(len(entries)))
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
    from heldout.cli import job, recorded, screen
    from heldout.github import event, publication, standing

    with job.tame():
        root = repository.find(Path.cwd())
        found = event.find(os.environ)
        decision, changed = None, None
        try:
            decision = job.decision(plan, digest) if digest else None
        except OurFaultError as exc:
            # Nothing of it is believed, and the candidate hears that it is our fault.
            changed, fault = exc, fault or "what was planned did not arrive as it was"
        push = standing.Push(
            submitter=found.pull_request.submitter,
            head_sha=found.pull_request.head.sha,
            decision=decision,
            joined=None if decision is None else job.joined(decision, parts or ()),
            links=publication.links(os.environ, found, board or None),
            fault=fault or None,
        )
        ledger = standing.Ledger(
            receipts=recorded.receipts(receipts),
            cohort=job.rules(cohort, root, fault),
            tasks=known.tasks(root),
        )
        card = standing.scorecard(push, ledger, datetime.now(UTC))
        published = publication.publish(card, found, os.environ)
        if published.unlabelled is not None:
            made = "; ".join(f"gh label create {name!r}" for name in publication.LABELS)
            fact = published.unlabelled.fact
            screen.print_warning(f"the labels are not set: {fact}\n  next, once: {made}")
        screen.out.print(f"comment {published.kept.comment_id}: {published.kept.deed}")
        if changed is not None:
            raise changed


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
