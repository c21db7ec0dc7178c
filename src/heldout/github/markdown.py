"""Code and blocks of lines from anybody -> Markdown, beside the escaper of plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import quote

from heldout.github.line import clip
from heldout.report.markdown import LONGEST, escape
from heldout.report.text import printable

__all__ = ["LONGEST", "block", "code", "commands", "escape", "link"]

#: What an address keeps besides letters and digits: nothing that ends a link in Markdown.
_PLAIN = "/:%-._~&=+,;@?#"
#: What a log takes for a workflow command would have these in it.
_IN_COMMANDS = str.maketrans({"#": "&#35;", ":": "&#58;"})


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


def commands(lines: Iterable[str]) -> str:
    """Write commands so that they are copied as they are, each on a line of its own.

    Unlike in a block, they are no workflow commands in a log; unlike in code, nothing is put into
    them. They want an empty line before and after them.
    """
    shown = (html.escape(printable(line), quote=False).translate(_IN_COMMANDS) for line in lines)
    return f"<pre><code>{chr(10).join(shown)}\n</code></pre>"


def link(words: str, address: str) -> str:
    """Write a link; the words are ours. An address that is not one of the web leads nowhere."""
    if not address.startswith(("https://", "http://")):
        return words
    return f"[{words}]({quote(address, safe=_PLAIN, errors='replace')})"
