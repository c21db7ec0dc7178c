"""The example cohort: samples of the challenges, as if people had handed them in; graded for real.

cohorts/
    example.toml              the cohort's rules
    example/submissions.toml  who hands in which sample, and when
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.catalogue import manifest
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.cli import prose
from heldout.errors import BadInputError, CatalogueError
from heldout.grading import suites
from heldout.grading.work import TaskName
from heldout.judging.seed import solution_sha
from heldout.ledger import folder, receipt
from heldout.ledger.receipt import Receipt, Submission
from heldout.report import Report

NAME = "example"
STUB = "stub"
_QUESTIONS = "followups/"


class Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sample handed in. `sample` is a file of `hidden/` without its ending, or `stub`."""

    at: Annotated[datetime, Meta(tz=True)]
    slug: str
    sample: str


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One candidate of the example."""

    user_id: int
    pull_request: int
    work: tuple[Work, ...]


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`submissions.toml`: everybody, by login."""

    people: dict[str, Person]


class Example:
    """The example of a repository; raises `CatalogueError` with all of its file's mistakes."""

    def __init__(self, root: Repository) -> None:
        self.file = file(root)
        read, mistakes = manifest.read(self.file, People)
        if read is None:
            raise CatalogueError(self.file.parent, mistakes)
        self.people = read.people
        self._root = root
        slugs = {work.slug for person in self.people.values() for work in person.work}
        self._tasks = {slug: root.load(slug) for slug in sorted(slugs)}
        #: The tasks of which something is handed in.
        self.slugs = frozenset(self._tasks)

    def grade_written(self) -> dict[Path, Report]:
        """Grade the written samples that anybody hands in, each once."""
        graded: dict[Path, Report] = {}
        for slug, task in self._tasks.items():
            paths = {self._path(work) for _, _, work in self._works() if work.slug == slug}
            written = sorted(path for path in paths if path.suffix == ".md")
            if written:
                grader = prose.Grader(self._root, task)
                # One by one: these stand for texts of different people, not for copies.
                graded |= {path: next(grader.grade([path])) for path in written}
        return graded

    def receipts(self, graded: Mapping[Path, Report], graded_at: datetime) -> Iterator[Receipt]:
        """Write the receipts of what everybody handed in, from the reports on the samples."""
        with suites.opened(self._root, self._tasks) as opened:
            for login, person, work in self._works():
                path = self._path(work)
                if path not in graded:
                    raise BadInputError(
                        f"{login} hands in {work.sample}, which is no sample of {work.slug}",
                        where=self.file,
                        next_step=f"name a file of {work.slug}'s hidden folder, without its ending",
                    )
                submission = Submission(
                    candidate=login,
                    user_id=person.user_id,
                    solution_sha=solution_sha(path.read_bytes()),
                    submitted_at=work.at.astimezone(UTC),
                    pull_request=person.pull_request,
                )
                grader = opened.grader(self._name(work, path))
                yield receipt.write(graded[path], submission, grader.grading(graded_at))

    def _name(self, work: Work, path: Path) -> TaskName:
        if isinstance(self._tasks[work.slug], CaseStudy):
            return work.slug, "casestudy"
        return work.slug, "follow-up" if path.suffix == ".md" else "challenge"

    def _works(self) -> Iterator[tuple[str, Person, Work]]:
        for login, person in self.people.items():
            for work in sorted(person.work, key=lambda work: work.at):
                yield login, person, work

    def _path(self, work: Work) -> Path:
        task = self._tasks[work.slug]
        if isinstance(task, Challenge) and work.sample == STUB:
            return task.solution
        is_code = isinstance(task, Challenge) and not work.sample.startswith(_QUESTIONS)
        return task.folder / "hidden" / f"{work.sample}{'.py' if is_code else '.md'}"


def file(root: Repository) -> Path:
    """Say where the example's submissions are, if there are any."""
    return root.root / "cohorts" / NAME / "submissions.toml"


def record(place: Path, written: Iterable[Receipt]) -> None:
    """Put receipts into a ledger of their own, in the place of an earlier demonstration's."""
    for path in folder.find(place) if place.is_dir() else ():
        path.unlink()
    folder.append(place, written)
