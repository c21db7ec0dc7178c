"""A sheet's file, as people leave it."""

from __future__ import annotations

import builtins

import pytest

from heldout.errors import BadInputError
from heldout.report import Severity
from heldout.written.review import yaml_file
from heldout.written.review.nodes import load_yaml
from tests.written.review import desktop

EMPTY = desktop.text()


def parse(text: str | bytes) -> yaml_file.Read:
    """Read a sheet's text."""
    return yaml_file.parse("ada.ben.yaml", text.encode() if isinstance(text, str) else text)


def codes(text: str | bytes) -> list[str]:
    """What is found in it."""
    return desktop.codes(parse(text).findings)


def test_a_filled_sheet_is_read_as_it_was_meant():
    """Whichever way people write yes, nothing and a number."""
    text = desktop.fill(EMPTY, (3, '"0"', "null", 4), ("yes", "No", "TRUE"), '"line 12: why # 3"')
    read = parse(text)
    assert read.findings == ()
    assert [each.level for each in read.sheet.criteria] == [3, 0, None, 4]
    assert [each.made for each in read.sheet.points] == [True, False, True]
    assert {each.note for each in read.sheet.criteria} == {"line 12: why # 3"}


@pytest.mark.parametrize("level", ["5", "-1", "3.5", "high", "3/4", "99999999999", "0x2", "[3]"])
def test_a_level_is_a_whole_number_from_0_to_4(level):
    """Anything else is said on its line, and is nobody's level."""
    read = parse(desktop.fill(EMPTY, (level,)))
    (finding,) = read.findings
    assert finding.code in ("bad-level", "wrong-shape")
    assert read.sheet.criteria[0].level is None
    assert EMPTY.splitlines()[finding.line - 1] == "  level:"


def test_a_mark_is_yes_or_no():
    """Perhaps is not."""
    read = parse(desktop.fill(EMPTY, marks=("perhaps",)))
    assert desktop.codes(read.findings) == ["bad-mark"]
    assert read.garbled == ("requirements",)


def test_what_is_not_yaml_is_said_with_its_line():
    """A colon in a note without quotes is what people trip over."""
    text = desktop.fill(EMPTY, note="seen: line 3: good")
    (finding,) = parse(text).findings
    assert finding.code == "not-yaml"
    assert "quotes" in finding.next_step
    assert "seen: line 3" in text.splitlines()[finding.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe",
        b"",
        b"# only a comment\n",
        b"[" * 1000,
        b"a: \x07",
        b"just words",
        b"- a\n- b\n",
    ],
)
def test_what_is_no_sheet_at_all_is_said(text):
    """One finding with a next step, and no crash."""
    read = parse(text)
    assert read.sheet is None
    assert [each.severity for each in read.findings] == [Severity.ERROR]
    assert read.findings[0].next_step


def test_every_mistake_is_found_at_once():
    """Unknown, missing and repeated keys, rows without an id, and values that cannot be."""
    text = (
        EMPTY.replace("slug: churn\n", "slag: churn\n")
        .replace("kind: casestudy", "kind: poem")
        .replace(f"answer_sha256: {desktop.DIGEST}", "answer_sha256: abc")
        .replace("reviewer: Ben\n", "reviewer: Ben\nreviewer: Eve\n")
        .replace("- id: monitoring\n", "- id: imbalance\n")
        .replace("- id: requirements\n  made:\n", "- id: requirements\n  mode:\n")
    )
    assert sorted(codes(text)) == sorted(
        [
            *("unknown-key", "missing-key", "bad-value", "bad-value", "repeated-key"),
            *("repeated-row", "unknown-key", "missing-key"),
        ]
    )
    assert "did you mean slug?" in [each.next_step for each in parse(text).findings]


def test_a_list_that_is_none_is_said():
    """As somebody leaves it who takes a row out by its dash."""
    text = EMPTY[: EMPTY.index("criteria:")] + "criteria: good\npoints:\n- words\n- id: x\n"
    assert codes(text) == ["wrong-shape", "wrong-shape", "missing-key", "missing-key"]


def test_another_version_is_all_that_is_said():
    """What else differs may be right in that version."""
    text = EMPTY.replace("version: 1", "version: 2").replace("slug:", "task:")
    (finding,) = parse(text).findings
    assert (finding.code, finding.line) == (
        "other-version",
        EMPTY.splitlines().index("version: 1") + 1,
    )
    assert "kept in this file" in finding.next_step


@pytest.mark.parametrize("note", ["see #3 and # the rest", "# all of it"])
def test_a_note_that_yaml_cuts_is_told(note):
    """Nothing is lost in silence."""
    found = parse(desktop.fill(EMPTY, note=note)).findings
    assert {each.code for each in found} == {"cut-note"}
    assert {each.severity for each in found} == {Severity.WARNING}


def test_editors_may_end_lines_as_they_like():
    """A byte order mark and CRLF are no mistake."""
    text = b"\xef\xbb\xbf" + desktop.fill(EMPTY, (3,)).replace("\n", "\r\n").encode()
    read = parse(text)
    assert read.findings == ()
    assert read.sheet.criteria[0].level == 3


def test_a_name_is_data_whatever_it_looks_like():
    """YAML would read a truth value, a number, a list or an anchor."""
    for name in ("no", "1e3", "[Ben]", "&x", "Ben: the second", "#ben", '"', "null ", "李"):
        text = desktop.text(reviewer=name)
        assert parse(text).sheet.reviewer == name.strip()


def test_a_file_that_is_not_there_is_said(tmp_path):
    """With what to do instead."""
    (finding,) = yaml_file.read(tmp_path / "none.yaml").findings
    assert (finding.code, finding.message) == ("unreadable", "no such file")


def test_without_pyyaml_the_extra_is_named(monkeypatch):
    """An import that fails is bad luck, not a crash."""
    real = builtins.__import__

    def without(name, *arguments, **more):
        if name == "yaml":
            raise ModuleNotFoundError(name=name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadInputError) as caught:
        load_yaml()
    assert caught.value.next_step == "pip install 'heldout[review]'"
