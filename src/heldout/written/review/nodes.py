"""YAML -> its nodes as they were typed, with the line of each, and every mistake in their shape.

PyYAML's loaders would keep the last of two equal keys, read `no` as false and `1_0` as ten, and
forget the lines.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from heldout.errors import BadInputError
from heldout.report import Finding, Severity

_FRESH = "take it from a fresh sheet: heldout review start ANSWER --reviewer NAME --output FILE"
_ONE_OF_TWO = "keep the one that counts, and take the other out"
_SHOWN = 40


class Entry(NamedTuple):
    """What stands at a key: its node, and the line of the key."""

    node: Any
    line: int


def load_yaml() -> ModuleType:
    """Import PyYAML. Raises `BadInputError` if it is not installed."""
    try:
        import yaml  # type: ignore[import-untyped]
    except ModuleNotFoundError as exc:
        raise BadInputError(
            "sheets are YAML, and PyYAML is not installed",
            next_step="pip install 'heldout[review]'",
        ) from exc
    module: ModuleType = yaml
    return module


class Nodes:
    """The nodes of one text. What is wrong is kept in `findings`, in the order in which it is met.

    Raises `BadInputError` if PyYAML is not installed.
    """

    def __init__(self, content: bytes) -> None:
        self._yaml = load_yaml()
        self._lines: list[str] = []
        self.findings: list[Finding] = []
        #: None if there is nothing to go through.
        self.root = self._compose(content)

    def _compose(self, content: bytes) -> Entry | None:
        try:
            text = content.decode("utf-8-sig")
            self._lines = text.splitlines()
            node = self._yaml.compose(text, Loader=self._yaml.BaseLoader)
        except UnicodeDecodeError as exc:
            line = content[: exc.start].count(b"\n") + 1
            self.error("unreadable", line, "this line is not UTF-8", "save the file as UTF-8")
        except RecursionError:
            step = "write levels, marks and notes only"
            self.error("not-yaml", None, "this is nested too deeply", step)
        except self._yaml.YAMLError as exc:
            self._not_yaml(exc)
        else:
            if node is not None:
                return Entry(node, node.start_mark.line + 1)
            step = "begin a sheet: heldout review start ANSWER --reviewer NAME"
            self.error("not-yaml", None, "there is nothing in it", step)
        return None

    def _not_yaml(self, exc: Any) -> None:
        mark = getattr(exc, "problem_mark", None)
        problem = getattr(exc, "problem", None) or getattr(exc, "reason", None) or "it is cut off"
        self.error(
            "not-yaml",
            mark.line + 1 if mark else None,
            f"this is not YAML: {problem}",
            'look at this line and the one before: a note stands in quotes, note: "like this", '
            "and the spaces before a key are as they were",
        )

    def entries(self, entry: Entry, what: str, keys: Collection[str]) -> Mapping[str, Entry] | None:
        """Read a mapping; unknown, missing and repeated keys are said. None if it is no mapping."""
        if not isinstance(entry.node, self._yaml.MappingNode):
            fact = f"{what} has no keys such as {', '.join([*keys][:3])}"
            self.error("wrong-shape", entry.line, fact, _FRESH)
            return None
        found: dict[str, Entry] = {}
        for key, value in entry.node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, self._yaml.ScalarNode) else "a list or a table"
            if name not in keys:
                near = difflib.get_close_matches(name, keys, n=1)
                step = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
                self.error("unknown-key", line, f"{shown(name)} is no key of {what}", step)
            elif name in found:
                self.error("repeated-key", line, f"{name} is there twice in {what}", _ONE_OF_TWO)
            else:
                found[name] = Entry(value, line)
        for name in keys:
            if name not in found:
                self.error("missing-key", entry.line, f"{name} is missing in {what}", _FRESH)
        return found

    def rows(
        self, entry: Entry, what: str, keys: Collection[str]
    ) -> Iterator[tuple[str, Mapping[str, Entry]]]:
        """Go through those rows of a list that have an id, once for each id."""
        if not isinstance(entry.node, self._yaml.SequenceNode):
            fact = f"{what} is no list of rows that begin with - id:"
            self.error("wrong-shape", entry.line, fact, _FRESH)
            return
        seen: set[str] = set()
        for node in entry.node.value:
            row = Entry(node, node.start_mark.line + 1)
            fields = self.entries(row, f"this row of {what}", keys)
            if not fields or "id" not in fields:
                continue
            name = self.text(fields["id"], "id")
            if name in seen:
                fact = f"{shown(name)} is there already"
                self.error("repeated-row", fields["id"].line, fact, _ONE_OF_TWO)
            elif name:
                seen.add(name)
                yield name, fields
            else:
                self.error("bad-value", row.line, "this row has no id", _FRESH)

    def text(self, entry: Entry, name: str) -> str:
        """Read what was typed, without white space at its ends; "" if that is no single value."""
        if isinstance(entry.node, self._yaml.ScalarNode):
            return str(entry.node.value).strip()
        fact = f"{name} is a list or a table"
        self.error("wrong-shape", entry.line, fact, "write a single value, in quotes if need be")
        return ""

    def is_cut(self, entry: Entry) -> bool:
        """Whether text that somebody typed without quotes ends in a comment, which is not read."""
        if not isinstance(entry.node, self._yaml.ScalarNode) or entry.node.style is not None:
            return False
        end = entry.node.end_mark
        return end.line < len(self._lines) and "#" in self._lines[end.line][end.column :]

    def error(self, code: str, line: int | None, message: str, next_step: str) -> None:
        """Keep a mistake."""
        self._keep(Severity.ERROR, code, line, message, next_step)

    def warn(self, code: str, line: int, message: str, next_step: str) -> None:
        """Keep something that is worth a look."""
        self._keep(Severity.WARNING, code, line, message, next_step)

    def _keep(
        self, severity: Severity, code: str, line: int | None, message: str, next_step: str
    ) -> None:
        self.findings.append(
            Finding(code=code, severity=severity, line=line, message=message, next_step=next_step)
        )


def shown(text: str) -> str:
    """As much of a text as a message has room for."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
