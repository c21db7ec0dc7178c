"""Findings -> workflow commands, which GitHub shows as annotations beside the lines they name.

A command is one line, `::error file=...,line=...,title=...::message`. What could end a property,
the head or the line is escaped as the runner's `ActionCommand` reverses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from heldout import report
from heldout.authoring.finding import Finding
from heldout.github.line import one_line
from heldout.report import Severity

#: GitHub shows so many errors and so many warnings of a step, and drops the rest without a word.
#: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
SHOWN = 10
#: Characters; the runner cuts a message at 4,096.
_LONGEST_MESSAGE = 2000
_LONGEST_NAME = 500

_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotate(findings: Sequence[Finding]) -> Iterator[str]:
    """Write a line for each finding that GitHub would show, errors first.

    A last line says how many are left, if any are.
    """
    shown = [
        *islice((each for each in findings if each.severity == Severity.ERROR), SHOWN),
        *islice((each for each in findings if each.severity == Severity.WARNING), SHOWN),
    ]
    yield from map(_command, shown)
    left = len(findings) - len(shown)
    if left:
        yield f"::notice title=heldout::{left} more in the summary of this job"


def placed(file: str, found: report.Finding) -> Finding:
    """Say of something found in a written answer in which file it is."""
    return Finding(
        code=found.code,
        severity=found.severity,
        file=file,
        line=found.line,
        message=found.message,
        next_step=found.next_step,
    )


def _command(finding: Finding) -> str:
    place = {
        "file": finding.file,
        "line": "" if finding.line is None else f"{finding.line}",
        "title": finding.code,
    }
    properties = ",".join(
        f"{name}={one_line(value, _LONGEST_NAME).translate(_IN_PROPERTY)}"
        for name, value in place.items()
        if value
    )
    message = one_line(finding.message, _LONGEST_MESSAGE)
    step = one_line(finding.next_step, _LONGEST_MESSAGE)
    data = f"{message}\nnext: {step}".translate(_IN_DATA)
    return f"::{finding.severity} {properties}::{data}"
