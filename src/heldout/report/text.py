"""Text from anybody, made safe to print: the one place that knows what prints nothing."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""Spell out what prints nothing, such as `\x1b`: controls, direction marks, halves."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
