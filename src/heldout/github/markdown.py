"""Code and blocks of lines from anybody -> Markdown, beside the escaper of plain text."""

from __future__ import annotations

import re

from heldout.github.line import clip
from heldout.report.markdown import LONGEST, escape
from heldout.report.text import printable

__all__ = ["LONGEST", "block", "code", "escape"]


def code(text: str, longest: int = LONGEST) -> str:
    """Write any text as code on one line, at most so many of its characters."""
    return f"<code>{escape(text, longest)}</code>"


def block(text: str, language: str, longest: int) -> str:
    """Write any text as a fenced block of its own lines, at most so many of its characters.

    `language` is ours. The block wants an empty line before and after it.
    """
    lines = [printable(line.expandtabs(4)) for line in clip(text, longest).splitlines()]
    runs = re.findall("`+", "\n".join(lines))
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    return "\n".join((f"{fence}{language}", *lines, fence))
