"""What GitHub's own description of its API says against a request, an answer or an event.

https://github.com/github/rest-api-description; read more strictly than it is written: a key that it
does not name is a violation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse

FOLDER = Path(__file__).parent
SERVER = "https://api.github.com"
JSON = "application/json"


class Operation(NamedTuple):
    """What a method and a path mean: the path's template, its values, and the keys of a query."""

    method: str
    template: str
    values: Mapping[str, str]
    query_keys: frozenset[str]


class Asked(NamedTuple):
    """A request as it came: `target` is a path with its query, `headers` have small letters."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The path alone, as it was written."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query's keys and values."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@cache
def document(name: str) -> dict[str, Any]:
    """Read a slice; nobody changes what is returned."""
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_bytes())
    return read


@cache
def _openapi() -> OpenAPI:
    config = Config(spec_validator_cls=None, additional_properties_default_policy="forbid")
    return OpenAPI.from_dict(document("description"), config=config)


def resolve(schema: Mapping[str, Any], name: str = "description") -> Mapping[str, Any]:
    """Follow the references of a piece of a slice until there is none."""
    while "$ref" in schema:
        _, _, kind, key = schema["$ref"].split("/")
        schema = document(name)["components"][kind][key]
    return schema


def operation(method: str, path: str) -> Operation | None:
    """Find what a method and a path mean; None if the slice has no such operation."""
    for template, methods in document("description")["paths"].items():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
        match = re.fullmatch(pattern, path)
        if match and method.lower() in methods:
            parameters = map(resolve, methods[method.lower()].get("parameters", ()))
            keys = frozenset(each["name"] for each in parameters if each["in"] == "query")
            values = {key: unquote(value) for key, value in match.groupdict().items()}
            return Operation(method, template, values, keys)
    return None


def against_request(asked: Asked) -> list[str]:
    """Say what the description has against a request."""
    found = operation(asked.method, asked.path)
    if found is None:
        return [f"there is no {asked.method} {asked.path} in the slice"]
    errors = _openapi().iter_request_errors(_mock(asked))
    surplus = asked.query.keys() - found.query_keys
    return [*_told(errors), *(f"the query has no key {key}" for key in sorted(surplus))]


def against_answer(asked: Asked, status: int, headers: Mapping[str, str], body: bytes) -> list[str]:
    """Say what the description has against our answer to a request that it has nothing against."""
    media = headers.get("Content-Type", "")
    answer = MockResponse(body, status_code=status, headers=dict(headers), content_type=media)
    return _told(_openapi().iter_response_errors(_mock(asked), answer))


def _mock(asked: Asked) -> MockRequest:
    return MockRequest(
        SERVER,
        asked.method.lower(),
        asked.path,
        args=asked.query,
        headers=dict(asked.headers),
        data=asked.body or None,
        content_type=asked.headers.get("content-type", JSON),
    )


def _told(errors: Iterable[Exception]) -> list[str]:
    """Write errors with their causes, each as one line."""
    told = []
    for error in errors:
        causes = [f"{error!r}"]
        inner = error.__cause__
        while inner is not None:
            details = getattr(inner, "schema_errors", ())
            causes += [_placed(each) for each in details] or [f"{inner!r}"]
            inner = inner.__cause__
        told.append("; ".join(causes)[:1000])
    return told


def _placed(error: Any) -> str:
    return f"{'.'.join(map(str, error.absolute_path)) or 'all of it'}: {error.message[:300]}"
