"""What a rejected solution says of itself: the hidden tests that catch it."""

from __future__ import annotations

import ast
import re

_CAUGHT_BY = re.compile(r"^Caught by:((?:.+\n?)+)", re.MULTILINE)


def caught_by(source: str) -> tuple[str, ...]:
    """Read `Caught by: test_a, test_b` in a module's docstring; () if it is not there.

    The list may go on for several lines; a blank one ends it. Raises SyntaxError if the source is
    not Python.
    """
    found = _CAUGHT_BY.search(ast.get_docstring(ast.parse(source)) or "")
    names = found[1].split(",") if found else []
    return tuple(name.strip() for name in names if name.strip())
