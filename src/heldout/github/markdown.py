"""Text from anybody -> Markdown that shows it and does nothing else. The only escaper for Markdown.

Punctuation becomes character references, which neither Markdown nor HTML can take for structure: so
the same text is safe in a paragraph, a table's cell, a heading or a `<summary>`. GitHub looks for
mentions, references to issues, emoji and some links only after rendering, in the text itself; a
space of no width keeps those apart.
"""

from __future__ import annotations

import re
import string

from heldout.github.line import clip, one_line
from heldout.report.text import printable

LONGEST = 1000

_GAP = "\u200b"
#: What together with the next characters makes a mention, an issue (#1, GH-1), an emoji or a link.
_ACTIVE = re.compile(r"@|#(?=\d)|\bGH-(?=\d)|:(?=//|[\w+-]+:)|\bwww(?=\.)", re.IGNORECASE)
_REFERENCES = str.maketrans({c: f"&#{ord(c)};" for c in (*string.punctuation, _GAP)})


def escape(text: str, longest: int = LONGEST) -> str:
    """Write any text as Markdown on one line, at most so many of its characters."""
    return _ACTIVE.sub(rf"\g<0>{_GAP}", one_line(text, longest)).translate(_REFERENCES)


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
