"""Chance and time in the hidden suite: what can be replayed, and what holds on any machine."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules.rule import PackageRule
from heldout.authoring.rules.stub import imported
from heldout.authoring.rules.testcase import HIDDEN, dotted

_CHANCE = {"random", "secrets", "uuid", "numpy.random"}
_CLOCKS = {"time", "datetime", "timeit"}
#: What a worker's link and a report know of time.
_TIMES = {"cpu_s", "wall_s"}


class OwnChance(PackageRule):
    """The hidden suite draws chance of its own: {what}.

    Only `rng` has a seed that nobody can foresee, and that can be replayed. Anything else is either
    the same for everybody, or lost.
    """

    code = "own-chance"
    next_step = "draw from the fixture rng instead"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for imports and uses of other generators."""
        for node in _nodes(package):
            modules = {*imported(node), *_members(node)} & _CHANCE
            name = dotted(node).replace("numpy.", "np.")
            is_drawn = name == "os.urandom" or (
                # The class is good for annotations and checks.
                name.startswith("np.random.") and name != "np.random.Generator"
            )
            for what in (*sorted(modules), *([name] if is_drawn else ())):
                yield self.found(package, HIDDEN, _line(node), what=what)


class AbsoluteTime(PackageRule):
    """The hidden suite looks at a clock: {what}.

    Seconds tell more of the machine than of the code. Efficiency is a ratio to the reference,
    measured in the same run, and the limits of `challenge.toml` end what does not.
    """

    code = "absolute-time"
    next_step = "compare with the reference: heldout.judging.probes.speed_ratio"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for clocks, for marks with a timeout, and for the times that workers know."""
        for node in _nodes(package):
            found = {*imported(node)} & _CLOCKS
            if dotted(node) == "pytest.mark.timeout":
                found.add("pytest.mark.timeout")
            if isinstance(node, ast.Attribute) and node.attr in _TIMES:
                found.add(node.attr)
            for what in sorted(found):
                yield self.found(package, HIDDEN, _line(node), what=what)


def _nodes(package: Package) -> Iterator[ast.AST]:
    tree = package.tree(HIDDEN)
    return ast.walk(tree) if tree else iter(())


def _members(node: ast.AST) -> tuple[str, ...]:
    """Name the modules that `from numpy import random` brings in."""
    if isinstance(node, ast.ImportFrom):
        return tuple(f"{node.module}.{alias.name}" for alias in node.names)
    return ()


def _line(node: ast.AST) -> int | None:
    return getattr(node, "lineno", None)


RULES = (OwnChance, AbsoluteTime)
