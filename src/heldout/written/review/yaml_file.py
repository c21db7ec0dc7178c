"""A sheet's file -> a Sheet, with every mistake in it at once, each on its line.

`level: 3`, `level: "3"` and `made: yes` mean what a person means; a note stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from heldout.report import Finding, Severity
from heldout.submission import source
from heldout.written.review.nodes import Entry, Nodes, load_yaml, shown
from heldout.written.review.sheet import HIGHEST_LEVEL, LOWEST_LEVEL, VERSION, Level, Mark, Sheet

_HEAD = ("version", "slug", "kind", "answer", "answer_sha256", "rubric_sha256", "reviewer")
_KINDS: tuple[Literal["casestudy", "follow-up"], ...] = ("casestudy", "follow-up")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}")
#: What people write for nothing.
_NOTHING = frozenset({"", "~", "null", "none"})
_MADE = {"yes": True, "true": True, "no": False, "false": False}
_AS_IT_WAS = "write what was there, or begin again: heldout review start ANSWER --reviewer NAME"


class Read(msgspec.Struct, frozen=True):
    """A file that was read: the sheet, None if not enough of it could be read; and its mistakes.

    A level or mark that cannot be read is None on the sheet, and has its finding; `garbled` are
    the parts and points of which this is so.
    """

    path: str
    sheet: Sheet | None
    findings: tuple[Finding, ...]
    garbled: tuple[str, ...] = ()


def head(sheet: Sheet) -> str:
    """Write what a sheet is about. Raises `BadInputError` if PyYAML is not installed."""
    facts = {name: getattr(sheet, name) for name in _HEAD}
    written: str = load_yaml().safe_dump(facts, sort_keys=False, allow_unicode=True, width=1 << 20)
    return written


def read(path: Path) -> Read:
    """Read a sheet from disk. Raises `BadInputError` if PyYAML is not installed."""
    taken = source.take(path)
    if isinstance(taken, source.Source):
        return parse(str(path), taken.content)
    finding = Finding(
        code="unreadable",
        severity=Severity.ERROR,
        line=None,
        message=taken.reason.removeprefix(f"{path}: ").partition("; ")[0],
        next_step="name the file of a sheet; heldout review start makes one",
    )
    return Read(str(path), None, (finding,))


def parse(name: str, content: bytes) -> Read:
    """Read a sheet from its bytes. Raises `BadInputError` if PyYAML is not installed."""
    nodes = Nodes(content)
    reader = _Reader(nodes)
    sheet = reader.read(nodes.root) if nodes.root is not None else None
    found = sorted(nodes.findings, key=lambda each: each.line or 0)
    return Read(name, sheet, tuple(found), tuple(reader.garbled))


class _Reader:
    """Makes a sheet of nodes."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self.garbled: list[str] = []

    def read(self, root: Entry) -> Sheet | None:
        entries = self._nodes.entries(root, "the sheet", (*_HEAD, "criteria", "points"))
        if entries is None:
            return None
        facts = {name: self._nodes.text(entries[name], name) for name in _HEAD if name in entries}
        version = facts.get("version", str(VERSION))
        if version != str(VERSION):
            # What else was said of it may be right in that version.
            self._nodes.findings.clear()
            self._nodes.error(
                "other-version",
                entries["version"].line,
                f"this sheet is of version {shown(version)}, and version {VERSION} is read here",
                "begin a sheet with this heldout; what you judged is kept in this file",
            )
            return None
        self._look_at(facts, entries)
        criteria = tuple(self._levels(entries["criteria"])) if "criteria" in entries else ()
        points = tuple(self._marks(entries["points"])) if "points" in entries else ()
        kind = next((each for each in _KINDS if each == facts.get("kind")), None)
        if kind is None or not all(facts.get(name) for name in _HEAD):
            return None
        return Sheet(
            version=VERSION,
            slug=facts["slug"],
            kind=kind,
            answer=facts["answer"],
            answer_sha256=facts["answer_sha256"],
            rubric_sha256=facts["rubric_sha256"],
            reviewer=facts["reviewer"],
            criteria=criteria,
            points=points,
        )

    def _look_at(self, facts: Mapping[str, str], entries: Mapping[str, Entry]) -> None:
        for name, text in facts.items():
            if name == "kind" and text not in _KINDS:
                fact = f"kind is {shown(text) or 'empty'}, and not {' or '.join(_KINDS)}"
            elif name.endswith("_sha256") and not _DIGEST.fullmatch(text):
                fact = f"{name} has not the 64 digits, 0 to f, of a SHA-256"
            elif not text:
                fact = f"{name} is empty"
            else:
                continue
            self._nodes.error("bad-value", entries[name].line, fact, _AS_IT_WAS)

    def _levels(self, entry: Entry) -> Iterator[Level]:
        for name, fields in self._nodes.rows(entry, "criteria", ("id", "level", "note")):
            text = self._judged("level", fields)
            level = int(text) if _NUMBER.fullmatch(text) else None
            if level is not None and not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
                level = None
            if text and level is None:
                self.garbled.append(name)
                self._nodes.error(
                    "bad-level",
                    fields["level"].line,
                    f"the level of {name} is {shown(text)}, and levels are whole numbers from "
                    f"{LOWEST_LEVEL} to {HIGHEST_LEVEL}",
                    "write the highest that is reached in full; between two, the lower",
                )
            yield Level(name, level, self._note(fields))

    def _marks(self, entry: Entry) -> Iterator[Mark]:
        for name, fields in self._nodes.rows(entry, "points", ("id", "made", "note")):
            text = self._judged("made", fields)
            made = _MADE.get(text.lower())
            if text and made is None:
                self.garbled.append(name)
                self._nodes.error(
                    "bad-mark",
                    fields["made"].line,
                    f"made is {shown(text)} at {name}, and a point is made or it is not",
                    "write yes or no, or leave it empty",
                )
            yield Mark(name, made, self._note(fields))

    def _judged(self, key: str, fields: Mapping[str, Entry]) -> str:
        """Read a level or mark; "" if it is empty."""
        text = self._nodes.text(fields[key], key) if key in fields else ""
        return "" if text.lower() in _NOTHING else text

    def _note(self, fields: Mapping[str, Entry]) -> str:
        if "note" not in fields:
            return ""
        entry = fields["note"]
        if self._nodes.is_cut(entry):
            fact = "what follows # in this note is a comment to YAML, and is not read"
            self._nodes.warn("cut-note", entry.line, fact, 'put it in quotes: note: "like this"')
        text = self._nodes.text(entry, "note")
        return "" if text.lower() in _NOTHING else text
