"""One request to GitHub's REST API at a time, tried again while that may help.

Answers are data: no redirect is followed, no address in them is visited, and of their text only
one line that is safe to print gets into an error. The token gets into none.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import msgspec
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    wait_exponential,
    wait_random,
)

import heldout
from heldout.errors import BadInputError, GitHubFailedError
from heldout.github.answer import LIMITED_S, Answer, NotYet, Refused, read
from heldout.github.line import one_line

T = TypeVar("T")

ADDRESS = "https://api.github.com"
#: How long to go on, over all requests of a connection.
PATIENCE_S = 180.0
#: How long nothing may come, and how long an answer may take as a whole.
SILENCE_S = 30.0
_WHOLE_S = 120.0
#: A hundred comments of 65,536 characters, each written with six bytes, are 39 MB.
_MOST_BYTES = 48_000_000
_BACKOFF = wait_exponential(multiplier=1.0, max=60.0)
#: So that jobs that met trouble together do not come back together.
_JITTER = wait_random(0.0, 1.0)
_LONGEST_TEXT = 200
_VERSION = "2022-11-28"
_MEDIA = "application/vnd.github+json"
_JSON = "application/json"
_MISSING = 404
_HIDDEN = "***"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._/-]*)?")
_TOKEN = re.compile(r"[!-~]+")


class Request(msgspec.Struct, frozen=True):
    """What is asked: `path` is quoted already, `body` is what JSON can say, None for no body."""

    method: str
    path: str
    query: Mapping[str, int | str] = {}
    body: Mapping[str, Any] | None = None


class Connection:
    """Asks GitHub in the name of one token; close it, or use it in a `with`."""

    def __init__(
        self,
        token: str,
        address: str = ADDRESS,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        patience_s: float = PATIENCE_S,
        silence_s: float = SILENCE_S,
    ) -> None:
        """Prepare; nothing is sent yet. Raises `BadInputError` for what cannot be sent."""
        if not _ADDRESS.fullmatch(address):
            raise BadInputError(
                f"{one_line(address, _LONGEST_TEXT)} is no address of an API",
                where="GITHUB_API_URL",
                next_step=f"set it to one such as {ADDRESS}, or leave it out",
            )
        if not _TOKEN.fullmatch(token):
            raise BadInputError(
                "the token is empty, or has characters that no token has",
                where="GITHUB_TOKEN",
                next_step="in a workflow: env: GITHUB_TOKEN: ${{ github.token }}",
            )
        self._token = token
        self._sleep = sleep
        self._clock = clock
        self._patience_s = patience_s
        self._silence_s = silence_s
        #: Seconds of tries that failed, and of waiting for the next.
        self._lost_s = 0.0
        self._client = httpx.Client(
            base_url=address.rstrip("/"),
            headers={
                "Accept": _MEDIA,
                # What is compressed has no size that could be known before it is too late.
                "Accept-Encoding": "identity",
                "Authorization": f"Bearer {token}",
                "User-Agent": f"heldout/{heldout.__version__}",
                "X-GitHub-Api-Version": _VERSION,
            },
            # An answer has no say in what is sent next.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=silence_s,
            follow_redirects=False,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close it."""
        self._client.close()

    def ask(self, request: Request, expected: type[T], *, if_missing: T | None = None) -> T:
        """Ask until there is an answer; for requests that may as well be made twice.

        `if_missing` is what "there is no such thing" comes to, where that is no trouble. Raises
        `GitHubFailedError`.
        """
        return self._tried(request, lambda _: self._once(request, expected, if_missing)[0])

    def ask_page(self, request: Request, expected: type[list[T]]) -> tuple[list[T], bool]:
        """Ask for a page of a list: what is on it, and whether GitHub says that one follows."""
        page, answer = self._tried(request, lambda _: self._once(request, expected))
        return page, answer.has_next

    def ask_once(self, request: Request, expected: type[T], look: Callable[[], T | None]) -> T:
        """Ask for what must not happen twice.

        Where a try may have happened though no sound answer came, `look` says what came of it
        before there is another; None if nothing did. Raises `GitHubFailedError`.
        """

        def attempt(may_have_happened: bool) -> T:
            found = look() if may_have_happened else None
            return self._once(request, expected)[0] if found is None else found

        return self._tried(request, attempt)

    def _tried(self, request: Request, attempt: Callable[[bool], T]) -> T:
        """Try until it works, or does not help, or patience is over."""
        tries = 0
        may_have_happened = False
        retrying = Retrying(
            retry=retry_if_exception_type(NotYet),
            stop=self._is_over,
            wait=_wait_s,
            before_sleep=self._lose,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            for each in retrying:
                tries += 1
                with each:
                    try:
                        return attempt(may_have_happened)
                    except NotYet as exc:
                        may_have_happened = may_have_happened or not exc.is_certain
                        raise
        except NotYet as exc:
            raise self._gave_up(request, tries, exc) from None
        except Refused as exc:
            raise self._failed(request, str(exc), exc.next_step) from None
        raise AssertionError("tenacity returns or raises")

    def _is_over(self, state: RetryCallState) -> bool:
        return self._lost_s + state.upcoming_sleep > self._patience_s

    def _lose(self, state: RetryCallState) -> None:
        self._lost_s += state.upcoming_sleep

    def _once(
        self, request: Request, expected: type[T], if_missing: T | None = None
    ) -> tuple[T, Answer]:
        """Try once. Raises `NotYet` or `Refused`."""
        started = self._clock()
        try:
            answer = self._send(request, started)
            if answer.status == _MISSING and if_missing is not None:
                return if_missing, answer
            return read(answer, expected), answer
        except NotYet:
            self._lost_s += self._clock() - started
            raise

    def _send(self, request: Request, started: float) -> Answer:
        """Send it, and take in an answer of bounded size within a bounded time."""
        body = None if request.body is None else msgspec.json.encode(request.body)
        headers = {} if body is None else {"Content-Type": _JSON}
        try:
            with self._client.stream(
                request.method,
                request.path,
                params=dict(request.query),
                content=body,
                headers=headers,
            ) as response:
                taken = self._take(response, started)
                told = {key: self._hidden(value) for key, value in response.headers.items()}
                return Answer(response.status_code, told, taken)
        except (httpx.ConnectTimeout, httpx.PoolTimeout):
            raise NotYet(f"no connection within {self._silence_s:g} s", is_certain=True) from None
        except httpx.ConnectError as exc:
            raise NotYet(f"no connection: {self._safe(str(exc))}", is_certain=True) from None
        except httpx.TimeoutException:
            raise NotYet(f"nothing came for {self._silence_s:g} s") from None
        except httpx.HTTPError as exc:
            raise NotYet(f"the connection broke: {self._safe(str(exc))}") from None

    def _take(self, response: httpx.Response, started: float) -> bytes:
        taken = bytearray()
        for chunk in response.iter_raw():
            taken += chunk
            if len(taken) > _MOST_BYTES:
                raise NotYet(f"the answer has more than {_MOST_BYTES:,} bytes")
            if self._clock() - started > _WHOLE_S:
                raise NotYet(f"the answer was not whole within {_WHOLE_S:g} s")
        # Now, since half a token would no longer be found in a text that was shortened.
        return bytes(taken.replace(self._token.encode(), _HIDDEN.encode()))

    def _gave_up(self, request: Request, tries: int, reason: NotYet) -> GitHubFailedError:
        fact = str(reason) if tries == 1 else f"not done after {tries} tries: {reason}"
        next_step = "run the job again; https://www.githubstatus.com says if GitHub has trouble"
        if reason.told_s:
            fact += f"; it wants to be left alone for {reason.told_s:,.0f} s"
            next_step = f"run the job again in {math.ceil(reason.told_s / 60)} min"
        return self._failed(request, fact, next_step)

    def _failed(self, request: Request, fact: str, next_step: str) -> GitHubFailedError:
        where = f"{request.method} {request.path}"
        return GitHubFailedError(fact, where=where, next_step=next_step)

    def _safe(self, text: str) -> str:
        return one_line(self._hidden(text), _LONGEST_TEXT)

    def _hidden(self, text: str) -> str:
        """Leave out the token, wherever it came from."""
        return text.replace(self._token, _HIDDEN)


def _wait_s(state: RetryCallState) -> float:
    """How long to wait before the next try: as long as we are told to, never less than usual."""
    reason = state.outcome and state.outcome.exception()
    told_s = reason.told_s if isinstance(reason, NotYet) else None
    if told_s is None and isinstance(reason, NotYet) and reason.is_limit:
        told_s = LIMITED_S * 2 ** (state.attempt_number - 1)
    return max(told_s or 0.0, _BACKOFF(state)) + _JITTER(state)
