"""A server that answers as GitHub's REST API would, on 127.0.0.1.

    with Double("owner/repo", token="t", pulls=(7,)) as double:
        ...                      # GITHUB_API_URL=double.url
    assert double.comments(7)[0].body == "..."

Every request, and every answer that is not one of the troubles asked for, is held to GitHub's own
description. Leaving the `with` raises `AssertionError` if anything was violated.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

from tests.rehearsal.api import described, desk, troubles
from tests.rehearsal.api.described import Asked, Operation
from tests.rehearsal.api.memory import Comment, Issue, Memory, User
from tests.rehearsal.api.troubles import Answer, Kind, Trouble

ACTIONS_BOT = User("github-actions[bot]", 41898282, "Bot")
#: What `pull-requests: write` of a job gives its token.
PERMISSIONS = {"contents": "read", "metadata": "read", "pull_requests": "write"}
REQUEST_ID = "AB12:3CD4:567890:ABCDEF:12345678"
_LONGEST_SILENCE_S = 60.0


class Call(NamedTuple):
    """A request that was answered: `status` is None if it got no answer.

    `permissions` names those of which one is needed, as `pull_requests=write`.
    """

    method: str
    template: str
    path: str
    query: Mapping[str, str]
    status: int | None
    permissions: tuple[str, ...]


class Double:
    """One repository on one server, with a token that acts as `me`."""

    def __init__(
        self,
        repository: str = "owner/repo",
        *,
        token: str = "token-of-the-double",
        pulls: Iterable[int] = (7,),
        labels: Iterable[str] = (),
        permissions: Mapping[str, str] | None = None,
        me: User = ACTIONS_BOT,
    ) -> None:
        self.repository = repository
        self.token = token
        self.me = me
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self._troubles: list[Trouble] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.double = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._memory = Memory(repository, self.url)
        given = PERMISSIONS if permissions is None else permissions
        self._desk = desk.Desk(repository, token, given, me, self._memory)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        for number in pulls:
            self.open(number)
        for name in labels:
            self._memory.add_label(name)

    def open(self, number: int, **facts: Any) -> None:
        """Open a pull request; facts go over the least that GitHub would say of one."""
        self._memory.pulls[number] = facts
        self._memory.labelled[number] = []

    def open_issue(self, number: int, user: User, *labels: str, at: datetime, **facts: str) -> None:
        """Open an issue, or open it anew with other facts: `title`, `state`."""
        facts = {"title": "", "state": "open", **facts}
        with self._lock:
            self._memory.issues[number] = Issue(number, user, created_at=at, **facts)
            self._memory.labelled[number] = []
            for name in labels:
                self._memory.label(number, name)

    def say(self, number: int, body: str, user: User | None = None) -> Comment:
        """Add a comment of anybody, or else of `me`."""
        with self._lock:
            return self._memory.say(number, user or self.me, body)

    def say_nobody(self, number: int, body: str) -> Comment:
        """Add a comment of an account that is gone."""
        with self._lock:
            return self._memory.say(number, None, body)

    def comments(self, number: int) -> list[Comment]:
        """List the comments, the oldest first."""
        with self._lock:
            return self._memory.of_issue(number)

    def labels(self, number: int) -> tuple[str, ...]:
        """Name the labels of a pull request."""
        with self._lock:
            return tuple(self._memory.labelled[number])

    def put_labels(self, number: int, *names: str) -> None:
        """Label a pull request as a maintainer does."""
        with self._lock:
            for name in names:
                self._memory.label(number, name)

    def trouble(
        self,
        kind: Kind,
        times: int = 1,
        *,
        method: str = "",
        path: str = "",
        after: bool = False,
        retry_after_s: int | None = None,
        reset_at: int | None = None,
    ) -> None:
        """Have something be the matter with the next so many requests that fit."""
        asked = Trouble(kind, method, path, after, retry_after_s, reset_at)
        with self._lock:
            self._troubles += [asked] * times

    def writes(self) -> list[Call]:
        """List the calls that change something."""
        return [call for call in self.calls if call.method != "GET"]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if error is None and self.violations:
            raise AssertionError("\n".join(("not as GitHub describes it:", *self.violations)))

    def respond(self, asked: Asked) -> Answer | None:
        """Answer a request; None where the answer is that nothing comes."""
        with self._lock:
            found = described.operation(asked.method, asked.path)
            trouble = None if found is None else self._next_trouble(found)
            if trouble is None:
                answer: Answer | None = self._regular(asked, found)
            else:
                if trouble.after:
                    self._regular(asked, found)
                answer = troubles.answer(trouble)
            needed = () if found is None else self._desk.permissions(found)
            self.calls.append(_call(asked, found, answer, needed))
        if trouble is not None and trouble.kind is Kind.HANG:
            self._closing.wait(_LONGEST_SILENCE_S)
        return answer

    def _next_trouble(self, found: Operation) -> Trouble | None:
        """Take the first trouble that fits."""
        trouble = next((t for t in self._troubles if t.fits(found.method, found.template)), None)
        if trouble is not None:
            self._troubles.remove(trouble)
        return trouble

    def _regular(self, asked: Asked, found: Operation | None) -> Answer:
        """Answer as GitHub does when all is well, and hold both sides to its description."""
        wrong = [*self._desk.against_manners(asked), *described.against_request(asked)]
        if wrong or found is None:
            self._violated(asked, wrong)
            return desk.said(422, "; ".join(wrong))
        answer = self._desk.answer(asked, found)
        # What a wrong token gets is described for no operation.
        if answer.status not in desk.UNDESCRIBED:
            against = described.against_answer(asked, answer.status, answer.headers, answer.body)
            self._violated(asked, against)
        return answer

    def _violated(self, asked: Asked, violations: Iterable[str]) -> None:
        self.violations += [f"{asked.method} {asked.target}: {each}" for each in violations]


def _call(
    asked: Asked, found: Operation | None, answer: Answer | None, permissions: tuple[str, ...]
) -> Call:
    return Call(
        method=asked.method,
        template="" if found is None else found.template,
        path=asked.path,
        query=asked.query,
        status=None if answer is None else answer.status,
        permissions=permissions,
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    double: Double

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """Remember a mistake of ours; a client that went away is none."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            self.double.violations.append(f"the double failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Head and body in one piece: the second of two would wait for the first to be acknowledged.
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {key.lower(): value for key, value in self.headers.items()}
        answer = self.server.double.respond(Asked(self.command, self.path, headers, body))
        if answer is None:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for key, value in answer.headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", f"{len(answer.body) + answer.missing_bytes}")
        self.send_header("X-GitHub-Request-Id", REQUEST_ID)
        self.end_headers()
        self.wfile.write(answer.body)
        self.close_connection = self.close_connection or answer.missing_bytes > 0

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815 — http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — http.server's name
        """Keep quiet: `calls` has it all."""
