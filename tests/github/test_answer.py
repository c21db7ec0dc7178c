"""Answers: which are worth another try and when, which are final and what they mean."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import GitHubFailedError
from heldout.github.api import Api
from tests.github.doubled import TOKEN, Clock, answering, bodies, client, said
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.troubles import Kind

DATE = "Wed, 01 Jul 2026 12:00:00 GMT"
DATE_S = 1782907200


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


def test_the_hour_s_limit_is_waited_out_by_the_clock_of_github(clock):
    """Whatever the clock of the runner says."""
    limit = {"message": "API rate limit exceeded"}
    spent = {"x_ratelimit_remaining": "0", "x_ratelimit_reset": f"{DATE_S + 90}", "date": DATE}
    answers = iter([said(limit, 403, **spent), said([])])
    assert bodies(answering(lambda _: next(answers), clock)) == []
    (slept_s,) = clock.slept_s
    assert 90 <= slept_s <= 91


def test_a_real_limit_of_the_hour_is_met_and_left(double, api, clock):
    """From a server with a clock of its own."""
    double.trouble(Kind.PRIMARY, reset_at=int(time.time()) + 40)
    assert bodies(api) == []
    (slept_s,) = clock.slept_s
    assert 38 <= slept_s <= 42


def test_a_limit_that_ends_after_all_patience_is_not_tried_again(double, api, clock):
    """It would be held against us; the message says when to come back."""
    double.trouble(Kind.PRIMARY, reset_at=int(time.time()) + 1800)
    with pytest.raises(GitHubFailedError) as caught:
        bodies(api)
    assert clock.slept_s == []
    assert len(double.calls) == 1
    assert re.search(r"wants to be left alone for 1,(79\d|800) s", caught.value.fact)
    assert caught.value.next_step == "run the job again in 30 min"


@pytest.mark.parametrize("kind", [Kind.SECONDARY, Kind.TOO_MANY, Kind.SERVER_ERROR])
def test_github_is_left_alone_for_as_long_as_it_says(double, api, clock, kind):
    """In seconds, whatever the kind of trouble."""
    double.trouble(kind, retry_after_s=70)
    assert bodies(api) == []
    (slept_s,) = clock.slept_s
    assert 70 <= slept_s <= 71


@pytest.mark.parametrize("kind", [Kind.SECONDARY, Kind.TOO_MANY])
def test_a_limit_without_an_end_is_waited_out_for_a_minute_then_two(double, api, clock, kind):
    """As GitHub asks of whoever is told nothing; the third wait would be past all patience."""
    double.trouble(kind, 3)
    api = client(double, clock, patience_s=200.0)
    with api, pytest.raises(GitHubFailedError, match="not done after 3 tries"):
        bodies(api)
    first_s, second_s = clock.slept_s
    assert 60 <= first_s <= 61
    assert 120 <= second_s <= 121


@pytest.mark.parametrize(
    ("status", "headers", "body", "fact", "next_step"),
    [
        (401, {}, {"message": "Bad credentials"}, "401: Bad credentials", "GITHUB_TOKEN"),
        (403, {}, {"message": "Forbidden"}, "403: Forbidden", "give the job the permission"),
        (404, {}, {"message": "Not Found"}, "404: Not Found", "GITHUB_REPOSITORY"),
        (410, {}, {}, "answered 410", "turned on"),
        (422, {}, {"message": "Validation Failed"}, "422: Validation Failed", "mistake of heldout"),
        (301, {"location": "https://example.org/"}, {}, "answered 301", "has moved"),
        (307, {"location": "http://[bad"}, {}, "307|broke", "moved|again"),
        (418, {}, b"<html>a page</html>", "answered 418$", "mistake of heldout"),
    ],
)
def test_what_github_will_not_do_is_not_asked_twice(clock, status, headers, body, fact, next_step):
    """No redirect is followed, and every refusal says what to do about it."""
    asked = []

    def refuse(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return said(body, status, **headers)

    with pytest.raises(GitHubFailedError) as caught:
        answering(refuse, clock, patience_s=0.0).labels(7)
    assert re.search(fact, caught.value.fact)
    assert re.search(next_step, caught.value.next_step)
    assert caught.value.where == "GET /repos/owner/repo/issues/7/labels"
    assert caught.value.exit_status == 3
    assert clock.slept_s == []
    assert [request.url.host for request in asked] == ["api.github.com"]


def test_a_lacking_permission_is_named_as_workflows_write_it(clock):
    """GitHub says which would do; one who reads the message can type it."""
    with Double(permissions={"issues": "read"}) as double, client(double, clock) as api:
        assert bodies(api) == []
        with pytest.raises(GitHubFailedError) as caught:
            api.create_comment(7, "body", look=lambda: None)
    assert "403: Resource not accessible by integration" in caught.value.fact
    assert caught.value.next_step == (
        "give the job what this needs, in its workflow: `issues: write` or `pull-requests: write`"
    )
    assert clock.slept_s == []


def test_permissions_that_are_none_are_not_repeated():
    """A header from anybody is no advice of ours."""
    headers = {"x_accepted_github_permissions": "issues=write; `rm -rf /`"}
    api = answering(lambda _: said({"message": "no"}, 403, **headers))
    with pytest.raises(GitHubFailedError) as caught:
        api.labels(7)
    assert "rm -rf" not in str(caught.value)


def test_labels_that_the_repository_lacks_need_another_permission(double, api):
    """To comment on a pull request is not enough to make labels, and the message says so."""
    with pytest.raises(GitHubFailedError) as caught:
        api.add_labels(7, ["new"])
    assert "You do not have permission to create labels" in caught.value.fact
    assert caught.value.next_step == (
        "make the labels in the repository, or give the job `issues: write`"
    )
    assert double.labels(7) == ()


def test_what_a_server_says_is_one_short_line_that_prints():
    """However long it is, and whatever is in it."""
    text = "a\n::error::forged\x1b[2J\u202e" + "long " * 1000
    with pytest.raises(GitHubFailedError) as caught:
        answering(lambda _: said({"message": text}, 404)).labels(7)
    assert caught.value.fact.startswith("GitHub answered 404: a ::error::forged\\x1b[2J\\x202e")
    assert len(caught.value.fact) < 300
    assert len(str(caught.value).splitlines()) == 2


def test_a_refusal_that_says_when_to_come_back_is_a_limit(clock):
    """Whatever else it says."""
    answers = iter([said({"message": "slow down"}, 403, retry_after="5"), said([])])
    assert answering(lambda _: next(answers), clock).labels(7) == ()
    (slept_s,) = clock.slept_s
    assert 5 <= slept_s <= 6


@pytest.mark.parametrize("after", ["\u00b2", "\u0664", "-5", "1e9", "9" * 11, "inf", "", DATE])
def test_nonsense_instead_of_seconds_is_not_waited_for(clock, after):
    """As if nothing had been said; a date is not in use at GitHub."""
    headers = {"retry-after": after.encode()}
    answers = iter([httpx.Response(503, headers=headers, content=iter([b""])), said([])])
    assert answering(lambda _: next(answers), clock).labels(7) == ()
    (slept_s,) = clock.slept_s
    assert 1 <= slept_s <= 2


def test_json_that_is_nested_too_deep_is_garbage_like_any_other():
    """It must not be what ends the job."""
    deep = b'[{"id": 1, "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]"
    with pytest.raises(GitHubFailedError, match="400,018 bytes that are not what was asked for"):
        answering(lambda _: said(deep), patience_s=0.0).labels(7)


statuses = st.sampled_from([200, 201, 204, 206, 300, 304, 400, 403, 404, 429, 500, 599])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "user", "login", "type", "body", "name", "message"]), inner
        )
    ),
    max_leaves=12,
)
documents = st.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode())
texts = st.text('0123456789-+.eE :/<>;="naif\xe9\u0664', max_size=14) | st.sampled_from(["0", DATE])
headers = st.dictionaries(
    st.sampled_from(
        [
            *("retry-after", "x-ratelimit-remaining", "x-ratelimit-reset", "date", "link"),
            *("location", "x-github-request-id", "x-accepted-github-permissions", "set-cookie"),
            *("content-encoding", "content-type"),
        ]
    ),
    texts.map(str.encode),
)


def failure(ask) -> GitHubFailedError | None:
    """The error that asking ends in, if it is the one that may be."""
    try:
        ask()
    except GitHubFailedError as exc:
        return exc
    return None


@given(status=statuses, headers=headers, document=documents)
def test_no_answer_makes_anything_but_an_answer_or_the_error(status, headers, document):
    """Whatever comes: lists, a comment, or `GitHubFailedError` in two lines, in bounded time."""
    clock = Clock()

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, headers=list(headers.items()), content=iter([document]))

    api = answering(answer, clock, patience_s=30.0)
    for ask in (
        lambda: list(api.comments(7)),
        lambda: api.labels(7),
        lambda: api.update_comment(1, "body"),
        lambda: api.create_comment(7, "body", lambda: None),
        lambda: api.remove_label(7, "name"),
    ):
        error = failure(ask)
        assert error is None or len(str(error).splitlines()) == 2
        assert error is None or str(error).replace("\n", "").isprintable()
    assert sum(clock.slept_s) <= 30
