"""A board -> an Atom feed of who solved each task first, newest first.

Atom: RFC 4287. An entry's id is a `tag:` URI (RFC 4151) of the cohort and the task, so a reader of
feeds knows it again when the site moves, and when a regrade finds that somebody else was first.
"""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from heldout.board import address
from heldout.board.model import Board, Solved, Task
from heldout.report.text import printable

#: The file's name in the site.
NAME = "feed.xml"
#: What a reader has seen long ago need not be sent for ever.
MOST_ENTRIES = 100

_ATOM = "http://www.w3.org/2005/Atom"
#: A tag begins with a name and a day on which it was the minter's; nobody can own `.invalid`.
_TAG = "tag:heldout.invalid,2025:"
#: A feed has to say when it changed, even when nothing ever happened.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def render(board: Board, base: str | None = None) -> bytes:
    """Write the feed, in UTF-8. `base` is the site's address as `address.base` returns it."""
    firsts = [(each.task, each.first) for each in board.statistics if each.first is not None]
    firsts.sort(key=lambda pair: (pair[1].at, pair[0].key), reverse=True)
    updated = firsts[0][1].at if firsts else board.as_of or board.opens or _NEVER
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(feed, "id", _tag(board))
    _add(feed, "title", f"{board.title}: first solves")
    _add(feed, "updated", _time(updated))
    _add(SubElement(feed, "author"), "name", board.title or "heldout")
    if base is not None:
        SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{NAME}")
        SubElement(feed, "link", rel="alternate", type="text/html", href=base)
    for task, first in firsts[:MOST_ENTRIES]:
        feed.append(_entry(board, task, first, base))
    ET.indent(feed, " ")
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(board: Board, task: Task, first: Solved, base: str | None) -> Element:
    entry = Element("entry")
    _add(entry, "id", _tag(board, task))
    _add(entry, "title", f"{first.candidate.name} solved {task.title} first")
    _add(entry, "updated", _time(first.at))
    _add(entry, "published", _time(first.at))
    if base is not None:
        href = address.task_page(base, task)
        SubElement(entry, "link", rel="alternate", type="text/html", href=href)
    _add(entry, "content", f"{first.candidate.name} is the first whose work passed {task.title}.")
    return entry


def _add(parent: Element, name: str, text: str) -> None:
    """Add an element with a text. What XML cannot hold prints nothing either, and is spelt out."""
    SubElement(parent, name).text = printable(text)


def _tag(board: Board, task: Task | None = None) -> str:
    parts = [printable(board.title)] if task is None else [printable(board.title), task.key]
    return _TAG + "/".join(quote(part, safe="") for part in parts)


def _time(at: datetime) -> str:
    """Write a time as RFC 3339 has it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
