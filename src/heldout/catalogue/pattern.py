r"""Regular expressions of an answer key, and how long one may take over a hostile answer.

Python's engine backtracks, so what a pattern may hold is restricted until its time is proportional
to the text's length. The pattern is parsed with Python's own parser, and refused if it

- repeats a group by anything but `?`: no quantifier can then stand inside another;
- refers back to a group;
- repeats without an end what runs from word to word: `.*`, `[^,]+`, `[\w ]*`;
- has gaps such as `.{0,60}` that can be filled in more than 10,000 ways from one place.

Runs inside a word, `\w*` and the like, are free: what follows decides them at the word's end. So
whoever reads answers has to cut words of a length that no language has.
"""

from __future__ import annotations

import re
import warnings
from math import prod
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_WAYS = 10_000
_LEAST_WIDTH = 2

_ONE = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_LETTERS = {ops.CATEGORY_WORD, ops.CATEGORY_NOT_SPACE, ops.CATEGORY_NOT_DIGIT}
_SPACES = {ops.CATEGORY_SPACE, ops.CATEGORY_NOT_WORD, ops.CATEGORY_NOT_DIGIT}


class PatternError(ValueError):
    """A pattern that cannot be used; the message is a fact without a full stop."""


def compile_pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern that ignores case. Raises `PatternError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = re.compile(text, re.IGNORECASE)
        parsed = parser.parse(text)
        ways = _ways(parsed)
    except (re.error, FutureWarning, DeprecationWarning, OverflowError) as exc:
        raise PatternError(f"is not a regular expression: {exc}") from exc
    except RecursionError as exc:
        raise PatternError("is nested too deeply") from exc
    if ways > MOST_WAYS:
        raise PatternError(
            f"its gaps can be filled in {ways:,} ways; make them narrower, down to {MOST_WAYS:,}"
        )
    if parsed.getwidth()[0] < _LEAST_WIDTH:
        raise PatternError(
            f"can match fewer than {_LEAST_WIDTH} characters, and so almost anything"
        )
    return compiled


def _ways(parsed: Any) -> int:
    """Count in how many ways a part can run on from one place; of alternatives, the most."""
    return prod(_ways_of(op, value) for op, value in parsed)


def _ways_of(op: Any, value: Any) -> int:
    if op in _REPEATS:
        return _repeated(*value)
    if op is ops.BRANCH:
        return max(map(_ways, value[1]))
    if op is ops.SUBPATTERN:
        return _ways(value[-1])
    if op is ops.ATOMIC_GROUP:
        return _ways(value)
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return _ways(value[1])
    if op in (ops.GROUPREF, ops.GROUPREF_EXISTS):
        raise PatternError("refers back to a group, which can take very long")
    return 1


def _repeated(least: int, most: Any, part: Any) -> int:
    if len(part) == 1 and part[0][0] in _ONE:
        if not _crosses_words(*part[0]):
            return 1
        if most is ops.MAXREPEAT:
            raise PatternError("runs from word to word without an end; write a gap such as .{0,60}")
        return int(most) - least + 1
    if most is ops.MAXREPEAT or most > 1:
        raise PatternError("repeats a group, which can take very long; only ? may follow one")
    return 1 + _ways(part)


def _crosses_words(op: Any, value: Any) -> bool:
    """Whether one character can be a letter as well as a space."""
    if op is not ops.IN:
        return op is not ops.LITERAL
    if value[0] == (ops.NEGATE, None):
        return True
    return any(map(_has_letter, value)) and any(map(_has_space, value))


def _has_letter(item: Any) -> bool:
    op, value = item
    if op is ops.RANGE:
        return any(chr(n).isalpha() for n in range(value[0], min(value[1], value[0] + 128) + 1))
    return value in _LETTERS if op is ops.CATEGORY else chr(value).isalpha()


def _has_space(item: Any) -> bool:
    op, value = item
    if op is ops.RANGE:
        return bool(value[0] <= ord(" ") <= value[1])
    return value in _SPACES if op is ops.CATEGORY else chr(value).isspace()
