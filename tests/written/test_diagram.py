"""Mermaid is read as nodes and edges, and refused with the line where it breaks."""

from __future__ import annotations

import contextlib
import time

import pytest

from heldout.written.diagram import Diagram, DiagramError, begins, parse

ARROWS = (
    *("-->", "---", "-.->", "-.-", "==>", "===", "<-->", "--o", "--x", "o--o", "x--x", "---->"),
    *("-->|text; here|", "--text-->", "-- some text -->", "-. text .->", "== text ==>", "~~~"),
)
SHAPES = (
    *("[a b]", "(a)", "([a])", "[[a]]", "[(a)]", "((a))", "{a}", "{{a}}", "[/a/]", "[\\a\\]"),
    *("[/a\\]", "(((a)))", ">a]", '["a (b] --> c"]', "[a (b) c]", ":::hot", "@{ shape: rect }"),
)


@pytest.mark.parametrize("arrow", ARROWS)
def test_every_arrow_of_flowcharts(arrow: str) -> None:
    """Each way to draw an arrow joins two nodes."""
    assert parse(f"flowchart LR\n  A {arrow} B\n").edges == (("A", "B"),)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_flowcharts(shape: str) -> None:
    """Whatever shape a node has, and whatever its label holds, it is one node."""
    read = parse(f"graph TD\nfeature-store{shape} --> B{shape}")
    assert (read.nodes, read.edges) == (("feature-store", "B"), (("feature-store", "B"),))


def test_chains_and_groups() -> None:
    """A chain joins neighbours; an ampersand joins all with all."""
    read = parse("graph LR; A & B --> C --> D; C-->E")
    assert read.edges == (("A", "C"), ("B", "C"), ("C", "D"), ("C", "E"))


def test_what_joins_nothing() -> None:
    """Subgraphs, styles, comments, directives and front matter are passed over."""
    read = parse(
        "---\ntitle: t\n---\n%%{init: {'theme': 'dark'}}%%\n%% A --> B\nflowchart TB\n"
        "  subgraph one [Title of it]\n    direction LR\n    a --> b %% said aside\n  end\n"
        "  classDef hot fill:#f9f,stroke:#333\n  class a hot;\n  style b fill:#fff\n"
        '  click a "https://example.org" _blank\n  linkStyle 0 stroke:#f00\n  endpoint --> a\n'
    )
    assert read == Diagram("flowchart", ("a", "b", "endpoint"), (("a", "b"), ("endpoint", "a")))


SEQUENCE = """sequenceDiagram
    participant A as App
    U->>+A: get; it
    A--)feature-store: async
    Note over A: hi
    loop daily
      A->>A: train
    end
"""
STATES = """stateDiagram-v2
    [*] --> Idle
    state "x y" as L
    Idle --> [*] : stop
    note left of L
      text
    end note
"""
CLASSES = """classDiagram
    A <|-- B
    class C{
      +int x
      +run()
    }
    A "1" --> "*" C : has
    B : y
"""
ENTITIES = """erDiagram
    USER ||--o{ ORDER : places
    ORDER {
      int id
    }
    ORDER }|..|| SHOP : in
"""
C4 = """C4Context
    title T
    Person(u, "User")
    System_Boundary(b, "B") {
      System(s, "S")
    }
    Rel(u, s, "uses")
"""
SERVICES = """architecture-beta
    group g(cloud)[G]
    service db(database)[DB] in g
    service web(server)[W] in g
    db:L -- R:web
"""
BLOCKS = """block-beta
    columns 2
    a["A"]:2 b
    a --> b
    space c
"""


@pytest.mark.parametrize(
    ("text", "nodes", "edges"),
    [
        (SEQUENCE, {"A", "U", "feature-store"}, 3),
        (STATES, {"[*] start", "Idle", "L", "[*] end"}, 2),
        (CLASSES, {"A", "B", "C"}, 2),
        (ENTITIES, {"USER", "ORDER", "SHOP"}, 2),
        (C4, {"u", "s"}, 1),
        (SERVICES, {"db", "web"}, 1),
        (BLOCKS, {"a", "b", "c"}, 1),
        ("pie\n title Pets\n 'a': 2", set(), 0),
    ],
)
def test_other_kinds(text: str, nodes: set[str], edges: int) -> None:
    """Sequences, states, classes, entities, C4, architectures and blocks have parts, too."""
    read = parse(text)
    assert (set(read.nodes), len(read.edges)) == (nodes, edges)


def test_mindmap() -> None:
    """In a mind map, a thought is joined to the one that it is set in under."""
    read = parse("mindmap\n  root\n    a\n      b\n    c\n")
    assert [(len(read.nodes)), len(read.edges)] == [4, 3]
    assert read.edges[2][0] == read.edges[0][0]


@pytest.mark.parametrize(
    ("text", "line", "fact"),
    [
        ("", 1, "empty"),
        ("digraph G { a -> b }", 1, "no kind of diagram"),
        ("graph LR\nA --> B\nB[open --> C", 3, "never closed"),
        ("graph LR\nA -->\n", 2, "nowhere"),
        ("graph LR\nA -> B", 2, "cannot be read"),
        ("graph LR\n\nsome words that are none", 3, "cannot be read"),
        ("graph LR\nA -- text B", 2, "never finished"),
        ("graph LR\nsubgraph x\nA --> B", 3, "no `end`"),
        ("graph LR\nA --> B\nend", 3, "no `subgraph`"),
        ("sequenceDiagram\n A->>B: x\n what is this", 3, "cannot be read"),
        ("sequenceDiagram\n A->>: x", 2, "nothing at one of its ends"),
        ("---\ntitle: x\ngraph LR", 1, "never closed"),
    ],
)
def test_what_cannot_be_read(text: str, line: int, fact: str) -> None:
    """A block that no reader could follow is refused, with the fact and its line."""
    with pytest.raises(DiagramError, match=fact) as caught:
        parse(text)
    assert caught.value.line == line


def test_beginning() -> None:
    """The first word tells a diagram from other code."""
    assert begins("\nflowchart LR\n A -->")
    assert not begins("digraph G {}")
    assert not begins("graphics are nice")


@pytest.mark.parametrize(
    "piece",
    ["A", "-", "A[", "A--", "A & ", "A -- x", '["', "A-->", ";", "%%{", "A@", " ", "{{", "A\n"],
)
@pytest.mark.parametrize("kind", ["graph LR\n", "erDiagram\n", "block-beta\n"])
def test_hostile_text(kind: str, piece: str) -> None:
    """However a text repeats itself, reading it takes time in proportion to its length."""
    start = time.process_time()
    with contextlib.suppress(DiagramError):
        parse(kind + piece * (64_000 // len(piece)))
    assert time.process_time() - start < 0.3


def test_too_many_arrows() -> None:
    """All joined with all is refused before there are millions."""
    with pytest.raises(DiagramError, match="more than 5,000 arrows"):
        parse(f"graph LR\nA{' & A' * 3000} --> B{' & B' * 3000}")
