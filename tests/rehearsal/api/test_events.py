"""Payloads of events: what GitHub would not send is found."""

from __future__ import annotations

import pytest

from tests.rehearsal.api.events import check_event
from tests.rehearsal.api.sample import over

ACTIONS = ("opened", "reopened", "synchronize")


def payload(action: str, **changes) -> dict:
    """As much of an event as a rehearsal fills in."""
    user = {"login": "ada", "id": 7, "type": "User"}
    pull_request = {
        "number": 7,
        "user": dict(user),
        "head": {"sha": "a" * 40, "ref": "answers", "repo": {"full_name": "ada/repo"}},
        "base": {"sha": "b" * 40, "ref": "main", "repo": {"full_name": "owner/repo"}},
        "updated_at": "2026-07-01T12:00:00Z",
    }
    frame = {
        "action": action,
        "number": 7,
        "pull_request": pull_request,
        "repository": {"full_name": "owner/repo", "id": 1, "default_branch": "main"},
        "sender": user,
    }
    return over(frame, changes)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_payload_may_leave_out_what_it_does_not_need(action):
    """A part of the truth is no lie."""
    assert check_event("pull_request_target", payload(action)) == []


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"numbre": 7}, "all of it: "),
        ({"number": "7"}, "number: "),
        ({"pull_request": "7"}, "pull_request: "),
        ({"pull_request": {"author": {}}}, "pull_request: "),
        ({"pull_request": {"updated_at": "yesterday"}}, "pull_request.updated_at: "),
        ({"pull_request": {"head": {"commit": "a"}}}, "pull_request.head: "),
        ({"pull_request": {"head": {"sha": None}}}, "pull_request.head.sha: "),
        ({"repository": {"fullname": "owner/repo"}}, "repository: "),
        ({"sender": {"id": "7"}}, "sender.id: "),
    ],
)
def test_a_key_or_a_type_that_github_does_not_send_is_found(action, changes, where):
    """By its dotted path."""
    found = check_event("pull_request_target", payload(action, **changes))
    assert any(each.startswith(where) for each in found), found


def test_a_dispatch_has_a_ref_and_inputs():
    """A payload of its own kind."""
    sent = {"ref": "refs/heads/main", "inputs": {"slug": "kmeans"}, "workflow": "regrade.yml"}
    assert check_event("workflow_dispatch", sent) == []
    assert check_event("workflow_dispatch", sent | {"number": 7})


def test_a_comment_on_an_issue_has_both():
    """Payloads of their own kinds, which refer to the same parts."""
    user = {"login": "ada", "id": 7, "type": "User"}
    issue = {"number": 7, "user": user, "state": "open", "labels": [{"name": "bug"}], "body": None}
    opened = {"action": "opened", "issue": issue, "sender": user}
    comment = {"id": 1, "user": user, "body": "x", "created_at": "2026-07-01T12:00:00Z"}
    said = {**opened, "action": "created", "comment": comment}
    assert check_event("issues", opened) == []
    assert check_event("issue_comment", said) == []
    assert check_event("issues", {**opened, "issue": {**issue, "author": user}})
    assert check_event("issue_comment", {**said, "comment": {**comment, "id": "1"}})


@pytest.mark.parametrize("name", ["push", "pull_request_review"])
def test_an_event_that_is_not_in_the_slice_is_not_waved_through(name):
    """Nor is an action that no workflow here is for."""
    assert check_event(name, {"action": "closed"})
    assert check_event("pull_request_target", payload("closed"))
