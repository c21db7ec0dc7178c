"""Finds hidden files, whole or a line of them, in what candidates get.

A line counts if it is at least 40 characters long and tells something: if neither public files of
a task nor the templates that every author begins with have it, and it is no import, no mark and no
title of a test, which candidates are shown. Space, quotes and backslashes do not count, so a line
is found inside another text, wrapped, indented, quoted or escaped.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

SHORTEST = 40
#: What is left of such a line without its spaces; less is hardly a sentence.
_WINDOW = 24
_IGNORED = re.compile(rb"[\s\"'`\\]+")
_EVERYBODYS = re.compile(rb"(?:from|import) |@pytest\.mark\.")
_PRIVATE_KEY = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{58}", re.IGNORECASE)


class Leak(NamedTuple):
    """Line `line` of some text is from `origin`: `challenges/kmeans/hidden/reference.py:12`."""

    line: int
    origin: str


class Secrets:
    """What must not be seen: hidden files by path, less what public texts say anyway."""

    def __init__(self, hidden: Mapping[str, bytes], public: Iterable[bytes]) -> None:
        self._wholes = {
            _squeezed(content): path
            for path, content in hidden.items()
            if len(content.strip()) >= SHORTEST
        }
        self._lines: dict[bytes, str] = {}
        for path, content in hidden.items():
            for line, origin in _lines(path, content):
                self._lines.setdefault(line, origin)
        self._by_start: dict[bytes, list[bytes]] = defaultdict(list)
        for line in self._lines:
            self._by_start[line[:_WINDOW]].append(line)
        for text in public:
            for _, line in list(self._found(_squeezed(text))):
                self._lines.pop(line, None)
        for start, lines in list(self._by_start.items()):
            self._by_start[start] = [line for line in lines if line in self._lines]
        self._by_start = {start: lines for start, lines in self._by_start.items() if lines}

    def wholes(self, text: bytes) -> Iterator[Leak]:
        """Find out whether a text is a hidden file, or holds a private key."""
        if (origin := self._wholes.get(_squeezed(text))) is not None:
            yield Leak(1, origin)
        for match in _PRIVATE_KEY.finditer(text):
            yield Leak(text.count(b"\n", 0, match.start()) + 1, "a private key")

    def lines(self, text: bytes) -> Iterator[Leak]:
        """Find lines of hidden files anywhere in a text."""
        found = list(self._found(_squeezed(text)))
        if not found:
            return
        ends, at = [], 0
        for line in text.split(b"\n"):
            at += len(_squeezed(line))
            ends.append(at)
        for start, line in found:
            number = next(n for n, end in enumerate(ends, start=1) if end > start)
            yield Leak(number, self._lines[line])

    def _found(self, squeezed: bytes) -> Iterator[tuple[int, bytes]]:
        get = self._by_start.get
        for at in range(len(squeezed) - _WINDOW + 1):
            for line in get(squeezed[at : at + _WINDOW], ()):
                if squeezed.startswith(line, at):
                    yield at, line


def _squeezed(text: bytes) -> bytes:
    return _IGNORED.sub(b"", text)


def _lines(path: str, content: bytes) -> Iterator[tuple[bytes, str]]:
    """Give the telling lines of a hidden file, without what does not count, and their places."""
    titles = _titles(content) if path.endswith(".py") else frozenset()
    for number, line in enumerate(content.split(b"\n"), start=1):
        stripped, squeezed = line.strip(), _squeezed(line)
        if len(stripped) < SHORTEST or len(squeezed) < _WINDOW:
            continue
        if not _EVERYBODYS.match(stripped) and squeezed not in titles:
            yield squeezed, f"{path}:{number}"


def _titles(source: bytes) -> frozenset[bytes]:
    """Give the first lines of the docstrings of tests: candidates see them on their scorecard."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    texts = (
        ast.get_docstring(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
    return frozenset(_squeezed(text.splitlines()[0].encode()) for text in texts if text)
