"""Whether a file of code holds nothing but promises, as a stub does."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_COMPUTED = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def is_stub(source: str) -> bool:
    """Whether nothing in a source is solved, and something is promised."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    promises = any(_is_promise(node) for node in ast.walk(tree) if isinstance(node, ast.Raise))
    return promises and not any(True for node in tree.body for _ in solved(node))


def solved(node: ast.stmt) -> Iterator[tuple[int, str]]:
    """Find what a stub should not hold in a statement of the module or of a class."""
    if isinstance(node, ast.FunctionDef):
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        if len(body) != 1 or not _is_promise(body[0]):
            yield node.lineno, f"{node.name} does something else than raise NotImplementedError"
    elif isinstance(node, ast.ClassDef):
        for statement in node.body:
            yield from solved(statement)
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
