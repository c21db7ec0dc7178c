"""Mermaid -> a Diagram: which parts it names, and which of them it joins.

A reader of structure, not a renderer: it asks what is joined to what. It is more forgiving than
Mermaid is about what stands within a label, and refuses what no reader could follow. Flowcharts
and the kinds made of arrows between names are read in full; of gantt charts, pies and their like
only the kind is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from heldout.written import flowchart
from heldout.written.graph import Diagram, DiagramError, Graph, leading, shown

__all__ = ["Diagram", "DiagramError", "begins", "parse"]

_OPENING = re.compile(r"---[ \t]*\n")
_BEGINNING = re.compile(r"\s{0,20}([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)?)(?=[\s;])")
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")

#: Lines that place, colour or describe and join nothing.
_ASIDE = re.compile(
    r"(?:accTitle|accDescr|title|direction|classDef|cssClass|style|linkStyle|click|link|links"
    r"|callback|href|properties|details)\b"
)

_SEQUENCE_ASIDE = re.compile(
    r"(?:loop|alt|else|opt|par|par_over|and|critical|option|break|rect|end|note|activate|deactivate"
    r"|autonumber|box|destroy)\b",
    re.IGNORECASE,
)
_PARTICIPANT = re.compile(r"(?:create )?(?:participant|actor) (.+)", re.IGNORECASE)
_ALIAS = re.compile(r" as |@\{")
#: Those that no name contains first.
_MESSAGES = (re.compile(r"<<--?>>|--?>>"), re.compile(r"--?>|--?\)|--?x(?=[ +\w])"))

_STATE = re.compile(r'state (?:"[^"]*" as )?([^ {<:"]+)')
_NAME = re.compile(r"[^\s\-<>|:{}\"'`~(\[]+(?:-[^\s\-<>|:{}\"'`~(\[]+)*|`[^`]*`|\"[^\"]*\"")

_RELATION = re.compile(r"(?:<\|?|\*|(?<= )o|\(\))?(?:--|\.\.)(?:\|?>|\*|o(?= )|\(\))?")
_CLASS = re.compile(r"class (`[^`]*`|[^ {\[:~]+)")
_CARDINALITY = re.compile(r'"[^"]*"')

_MANY = r"(?:only one|one|zero or one|(?:zero|one) or (?:many|more)|many\(\d\)|\d\+)"
_ER = re.compile(
    r"[|}o]{1,2}(?:--|\.\.|-\.|\.-)[|{o]{1,2}" rf"| {_MANY} (?:optionally to|to) {_MANY} ",
    re.IGNORECASE,
)

_CALL = re.compile(r"([A-Za-z_]+) ?\(([^)]*)")
_PLACED = re.compile(r"(?:service|junction|group) ([\w-]+)")
_WIRED = re.compile(
    r"(\w[\w-]*?)(?:\{group\})?(?: ?: ?[LRTB])? ?<?--?>? ?(?:[LRTB] ?: ?)?(\w[\w-]*)"
)


class _Line(NamedTuple):
    """A statement, with single spaces, and how far it is set in."""

    number: int
    text: str
    indent: int

    def error(self) -> DiagramError:
        """Say that it cannot be read."""
        return DiagramError(f"{shown(self.text)} cannot be read", self.number)


def parse(text: str) -> Diagram:
    """Read a diagram, in time linear in its length.

    Raises `DiagramError` with the fact and the line, counted from the block's first.
    """
    text = text.replace("\r\n", "\n")
    start = _body(text)
    found = _KIND.match(text, start)
    line = text.count("\n", 0, start) + 1
    if found is None:
        fact = "does not begin with its kind" if text[start:].strip() else "is empty"
        raise DiagramError(f"it {fact}", line)
    kind, graph = found[0], Graph()
    if kind in flowchart.KINDS:
        flowchart.read(text, found.end(), graph)
    elif kind in _BLOCKS:
        flowchart.read_blocks(text, found.end(), graph)
    elif kind in _READERS:
        _READERS[kind](_statements(text, found.end()), graph)
    elif kind not in _OTHERS:
        raise DiagramError(f"{shown(kind)} is no kind of diagram", line)
    return graph.diagram(kind)


def begins(text: str) -> bool:
    """Whether a text begins as a diagram of parts does, whatever follows."""
    found = _BEGINNING.match(text)
    return found is not None and found[1] in {*flowchart.KINDS, *_BLOCKS, *_READERS}


def _body(text: str) -> int:
    """Skip front matter, comments and directives."""
    at = leading(text, 0)
    opening = _OPENING.match(text, at)
    if opening:
        end = text.find("\n---", opening.end() - 1)
        if end < 0:
            raise DiagramError("its front matter is never closed", text.count("\n", 0, at) + 1)
        at = leading(text, end + len("\n---"))
    return at


def _statements(text: str, start: int) -> Iterator[_Line]:
    """Yield what is left of the kind's line, then line by line; neither comments nor blank ones."""
    first = text.count("\n", 0, start) + 1
    in_description = False
    for n, raw in enumerate(text[start:].split("\n")):
        line = " ".join(raw.split()).rstrip("; ")
        if in_description or line.startswith(("accDescr {", "accDescr{")):
            in_description = "}" not in line
        elif line and not line.startswith("%%"):
            yield _Line(first + n, line, len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip()))


def _sequence(lines: Iterator[_Line], graph: Graph) -> None:
    for line in lines:
        named = _PARTICIPANT.match(line.text)
        if named:
            graph.add(_ALIAS.split(named[1], maxsplit=1)[0].strip())
        elif not _ASIDE.match(line.text) and not _SEQUENCE_ASIDE.match(line.text):
            joined = line.text.partition(":")[0]
            arrow = next(filter(None, (each.search(joined) for each in _MESSAGES)), None)
            if arrow is None:
                raise line.error()
            _join(graph, joined[: arrow.start()], joined[arrow.end() :].lstrip("+- "), line)


def _state(lines: Iterator[_Line], graph: Graph) -> None:
    in_note = False
    for line in lines:
        if in_note or line.text.lower().startswith("note "):
            in_note = ":" not in line.text and line.text.lower() != "end note"
        elif "-->" in line.text:
            source, _, rest = line.text.partition("-->")
            # The same sign is a start on the left and an end on the right.
            source = source.partition(":::")[0].replace("[*]", "[*] start")
            target = rest.partition(":")[0].replace("[*]", "[*] end")
            _join(graph, source, target, line)
        elif named := _STATE.match(line.text):
            graph.add(named[1])
        elif line.text.strip("}-") and not _ASIDE.match(line.text) and line.text[:6] != "class ":
            _lone(graph, line)


def _class(lines: Iterator[_Line], graph: Graph) -> None:
    is_inside = False
    for line in lines:
        if is_inside:
            is_inside = "}" not in line.text
        elif named := _CLASS.match(line.text):
            graph.add(named[1])
            is_inside = line.text.endswith("{")
        elif not line.text.startswith(("<<", "note ", "namespace ", "}")) and (
            _ASIDE.match(line.text) is None
        ):
            _relate(line, graph)


def _relate(line: _Line, graph: Graph) -> None:
    bare = _CARDINALITY.sub("", line.text)
    relation = _RELATION.search(bare)
    if relation:
        source, target = bare[: relation.start()], bare[relation.end() :]
        _join(graph, source, target.partition(":")[0], line)
    elif ":" in bare:
        graph.add(bare.partition(":")[0].strip())
    else:
        _lone(graph, line)


def _entities(lines: Iterator[_Line], graph: Graph) -> None:
    is_inside = False
    for line in lines:
        joined = line.text.partition(":")[0]
        if is_inside:
            is_inside = not line.text.endswith("}")
        elif relation := _ER.search(joined):
            _join(graph, joined[: relation.start()], joined[relation.end() :], line)
        elif line.text[:6] != "class " and not _ASIDE.match(line.text):
            _lone(graph, line)
            is_inside = "{" in line.text and "}" not in line.text


def _c4(lines: Iterator[_Line], graph: Graph) -> None:
    for line in lines:
        call = _CALL.match(line.text)
        if call is None:
            if line.text.strip("{} ") and not _ASIDE.match(line.text):
                raise line.error()
            continue
        name, values = call[1], [*call[2].split(","), ""]
        if name.startswith(("Rel", "BiRel")):
            values = values[1:] if name == "RelIndex" else values
            _join(graph, values[0], values[1], line)
        elif not name.startswith("Update") and not name.endswith("oundary"):
            graph.add(values[0].strip())


def _architecture(lines: Iterator[_Line], graph: Graph) -> None:
    for line in lines:
        if placed := _PLACED.match(line.text):
            if not line.text.startswith("group "):
                graph.add(placed[1])
        elif wired := _WIRED.match(line.text):
            _join(graph, wired[1], wired[2], line)
        elif not _ASIDE.match(line.text):
            raise line.error()


def _mindmap(lines: Iterator[_Line], graph: Graph) -> None:
    above: list[tuple[int, str]] = []
    for line in lines:
        if line.text.startswith("::"):
            continue
        while above and above[-1][0] >= line.indent:
            above.pop()
        # Twice the same words are two thoughts.
        name = f"{line.text} ({line.number})"
        graph.add(name)
        if above:
            graph.join(above[-1][1], name, line.number)
        above.append((line.indent, name))


def _lone(graph: Graph, line: _Line) -> None:
    """Add what a line without an arrow names."""
    named = _NAME.match(line.text)
    # Two words side by side are a sentence, or an arrow of another language.
    rest = line.text[named.end() :].lstrip() if named else ""
    if named is None or (rest and rest[0] not in ":{[("):
        raise line.error()
    graph.add(named[0])


def _join(graph: Graph, source: str, target: str, line: _Line) -> None:
    source, target = source.strip(), target.strip()
    if not source or not target:
        raise DiagramError(
            f"the arrow in {shown(line.text)} has nothing at one of its ends", line.number
        )
    graph.join(source, target, line.number)


_READERS: dict[str, Callable[[Iterator[_Line], Graph], None]] = {
    "sequenceDiagram": _sequence,
    "stateDiagram": _state,
    "stateDiagram-v2": _state,
    "classDiagram": _class,
    "classDiagram-v2": _class,
    "erDiagram": _entities,
    **dict.fromkeys(("C4Context", "C4Container", "C4Component", "C4Dynamic"), _c4),
    "C4Deployment": _c4,
    "architecture": _architecture,
    "architecture-beta": _architecture,
    "mindmap": _mindmap,
}
_BLOCKS = ("block", "block-beta")
_OTHERS_WORDS = """
    gantt gitGraph info ishikawa-beta journey kanban packet packet-beta pie quadrantChart radar
    radar-beta requirement requirementDiagram sankey sankey-beta timeline treemap treemap-beta
    treeView-beta venn-beta xychart xychart-beta zenuml
"""
_OTHERS = frozenset(_OTHERS_WORDS.split())
