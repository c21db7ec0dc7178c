"""Text from anybody -> one line of bounded length, with nothing in it that does not print."""

from __future__ import annotations


def one_line(text: str, longest: int) -> str:
    """Join the lines of a text with spaces, and shorten it to so many characters."""
    return clip(printable(" ".join(text.split())), longest)


def printable(text: str) -> str:
    r"""Spell out what prints nothing, such as `\x1b`: controls, direction marks, halves."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def clip(text: str, longest: int) -> str:
    """Shorten a text to so many characters; an ellipsis at the end shows it."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
