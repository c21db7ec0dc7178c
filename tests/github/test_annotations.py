"""Annotations: workflow commands as the runner reads them, and not one more."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.github.annotations import annotate
from heldout.github.line import one_line
from heldout.report import Severity
from tests.github.conftest import HOSTILE, finding

texts = st.text(max_size=80) | st.text(":,%=\r\n#[] ;01DA", max_size=40) | st.sampled_from(HOSTILE)


class Command(NamedTuple):
    """What the runner makes of a line."""

    name: str
    properties: dict[str, str]
    data: str


def obey(line: str) -> Command | None:
    """Read a line as the runner does: a head between two pairs of colons, then the data."""
    if not line.lstrip().startswith("::"):
        return None
    head, separator, data = line.lstrip()[2:].partition("::")
    assert separator
    name, _, listing = head.partition(" ")
    pairs = [each.partition("=") for each in listing.split(",") if each]
    properties = {key: unescape(value, colon=":", comma=",") for key, _, value in pairs}
    return Command(name, properties, unescape(data))


def unescape(text: str, **marks: str) -> str:
    """Undo the runner's escapes, the percent sign last."""
    escapes = {"%0D": "\r", "%0A": "\n"}
    if marks:
        escapes |= {"%3A": ":", "%2C": ","}
    for escaped, plain in escapes.items():
        text = text.replace(escaped, plain)
    return text.replace("%25", "%")


def test_a_finding_is_shown_beside_its_line():
    """With the fact, the next step, and the code as its title."""
    (line,) = annotate([finding()])
    assert line == (
        "::error file=challenges/softmax/hidden/test_hidden.py,line=12,title=idle-test::"
        "test_shift catches none of the rejected solutions.%0A"
        "next: add a rejected solution, or drop the test"
    )


def test_a_warning_is_a_warning_and_a_finding_without_a_line_names_the_file():
    """GitHub then shows it at the file's top."""
    (line,) = annotate([finding(severity=Severity.WARNING, line=None, file="a.py")])
    assert line.startswith("::warning file=a.py,title=idle-test::")


@given(file=texts.filter(str.strip), message=texts, next_step=texts)
def test_no_text_is_more_than_a_text(file, message, next_step):
    """One line, which the runner reads back as what was to be said."""
    (line,) = annotate([finding(file=file, message=message, next_step=next_step)])
    assert len(line.splitlines()) == 1
    command = obey(line)
    assert command is not None
    assert command.name == "error"
    assert command.properties == {"file": one_line(file, 500), "line": "12", "title": "idle-test"}
    assert command.data == f"{one_line(message, 2000)}\nnext: {one_line(next_step, 2000)}"


def test_errors_come_first_and_what_github_would_drop_is_counted():
    """Ten of each are shown; the reader is told where the others are."""
    warnings = [finding(severity=Severity.WARNING)] * 12
    errors = [finding()] * 13
    lines = list(annotate([*warnings, *errors]))
    names = [command.name for command in map(obey, lines) if command]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert lines[-1].endswith("::5 more in the summary of this job")


@pytest.mark.parametrize("count", [0, 1, 10])
def test_nothing_is_said_to_be_left_when_nothing_is(count):
    """Every finding has its line, and there is no other."""
    assert len(list(annotate([finding()] * count))) == count


def test_a_giant_message_is_clipped():
    """The runner takes 4,096 characters."""
    (line,) = annotate([finding(message="x" * 2_000_000, next_step="y" * 2_000_000)])
    command = obey(line)
    assert command is not None
    assert len(command.data) <= 4096
