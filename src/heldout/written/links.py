"""Links of an answer that lead nowhere, and images, which cannot be handed in.

Nothing is fetched: a link to the web is taken to be good.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from heldout.report import Finding
from heldout.written.answer import Answer
from heldout.written.layout import error, span_of, visible_lines

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(?!\d)")
_WEB = frozenset({"http", "https", "mailto"})
#: A host without its scheme: www.example.org/x, arxiv.org/abs/1.
_HOST = re.compile(
    r"(?:[\w-]+\.)+(?:com|org|net|io|ai|dev|edu|gov|co|uk|de|eu|info)(?:/|$)", re.IGNORECASE
)
_UNWRITTEN = re.compile(r"(?:todo|tbd|url|link|href|insert.{0,20}|xxx+|\.{3}|#)$", re.IGNORECASE)
#: What the parser does not take for a link: an empty target, or a scheme that runs or opens things.
_RAW = re.compile(
    r"\[[^\[\]\n]{1,300}\]\(\s{0,8}<?((?:(?:javascript|vbscript|file"
    r"|data):[^)\s]{0,300})?)>?\s{0,8}\)",
    re.IGNORECASE,
)
#: In a formula, `E[y](x)` is no link.
_PATHLIKE = re.compile(r"[\w%-]{2,}\.[A-Za-z]|/")
_UNSLUGGED = re.compile(r"[^\w\- ]")


def find(answer: Answer) -> Iterator[Finding]:
    """Find broken links and images, in no order."""
    anchors = _anchors(answer)
    lines = answer.lines
    for link in answer.links:
        span = span_of(lines[link.line - 1], link.target)
        if link.is_image:
            yield error(
                "broken-link",
                link.line,
                "images cannot be handed in",
                "say in words or in a Mermaid diagram what it shows, and take it out",
                span=span,
            )
        elif (fault := _fault(link.target, anchors)) is not None:
            yield error("broken-link", link.line, *fault, span=span)
    for number, line in enumerate(visible_lines(answer), start=1):
        for found in _RAW.finditer(line) if "](" in line else ():
            fault = _fault(found[1], anchors) or ("", "")
            span = (found.start() + 1, len(found[0]))
            yield error("broken-link", number, *fault, span=span)


def _fault(target: str, anchors: frozenset[str]) -> tuple[str, str] | None:
    """Say what is wrong with a target, and what to do; None if nothing is."""
    shown = target[:80]
    scheme = _SCHEME.match(target)
    fact = None
    step = "link to the web with https://, or take the link out"
    if not target:
        fact = "the link has no target"
    elif _UNWRITTEN.match(target):
        fact = f"the link's target is only `{shown}`"
    elif target.startswith("#"):
        if unquote(target[1:]).casefold() not in anchors:
            fact = f"no heading of the answer has the anchor `{shown}`"
            step = "write a heading's words in lower case, with hyphens for spaces"
    elif scheme:
        if scheme[1].lower() not in _WEB:
            fact = f"links with `{scheme[1].lower()}:` are not followed"
    elif _HOST.match(target):
        fact, step = f"`{shown}` is read as a file beside the answer", "put https:// in front of it"
    elif not target.startswith("//") and _PATHLIKE.search(target):
        fact = f"`{shown}` is no part of the answer, which is one file"
    return (fact, step) if fact else None


def _anchors(answer: Answer) -> frozenset[str]:
    """Derive the anchors that headings get on GitHub."""
    seen: Counter[str] = Counter()
    anchors = set()
    for heading in answer.headings:
        slug = _UNSLUGGED.sub("", heading.title.casefold()).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return frozenset(anchors)
