"""Requests: tried again while that may help, and never with the token in what is shown."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

import httpx
import pytest

from heldout.errors import GitHubFailedError
from heldout.github.api import Api
from heldout.github.connection import Connection
from tests.github.doubled import ADA, TOKEN, Clock, answering, bodies, client, said
from tests.rehearsal.api.double import REQUEST_ID, Double
from tests.rehearsal.api.troubles import Kind


@pytest.fixture
def double() -> Iterator[Double]:
    """A double with a pull request, 7, whose job may comment."""
    with Double(token=TOKEN) as started:
        yield started


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def api(double, clock) -> Iterator[Api]:
    """A client of the double."""
    with client(double, clock) as connected:
        yield connected


@pytest.mark.parametrize(
    "kind",
    [
        Kind.SERVER_ERROR,
        Kind.BAD_GATEWAY,
        Kind.GARBAGE,
        Kind.PAGE,
        Kind.TRUNCATED,
        Kind.CLOSE,
    ],
)
def test_what_passes_is_waited_for_longer_and_longer(double, api, clock, kind):
    """A second, two, four, and up to one more each, so that jobs do not come back together."""
    double.say(7, "there", ADA)
    double.trouble(kind, 3)
    assert bodies(api) == ["there"]
    assert len(double.calls) == 4
    for slept_s, least_s in zip(clock.slept_s, (1, 2, 4), strict=True):
        assert least_s < slept_s <= least_s + 1


def test_patience_is_of_the_whole_connection(double, api, clock):
    """Two requests that wait long do not wait twice as long; the time of a try counts."""
    double.trouble(Kind.SERVER_ERROR, 100)
    with pytest.raises(GitHubFailedError) as caught:
        bodies(api)
    assert 120 <= sum(clock.slept_s) <= 180
    first = len(double.calls)
    assert f"not done after {first} tries: GitHub answered 500: Server Error" in str(caught.value)
    before_s = clock.now_s
    with pytest.raises(GitHubFailedError):
        api.labels(7)
    assert clock.now_s - before_s < 60


def test_tries_that_take_long_use_up_patience_too(clock):
    """A server that lets everybody wait, and then has no answer, is soon left."""
    asked = []

    def slow(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        clock.now_s += 50
        return said({}, 500)

    with pytest.raises(GitHubFailedError, match="not done after 4 tries"):
        answering(slow, clock, patience_s=180.0).labels(7)
    assert len(asked) == 4


def test_giving_up_says_what_where_and_what_now(double, api):
    """A 502 of a page for people quotes nothing of the page."""
    double.trouble(Kind.BAD_GATEWAY, 100)
    with pytest.raises(GitHubFailedError) as caught:
        api.update_comment(12, "body")
    assert re.fullmatch(
        "PATCH /repos/owner/repo/issues/comments/12: not done after \\d+ tries: "
        rf"GitHub answered 502 \(request {REQUEST_ID}\)\n"
        "  next: run the job again; https://www.githubstatus.com says if GitHub has trouble",
        str(caught.value),
    )


def test_a_server_that_says_nothing_is_not_waited_for_for_long(double, clock):
    """Nothing for so many seconds is nothing."""
    double.trouble(Kind.HANG)
    with client(double, clock, silence_s=0.1) as api:
        assert bodies(api) == []
    double.trouble(Kind.HANG)
    impatient = client(double, clock, silence_s=0.1, patience_s=0.0)
    with impatient, pytest.raises(GitHubFailedError, match=r"nothing came for 0\.1 s"):
        bodies(impatient)


def test_an_answer_that_trickles_is_not_waited_for_for_ever(clock):
    """A byte now and then is no silence, and yet no answer."""

    def trickle() -> Iterator[bytes]:
        while True:
            clock.sleep(20)
            yield b" "

    api = answering(lambda _: httpx.Response(200, content=trickle()), clock, patience_s=200)
    with pytest.raises(GitHubFailedError, match="not whole within 120 s"):
        bodies(api)


def test_an_answer_that_is_too_large_is_not_taken_in(clock):
    """However large it would become."""

    def flood() -> Iterator[bytes]:
        while True:
            yield bytes(8_000_000)

    api = answering(lambda _: httpx.Response(200, content=flood()), clock, patience_s=0)
    with pytest.raises(GitHubFailedError, match="more than 48,000,000 bytes"):
        bodies(api)


def test_no_server_at_all_is_said_so(clock):
    """With what the system says of it."""
    with Double() as gone:
        pass
    with client(gone, clock, patience_s=5.0) as api, pytest.raises(GitHubFailedError) as caught:
        bodies(api)
    assert "no connection" in caught.value.fact
    assert "refused" in caught.value.fact
    assert len(clock.slept_s) == 2


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_the_token_is_in_nothing_that_is_shown(status):
    """Even where the server sends it back, and in the whole of the traceback."""
    body = {"message": f"{TOKEN}\x1b[31m {TOKEN}", "id": TOKEN}
    api = answering(
        lambda _: said(body, status, x_github_request_id=f"Bearer {TOKEN}"), patience_s=0.0
    )
    with pytest.raises(GitHubFailedError) as caught:
        api.update_comment(3, "body")
    written = "".join(traceback.format_exception(caught.value))
    shown = (written, repr(caught.value), repr(api), repr(api._connection), str(vars(api)))
    assert not [text for text in shown if TOKEN in text]
    assert "\x1b" not in written


@pytest.mark.parametrize("length", range(170, 202, 4))
def test_no_half_of_the_token_is_shown_either(length):
    """Wherever what a server says is cut off."""
    text = "x" * length + TOKEN
    with pytest.raises(GitHubFailedError) as caught:
        answering(lambda _: said({"message": text}, 404, x_github_request_id=text)).labels(7)
    assert TOKEN[:6] not in str(caught.value)


def test_a_server_that_cannot_be_reached_does_not_show_the_token_either():
    """Errors of the layers below are told, not chained."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no route for Bearer {TOKEN}", request=request)

    with pytest.raises(GitHubFailedError) as caught:
        answering(fail, patience_s=0.0).labels(7)
    assert "no connection: no route for Bearer ***" in str(caught.value)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


def test_a_comment_whose_creation_was_lost_is_looked_for_before_another(double, api):
    """It was created, so it is not created again."""
    double.trouble(Kind.CLOSE, method="POST", after=True)
    looks = []

    def look():
        looks.append(len(double.calls))
        return next(api.comments(7), None)

    created = api.create_comment(7, "once", look)
    assert [each.id for each in double.comments(7)] == [created.id]
    assert [call.method for call in double.calls] == ["POST", "GET"]
    assert looks == [1]


@pytest.mark.parametrize("kind", [Kind.SERVER_ERROR, Kind.BAD_GATEWAY, Kind.GARBAGE, Kind.CLOSE])
def test_a_comment_that_was_not_created_is_created_by_the_next_try(double, api, kind):
    """It was looked for in between, each time."""
    double.trouble(kind, 2, method="POST")
    api.create_comment(7, "once", look=lambda: next(api.comments(7), None))
    assert [call.method for call in double.calls] == ["POST", "GET", "POST", "GET", "POST"]
    assert [each.body for each in double.comments(7)] == ["once"]


def test_what_was_surely_not_done_is_not_looked_for(double, api):
    """A limit was met before anything was done."""
    double.trouble(Kind.SECONDARY, method="POST", retry_after_s=1)
    double.trouble(Kind.TOO_MANY, method="POST", retry_after_s=1)
    api.create_comment(7, "once", look=pytest.fail)
    assert [call.status for call in double.calls] == [403, 429, 201]


@pytest.mark.parametrize("below", ["", "/", "/api/v3", "/api/v3/"])
def test_the_api_may_be_another_s_and_below_a_path(below):
    """As that of a GitHub Enterprise Server is."""
    urls = []

    def hear(request: httpx.Request) -> httpx.Response:
        urls.append(str(request.url))
        return said([])

    transport = httpx.MockTransport(hear)
    Api("o/r", Connection(TOKEN, f"https://example.org{below}", transport=transport)).labels(3)
    root = f"https://example.org{below.rstrip('/')}"
    assert urls == [f"{root}/repos/o/r/issues/3/labels?per_page=100&page=1"]


def test_what_was_never_sent_is_not_looked_for():
    """There was no connection to send it over."""
    tries = []

    def answer(request: httpx.Request) -> httpx.Response:
        tries.append(request)
        if len(tries) < 3:
            failure = (httpx.ConnectError, httpx.ConnectTimeout)[len(tries) - 1]
            raise failure("no route", request=request)
        return said({"id": 1, "user": None}, 201)

    assert answering(answer).create_comment(7, "once", look=pytest.fail).id == 1
    assert len(tries) == 3
