"""Diagrams that sections need, and why one is missing."""

from __future__ import annotations

from collections.abc import Iterator

from heldout.catalogue.rubric import Section
from heldout.report import Finding
from heldout.written import diagram
from heldout.written.answer import Answer, Fence
from heldout.written.diagram import DiagramError
from heldout.written.layout import error, heading_span, span_of
from heldout.written.prompt import Prompt

#: What a system with parts has at the least.
FEWEST_NODES = 3
FEWEST_EDGES = 2


def find(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    """Find where a diagram is missing: one that can be read will do, wherever it stands."""
    sections = [section for section in prompt.sections if "diagram" in section.needs]
    if not sections:
        return
    blocks = [each for each in answer.fences if each.language in ("mermaid", "{mermaid}")]
    failures = [failure for failure in map(_failure, blocks) if failure is not None]
    if len(failures) < len(blocks):
        return
    for section in sections:
        yield failures[0] if failures else _no_diagram(section, answer)


def _failure(block: Fence) -> Finding | None:
    """Say why a block is no diagram of parts, if it is none."""
    try:
        read = diagram.parse(block.text)
    except DiagramError as exc:
        lines = block.text.split("\n")
        at = lines[exc.line - 1] if exc.line <= len(lines) else ""
        return error(
            "missing-diagram",
            block.line + exc.line - 1,
            f"the Mermaid block cannot be read: {exc.fact} (line {exc.line} of the block)",
            "mend that line; a flowchart begins with `flowchart LR` and joins as `A[App] --> "
            "B[Queue]`",
            span=span_of(at, at.strip()),
        )
    nodes, edges = len(read.nodes), len(read.edges)
    if nodes >= FEWEST_NODES and edges >= FEWEST_EDGES:
        return None
    return error(
        "missing-diagram",
        block.line,
        f"the diagram ({read.kind}) has {nodes} parts and {edges} arrows;"
        f" {FEWEST_NODES} and {FEWEST_EDGES} are the least",
        "draw the parts of your system and what passes between them",
    )


def _no_diagram(section: Section, answer: Answer) -> Finding:
    part = answer.part(section.id)
    fact = f'"{section.title}" has no diagram in Mermaid'
    unmarked = [each for each in answer.fences if diagram.begins(each.text)]
    image = next((each for each in answer.links if each.is_image), None)
    if unmarked:
        line, step = unmarked[0].line - 1, "open the block with ```mermaid"
        fact = "the diagram is not marked as Mermaid, so nothing draws it"
    elif image:
        line, step = image.line, "draw it in a block that opens with ```mermaid"
        fact = f"{fact}, and images cannot be handed in"
    else:
        line = part.line if part else 0
        step = "draw the parts in a block that opens with ```mermaid and `flowchart LR`"
    is_headed = part is not None and part.heading is not None and line == part.line
    span = heading_span(answer, part.heading) if is_headed and part and part.heading else (0, 0)
    return error("missing-diagram", line or None, fact, step, span=span)
