"""The right ways to solve a task, side by side: what `heldout solution` shows."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import msgspec

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge, Hidden
from heldout.cli import screen
from heldout.errors import BadInputError, SandboxMissingError, SandboxRefusedError
from heldout.judging import suite as suites
from heldout.judging.judge import Judge
from heldout.report import Verdict
from heldout.sandbox.box import Isolation

YOURS = "yours"


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One way: its name, its idea in a line, its size, and its text.

    `lines` are those of code, without docstrings and comments; of an answer, its words.
    `speed_ratio` is CPU time over the reference's, None where it was not measured.
    """

    name: str
    idea: str
    lines: int
    speed_ratio: float | None
    text: str


def of(task: Challenge | CaseStudy) -> list[Variant]:
    """Read the reference and the accepted solutions; yours is the last, where there is one.

    Raises `BadInputError` where the hidden half is sealed or missing.
    """
    if task.hidden is None:
        raise BadInputError(
            "its hidden half is sealed here, and the solutions are in it",
            where=task.folder,
            next_step="who runs the cohort can unseal it once the cohort has closed; "
            f"heldout hint {task.slug} helps until then",
        )
    if isinstance(task, CaseStudy):
        return [_answer(path) for path in task.hidden.accepted]
    paths = [task.hidden.reference, *task.hidden.accepted, task.solution]
    ratios = _measured(task, task.hidden, paths)
    return [
        _code(path, YOURS if path == task.solution else path.stem, ratio)
        for path, ratio in zip(paths, ratios, strict=True)
    ]


def show(task: Challenge | CaseStudy, found: Sequence[Variant]) -> None:
    """Print a comparison, then each text."""
    is_code = isinstance(task, Challenge)
    size = "lines" if is_code else "words"
    table = screen.table("way", size, "time", "idea", right=[size, "time"])
    for each in found:
        ratio = "" if each.speed_ratio is None else f"{each.speed_ratio:.1f}x"
        table.add_row(screen.cell(each.name), f"{each.lines}", ratio, screen.cell(each.idea))
    screen.out.print(table)
    if any(each.speed_ratio is not None for each in found):
        screen.out.print("time is that of the processor, over the reference's\n", style="dim")
    for each in found:
        if each.name != YOURS:
            screen.print_source(each.name, each.text, "python" if is_code else "markdown")


def _code(path: Path, name: str, ratio: float | None) -> Variant:
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return Variant(
            name=name, idea="", lines=len(text.splitlines()), speed_ratio=None, text=text
        )
    idea = "" if name == YOURS else (ast.get_docstring(tree) or "").partition("\n")[0]
    return Variant(name=name, idea=idea, lines=_size(tree), speed_ratio=ratio, text=text)


def _size(tree: ast.Module) -> int:
    """Count lines of code, as the syntax tree has them."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)):
            has_docstring = ast.get_docstring(node, clean=False) is not None
            node.body = node.body[has_docstring:] or [ast.Pass()]
    return len(ast.unparse(tree).splitlines()) - ast.unparse(tree).splitlines().count("")


def _answer(path: Path) -> Variant:
    text = path.read_text(encoding="utf-8")
    idea = path.stem.replace("-", " ").capitalize()
    return Variant(name=path.stem, idea=idea, lines=len(text.split()), speed_ratio=None, text=text)


def _measured(challenge: Challenge, hidden: Hidden, paths: Sequence[Path]) -> list[float | None]:
    """Grade them all, for their speed; without a sandbox nothing is measured."""
    suite = suites.hidden(challenge, hidden)
    try:
        with (
            Judge(Isolation.BUBBLEWRAP) as judge,
            screen.progress("measuring", len(paths)) as advance,
        ):
            sources = [path.read_bytes() for path in paths]
            reports = list(judge.grade(suite, sources, lambda _: advance()))
    except (SandboxMissingError, SandboxRefusedError):
        return [None] * len(paths)
    return [report.speed_ratio if report.verdict == Verdict.PASSED else None for report in reports]
