"""The two suites: how many tests, their titles, marks, groups and gates."""

from __future__ import annotations

from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import testcase
from heldout.authoring.rules.rule import PackageRule
from heldout.authoring.rules.testcase import HIDDEN, PUBLIC
from heldout.report import GROUPS

#: So many tests a suite has at least.
_LEAST = {PUBLIC: 5, HIDDEN: 12}


class UntitledTest(PackageRule):
    """{test} has no title: the first line of its docstring, a sentence with a full stop.

    It is all that a candidate reads of a hidden test, and the first thing of a public one.
    """

    code = "untitled-test"
    next_step = "give {test} a docstring that says in one line what holds"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the docstrings of both suites."""
        for file in (PUBLIC, HIDDEN):
            for test in testcase.read(package, file):
                if len(test.title) < 2 or not test.title.endswith("."):
                    yield self.found(package, file, test.node.lineno, test=test.name)


class RepeatedTest(PackageRule):
    """There are two tests named {test}.

    Python keeps the last one only, so the first is never run.
    """

    code = "repeated-test"
    next_step = "rename one of them"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for names that come again in the same suite."""
        for file in (PUBLIC, HIDDEN):
            seen = set()
            for test in testcase.read(package, file):
                if test.name in seen:
                    yield self.found(package, file, test.node.lineno, test=test.name)
                seen.add(test.name)


class RepeatedTitle(PackageRule):
    """{test} has the title of {other}.

    A candidate is told titles, and could not know which of the two failed.
    """

    code = "repeated-title"
    next_step = "say in each docstring's first line what this test alone holds"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for titles that come again in the same suite."""
        for file in (PUBLIC, HIDDEN):
            seen: dict[str, str] = {}
            for test in testcase.read(package, file):
                title = test.title.casefold()
                if title and seen.get(title, test.name) != test.name:
                    other = seen[title]
                    yield self.found(package, file, test.node.lineno, test=test.name, other=other)
                seen.setdefault(title, test.name)


class BadMark(PackageRule):
    """The points of {test} cannot be read: {fact}.

    They are written as `@pytest.mark.points(2, group="edge cases", gate=False)`, in literals, so
    that what a test is worth can be read without running it.
    """

    code = "bad-mark"
    next_step = "correct the mark above {test}"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Read every mark of both suites."""
        for file in (PUBLIC, HIDDEN):
            for test in testcase.read(package, file):
                fact = test.mark.mistake
                if fact is not None:
                    yield self.found(package, file, test.mark.line, test=test.name, fact=fact)


class NoGate(PackageRule):
    """No hidden test is a gate.

    Without its gates a submission has no points. With no gate, code that does nothing useful earns
    those of every test that it happens to pass.
    """

    code = "no-gate"
    next_step = "mark a test of ordinary input and right answer with gate=True"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for a gate; a mark that cannot be read might have been one."""
        marks = [test.mark for test in testcase.read(package, HIDDEN)]
        if marks and not any(mark.gate or mark.mistake for mark in marks):
            yield self.found(package, HIDDEN)


class MissingGroup(PackageRule):
    """No hidden test is in the group {groups}.

    Each of the four groups asks something else of a solution, and the scorecard shows all four.
    """

    code = "missing-group"
    next_step = 'write a test for it, marked group="{groups}"'

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for a test of each group."""
        marks = [test.mark for test in testcase.read(package, HIDDEN)]
        if marks and not any(mark.mistake for mark in marks):
            for group in GROUPS:
                if all(mark.group != group for mark in marks):
                    yield self.found(package, HIDDEN, groups=group)


class FewTests(PackageRule):
    """Only {count} of at least {least} tests are in {file_name}.

    Fewer do not reach into the corners of a contract.
    """

    code = "few-tests"
    next_step = "write more tests in {file}, each for a behaviour of its own"

    def check(self, package: Package) -> Iterator[Finding]:
        """Count the tests of both suites."""
        for file, least in _LEAST.items():
            count = len({test.name for test in testcase.read(package, file)})
            if package.tree(file) is not None and count < least:
                yield self.found(package, file, file_name=file, count=count, least=least)


RULES = (
    UntitledTest,
    RepeatedTest,
    RepeatedTitle,
    BadMark,
    NoGate,
    MissingGroup,
    FewTests,
)
