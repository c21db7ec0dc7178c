"""The stub holds nothing solved, and nobody imports what a candidate may not."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue import stub

STUB = "solution.py"
REFERENCE = "hidden/reference.py"


class SolvedStub(PackageRule):
    """The stub holds more than promises: {fact}.

    A candidate begins with signatures and docstrings, and each body says what is to be written, in
    a NotImplementedError.
    """

    code = "solved-stub"
    next_step = 'leave only `raise NotImplementedError("write ... here")` there'
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look at every statement of the module and of its functions."""
        tree = package.tree(STUB)
        for node in tree.body if tree else ():
            for line, fact in stub.solved(node):
                yield self.found(package, STUB, line, fact=fact)


class BannedImport(PackageRule):
    """{module} is imported, which the manifest does not list.

    A solution may import the standard library and what `imports` lists; nothing else is there when
    it is graded.
    """

    code = "banned-import"
    next_step = "do without it in {file}, or list it under imports in challenge.toml"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the imports of the stub, the reference and the accepted samples."""
        if package.manifest is None:
            return
        allowed = {*sys.stdlib_module_names, *package.manifest.imports}
        for name in (STUB, REFERENCE, *package.accepted):
            tree = package.tree(name)
            for node in ast.walk(tree) if tree else ():
                for module in imported(node):
                    if module.partition(".")[0] not in allowed:
                        line = getattr(node, "lineno", None)
                        yield self.found(package, name, line, module=module)


def imported(node: ast.AST) -> tuple[str, ...]:
    """Name the modules that a statement imports; a relative import begins with its dots."""
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return ("." * node.level + (node.module or ""),)
    return ()


RULES = (SolvedStub, BannedImport)
