"""Values written out in code that are too odd to be anywhere else by chance."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from heldout.report import GROUPS

_DIGITS = 4
_LETTERS = 20
_ENTRIES = 6
_DIFFERENT = 3
#: Keywords whose strings are for people.
_WORDS = {"match", "reason", "msg", "id", "ids"}
_NUMBER = re.compile(r"(?<![\w.])\d[\d_,]*(?:\.\d*)?(?:[eE][+-]?\d+)?(?!\w)")


def odd_numbers(node: ast.AST) -> set[float]:
    """Collect numbers of four significant digits or more; powers of two and rows of nines apart."""
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    # True is an int too, but not odd.
    numbers = (abs(value) for value in found if isinstance(value, (int, float)))
    return {number for number in numbers if _is_odd(number)}


def odd_strings(node: ast.AST) -> set[str]:
    """Collect long strings that are neither names nor meant for people to read."""
    unread = {id(part) for part in _for_people(node)}
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant)
        and id(each) not in unread
        and isinstance(each.value, str)
        and len(each.value.strip()) >= _LETTERS
        and not re.fullmatch(r"[\w.]+", each.value)
        and each.value not in GROUPS
    }


def odd_lists(node: ast.AST) -> Iterator[str]:
    """Write out the inside of long lists and tuples of constants, but not of even steps."""
    if isinstance(node, (ast.List, ast.Tuple)):
        leaves = list(_leaves(node))
        if None not in leaves and len(leaves) >= _ENTRIES and not _is_even(leaves):
            yield ast.unparse(node).strip("()").removeprefix("[").removesuffix("]")
        return
    for child in ast.iter_child_nodes(node):
        yield from odd_lists(child)


def numbers_in(line: str) -> Iterator[tuple[str, float]]:
    """Find the numbers in a line of text, as written and as values: `1,234.5` and 1234.5."""
    for found in _NUMBER.finditer(line):
        written = found[0].rstrip(",.")
        yield written, float(written.replace(",", "").replace("_", ""))


def _is_odd(value: float) -> bool:
    digits = repr(value).partition("e")[0].replace(".", "").strip("0")
    whole = int(value) if value == value // 1 else 0
    is_power = whole > 0 and (whole & (whole - 1) == 0 or whole & (whole + 1) == 0)
    return len(digits) >= _DIGITS and not is_power and set(digits) != {"9"}


def _for_people(node: ast.AST) -> Iterator[ast.AST]:
    """Find docstrings, marks, messages of assertions and errors, and parts of formatted strings."""
    for each in ast.walk(node):
        parts: list[ast.AST | None] = []
        if isinstance(each, ast.Expr):
            parts = [each.value] if isinstance(each.value, ast.Constant) else []
        elif isinstance(each, ast.FunctionDef):
            parts = list(each.decorator_list)
        elif isinstance(each, ast.Assert):
            parts = [each.msg]
        elif isinstance(each, (ast.Raise, ast.JoinedStr)):
            parts = [each]
        elif isinstance(each, ast.keyword) and each.arg in _WORDS:
            parts = [each.value]
        for part in parts:
            yield from ast.walk(part) if part else ()


def _leaves(node: ast.expr) -> Iterator[object]:
    """Give the constants of a literal; None for whatever is none."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for element in node.elts:
            yield from _leaves(element)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        yield ast.unparse(node)
    else:
        yield node.value if isinstance(node, ast.Constant) else None


def _is_even(leaves: list[object]) -> bool:
    """Whether a list is what anybody would write: few different entries, or equal steps."""
    if len(set(leaves)) < _DIFFERENT:
        return True
    numbers = [leaf for leaf in leaves if isinstance(leaf, (int, float))]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) == len(leaves) and len(steps) == 1
