"""Pieces of Markdown, the most important first -> a page that GitHub takes; and shared phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from heldout.board.pages.figures import number
from heldout.github.line import one_line
from heldout.github.markdown import LONGEST, escape

#: How long a text is, as somebody counts it.
Measure = Callable[[str], int]


def join(pieces: Iterable[str], limit: int, last_word: str, measure: Measure) -> str:
    """Take pieces, each whole, as long as there is room for them and for the last word.

    The last word is said only if something is left out. Without room for it there is no page.
    """
    room = limit - measure(last_word)
    if room < 0:
        return ""
    taken: list[str] = []
    for piece in pieces:
        room -= measure(piece)
        if room < 0:
            return "".join((*taken, last_word))
        taken.append(piece)
    return "".join(taken)


def utf8(text: str) -> int:
    """Count bytes, as GitHub does for a job's summary."""
    return len(text.encode())


def utf16(text: str) -> int:
    """Count code units: at least as many as there are characters, whoever counts them."""
    return len(text.encode("utf-16-le")) // 2


def count(how_many: float, noun: str) -> str:
    """Write how many there are of something, in words that agree with it."""
    return f"{number(how_many)} {noun}" if how_many == 1 else f"{number(how_many)} {noun}s"


def points(part: float, whole: float) -> str:
    """Write points of how many there are to get."""
    return f"{number(part)} of {count(whole, 'point')}"


def sentence(text: str, longest: int = LONGEST) -> str:
    """Write a fact of anybody's, such as messages state it, as a sentence in Markdown."""
    line = one_line(text, longest)
    end = "" if line.endswith((".", "?", "!", "…")) else "."
    # A path keeps its letters as they are.
    first = line[:1] if "/" in line.partition(" ")[0] else line[:1].upper()
    return escape(f"{first}{line[1:]}{end}", longest + 1) if line else ""


def fold(title: str, body: str) -> str:
    """Fold Markdown away under a title of HTML; one piece, since an open end swallows the rest."""
    return f"<details><summary>{title}</summary>\n\n{body.strip()}\n\n</details>\n\n"


def unfold(title: str, body: str) -> str:
    """Do as `fold`, and leave it open: readers fold it themselves."""
    return f"<details open><summary>{title}</summary>\n\n{body.strip()}\n\n</details>\n\n"
