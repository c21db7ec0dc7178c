"""The tests of a suite and what they are worth, read without running them.

Marks are literals, `@pytest.mark.points(2, group="edge cases", gate=False)`, so that a maintainer
can tell what a suite gives where nobody may run it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

from heldout.report import GROUPS


class Mark(NamedTuple):
    """What `@pytest.mark.points` says; `mistake` is why it cannot be read."""

    group: str
    gate: bool
    line: int
    points: float = 1.0
    mistake: str | None = None


class TestCase(NamedTuple):
    """One test function. `title` is the first line of its docstring, "" without one."""

    name: str
    title: str
    mark: Mark
    node: ast.FunctionDef


def read(tree: ast.Module) -> tuple[TestCase, ...]:
    """Read the tests of a suite in their order."""
    return tuple(
        TestCase(node.name, (ast.get_docstring(node) or "").partition("\n")[0], _mark(node), node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    )


def dotted(node: ast.AST) -> str:
    """Write a chain of names, `pytest.mark.points`; "" for anything else."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def _mark(node: ast.FunctionDef) -> Mark:
    marks = list(_marks(node))
    if not marks:
        return Mark(GROUPS[0], gate=False, line=node.lineno)
    mark = marks[0]
    group, gate = GROUPS[0], False
    try:
        if len(marks) > 1:
            raise ValueError("there are two of them")
        points, group, gate = _bind(mark)
        _check(points, group, gate)
    except ValueError as exc:
        return Mark(GROUPS[0], gate=False, line=mark.lineno, mistake=str(exc))
    return Mark(group, gate, mark.lineno, float(points))


def _marks(node: ast.FunctionDef) -> Iterator[ast.expr]:
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if dotted(called) == "pytest.mark.points":
            yield decorator


def _bind(mark: ast.expr) -> tuple[Any, Any, Any]:
    """Read `points(n, group="correctness", gate=False)`. Raises ValueError."""
    if not isinstance(mark, ast.Call) or not (mark.args or mark.keywords):
        raise ValueError("it does not say how many")
    names = ("n", "group", "gate")
    given: dict[str, Any] = {"group": GROUPS[0], "gate": False}
    if len(mark.args) > len(names):
        raise ValueError("it takes a number, a group and a gate")
    pairs = [*zip(names, mark.args, strict=False), *((k.arg, k.value) for k in mark.keywords)]
    for name, value in pairs:
        if name not in names:
            raise ValueError(f"it knows no {name or '**'}")
        try:
            given[name] = ast.literal_eval(value)
        except (ValueError, TypeError) as exc:
            raise ValueError(f"{name} is not written as a literal") from exc
    if "n" not in given:
        raise ValueError("it does not say how many")
    return given["n"], given["group"], given["gate"]


def _check(points: Any, group: Any, gate: Any) -> None:
    if type(points) not in (int, float) or not 0 < points < float("inf"):
        raise ValueError(f"{points!r} is no number of points above 0")
    if group not in GROUPS:
        raise ValueError(f"the group {group!r} is none of {', '.join(GROUPS)}")
    if type(gate) is not bool:
        raise ValueError("gate is neither True nor False")
