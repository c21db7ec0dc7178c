"""What was typed -> a field's value; or ValueError, with a sentence that has no full stop."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Callable

_LONGEST_LINE = 80
#: Longer names would not fit into the lines of the templates.
LONGEST_NAME = 40
FUNCTION = re.compile(r"[a-z][a-z0-9_]*")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
#: What the templates import.
_IMPORTED = ("np", "pytest")


def one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    """Read one of several words."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"{text!r} is not one of {', '.join(choices)}")
        return text

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """Read a whole number in a range, ends included."""

    def read(text: str) -> int:
        # Nine digits are more than any bound, and few enough to be read at once.
        if not (text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high):
            raise ValueError(f"{text[:_LONGEST_LINE]!r} is not a whole number from {low} to {high}")
        return int(text[:9])

    return read


def line(text: str) -> str:
    """Read a line that can be printed."""
    found = text.strip()
    if not found:
        raise ValueError("it is empty")
    if not found.isprintable():
        raise ValueError(f"{found[:_LONGEST_LINE]!r} has characters that cannot be printed")
    if len(found) > _LONGEST_LINE:
        raise ValueError(f"it has {len(found)} characters; {_LONGEST_LINE} are the most")
    return found


def names(text: str) -> tuple[str, ...]:
    """Read the names of functions and classes, with commas between."""
    found = tuple(name.strip() for name in text.split(","))
    for name in found:
        if not (FUNCTION.fullmatch(name) or _CLASS.fullmatch(name)):
            raise ValueError(
                f"{name[:_LONGEST_LINE]!r} is neither a function's name, such as softmax_loss, "
                "nor a class's, such as SoftmaxLoss"
            )
        if len(name) > LONGEST_NAME:
            raise ValueError(f"{name!r} has {len(name)} characters; {LONGEST_NAME} are the most")
        if not is_free(name):
            raise ValueError(f"{name!r} already means something in Python")
        if sum(name.casefold() == other.casefold() for other in found) > 1:
            raise ValueError(f"{name!r} is there twice, but perhaps for capitals")
    return found


def is_free(name: str) -> bool:
    """Whether a name means nothing yet, in Python or in the templates."""
    return not (keyword.iskeyword(name) or hasattr(builtins, name) or name in _IMPORTED)
