"""Nodes and edges, as a diagram's reader collects them."""

from __future__ import annotations

from typing import NamedTuple

#: `A & B --> C & D` joins all with all; nobody draws that many, and time must not be squared.
MOST_EDGES = 5_000
#: What an error quotes is cut to this many characters.
_SHOWN = 40


class Diagram(NamedTuple):
    """What a diagram names, in order and once each, and the pairs that it joins (repeats kept)."""

    kind: str
    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]


class DiagramError(ValueError):
    """A block that cannot be read; `line` counts from the block's first, which is 1."""

    def __init__(self, fact: str, line: int) -> None:
        super().__init__(fact)
        self.fact = fact
        self.line = line


class Graph:
    """Collects nodes and edges."""

    def __init__(self) -> None:
        self._nodes: dict[str, None] = {}
        self._edges: list[tuple[str, str]] = []

    def add(self, node: str) -> None:
        """Name a node; a second time makes no difference."""
        self._nodes.setdefault(node)

    def join(self, source: str, target: str, line: int) -> None:
        """Join two nodes. Raises `DiagramError` if there are far too many edges."""
        if len(self._edges) >= MOST_EDGES:
            raise DiagramError(f"it has more than {MOST_EDGES:,} arrows", line)
        self.add(source)
        self.add(target)
        self._edges.append((source, target))

    def diagram(self, kind: str) -> Diagram:
        """Return all that was collected."""
        return Diagram(kind, tuple(self._nodes), tuple(self._edges))


def shown(text: str) -> str:
    """Quote the beginning of a text in one line."""
    line = " ".join(text[: 2 * _SHOWN].split())
    return f"`{line[:_SHOWN]}...`" if len(line) > _SHOWN else f"`{line}`"


def leading(text: str, at: int) -> int:
    """Skip white space, comments (`%%`) and directives (`%%{...}%%`); return the place after."""
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text.startswith("%%{", at):
            end = text.find("}%%", at)
            at = len(text) if end < 0 else end + 3
        elif text.startswith("%%", at):
            end = text.find("\n", at)
            at = len(text) if end < 0 else end + 1
        else:
            break
    return at
