"""The hidden halves of tasks, opened for as long as a run lasts, and what each is graded by.

In the authoring edition they are there in the clear. In a cohort edition they are opened in memory
and laid out where only this user can look, outside of every repository and every box:

    <a private folder>/     see `private`
        kmeans/             what `challenges/kmeans/hidden.age` holds, once it is asked for
            test_hidden.py  reference.py  followups.toml  accepted/*.py  rejected/*.py
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

import heldout
from heldout.catalogue import casestudy, challenge, fingerprint
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.catalogue.unknown import unknown
from heldout.errors import BadInputError, CatalogueError, HeldoutError, IdentityError
from heldout.grading import private, worth
from heldout.grading.private import PrivateFolder
from heldout.grading.seeds import Keyed, Seeds, Unkeyed
from heldout.grading.work import Grader, TaskName
from heldout.grading.worth import Slot
from heldout.judging import suite as suites
from heldout.judging.suite import Suite
from heldout.ledger.receipt import Limits
from heldout.sandbox.box import Isolation
from heldout.vault import seal
from heldout.vault import suites as sealed
from heldout.vault.age import Identity

if TYPE_CHECKING:
    from heldout.written.assess import Assessor

Task = Challenge | CaseStudy
#: Gives a folder that holds what is sealed of a task.
Unseal = Callable[[Task], Path]
T = TypeVar("T")

_IN_CODE = ("test_hidden.py", "reference.py")
_IN_PROSE = ("points.toml",)


class Graders(NamedTuple):
    """What grades each task, and by slug why nothing can be graded there."""

    graders: Mapping[TaskName, Grader]
    faults: Mapping[str, HeldoutError]


class Opened:
    """The tasks of a run, see `opened`. Nothing is opened before it is asked for, nor twice.

    Every method raises `UnknownSlugError`, `CatalogueError`, or what opening raises:
    `SealBrokenError`, `IdentityError`, `BadInputError`.
    """

    def __init__(
        self,
        root: Repository,
        slugs: Collection[str],
        unseal: Unseal,
        isolation: Isolation,
        seeds: Seeds,
    ) -> None:
        self.root = root
        self.slugs = tuple(dict.fromkeys(slugs))
        self.isolation = isolation
        self.seeds = seeds
        self._unseal = unseal
        self._tasks: dict[str, Task] = {}
        self._suites: dict[str, Suite] = {}
        self._graders: dict[TaskName, Grader] = {}

    def task(self, slug: str) -> Task:
        """Give a task whose hidden half is at hand."""
        if slug not in self._tasks:
            if slug not in self.slugs:
                listing = f"this run is about {', '.join(self.slugs) or 'nothing'}"
                where = self.root.root
                raise unknown("task", slug, self.slugs, where=where, next_step=listing)
            self._tasks[slug] = self._opened(self.root.load(slug))
        return self._tasks[slug]

    def challenge(self, slug: str) -> Challenge:
        """Give a task that must be a coding challenge."""
        task = self.task(slug)
        if isinstance(task, Challenge):
            return task
        raise _another_kind(task, "a written prompt, which has no code and no follow-up questions")

    def suite(self, slug: str) -> Suite:
        """Give the hidden suite of a challenge."""
        if slug not in self._suites:
            task = self.challenge(slug)
            self._suites[slug] = suites.hidden(task, _there(task.hidden, task))
        return self._suites[slug]

    def assessor(self, name: TaskName) -> Assessor:
        """Make what reads answers to a written prompt or to follow-up questions."""
        # What reads prose takes longer to import than a suite takes to judge code.
        from heldout.written import prompt
        from heldout.written.assess import Assessor

        task = self._written(name)
        loaded = prompt.hidden_of(self.root, task)
        return Assessor(loaded, lambda: prompt.others(self.root, task.slug))

    def is_own(self, name: TaskName, answer: bytes) -> bool:
        """Whether this very repository has an answer where others have its template."""
        task = self._written(name)
        own = task.followups if isinstance(task, Challenge) else task.answer
        return own.is_file() and own.read_bytes() == answer

    def grader(self, name: TaskName) -> Grader:
        """Say what grades a task today."""
        if name not in self._graders:
            self._graders[name] = self._grader(name)
        return self._graders[name]

    def graders(self) -> Graders:
        """Say it for all tasks at once; what is wrong with one does not hide the others."""
        found: dict[TaskName, Grader] = {}
        faults: dict[str, HeldoutError] = {}
        for slug in self.slugs:
            try:
                found |= {name: self.grader(name) for name in _names(self.task(slug))}
            except HeldoutError as exc:
                faults[slug] = exc
        return Graders(found, faults)

    def _grader(self, name: TaskName) -> Grader:
        slug, kind = name
        if kind == "challenge":
            suite = self.suite(slug)
            return Grader(
                suite_sha256=suite.sha256,
                harness=harness(),
                limits=msgspec.convert(msgspec.to_builtins(suite.limits), Limits),
                seed_commitment=self.seeds.commitment,
                slots=worth.of_suite(suite),
            )
        task = self._written(name)
        digest = (
            fingerprint.of_answer(self.root, task)
            if isinstance(task, CaseStudy)
            else fingerprint.of_followups(self.root, task)
        )
        return Grader(
            suite_sha256=_there(digest, task),
            harness=harness(),
            limits=None,
            seed_commitment=None,
            slots=self._points(task),
        )

    def _points(self, task: Task) -> tuple[Slot, ...]:
        """Say what there is to be earned; nothing by a key that cannot be read."""
        from heldout.written import prompt

        try:
            return worth.of_prompt(prompt.hidden_of(self.root, task))
        except (BadInputError, CatalogueError):
            return ()

    def _written(self, name: TaskName) -> Task:
        slug, kind = name
        if kind == "follow-up":
            return self.challenge(slug)
        task = self.task(slug)
        if kind == "casestudy" and isinstance(task, CaseStudy):
            return task
        raise _another_kind(task, f"not of the kind {kind}")

    def _opened(self, task: Task) -> Task:
        if task.hidden is not None or not sealed.is_sealed(task.folder):
            _there(task.hidden, task)
            return task
        path = task.folder / seal.FILE
        if self.isolation is Isolation.NONE:
            raise BadInputError(
                "this suite is sealed, and is not opened for a run without isolation: the code "
                "that is graded could read it then",
                where=path,
                next_step="sudo apt-get install bubblewrap, and leave out --sandbox none",
            )
        folder = self._unseal(task)
        wanted = _IN_CODE if isinstance(task, Challenge) else _IN_PROSE
        missing = [name for name in wanted if not (folder / name).is_file()]
        if missing:
            mistakes = tuple(f"{seal.FILE}: {name}: the file is missing" for name in missing)
            raise CatalogueError(task.folder, mistakes)
        if isinstance(task, Challenge):
            return msgspec.structs.replace(task, hidden=challenge.hidden_in(folder))
        return msgspec.structs.replace(task, hidden=casestudy.hidden_in(folder))


@contextmanager
def opened(
    root: Repository,
    slugs: Collection[str],
    identities: Sequence[Identity] = (),
    *,
    isolation: Isolation = Isolation.BUBBLEWRAP,
    seed_key: bytes | None = None,
    place: Path | None = None,
) -> Iterator[Opened]:
    """Have the hidden halves of tasks at hand; at the end nothing of what was opened is left.

    That holds for every end that a process lives to see: SIGTERM becomes `SystemExit` meanwhile,
    if this is the main thread. What one left that was killed outright, the next one removes.
    `seed_key` is the cohort's, and `place` is where to put what is opened: the system's temporary
    folder, if it is None.
    """
    with private.folder(place or Path(tempfile.gettempdir()), root.root) as folder:
        seeds = Unkeyed() if seed_key is None else Keyed(seed_key)
        yield Opened(root, slugs, _by(identities, folder), isolation, seeds)


def _by(identities: Sequence[Identity], folder: PrivateFolder) -> Unseal:
    """Open sealed suites by identities, each in a private folder."""

    def unseal(task: Task) -> Path:
        path = task.folder / seal.FILE
        if not identities:
            raise IdentityError(
                "this suite is sealed, and no identity is at hand to open it",
                where=path,
                next_step="--identity FILE, or put the key's text into HELDOUT_IDENTITY; "
                "docs/vault.md says who has one",
            )
        return folder.lay_out(task.slug, seal.open_sealed(path, identities))

    return unseal


@contextmanager
def laid_out(
    root: Repository,
    slugs: Collection[str],
    folder: Path,
    seeds: Seeds,
    *,
    isolation: Isolation = Isolation.BUBBLEWRAP,
) -> Iterator[Opened]:
    """Have at hand what somebody else has opened, into `folder/<slug>/`; it is left there."""

    def found(task: Task) -> Path:
        if not (folder / task.slug).is_dir():
            raise BadInputError(
                "this suite is sealed, and is not among those that were opened",
                where=folder,
                next_step="open the suites again for the same leg",
            )
        return folder / task.slug

    yield Opened(root, slugs, found, isolation, seeds)


def harness() -> str:
    """Name this program in receipts: another version may decide otherwise."""
    return f"heldout {heldout.__version__}"


def _names(task: Task) -> Iterator[TaskName]:
    if isinstance(task, CaseStudy):
        yield task.slug, "casestudy"
        return
    yield task.slug, "challenge"
    if task.hidden is not None and task.hidden.followups.is_file():
        yield task.slug, "follow-up"


def _there(found: T | None, task: Task) -> T:
    if found is None:
        raise BadInputError(
            "what this task is graded by is not here, neither in the clear nor sealed",
            where=task.folder,
            next_step="git pull, if it should be there; `heldout check` looks at what is public",
        )
    return found


def _another_kind(task: Task, fact: str) -> BadInputError:
    return BadInputError(
        f"{task.slug} is {fact}",
        where=task.folder,
        next_step=f"heldout show {task.slug} says what it is",
    )
