"""Events of pull requests: what is taken from them, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from heldout.errors import BadInputError
from heldout.github import event

SHA = "c" * 40


def payload(**changes: object) -> dict[str, object]:
    """An event with all that is read of it, and much that is not."""
    pull_request = {
        "number": 7,
        "title": "::set-output name=x::y",
        "user": {"login": "ada", "id": 1815, "type": "User"},
        "head": {"sha": SHA, "ref": "$(rm -rf ~)", "repo": None, "user": {"login": "eve", "id": 6}},
        "created_at": "2026-09-01T10:00:00Z",
        "updated_at": "2026-09-02T10:00:00Z",
        **changes,
    }
    return {
        "action": "synchronize",
        "sender": {"login": "eve", "id": 666},
        "pull_request": pull_request,
        "repository": {"full_name": "school/cohort"},
    }


@pytest.fixture
def read(tmp_path):
    """Read an event as a job would."""

    def reading(content: object) -> event.Event:
        path = tmp_path / "event.json"
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return event.find({"GITHUB_EVENT_PATH": str(path)})

    return reading


def test_who_what_and_when_are_the_pull_requests(read):
    """Its author, not who pushed; its head, not its branch; when it was pushed, not when opened."""
    found = read(payload())
    submitter = found.pull_request.submitter
    assert (submitter.candidate, submitter.user_id, submitter.pull_request) == ("ada", 1815, 7)
    assert submitter.submitted_at == datetime(2026, 9, 2, 10, tzinfo=UTC)
    assert found.pull_request.head.sha == SHA
    assert found.repository.full_name == "school/cohort"


def test_the_same_event_again_means_the_same(read):
    """A run that is started anew is no new push."""
    assert read(payload()) == read(payload())


@pytest.mark.parametrize("login", ["ada", "Ada-Lovelace", "dependabot[bot]", "ada_school"])
def test_every_name_that_github_gives_is_taken(read, login):
    """Managed accounts have an underscore, bots have brackets."""
    found = read(payload(user={"login": login, "id": 1}))
    assert found.pull_request.submitter.candidate == login


@pytest.mark.parametrize(
    "changes",
    [
        {"user": {"login": "ada\n::error::", "id": 1815}},
        {"user": {"login": "../../etc", "id": 1815}},
        {"user": {"login": "ada", "id": "1815"}},
        {"user": {"login": "ada", "id": 0}},
        {"user": None},
        {"head": {"sha": "refs/heads/main"}},
        {"head": {"sha": "--upload-pack=x"}},
        {"number": -7},
        {"updated_at": "2026-09-02T10:00:00"},
        {"updated_at": "yesterday"},
    ],
)
def test_what_no_event_of_github_has_is_refused(read, changes):
    """The message names the field, and is safe to print."""
    with pytest.raises(BadInputError, match="no event of a pull request") as caught:
        read(payload(**changes))
    assert "pull_request" in str(caught.value)
    assert "::error::" not in str(caught.value)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"inputs": {}}', "\ud800".encode("utf-8", "replace").decode()]
)
def test_other_events_and_broken_ones_are_refused(read, content):
    """A workflow that was started by hand has none of a pull request."""
    with pytest.raises(BadInputError, match="no event of a pull request"):
        read(content)


@pytest.mark.parametrize("variables", [{}, {"GITHUB_EVENT_PATH": ""}])
def test_outside_of_a_job_the_other_command_is_told(variables):
    """Nobody has to know how a job looks."""
    with pytest.raises(BadInputError, match="GITHUB_EVENT_PATH") as caught:
        event.find(variables)
    assert "heldout grade --pull-request" in caught.value.next_step


def test_a_file_that_is_gone_is_named(tmp_path):
    """With what the system says."""
    with pytest.raises(BadInputError, match="no such file"):
        event.read(tmp_path / "gone.json")
