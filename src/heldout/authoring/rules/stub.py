"""The stub holds nothing solved, and nobody imports what a candidate may not."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules.rule import PackageRule

STUB = "solution.py"
REFERENCE = "hidden/reference.py"
_COMPUTED = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


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
            for line, fact in _solved(node):
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


def _solved(node: ast.stmt) -> Iterator[tuple[int, str]]:
    """Find what a stub should not hold in a statement of the module or of a class."""
    if isinstance(node, ast.FunctionDef):
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        if len(body) != 1 or not _is_promise(body[0]):
            yield node.lineno, f"{node.name} does something else than raise NotImplementedError"
    elif isinstance(node, ast.ClassDef):
        for statement in node.body:
            yield from _solved(statement)
    elif not _is_plain(node):
        yield node.lineno, f"`{ast.unparse(node).splitlines()[0]}` is neither import nor constant"


def _is_promise(statement: ast.stmt) -> bool:
    """Whether a statement raises NotImplementedError, with or without a message."""
    raised = statement.exc if isinstance(statement, ast.Raise) else None
    named = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(named, ast.Name) and named.id == "NotImplementedError"


def _is_plain(node: ast.stmt) -> bool:
    """Whether a statement is an import, a constant, a docstring, or nothing."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return not any(isinstance(each, _COMPUTED) for each in ast.walk(node))
    if isinstance(node, ast.If):
        return all(map(_is_plain, (*node.body, *node.orelse)))
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.Pass))


RULES = (SolvedStub, BannedImport)
