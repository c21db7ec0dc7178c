"""An Answer's lines as a reader sees them, and where on a line something stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from heldout.report import Finding, Severity
from heldout.written.answer import Answer, Heading

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"`[^`\n]{1,300}`")
_HASHES = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")


def visible_lines(answer: Answer) -> list[str]:
    """Return the answer's lines with spaces for what is no prose: code, comments, front matter.

    Lines and columns stay where they are.
    """
    lines = answer.lines
    if answer.front_matter is not None:
        last = answer.front_matter.line + answer.front_matter.text.count("\n") + 1
        lines[:last] = [""] * len(lines[:last])
    for fence in answer.fences:
        first = fence.line - 1
        count = len(fence.text.splitlines())
        lines[first : first + count] = [""] * len(lines[first : first + count])
    text = _COMMENT.sub(_blank, "\n".join(lines))
    return _CODE.sub(_blank, text).split("\n")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def is_heading(line: str) -> bool:
    """Whether a line is a heading with hashes."""
    return _HASHES.match(line) is not None


def error(
    code: str, line: int | None, message: str, next_step: str, *, span: tuple[int, int] = (0, 0)
) -> Finding:
    """Make a Finding that blocks; `span` is its column and its length."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        line=line,
        message=message,
        next_step=next_step,
        column=span[0],
        length=span[1],
    )


def heading_span(answer: Answer, heading: Heading) -> tuple[int, int]:
    """Find the column and length of a heading's words; (0, 0) if markup stands between them."""
    return span_of(answer.lines[heading.line - 1], heading.title)


def span_of(line: str, words: str) -> tuple[int, int]:
    """Find the column and length of words on a line; (0, 0) if they are not there as such."""
    at = line.find(words) if words else -1
    return (at + 1, len(words)) if at >= 0 else (0, 0)


def said_before(texts: Iterable[str]) -> frozenset[str]:
    """Reduce lines to their words, for telling whether one was left as it was."""
    return frozenset(" ".join(text.split()).casefold() for text in texts if text.strip())
