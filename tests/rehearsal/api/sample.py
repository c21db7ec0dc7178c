"""The least that a schema of the description takes: a frame for the facts that matter."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from tests.rehearsal.api.described import document, resolve

_STRINGS = {
    "date-time": "2026-01-01T00:00:00Z",
    "uri": "https://api.github.com/",
    "email": "someone@example.org",
}
_VALUES = {"integer": 1, "number": 1.0, "boolean": False, "string": ""}


def sample(name: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in what a schema of the slice requires, then put facts over it, level by level."""
    return over(copy.deepcopy(_least(name)), facts)


def over(frame: dict[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Put facts over a frame; where both have an object, key by key."""
    for key, fact in facts.items():
        mine = frame.get(key)
        if isinstance(mine, dict) and isinstance(fact, Mapping):
            over(mine, fact)
        else:
            frame[key] = fact
    return frame


@cache
def _least(name: str) -> dict[str, Any]:
    made: dict[str, Any] = _value(document("description")["components"]["schemas"][name])
    return made


def _value(schema: Mapping[str, Any]) -> Any:
    schema = resolve(schema)
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return _value(schema[key][0])
    if schema.get("nullable"):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if "allOf" in schema:
        return {k: v for part in schema["allOf"] for k, v in _value(part).items()}
    if "properties" in schema or schema.get("type") == "object":
        required = schema.get("required", ())
        return {key: _value(schema["properties"][key]) for key in required}
    if schema.get("type") == "array":
        return []
    if schema.get("type") == "string":
        return _STRINGS.get(schema.get("format", ""), "")
    return _VALUES[schema["type"]]
