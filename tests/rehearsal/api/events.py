"""What GitHub's own description of its webhooks says against the payload of an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from openapi_schema_validator import OAS30Validator, oas30_format_checker

from tests.rehearsal.api.described import document, resolve

#: `pull_request_target` has the payload of `pull_request`.
#: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
_SAME = {"pull_request_target": "pull_request"}


def check_event(name: str, payload: Mapping[str, Any]) -> list[str]:
    """Say what the description has against a payload, by dotted path; nothing if it is right.

    `name` is the event's, as `on:` of a workflow has it. A payload may leave out what it likes at
    any level, but what it has must be a key that GitHub sends there, with a value of its type.
    """
    event = _SAME.get(name, name).replace("_", "-")
    action = payload.get("action")
    schema = f"webhook-{event}" if action is None else f"webhook-{event}-{action}"
    if schema not in document("events")["components"]["schemas"]:
        return [f"the slice has no event {name} with action {action}"]
    return [
        f"{'.'.join(map(str, error.absolute_path)) or 'all of it'}: {error.message[:300]}"
        for error in sorted(_validator(schema).iter_errors(payload), key=lambda e: e.json_path)
    ]


@cache
def _validator(name: str) -> OAS30Validator:
    schema = document("events")["components"]["schemas"][name]
    return OAS30Validator(_relaxed(schema), format_checker=oas30_format_checker)


def _relaxed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for no key and let no other in; write parts that hold together as one."""
    schema = resolve(schema, "events")
    relaxed = {k: v for k, v in schema.items() if k not in ("required", "allOf", "oneOf", "anyOf")}
    properties = dict(relaxed.get("properties", {}))
    for part in schema.get("allOf", ()):
        # The last word has whoever refines what the others say.
        properties |= resolve(part, "events").get("properties", {})
    if properties:
        relaxed["properties"] = {key: _relaxed(value) for key, value in properties.items()}
        relaxed["additionalProperties"] = False
        relaxed.setdefault("type", "object")
    if "items" in schema:
        relaxed["items"] = _relaxed(schema["items"])
    choices: Sequence[Mapping[str, Any]] = schema.get("oneOf", ()) or schema.get("anyOf", ())
    if choices:
        # Without what they require, several may fit.
        relaxed["anyOf"] = [_relaxed(each) for each in choices]
    return relaxed
