"""Text from anybody -> one line of bounded length, with nothing in it that does not print."""

from __future__ import annotations

from heldout.report.text import printable


def one_line(text: str, longest: int) -> str:
    """Join the lines of a text with spaces, and shorten it to so many characters."""
    return clip(printable(" ".join(text.split())), longest)


def clip(text: str, longest: int) -> str:
    """Shorten a text to so many characters; an ellipsis at the end shows it."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
