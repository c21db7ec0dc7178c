"""What the stages of a proof share: the folder, its suites, seeds, and a warm judge."""

from __future__ import annotations

import ast
import hmac
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from heldout.authoring.package import Package
from heldout.catalogue import challenge as challenges
from heldout.catalogue.mistakes import caught_by
from heldout.judging import suite as suites
from heldout.judging.judge import Judge
from heldout.judging.suite import Suite
from heldout.judging.trial import Trial, Tried
from heldout.report import Report, Verdict

SUITE = "hidden/test_hidden.py"
PUBLIC = "test_public.py"
REFERENCE = "hidden/reference.py"
STUB = "solution.py"


class Watch(Protocol):
    """Follows a proof, for those who wait for it."""

    def begin(self, stage: str) -> None:
        """Note that a stage begins."""

    def expect(self, runs: int) -> None:
        """Note that so many runs more are to come."""

    def advance(self) -> None:
        """Note that one more run is done."""


class Unwatched:
    """Follows nothing."""

    def begin(self, stage: str) -> None:
        """Ignore it."""

    def expect(self, runs: int) -> None:
        """Ignore it."""

    def advance(self) -> None:
        """Ignore it."""


class Bench:
    """One challenge on the bench.

    Raises `CatalogueError` for a folder that cannot be loaded, and ValueError without hidden half.
    """

    def __init__(
        self, judge: Judge, package: Package, seed: bytes, watch: Watch | None = None
    ) -> None:
        self.package = package
        self.judge = judge
        self.challenge = challenges.load(package.folder)
        if self.challenge.hidden is None:
            raise ValueError(f"{package.slug} has no hidden half in the clear")
        self.hidden: Suite = suites.hidden(self.challenge, self.challenge.hidden)
        self.public: Suite = suites.public(self.challenge)
        self._seed = seed
        self.watch = watch or Unwatched()

    @cached_property
    def right(self) -> tuple[str, ...]:
        """The names of the reference and of every accepted solution."""
        return (REFERENCE, *self.package.accepted)

    def source(self, name: str) -> bytes:
        """Read a file of the challenge as it would be handed in."""
        return (self.package.folder / name).read_bytes()

    def seed(self, label: str) -> bytes:
        """Derive a seed of 32 bytes; the same for the same label and the same proof."""
        return hmac.digest(self._seed, f"{self.package.slug}\0{label}".encode(), "sha256")

    def attempt(self, suite: Suite, trials: Sequence[Trial]) -> Iterator[Tried]:
        """Carry out trials side by side, in the order given."""
        self.watch.expect(len(trials))
        yield from self.judge.attempt(suite, trials, lambda _: self.watch.advance())

    @cached_property
    def rejected(self) -> Mapping[str, Report]:
        """What the tests that a wrong solution names say of it; all tests, if it names none.

        Graded when first asked for.
        """
        names = self.package.rejected
        known = {case.name for case in self.judge.cases(self.hidden)}
        trials = [
            Trial(
                source=self.source(name),
                seed=self.seed(name),
                tests=tuple(test for test in self.caught_by(name) if test in known),
                # Stability shows that the reference passes; here that would be asked every time.
                control=False,
            )
            for name in names
        ]
        tried = self.attempt(self.hidden, trials)
        return {name: each.report for name, each in zip(names, tried, strict=True)}

    def caught_by(self, name: str) -> tuple[str, ...]:
        """Read which tests a wrong solution says to be caught by; () if it is not Python."""
        return caught_by(self.package.text(name) or "") if self.package.tree(name) else ()

    def line_of(self, file: str, test: str) -> int | None:
        """Find the line of a test function."""
        tree = self.package.tree(file)
        for node in tree.body if tree else ():
            if isinstance(node, ast.FunctionDef) and node.name == test:
                return node.lineno
        return None


def failed(report: Report) -> dict[str, Verdict]:
    """Name the tests that ran and did not pass, with their verdicts.

    A test that was never reached says nothing about the code.
    """
    return {
        case.name: case.verdict
        for case in report.cases
        if case.verdict != Verdict.PASSED and case.wall_s is not None
    }
