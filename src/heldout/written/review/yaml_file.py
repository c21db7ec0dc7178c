"""A sheet's file -> a Sheet, with every mistake in it at once, each on its line.

YAML's nodes are read as they were typed: `level: 3`, `level: "3"` and `made: yes` mean what a
person means, and a date or an octal number in a note stays what it is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, NamedTuple

import msgspec

from heldout.errors import BadInputError
from heldout.report import Finding, Severity
from heldout.submission import source
from heldout.written.review.sheet import HIGHEST_LEVEL, LOWEST_LEVEL, VERSION, Level, Mark, Sheet

_HEAD = ("version", "slug", "kind", "answer", "answer_sha256", "rubric_sha256", "reviewer")
_LISTS = ("criteria", "points")
_KINDS: tuple[Literal["casestudy", "follow-up"], ...] = ("casestudy", "follow-up")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NOTHING = frozenset({"", "~", "null", "none"})
_MADE = {"yes": True, "true": True, "no": False, "false": False}
_FROM_THE_BEGINNING = (
    "take this line from a fresh sheet: heldout review start ANSWER --reviewer NAME --output FILE"
)


class Read(msgspec.Struct, frozen=True):
    """A file that was read: the sheet, None if not enough of it could be read; and its mistakes.

    What is wrong on a sheet that is there is None in it, and has its finding; `garbled` are the
    parts and points of which this is so.
    """

    path: str
    sheet: Sheet | None
    findings: tuple[Finding, ...]
    garbled: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """What stands at a key: its node, and the line of the key."""

    node: Any
    line: int


def head(sheet: Sheet) -> str:
    """Write what a sheet is about. Raises `BadInputError` if PyYAML is not installed."""
    facts = {name: getattr(sheet, name) for name in _HEAD}
    written: str = _yaml().safe_dump(facts, sort_keys=False, allow_unicode=True, width=1 << 20)
    return written


def read(path: Path) -> Read:
    """Read a sheet from disk. Raises `BadInputError` if PyYAML is not installed."""
    taken = source.take(path)
    if isinstance(taken, source.Refusal):
        fact, _, _ = taken.reason.removeprefix(f"{path}: ").partition("; ")
        step = "name the file of a sheet; heldout review start makes one"
        return Read(str(path), None, (_error("unreadable", None, fact, step),))
    return parse(str(path), taken.content)


def parse(name: str, content: bytes) -> Read:
    """Read a sheet from its bytes. Raises `BadInputError` if PyYAML is not installed."""
    yaml = _yaml()
    try:
        text = content.decode("utf-8-sig")
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except UnicodeDecodeError as exc:
        line = content[: exc.start].count(b"\n") + 1
        finding = _error("unreadable", line, "this line is not UTF-8", "save the file as UTF-8")
        return Read(name, None, (finding,))
    except RecursionError:
        step = "write levels, marks and notes only"
        return Read(name, None, (_error("not-yaml", None, "it is nested too deeply", step),))
    except yaml.YAMLError as exc:
        return Read(name, None, (_not_yaml(exc),))
    return _Reader(yaml, text).read(name, node)


def _not_yaml(exc: Any) -> Finding:
    mark = getattr(exc, "problem_mark", None)
    problem = getattr(exc, "problem", None) or getattr(exc, "reason", None) or "it is cut off"
    return _error(
        "not-yaml",
        mark.line + 1 if mark else None,
        f"this is not YAML: {problem}",
        'look at this line and the one before: a note stands in quotes, note: "like this", and '
        "the spaces before a key are as they were",
    )


class _Reader:
    """Goes through the nodes of one file, and keeps what it finds."""

    def __init__(self, yaml: ModuleType, text: str) -> None:
        self._yaml = yaml
        self._lines = text.splitlines()
        self._findings: list[Finding] = []
        self._garbled: list[str] = []

    def read(self, name: str, node: Any) -> Read:
        entries = self._entries(node, "the sheet", (*_HEAD, *_LISTS))
        sheet = None if entries is None else self._sheet(entries)
        found = sorted(self._findings, key=lambda each: each.line or 0)
        return Read(name, sheet, tuple(found), tuple(self._garbled))

    def _sheet(self, entries: Mapping[str, _Entry]) -> Sheet | None:
        facts = {name: self._text(entries[name], name) for name in _HEAD if name in entries}
        version = facts.get("version")
        if version is not None and version != str(VERSION):
            # What else would be said of it might be wrong of that version.
            self._findings.clear()
            self._add(
                "other-version",
                entries["version"].line,
                f"this sheet is of version {version}, and version {VERSION} is read here",
                "begin a sheet with this heldout, and carry your judgements over; they stay in "
                "this file",
            )
            return None
        kind = next((each for each in _KINDS if each == facts.get("kind")), None)
        for key in ("answer_sha256", "rubric_sha256"):
            if key in facts and not _SHA256.fullmatch(facts[key] or ""):
                fact = f"{key} is no SHA-256, which has 64 digits from 0 to f"
                self._add("bad-value", entries[key].line, fact, _FROM_THE_BEGINNING)
        if "kind" in facts and kind is None:
            fact = f"kind is {facts['kind'] or 'empty'}, and not {' or '.join(_KINDS)}"
            self._add("bad-value", entries["kind"].line, fact, _FROM_THE_BEGINNING)
        for key in ("slug", "answer", "reviewer"):
            if key in facts and not facts[key]:
                self._add("bad-value", entries[key].line, f"{key} is empty", _FROM_THE_BEGINNING)
        criteria = tuple(self._levels(entries["criteria"])) if "criteria" in entries else ()
        points = tuple(self._marks(entries["points"])) if "points" in entries else ()
        if kind is None or not all(facts.get(name) for name in _HEAD):
            return None
        return Sheet(
            version=VERSION,
            slug=facts["slug"] or "",
            kind=kind,
            answer=facts["answer"] or "",
            answer_sha256=facts["answer_sha256"] or "",
            rubric_sha256=facts["rubric_sha256"] or "",
            reviewer=facts["reviewer"] or "",
            criteria=criteria,
            points=points,
        )

    def _levels(self, entry: _Entry) -> Iterator[Level]:
        for name, fields in self._rows(entry, "criteria", ("id", "level", "note")):
            yield Level(name, self._level(name, fields), self._note(fields))

    def _marks(self, entry: _Entry) -> Iterator[Mark]:
        for name, fields in self._rows(entry, "points", ("id", "made", "note")):
            yield Mark(name, self._made(name, fields), self._note(fields))

    def _level(self, name: str, fields: Mapping[str, _Entry]) -> int | None:
        text = self._text(fields["level"], "level") if "level" in fields else ""
        if text is not None and text.lower() in _NOTHING:
            return None
        self._garbled.append(name)
        if text is None:
            return None
        if re.fullmatch(r"[+-]?[0-9]{1,20}", text):
            level = int(text)
            if LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
                self._garbled.remove(name)
                return level
        self._add(
            "bad-level",
            fields["level"].line,
            f"the level of {name} is {text[:40]}, and levels are whole numbers from "
            f"{LOWEST_LEVEL} to {HIGHEST_LEVEL}",
            "write the highest level all of which can be pointed at; between two, take the lower",
        )
        return None

    def _made(self, name: str, fields: Mapping[str, _Entry]) -> bool | None:
        text = self._text(fields["made"], "made") if "made" in fields else ""
        if text is None or text.lower() in _NOTHING:
            return None
        if text.lower() not in _MADE:
            fact = f"made is {text[:40]} at {name}, and a point is made or not"
            self._add("bad-mark", fields["made"].line, fact, "write yes or no, or leave it empty")
        return _MADE.get(text.lower())

    def _note(self, fields: Mapping[str, _Entry]) -> str:
        if "note" not in fields:
            return ""
        node, line = fields["note"]
        text = self._text(fields["note"], "note") or ""
        if getattr(node, "style", "") is None and "#" in self._after(node):
            step = 'put the note in quotes: note: "like this"'
            self._warn("cut-note", line, "what follows # is a comment in YAML, and is lost", step)
        return "" if text in ("~", "null") else text

    def _after(self, node: Any) -> str:
        end = node.end_mark
        return self._lines[end.line][end.column :] if end.line < len(self._lines) else ""

    def _rows(
        self, entry: _Entry, what: str, keys: Collection[str]
    ) -> Iterator[tuple[str, Mapping[str, _Entry]]]:
        """Go through the rows of a list that have an id; each id once."""
        if not isinstance(entry.node, self._yaml.SequenceNode):
            fact = f"{what} is no list of rows that begin with - id:"
            self._add("wrong-shape", entry.line, fact, _FROM_THE_BEGINNING)
            return
        seen: set[str] = set()
        for row in entry.node.value:
            fields = self._entries(row, f"this row of {what}", keys)
            name = self._text(fields["id"], "id") if fields and "id" in fields else None
            if fields and name in seen:
                step = "keep the one that counts, and take the other out"
                self._add("repeated-row", fields["id"].line, f"{name} is there already", step)
            elif fields and name:
                seen.add(name)
                yield name, fields

    def _entries(self, node: Any, what: str, keys: Collection[str]) -> Mapping[str, _Entry] | None:
        """Read a mapping, and say which keys are unknown, missing or there twice."""
        if not isinstance(node, self._yaml.MappingNode):
            line = node.start_mark.line + 1 if node is not None else None
            fact = f"{what} has no keys such as {', '.join([*keys][:3])}"
            self._add("wrong-shape", line, fact, _FROM_THE_BEGINNING)
            return None
        entries: dict[str, _Entry] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, self._yaml.ScalarNode) else "a list or a table"
            if name not in keys:
                near = difflib.get_close_matches(name, keys, n=1)
                step = f"write {near[0]}" if near else f"take it out; {', '.join(keys)} are known"
                self._add("unknown-key", line, f"{name[:40]} is no key of {what}", step)
            elif name in entries:
                step = "keep the one that counts, and take the other out"
                self._add("repeated-key", line, f"{name} is there twice in {what}", step)
            else:
                entries[name] = _Entry(value, line)
        for name in keys:
            if name not in entries:
                line = node.start_mark.line + 1
                fact = f"{name} is missing in {what}"
                self._add("missing-key", line, fact, _FROM_THE_BEGINNING)
        return entries

    def _text(self, entry: _Entry, name: str) -> str | None:
        """Read what was typed, without white space at its ends; None if that is no single value."""
        if isinstance(entry.node, self._yaml.ScalarNode):
            return str(entry.node.value).strip()
        step = "write a single value"
        self._add("wrong-shape", entry.line, f"{name} is a list or a table", step)
        return None

    def _add(self, code: str, line: int | None, message: str, next_step: str) -> None:
        self._findings.append(_error(code, line, message, next_step))

    def _warn(self, code: str, line: int, message: str, next_step: str) -> None:
        self._findings.append(
            Finding(
                code=code,
                severity=Severity.WARNING,
                line=line,
                message=message,
                next_step=next_step,
            )
        )


def _error(code: str, line: int | None, message: str, next_step: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, line=line, message=message, next_step=next_step
    )


def _yaml() -> ModuleType:
    try:
        import yaml  # type: ignore[import-untyped]
    except ModuleNotFoundError as exc:
        raise BadInputError(
            "sheets are YAML, and PyYAML is not installed",
            next_step="pip install 'heldout[review]'",
        ) from exc
    module: ModuleType = yaml
    return module
