"""Text from anybody -> Markdown that shows it and does nothing else. The only escaper for Markdown.

Punctuation becomes character references, which neither Markdown nor HTML can take for structure: so
the same text is safe in a paragraph, a table's cell, a heading or a `<summary>`. GitHub looks for
mentions, references to issues, emoji and some links only after rendering, in the text itself; a
space of no width keeps those apart.
"""

from __future__ import annotations

import re
import string

from heldout.report.text import printable

LONGEST = 1000

_GAP = "\u200b"
#: What together with the next characters makes a mention, an issue (#1, GH-1), an emoji or a link.
_ACTIVE = re.compile(r"@|#(?=\d)|\bGH-(?=\d)|:(?=//|[\w+-]+:)|\bwww(?=\.)", re.IGNORECASE)
_REFERENCES = str.maketrans({c: f"&#{ord(c)};" for c in (*string.punctuation, _GAP)})


def escape(text: str, longest: int = LONGEST) -> str:
    """Write any text as Markdown on one line, at most so many of its characters."""
    line = printable(" ".join(text.split()))
    shown = line if len(line) <= longest else f"{line[: longest - 1]}…"
    return _ACTIVE.sub(rf"\g<0>{_GAP}", shown).translate(_REFERENCES)
