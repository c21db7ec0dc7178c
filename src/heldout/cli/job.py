"""A job of GitHub Actions: what it may print, what it hands on, and what it takes on trust."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer

from heldout.catalogue import cohort as cohorts
from heldout.catalogue.cohort import Cohort
from heldout.catalogue.repository import Repository
from heldout.cli import legs, screen
from heldout.errors import BadInputError, CatalogueError, HeldoutError, OurFaultError
from heldout.github import environment, event
from heldout.grading import decision as decisions
from heldout.grading import parts
from heldout.grading.decision import Decision
from heldout.grading.parts import Joined

DECISION, PLAN = "decision.json", "plan.ndjson"
#: Lines of a part that gave nothing are named one by one up to here.
_MOST_STRAYS = 20


@contextmanager
def tame() -> Iterator[None]:
    """Have the runner take nothing that is printed for a workflow command, errors included."""
    if environment.is_actions(os.environ):
        # Of two pipes the runner might read the end of one after the end of the other.
        os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    with environment.commands_stopped(os.environ, sys.stdout):
        try:
            yield
        except HeldoutError as exc:
            screen.print_error(exc)
            raise typer.Exit(exc.exit_status) from None


def decision(plan: Path, digest: str) -> Decision:
    """Read the decision, and hold it to what the plan's job said and to the event.

    Between the two, code of strangers has run: in a job that could have changed an artifact if it
    got out of its box.
    """
    path = plan / DECISION
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
    made = decisions.decode(content, str(path))
    found = event.find(os.environ).pull_request
    if (made.submitter, made.head_sha) != (found.submitter, found.head.sha):
        raise OurFaultError(
            "this decision is about another push than the event of this job",
            where=path,
            next_step="start the workflow anew; nothing was recorded",
        )
    return made


def rules(path: Path | None, root: Repository, fault: str) -> Cohort | None:
    """Load the cohort; none where it is what kept us from grading, which has been said before."""
    try:
        return cohorts.load(path, known=root) if path else None
    except CatalogueError:
        if not fault:
            raise
        return None


def joined(made: Decision, paths: Sequence[Path]) -> Joined:
    """Join what the legs left behind with what was planned. Raises `BadInputError`."""
    read = [parts.Part(str(path), legs.content(path, "this part")) for path in paths]
    return parts.join(made.grades, read, datetime.now(UTC))


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a plan into a new folder. Raises `BadInputError`."""
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


def output(**values: str) -> None:
    """Set outputs of the step; outside of a job nothing happens. The values are ours."""
    place = os.environ.get("GITHUB_OUTPUT")
    if not place:
        return
    with Path(place).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())


def warn_of(found: Joined) -> None:
    """Say which lines of parts gave nothing, and what is missing."""
    for stray in found.strays[:_MOST_STRAYS]:
        screen.print_warning(f"{stray.part}, line {stray.line}: {stray.message}")
    if len(found.strays) > _MOST_STRAYS:
        screen.print_warning(f"and {len(found.strays) - _MOST_STRAYS:,} more lines of parts")
    for work in found.missing:
        screen.print_warning(f"{work.slug} ({work.kind}) was not graded")
