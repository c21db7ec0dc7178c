"""Right and wrong solutions: enough of them, each saying what it is for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import testcase
from heldout.authoring.rules.rule import PackageRule
from heldout.authoring.rules.testcase import HIDDEN
from heldout.catalogue.mistakes import caught_by

_LEAST = {"accepted": 2, "rejected": 8}


class FewSamples(PackageRule):
    """Only {count} of at least {least} {kind} samples are there.

    Right solutions written differently show that the suite is fair, wrong ones that it is strong.
    """

    code = "few-samples"
    next_step = "write more in {file}, each with a docstring that says what is special about it"

    def check(self, package: Package) -> Iterator[Finding]:
        """Count the samples of both kinds, where they can be seen."""
        if package.is_sealed:
            return
        for kind, names in (("accepted", package.accepted), ("rejected", package.rejected)):
            count, least = len(names), _LEAST[kind]
            if count < least:
                folder = f"hidden/{kind}"
                yield self.found(package, folder, kind=kind, count=count, least=least)


class UnexplainedSample(PackageRule):
    """The right solution {sample} does not say how it differs from the reference.

    Its docstring is what a maintainer reads when a test rejects it.
    """

    code = "unexplained-sample"
    next_step = "open {file} with a docstring"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the docstrings of accepted samples."""
        for name in package.accepted:
            tree = package.tree(name)
            if tree is not None and not (ast.get_docstring(tree) or "").strip():
                yield self.found(package, name, 1, sample=name)


class NoCaughtBy(PackageRule):
    """The wrong solution {sample} does not say which tests catch it.

    A sample that merely fails may fail for another reason than its mistake.
    """

    code = "no-caught-by"
    next_step = "say in its docstring what is wrong, and `Caught by: test_a, test_b` on a line"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the line in the docstrings of rejected samples."""
        for name in package.rejected:
            if package.tree(name) is not None and not caught_by(package.text(name) or ""):
                yield self.found(package, name, 1, sample=name)


class UnknownCatcher(PackageRule):
    """{sample} says that {test} catches it, and there is no such hidden test.

    The test was renamed, or its name is misspelt.
    """

    code = "unknown-catcher"
    next_step = "correct the line `Caught by:` in {file}"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each name in the hidden suite."""
        if package.tree(HIDDEN) is None:
            return
        known = {test.name for test in testcase.read(package, HIDDEN)}
        for name in package.rejected:
            text = package.text(name) or ""
            for test in caught_by(text) if package.tree(name) is not None else ():
                if test not in known:
                    yield self.found(package, name, _line(text, test), sample=name, test=test)


def _line(text: str, test: str) -> int | None:
    """Find the line of a name in the docstring."""
    named = re.compile(rf"(?<!\w){re.escape(test)}(?!\w)")
    return next((i for i, line in enumerate(text.splitlines(), 1) if named.search(line)), None)


RULES = (FewSamples, UnexplainedSample, NoCaughtBy, UnknownCatcher)
