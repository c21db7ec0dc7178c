"""What a candidate is told when a hidden test fails, each test in turn: nothing of the suite."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import msgspec

from heldout.authoring.bench import REFERENCE, SUITE, Bench
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.judging.suite import Suite
from heldout.judging.trial import Trial
from heldout.report import Report

_CANARY = "what only the failing test knows"
#: Shorter lines and smaller numbers are in half of all titles, and tell nothing.
_LINE_CHARS = 12
_DIGITS = 3


def prove(bench: Bench) -> tuple[Finding, ...]:
    """Make every test fail with its own source as the message, and read the reports."""
    text = bench.package.text(SUITE) or ""
    suite = _failing(bench, text)
    tests = [case.name for case in bench.judge.cases(suite)]
    trials = [Trial(source=bench.source(REFERENCE), tests=(test,)) for test in tests]
    tried = bench.attempt(suite, trials)
    found: list[Finding] = []
    for test, each in zip(tests, tried, strict=True):
        for what in _leaks(each.report, text):
            line = bench.line_of(SUITE, test)
            found.append(
                proof.FeedbackLeaks.found(bench.package, SUITE, line, test=test, what=what)
            )
    return tuple(found)


def _failing(bench: Bench, text: str) -> Suite:
    """The hidden suite, each of whose tests raises all that it could give away."""
    tree = ast.parse(text)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = ast.get_source_segment(text, node) or ""
            raised = ast.parse(f"raise AssertionError({f'{_CANARY}: {own}'!r})").body
            node.body = [*node.body[:1], *raised]
    source = ast.unparse(ast.fix_missing_locations(tree)).encode()
    # Without a reference nothing is repeated, so the failure stands as a candidate's would.
    return msgspec.structs.replace(bench.hidden, source=source, reference=b"")


def _leaks(report: Report, text: str) -> Iterator[str]:
    said = [report.reason, *(word for case in report.cases for word in (case.title, case.detail))]
    if any(_CANARY in each for each in said):
        yield "what the test raised"
    lines = {line.strip() for line in _code(text).splitlines()}
    for line in sorted(lines):
        if len(line) >= _LINE_CHARS and any(line in each for each in said):
            yield f"a line of the suite, `{line}`"
    for number in sorted(_numbers(text)):
        if any(number in each.replace(",", "").split() for each in said):
            yield f"a number of the suite, {number}"


def _code(text: str) -> str:
    """The suite's code as it is parsed: no comments, no docstrings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.Module)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


def _numbers(text: str) -> set[str]:
    """The suite's literal numbers that are too odd to be in a title by chance."""
    constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    written = {repr(value) for value in constants if type(value) in (int, float)}
    return {each for each in written if len(each.strip("-0.").replace(".", "")) >= _DIGITS}
