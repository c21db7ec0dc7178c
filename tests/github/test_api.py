"""The client of GitHub's API: what it asks of which address, and what it makes of lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from heldout.errors import BadInputError, GitHubFailedError
from heldout.github import api as apis
from heldout.github.api import Api, connect
from tests.github.doubled import ADA, TOKEN, Clock, answering, bodies, client, said
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.troubles import Kind

LABELS = ("heldout: graded", "heldout: our fault", "a/b & é?#%")


@pytest.fixture
def double() -> Iterator[Double]:
    """A double with a pull request, 7, whose job may comment."""
    with Double(token=TOKEN, labels=LABELS) as started:
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


def test_comments_come_from_every_page_in_order(double, api):
    """250 of them are three pages, which are counted here and not taken from links."""
    for number in range(250):
        double.say(7, f"comment {number}", ADA)
    assert bodies(api) == [f"comment {number}" for number in range(250)]
    assert [call.query for call in double.calls] == [
        {"per_page": "100", "page": page} for page in ("1", "2", "3")
    ]
    assert next(api.comments(7)).user == apis.User("ada", "User")
    assert len(double.calls) == 4


def test_a_full_last_page_and_a_short_one_with_more_behind_it_both_end_well(double, api):
    """What GitHub left out of a page does not hide the next one."""
    for number in range(100):
        double.say(7, f"{number}", ADA)
    assert len(bodies(api)) == 100
    pages = [[{"id": 1, "user": None, "body": "1"}], [], [{"id": 2, "user": None, "body": "2"}]]

    def short(request: httpx.Request) -> httpx.Response:
        page = int(request.url.params["page"])
        link = '<https://example.org/3>; rel="next"' if page < len(pages) else ""
        assert request.url.host == "api.github.com"
        return said(pages[page - 1], link=link)

    assert bodies(answering(short)) == ["1", "2"]


def test_pages_without_end_are_an_error():
    """Whoever serves them is not served for ever."""
    full = [{"id": 1, "user": None}] * 100
    asked = []

    def endless(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return said(full)

    with pytest.raises(GitHubFailedError, match="more than 10,000"):
        bodies(answering(endless))
    assert len(asked) == 100


def test_a_comment_is_created_and_updated(double, api):
    """Both under the token's own name."""
    created = api.create_comment(7, "first é\n😀", look=lambda: None)
    assert created.user == apis.User("github-actions[bot]", "Bot")
    assert api.update_comment(created.id, "second") == apis.Comment(
        created.id, created.user, "second"
    )
    assert [each.body for each in double.comments(7)] == ["second"]


def test_labels_of_any_spelling_are_listed_added_and_removed(double, api):
    """A name is quoted as a whole, so that none is taken for another path."""
    api.add_labels(7, LABELS)
    assert api.labels(7) == LABELS
    api.remove_label(7, "a/b & é?#%")
    api.remove_label(7, "heldout: graded")
    assert double.labels(7) == ("heldout: our fault",)


def test_a_label_that_is_not_there_is_removed_already(double, api):
    """Which is how it looks when the answer to a first try was lost."""
    double.put_labels(7, "heldout: graded")
    double.trouble(Kind.BAD_GATEWAY, method="DELETE", after=True)
    api.remove_label(7, "heldout: graded")
    assert [call.status for call in double.calls] == [502, 404]
    assert double.labels(7) == ()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"GITHUB_TOKEN": "", "GITHUB_REPOSITORY": "owner/repo"},
        {"GITHUB_TOKEN": "two\nlines", "GITHUB_REPOSITORY": "owner/repo"},
        {"GITHUB_TOKEN": "é", "GITHUB_REPOSITORY": "owner/repo"},
        {"GITHUB_TOKEN": "secret"},
        {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "owner"},
        {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "owner/repo/issues"},
        {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "owner/.."},
        {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "a/b", "GITHUB_API_URL": "file:///etc"},
        {"GITHUB_TOKEN": "secret", "GITHUB_REPOSITORY": "a/b", "GITHUB_API_URL": "https://a@b"},
    ],
)
def test_what_cannot_be_a_token_a_repository_or_an_address_is_refused(environment):
    """By the name of its variable, and before anything is sent; no value of a token is shown."""
    with pytest.raises(BadInputError) as caught:
        connect(environment)
    assert str(caught.value).startswith("GITHUB_")
    assert not any(word in str(caught.value) for word in ("secret", "lines", "é"))


def test_a_job_connects_with_its_environment(double, monkeypatch):
    """With the variables that GitHub Actions sets, and the token."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    environment = {
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_REPOSITORY": double.repository,
        "GITHUB_API_URL": double.url,
    }
    with connect(environment) as api:
        assert api.labels(7) == ()
    (call,) = double.calls
    assert call.status == 200


def test_the_issues_that_somebody_has_opened_are_listed():
    """By label, closed ones too, the newest first; no more pages than are wanted."""
    at = datetime(2026, 7, 1, tzinfo=UTC)
    with Double(token=TOKEN, pulls=(), permissions={"issues": "read"}) as double:
        for number in range(1, 151):
            state = "closed" if number % 2 else "open"
            double.open_issue(number, ADA, "x y", at=at + timedelta(hours=number), state=state)
        with client(double, Clock()) as api:
            listed = api.opened("ada", "x y")
            assert next(listed) == apis.Opened(150, at + timedelta(hours=150))
            assert len(double.calls) == 1
            assert [each.number for each in listed] == [*range(149, 0, -1)]
    wanted = {"creator": "ada", "labels": "x y", "state": "all", "sort": "created"}
    assert wanted.items() <= double.calls[0].query.items()
