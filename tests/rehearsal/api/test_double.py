"""The double tells the truth, or says that it was not asked for it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.rehearsal.api.described import Asked, against_answer
from tests.rehearsal.api.desk import MEDIA, VERSION
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.memory import User
from tests.rehearsal.api.troubles import Kind

COMMENTS = "/repos/owner/repo/issues/7/comments"
LABELS = "/repos/owner/repo/issues/7/labels"
#: To make it takes longer than most tests, and nobody here speaks it.
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@pytest.fixture
def double() -> Iterator[Double]:
    """A double that is left before its violations would be raised again."""
    started = Double(labels=["bug"])
    with started:
        yield started
        started.violations.clear()


@pytest.fixture
def ask(double) -> Iterator[Any]:
    """Ask as a program with manners does, except where told otherwise."""
    headers = {
        "Accept": MEDIA,
        "Authorization": f"Bearer {double.token}",
        "X-GitHub-Api-Version": VERSION,
    }
    options = {"verify": TLS, "trust_env": False}
    with httpx.Client(base_url=double.url, headers=headers, **options) as client:
        yield client.request


def test_what_is_described_is_answered_as_described(double, ask):
    """Every operation of the slice, and the regular refusals."""
    double.open(8, user={"login": "ada", "id": 7}, head={"sha": "a" * 40})
    comment = ask("POST", COMMENTS, json={"body": "one"})
    path = f"/repos/owner/repo/issues/comments/{comment.json()['id']}"
    pull = ask("GET", "/repos/owner/repo/pulls/8")
    double.say(7, "gone", User("ada", 7, "User"))
    answers = [
        comment,
        pull,
        ask("GET", COMMENTS),
        ask("PATCH", path, json={"body": "two"}),
        ask("POST", LABELS, json={"labels": ["bug"]}),
        ask("GET", LABELS),
        ask("DELETE", f"{LABELS}/bug"),
        ask("DELETE", f"{LABELS}/bug"),
        ask("GET", "/repos/owner/repo/pulls/9"),
        ask("GET", "/repos/owner/other/pulls/7"),
        ask("POST", COMMENTS, json={"body": "x" * 65_537}),
        ask("POST", LABELS, json={"labels": ["new"]}),
    ]
    statuses = [each.status_code for each in answers]
    assert statuses == [201, 200, 200, 200, 200, 200, 200, 404, 404, 404, 422, 403]
    assert double.violations == []
    assert (pull.json()["user"]["login"], pull.json()["head"]["sha"]) == ("ada", "a" * 40)
    assert [each.body for each in double.comments(7)] == ["two", "gone"]
    assert double.calls[0].permissions == ("issues=write", "pull_requests=write")
    assert double.calls[0].template == "/repos/{owner}/{repo}/issues/{issue_number}/comments"


def test_what_may_write_to_pull_requests_may_not_write_to_issues():
    """Though both have the same address; and whose issues there are is found by label and state."""
    ada, at = User("ada", 7, "User"), datetime(2026, 7, 1, tzinfo=UTC)
    opened = "/repos/owner/repo/issues"
    asked = {"creator": "ada", "labels": "bug", "state": "all"}
    options = {"verify": TLS, "trust_env": False}
    found = {}
    for may in ("pull_requests", "issues"):
        with Double(permissions={may: "write"}) as double:
            double.open_issue(8, ada, "bug", at=at, state="closed")
            double.open_issue(9, ada, "bug", at=at + timedelta(days=1))
            double.open_issue(10, ada, at=at)
            double.open_issue(11, User("eve", 6, "User"), "bug", at=at)
            said = double.say(8, "x")
            headers = {
                "Accept": MEDIA,
                "Authorization": f"Bearer {double.token}",
                "X-GitHub-Api-Version": VERSION,
            }
            with httpx.Client(base_url=double.url, headers=headers, **options) as client:
                answers = [
                    client.get(opened, params=asked),
                    client.get(opened, params={**asked, "state": "open"}),
                    client.post(f"{opened}/8/comments", json={"body": "y"}),
                    client.patch(f"{opened}/comments/{said.id}", json={"body": "z"}),
                    client.post(f"{opened}/7/comments", json={"body": "y"}),
                ]
        found[may] = [each.status_code for each in answers]
    assert found == {
        "pull_requests": [403, 403, 403, 403, 201],
        "issues": [200, 200, 201, 200, 201],
    }
    assert [[each["number"] for each in page.json()] for page in answers[:2]] == [[9, 8], [9]]


@pytest.mark.parametrize(
    ("method", "path", "options", "violation"),
    [
        ("POST", COMMENTS, {"json": {"text": "x"}}, "'body' is a required property"),
        ("POST", COMMENTS, {"json": {"body": 3}}, "body: 3 is not of type 'string'"),
        ("POST", COMMENTS, {"json": {"body": "x", "pin": 1}}, "'pin' was unexpected"),
        ("POST", COMMENTS, {"content": b"{"}, "Deserialize"),
        ("POST", LABELS, {"json": {"labels": []}}, "not valid"),
        ("GET", f"{COMMENTS}?per_page=all", {}, "per_page"),
        ("GET", f"{COMMENTS}?size=100", {}, "the query has no key size"),
        ("GET", "/repos/owner/repo/issues/seven/comments", {}, "issue_number"),
        ("GET", "/repos/owner/repo/forks", {}, "no GET /repos/owner/repo/forks"),
        ("GET", COMMENTS, {"headers": {"X-GitHub-Api-Version": "2021-01-01"}}, "2022-11-28"),
        ("GET", COMMENTS, {"headers": {"Accept": "*/*"}}, "accept"),
        ("GET", COMMENTS, {"headers": {"User-Agent": ""}}, "no user-agent"),
    ],
)
def test_a_request_that_is_not_as_described_is_refused_and_remembered(
    double, ask, method, path, options, violation
):
    """Whatever GitHub would have made of it."""
    assert ask(method, path, **options).status_code == 422
    (told,) = double.violations
    assert violation in told
    assert double.comments(7) == []


def test_a_violation_fails_whoever_caused_it():
    """On the way out of the `with`."""

    def ask_nonsense() -> None:
        with Double() as double:
            httpx.get(f"{double.url}/user", verify=TLS, trust_env=False)

    with pytest.raises(AssertionError, match="no GET /user in the slice"):
        ask_nonsense()


def test_an_answer_that_is_not_as_described_is_a_violation():
    """The double is held to what it holds others to."""
    asked = Asked("GET", LABELS, {}, b"")
    headers = {"Content-Type": "application/json"}
    assert against_answer(asked, 200, headers, b"[]") == []
    assert against_answer(asked, 200, headers, b'[{"id": 1}]')
    assert against_answer(asked, 204, headers, b"")


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer other", "token token-of-the-double"])
def test_another_token_is_no_token(double, ask, token):
    """And is told so as GitHub does."""
    answer = ask("GET", COMMENTS, headers={"Authorization": token})
    assert (answer.status_code, answer.json()["message"]) == (401, "Bad credentials")
    assert double.violations == []


def test_trouble_comes_as_often_as_asked_to_whom_it_was_meant_for(double, ask):
    """After the deed or instead of it."""
    double.trouble(Kind.SERVER_ERROR, 2, method="POST", path="/comments")
    double.trouble(Kind.BAD_GATEWAY, path="/labels", after=True)
    asked = [
        ask("GET", COMMENTS),
        ask("POST", COMMENTS, json={"body": "lost"}),
        ask("POST", LABELS, json={"labels": ["bug"]}),
        ask("POST", COMMENTS, json={"body": "lost"}),
        ask("POST", COMMENTS, json={"body": "there"}),
        ask("GET", LABELS),
    ]
    assert [each.status_code for each in asked] == [200, 500, 502, 500, 201, 200]
    assert [each.body for each in double.comments(7)] == ["there"]
    assert double.labels(7) == ("bug",)
