"""A clock that only sleeping moves, and clients that use it: of a double, or of a function."""

from __future__ import annotations

import ssl
from typing import Any

import httpx
import msgspec

from heldout.github.api import Api
from heldout.github.connection import Connection
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.memory import User

ADA = User("ada", 7, "User")
TOKEN = "ghs_0123456789abcdef"
#: To make it takes longer than most tests, and nobody here speaks it.
_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Clock:
    """Seconds that pass by sleeping, and how long each sleep was."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.slept_s: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Pass the time."""
        self.slept_s.append(seconds)
        self.now_s += seconds

    def __call__(self) -> float:
        return self.now_s


def client(double: Double, clock: Clock, **seams: Any) -> Api:
    """The client that talks to a double, past any proxy."""
    transport = httpx.HTTPTransport(verify=_TLS, trust_env=False)
    seams = {"sleep": clock.sleep, "clock": clock, "transport": transport, **seams}
    return Api(double.repository, Connection(double.token, double.url, **seams))


def said(value, status=200, **headers: str) -> httpx.Response:
    """An answer that is streamed, as one from a network is."""
    body = value if isinstance(value, bytes) else msgspec.json.encode(value)
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return httpx.Response(status, headers=named, content=iter([body]))


def answering(handler, clock=None, **seams) -> Api:
    """A client of a server that is a function."""
    clock = clock or Clock()
    transport = httpx.MockTransport(handler)
    seams = {"sleep": clock.sleep, "clock": clock, "transport": transport, **seams}
    return Api("owner/repo", Connection(TOKEN, **seams))


def bodies(api: Api) -> list[str]:
    """What the comments of the pull request say."""
    return [each.body for each in api.comments(7)]
