"""Which lines of the public files repeat a hidden test, or a function of the reference."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from heldout.authoring.package import Package
from heldout.authoring.rules import likeness, markdown, testcase
from heldout.authoring.rules.testcase import HIDDEN

REFERENCE = "hidden/reference.py"
PUBLIC = ("README.md", "challenge.toml", "solution.py", "followups.md", "test_public.py")
_COPY = 0.9
#: Shorter bodies and runs of statements, in tokens, are alike by chance.
_BODY_TOKENS = 30
_RUN_TOKENS = 45


class Copy(NamedTuple):
    """Lines of a public file, first and last, that repeat a function of a hidden one."""

    file: str
    first: int
    last: int
    original: str
    source: str


@lru_cache(maxsize=1)
def copies(package: Package) -> tuple[Copy, ...]:
    """Find every copy, each once; several rules ask about the same package in turn."""
    return tuple(_copies(package))


def _copies(package: Package) -> Iterator[Copy]:
    tests = {
        likeness.canonical(test.node.body): test.name for test in testcase.read(package, HIDDEN)
    }
    reference = package.tree(REFERENCE)
    functions = {
        node.name: node.body
        for node in (ast.walk(reference) if reference else ())
        if isinstance(node, ast.FunctionDef)
    }
    for file, first, last, body in _bodies(package):
        tokens = likeness.canonical(body)
        if len(tokens) < _BODY_TOKENS:
            continue
        if tokens in tests:
            yield Copy(file, first, last, tests[tokens], HIDDEN)
            continue
        for name, hidden in functions.items():
            if likeness.is_near(tokens, likeness.canonical(hidden), _COPY) or likeness.shares_run(
                body, hidden, _RUN_TOKENS
            ):
                yield Copy(file, first, last, name, REFERENCE)
                break


def _bodies(package: Package) -> Iterator[tuple[str, int, int, list[ast.stmt]]]:
    """Find every body of public code with its lines: functions, and blocks in pages."""
    for file in PUBLIC:
        if file.endswith(".py"):
            tree = package.tree(file)
            yield from _functions(file, tree, 0) if tree else ()
        elif file.endswith(".md"):
            for block in markdown.read(package.text(file) or "").code:
                tree = _parsed(block.text)
                if tree and tree.body:
                    yield from _block(file, tree, block.line - 1)


def _block(
    file: str, tree: ast.Module, above: int
) -> Iterator[tuple[str, int, int, list[ast.stmt]]]:
    functions = list(_functions(file, tree, above))
    yield from functions
    if not functions:
        yield file, above + tree.body[0].lineno, above + _end(tree.body[-1]), tree.body


def _functions(
    file: str, tree: ast.Module, above: int
) -> Iterator[tuple[str, int, int, list[ast.stmt]]]:
    """Find the outermost functions, and methods; what is in them is a part of them."""
    for node in tree.body:
        for each in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(each, ast.FunctionDef):
                yield file, above + each.lineno, above + _end(each), each.body


def _parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):
        return None


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno
