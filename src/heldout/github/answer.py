"""An answer of GitHub's API: whether it is what was asked for, worth another try, or final.

https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
https://docs.github.com/rest/authentication/permissions-required-for-github-apps
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import msgspec

from heldout.github.line import one_line

T = TypeVar("T")

#: What GitHub wants of whoever ran into a limit that it gives no end of; doubled by every try.
LIMITED_S = 60.0
_LONGEST_TEXT = 200
_LONGEST_NUMBER = 10
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_OK = range(200, 300)
_REDIRECT = range(300, 400)
_CLIENT = range(400, 500)
_PERMISSIONS = re.compile(r"[a-z_]+=(read|write|admin)([,;] ?[a-z_]+=(read|write|admin)){0,9}")
_REPORT = "this is a mistake of heldout: report it with the lines above"
_NEXT_STEPS = {
    401: "run the job again; GITHUB_TOKEN is to be the token that GitHub gave this job",
    403: "give the job the permission that it lacks, in its workflow",
    404: "check that GITHUB_REPOSITORY and the pull request's number are right",
    410: "check that the repository has issues and pull requests turned on",
}


class Answer(msgspec.Struct, frozen=True):
    """A status, headers by their names in small letters, and a body as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def has_next(self) -> bool:
        """Whether it says that there is a next page; where that is does not matter."""
        return 'rel="next"' in self.headers.get("link", "")


class NotYet(Exception):  # noqa: N818 — no error: a reason to try again
    """It was not done, or nobody knows whether it was: another try may do.

    `told_s` is how long GitHub wants to be left alone, in seconds from now; None if it did not say.
    `is_limit` is whether a limit on requests was met. `is_certain` is whether surely nothing was
    done.
    """

    def __init__(
        self,
        fact: str,
        *,
        told_s: float | None = None,
        is_limit: bool = False,
        is_certain: bool = False,
    ) -> None:
        super().__init__(fact)
        self.told_s = told_s
        self.is_limit = is_limit
        self.is_certain = is_certain


class Refused(Exception):  # noqa: N818 — becomes one where method and path are known
    """GitHub will not do it, however often it is asked."""

    def __init__(self, fact: str, status: int, next_step: str) -> None:
        super().__init__(fact)
        self.status = status
        self.next_step = next_step


class _Told(msgspec.Struct, frozen=True):
    """What a body of JSON says when something is the matter."""

    message: str = ""


def read(answer: Answer, expected: type[T]) -> T:
    """Read what was asked for. Raises `NotYet` or `Refused` if this is something else."""
    if answer.status in _OK:
        try:
            return msgspec.json.decode(answer.body, type=expected)
        except _UNREADABLE as exc:
            size = f"{len(answer.body):,} bytes"
            fact = f"GitHub answered {answer.status} with {size} that are not what was asked for"
            raise NotYet(f"{fact}: {_short(str(exc))}") from None
    message = _message(answer)
    fact = f"GitHub answered {answer.status}{message and f': {message}'}{_request_id(answer)}"
    is_limit = _is_limit(answer, message)
    if is_limit or answer.status not in (*_REDIRECT, *_CLIENT):
        told_s = _told_s(answer)
        raise NotYet(fact, told_s=told_s, is_limit=is_limit, is_certain=is_limit)
    raise Refused(fact, answer.status, _next_step(answer, message))


def _is_limit(answer: Answer, message: str) -> bool:
    """Whether a limit on requests was met: the hour's, or too many at once."""
    if answer.status == 429:
        return True
    return answer.status == 403 and (
        answer.headers.get("x-ratelimit-remaining") == "0"
        or "retry-after" in answer.headers
        or "secondary rate limit" in message.lower()
    )


def _told_s(answer: Answer) -> float | None:
    """How long to wait; None if the answer does not say, or says nonsense.

    When a limit is over is a time of GitHub's clock, so it is compared with the answer's own date.
    """
    after = _number(answer.headers.get("retry-after"))
    if after is not None:
        return float(after)
    reset = _number(answer.headers.get("x-ratelimit-reset"))
    if reset is None or answer.headers.get("x-ratelimit-remaining") != "0":
        return None
    date = _date(answer.headers.get("date", ""))
    return None if date is None else max(reset - date.timestamp(), 0.0)


def _number(text: str | None) -> int | None:
    if text is None or not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
        return None
    return int(text)


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None


def _message(answer: Answer) -> str:
    """What the answer says in words; pages for people say nothing to us."""
    try:
        return _short(msgspec.json.decode(answer.body, type=_Told).message)
    except _UNREADABLE:
        return ""


def _request_id(answer: Answer) -> str:
    """By this GitHub's support finds a request."""
    found = answer.headers.get("x-github-request-id")
    return f" (request {_short(found)})" if found else ""


def _next_step(answer: Answer, message: str) -> str:
    if answer.status in _REDIRECT:
        return "the repository has moved: run the job again from where it is now"
    if "create labels" in message:
        return "make the labels in the repository, or give the job `issues: write`"
    accepted = answer.headers.get("x-accepted-github-permissions", "")
    if answer.status == 403 and _PERMISSIONS.fullmatch(accepted):
        return f"give the job what this needs, in its workflow: {_permissions(accepted)}"
    return _NEXT_STEPS.get(answer.status, _REPORT)


def _permissions(accepted: str) -> str:
    """Write `issues=write; pull_requests=write` as workflows do: `;` is or, `,` is and."""
    choices = (
        " and ".join(f"`{each.strip().replace('=', ': ').replace('_', '-')}`" for each in all_of)
        for all_of in (choice.split(",") for choice in accepted.split(";"))
    )
    return " or ".join(choices)


def _short(text: str) -> str:
    return one_line(text, _LONGEST_TEXT)
