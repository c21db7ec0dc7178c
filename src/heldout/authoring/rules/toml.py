"""Where in a TOML text a dotted path is: `limits.call_s`, `question[1].points[0].id`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_TABLE = re.compile(r"\s*\[(\[?)([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|[\w-]+))*)\s*=")
#: What follows `is not TOML`, as tomllib says it.
_AT = re.compile(r"\(at line (\d+), column \d+\)")

#: A path, step by step; entries of an array are counted from 0.
Path = tuple[str | int, ...]


def line_of(text: str, path: str) -> int | None:
    """Find the line of a dotted path, counted from 1.

    What is not there has the line of the nearest table or array around it; None if there is none.
    """
    wanted = tuple(int(index) if index else key for index, key in _STEP.findall(path))
    lines = text.splitlines()
    places = _places(lines)
    for length in range(len(wanted), 0, -1):
        line = places.get(wanted[:length])
        if line is not None:
            entry = wanted[length] if length < len(wanted) else None
            return _entry(lines, line, entry) if isinstance(entry, int) else line
    return None


def line_of_mistake(text: str, mistake: str) -> int | None:
    """Find the line that a mistake is about, told as `dotted.path: fact` or in tomllib's words."""
    at = _AT.search(mistake)
    return int(at[1]) if at else line_of(text, mistake.partition(":")[0])


def placed(text: str, mistakes: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    """Take a manifest's mistakes, `file: dotted.path: fact`, without the file and with the line."""
    for mistake in mistakes:
        fact = mistake.partition(": ")[2]
        yield fact, line_of_mistake(text, fact)


def _places(lines: list[str]) -> dict[Path, int]:
    """Find the line of every table and key."""
    places: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(lines, 1):
        key = _KEY.match(line)
        header = None if key else _TABLE.fullmatch(line)
        if header:
            table = _keys(header[2])
            if header[1]:
                counts[table] = counts.get(table, -1) + 1
                places.setdefault(table, number)
                table = (*table, counts[table])
            places.setdefault(table, number)
        elif key:
            places.setdefault((*table, *_keys(key[1])), number)
    return places


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _entry(lines: list[str], line: int, index: int) -> int:
    """Find an entry of an array that has one on each line; else the line where it begins."""
    if not lines[line - 1].rstrip().endswith("["):
        return line
    entries = []
    for number, text in enumerate(lines[line:], line + 1):
        if text.strip().startswith("]"):
            break
        if text.strip() and not text.strip().startswith("#"):
            entries.append(number)
    return entries[index] if index < len(entries) else line
