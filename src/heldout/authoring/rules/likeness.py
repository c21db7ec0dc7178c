"""When two pieces of code are the same but for names, and where a text has a piece of another."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

#: What does not change how code runs, or is only about reading it.
_UNREAD = {"annotation", "ctx", "decorator_list", "kind", "returns", "type_comment", "type_params"}
_NAMES = {"id", "name", "arg"}


def canonical(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    """Write statements as tokens in which names are numbered by their first appearance.

    Attributes and keywords of calls keep their names, docstrings are left out.
    """
    numbers: dict[str, str] = {}
    return tuple(token for statement in body for token in _tokens(statement, numbers))


def _tokens(node: ast.AST, numbers: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    yield type(node).__name__
    for field, value in ast.iter_fields(node):
        if field in _UNREAD:
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                yield from _tokens(part, numbers)
            elif field in _NAMES and part and not isinstance(node, ast.keyword):
                yield numbers.setdefault(part, f"name {len(numbers)}")
            elif part is not None:
                yield repr(part)


def is_near(one: Sequence[str], other: Sequence[str], least: float) -> bool:
    """Whether two token streams have more than this part in common, from 0.0 to 1.0."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    # Upper bounds first, which are quick: most pairs are far apart.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() > least for bound in bounds)


def shares_run(one: Sequence[ast.stmt], other: Sequence[ast.stmt], least: int) -> bool:
    """Whether some statements in a row, so many tokens at least, are the same but for names."""
    return not _runs(one, least).isdisjoint(_runs(other, least))


def _runs(body: Sequence[ast.stmt], least: int) -> set[tuple[str, ...]]:
    """Write out the shortest run from each statement on, also inside loops and branches.

    A longer run that two bodies share begins with a shortest one, which they share too.
    """
    runs = set()
    for start, statement in enumerate(body):
        for end in range(start + 1, len(body) + 1):
            run = canonical(body[start:end])
            if len(run) >= least:
                runs.add(run)
                break
        for field in ("body", "orelse", "finalbody"):
            runs |= _runs(getattr(statement, field, ()), least)
    return runs


class Haystack:
    """A text in which pieces of code are found whatever their spaces, line breaks and quotes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [i for i, character in enumerate(text) if not character.isspace()]
        self._compact = compact(text)

    def line_of(self, piece: str) -> int | None:
        """Find the line, from 1, on which a piece of code begins; None if it is not there.

        A piece is not found inside a longer word or number.
        """
        needle = compact(piece)
        start = self._compact.find(needle)
        while start >= 0:
            first, last = self._places[start], self._places[start + len(needle) - 1]
            before, after = self._text[max(0, first - 1) : first + 1], self._text[last : last + 2]
            if not (_joins(before) or _joins(after)):
                return self._text.count("\n", 0, first) + 1
            start = self._compact.find(needle, start + 1)
        return None


def compact(code: str) -> str:
    """Leave out all space, and write both kinds of quotes alike."""
    return "".join(code.split()).replace("'", '"')


def _joins(pair: str) -> bool:
    """Whether two neighbouring characters belong to one word or number."""
    return len(pair) == 2 and all(c.isalnum() or c in "_." for c in pair)
