"""What GitHub, or what is between it and us, answers when something is the matter.

https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

JSON = "application/json; charset=utf-8"
_UNICORN = b"<!DOCTYPE html>\n<html><head><title>Unicorn!</title></head><body></body></html>\n"


class Kind(StrEnum):
    """What is the matter."""

    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    #: The hour's requests are used up.
    PRIMARY = "403-primary"
    #: Too much at once.
    SECONDARY = "403-secondary"
    TOO_MANY = "429"
    #: As if all were well, but the body is no JSON, a page, or cut off.
    GARBAGE = "garbage"
    PAGE = "html"
    TRUNCATED = "truncated"
    #: Nothing comes, or the connection is closed.
    HANG = "hang"
    CLOSE = "close"


class Trouble(NamedTuple):
    """Something that is the matter with the next requests of a method and a path's template.

    `method` and `path` may be empty, and then fit all; `path` is any part of the template. With
    `after` the request is obeyed first, and only the answer is lost. `retry_after_s` is what the
    answer asks for, `reset_at` when the limit is over, in seconds of Unix time.
    """

    kind: Kind
    method: str
    path: str
    after: bool
    retry_after_s: int | None
    reset_at: int | None

    def fits(self, method: str, template: str) -> bool:
        """Whether it is about such a request."""
        return self.method in ("", method) and self.path in template


class Answer(NamedTuple):
    """A status, headers and a body, of which so many bytes more are promised than there are."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    missing_bytes: int = 0


def answer(trouble: Trouble) -> Answer | None:
    """Write what is answered; None if nothing is."""
    if trouble.kind in (Kind.HANG, Kind.CLOSE):
        return None
    found = _answer(trouble)
    headers = {"Content-Type": JSON, **found.headers}
    if trouble.retry_after_s is not None:
        headers["Retry-After"] = f"{trouble.retry_after_s}"
    return found._replace(headers=headers)


def _answer(trouble: Trouble) -> Answer:
    match trouble.kind:
        case Kind.SERVER_ERROR:
            return Answer(500, {}, _message("Server Error"))
        case Kind.BAD_GATEWAY:
            return Answer(502, {"Content-Type": "text/html"}, _UNICORN)
        case Kind.PRIMARY:
            reset = int(time.time()) + 60 if trouble.reset_at is None else trouble.reset_at
            headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{reset}"}
            return Answer(403, headers, _message("API rate limit exceeded for installation."))
        case Kind.SECONDARY:
            text = "You have exceeded a secondary rate limit. Please wait a few minutes."
            return Answer(403, {}, _message(text))
        case Kind.TOO_MANY:
            return Answer(429, {}, _message("Too many requests."))
        case Kind.PAGE:
            return Answer(200, {"Content-Type": "text/html"}, _UNICORN)
        case Kind.TRUNCATED:
            return Answer(200, {}, b'[{"id": 1, "body": "', missing_bytes=100)
    return Answer(200, {}, b'[{"id": 1, "body": "\xff\x00')


def _message(text: str) -> bytes:
    return json.dumps(
        {"message": text, "documentation_url": "https://docs.github.com/rest"}
    ).encode()
