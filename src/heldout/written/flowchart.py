"""Flowcharts and blocks: statements such as `A[Queue] -->|events| B & C --> D`.

Read from left to right, once: each step either moves on or raises, so time is linear.
"""

from __future__ import annotations

import re

from heldout.written.graph import DiagramError, Graph, leading, shown

KINDS = frozenset({"graph", "flowchart", "flowchart-elk"})

_DIRECTION = re.compile(r"[ \t]+(?:TB|TD|BT|RL|LR|[<>^v])(?=[\s;]|$)")
#: Lines that place, colour or describe, and join nothing.
_ASIDE = re.compile(
    r"(?:(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr|title)(?=[ \t:{])"
    r"|end(?=[\s;]|$))"
)
_GROUP = re.compile(r"subgraph(?=[\s;]|$)")
_BLANK = re.compile(r"[ \t]*")
_NEXT = re.compile(r"[ \t;]*(?:%%[^\n]*)?(?:\n|$)|[ \t]*;")
#: A hyphen belongs to a name if a letter or digit follows, a dot unless an arrow does.
_NAME = re.compile(r"(?:[^\W-]|[/+*'#!?$,:](?![:\s])|\.(?!-)|-(?=\w)|=(?=[^\W_]))+")
_CLASS = re.compile(r":::[\w-]+")
_ARROW_NAME = re.compile(r"\w+@(?=[<xo]?[-=.~])")
#: A whole arrow: -->, ---, --o, --x, -.->, ==>, ~~~, and with both ends.
_ARROW = re.compile(r"[<xo]?(?:--+[->xo]|==+[=>xo]|-\.+-[>xo]?|~~~+)|[<xo]?(?:-->|==>)")
#: The first half of one that is written on: -- text -->, == text ==>, -. text .->.
_HALF = re.compile(r"[<xo]?(--|==|-\.)")
_SECOND_HALF = {
    "--": re.compile(r"--+[->xo]"),
    "==": re.compile(r"==+[=>xo]"),
    "-.": re.compile(r"\.+-[>xo]?"),
}
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_SIZE = re.compile(r":\d+")
_BLOCK_ASIDE = re.compile(r"(?:columns[ \t]+(?:\d+|auto)|space(?::\d+)?|end|block(?::[\w-]+)?)\b")


def read(text: str, at: int, graph: Graph) -> None:
    """Read a flowchart's statements, from `at` on. Raises `DiagramError`."""
    direction = _DIRECTION.match(text, at)
    _Reader(text, direction.end() if direction else at, graph).statements()


def read_blocks(text: str, at: int, graph: Graph) -> None:
    """Read a block diagram's rows, from `at` on. Raises `DiagramError`."""
    _Reader(text, at, graph).rows()


class _Reader:
    """Stands at one place of a text."""

    def __init__(self, text: str, at: int, graph: Graph) -> None:
        self._text = text
        self._at = at
        self._graph = graph

    def statements(self) -> None:
        depth = 0
        while self._skip():
            if self._sees(_GROUP):
                depth += 1
                self._to_end_of_line()
            elif (aside := self._sees(_ASIDE)) is not None:
                depth -= aside == "end"
                if depth < 0:
                    raise self._error("an `end` has no `subgraph`")
                self._aside()
            else:
                self._chain()
        if depth:
            raise self._error("a `subgraph` has no `end`")

    def rows(self) -> None:
        while self._skip():
            if self._sees(_BLOCK_ASIDE):
                self._take(_BLOCK_ASIDE)
                self._take(_SIZE)
            elif self._sees(_ASIDE):
                self._aside()
            else:
                self._block_chain()

    def _block_chain(self) -> None:
        before = self._node()
        self._take(_SIZE)
        self._take(_BLANK)
        while self._arrow():
            self._skip()
            after = self._node()
            self._graph.join(before, after, self._line())
            before = after
            self._take(_SIZE)
            self._take(_BLANK)

    def _chain(self) -> None:
        before = self._nodes()
        while self._arrow():
            line = self._line()
            if not self._skip():
                raise DiagramError("an arrow leads nowhere", line)
            after = self._nodes()
            for source in before:
                for target in after:
                    self._graph.join(source, target, line)
            before = after
        if self._take(_NEXT) is None:
            raise self._error(f"{shown(self._rest())} cannot be read")

    def _nodes(self) -> list[str]:
        found = [self._node()]
        self._take(_BLANK)
        while self._text.startswith("&", self._at):
            self._at += 1
            self._skip()
            found.append(self._node())
            self._take(_BLANK)
        return found

    def _node(self) -> str:
        name = self._take(_NAME)
        if name is None:
            raise self._error(f"{shown(self._rest())} cannot be read")
        self._shape()
        self._take(_CLASS)
        if self._text.startswith("@{", self._at):
            self._at += 1
            self._bracket()
        self._graph.add(name)
        return name

    def _shape(self) -> None:
        here = self._text[self._at : self._at + 1]
        if here == ">" or self._text.startswith("<[", self._at):
            self._at += 1
            end = self._text.find("]", self._at)
            if end < 0:
                raise self._error(f"`{here}` of a label is never closed")
            self._at = end + 1
            here = self._text[self._at : self._at + 1]
        if here in _CLOSING:
            self._bracket()

    def _bracket(self) -> None:
        """Step over brackets and what is in them; those in quotes count for nothing."""
        start = self._at
        open_ones: list[str] = []
        awaited = dict.fromkeys(_CLOSING.values(), 0)
        while self._at < len(self._text):
            here = self._text[self._at]
            self._at += 1
            if here == '"':
                end = self._text.find('"', self._at)
                # Inches and the like: a quote that nothing closes is a character.
                self._at = end + 1 if end >= 0 else self._at
            elif here in _CLOSING:
                open_ones.append(_CLOSING[here])
                awaited[_CLOSING[here]] += 1
            elif awaited.get(here):
                while (closed := open_ones.pop()) != here:
                    awaited[closed] -= 1
                awaited[here] -= 1
                if not open_ones:
                    return
        self._at = start
        raise self._error(f"the bracket of {shown(self._rest())} is never closed")

    def _arrow(self) -> bool:
        self._take(_ARROW_NAME)
        whole = self._sees(_ARROW)
        half = _HALF.match(self._text, self._at)
        if half and (whole is None or self._is_text_after(whole)):
            second = _SECOND_HALF[half[1]].search(self._text, half.end(), self._end_of_line())
            if second:
                self._at = second.end()
                return True
        if whole is None:
            if half:
                raise self._error(f"the arrow {shown(self._rest())} is never finished")
            return False
        self._at += len(whole)
        self._take(_BLANK)
        if self._text.startswith("|", self._at):
            end = self._text.find("|", self._at + 1)
            if end < 0:
                raise self._error("the text of an arrow, after `|`, is never closed")
            self._at = end + 1
        return True

    def _is_text_after(self, arrow: str) -> bool:
        """Whether the o of `--own data-->` is a letter."""
        after = self._text[self._at + len(arrow) : self._at + len(arrow) + 1]
        return arrow[-1] in "xo" and after.isalpha()

    def _aside(self) -> None:
        if self._text.startswith("accDescr", self._at):
            line = self._text[self._at : self._end_of_line()]
            end = self._text.find("}", self._at) if "{" in line else -1
            self._at = max(self._at, end)
        self._to_end_of_line()

    def _skip(self) -> bool:
        """Go to what comes next; False at the end."""
        self._at = leading(self._text, self._at)
        while self._text.startswith(";", self._at):
            self._at = leading(self._text, self._at + 1)
        return self._at < len(self._text)

    def _sees(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self._text, self._at)
        return found[0] if found else None

    def _take(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return found[0]

    def _end_of_line(self) -> int:
        end = self._text.find("\n", self._at)
        return len(self._text) if end < 0 else end

    def _to_end_of_line(self) -> None:
        """Go to the statement's end. A semicolon ends an `end`; within a style it does not."""
        at_end = self._text.startswith("end", self._at)
        semicolon = self._text.find(";", self._at, self._end_of_line()) if at_end else -1
        self._at = semicolon if semicolon >= 0 else self._end_of_line()

    def _rest(self) -> str:
        return self._text[self._at : min(self._end_of_line(), self._at + 100)]

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1

    def _error(self, fact: str) -> DiagramError:
        return DiagramError(fact, self._line())
