"""A source -> every mutant of it: the same code with one small mistake."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from itertools import count

import msgspec
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator

from heldout.authoring.mutation.operators import operators


class Mutant(msgspec.Struct, frozen=True):
    """A source with one line changed from `was` to `becomes`, both without indentation."""

    source: str
    line: int
    was: str
    becomes: str

    def diff(self, original: str, name: str) -> str:
        """Show the change as a unified diff."""
        lines = difflib.unified_diff(
            original.splitlines(), self.source.splitlines(), name, name, n=1, lineterm=""
        )
        return "\n".join(lines)


def mutants(source: str) -> tuple[Mutant, ...]:
    """Make every mutant, each once, in the order of their lines.

    Left out is what is no other program: the same syntax tree, up to annotations and docstrings,
    or nothing that can be compiled.
    """
    seen = {_meaning(source)}
    made = []
    for code in _changed(source):
        meaning = _meaning(code)
        if meaning and meaning not in seen:
            seen.add(meaning)
            made.append(_mutant(source, code))
    return tuple(sorted(made, key=lambda mutant: (mutant.line, mutant.becomes)))


def _changed(source: str) -> Iterator[str]:
    for operator in operators():
        yield from _changed_by(operator, source)


def _changed_by(operator: Operator, source: str) -> Iterator[str]:
    for occurrence in count():
        code = mutate_code(source, operator, occurrence)
        if code is None:
            return
        yield code


def _mutant(source: str, code: str) -> Mutant:
    before, after = source.splitlines(), code.splitlines()
    same = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes = [change for change in same.get_opcodes() if change[0] != "equal"]
    _, start, end, new_start, new_end = changes[0]
    was = " ".join(line.strip() for line in before[start:end])
    becomes = " ".join(line.strip() for line in after[new_start:new_end])
    return Mutant(code, start + 1, was, becomes)


def _meaning(code: str) -> str:
    """What decides how code runs; "" if it cannot be compiled."""
    try:
        tree = ast.parse(code)
        compile(tree, "mutant", "exec")
    except (SyntaxError, ValueError):
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)):
            if isinstance(node, ast.FunctionDef):
                node.returns = None
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:]
    return ast.dump(tree)
