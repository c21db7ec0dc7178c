"""Events of mock interviews: who is heard, and who is not."""

from __future__ import annotations

import json

import pytest

from heldout.errors import BadInputError
from heldout.github import interview_event
from tests.github.interviews import ADA, EVE, event, payload


def test_an_issues_author_is_heard():
    """When it is opened, and when its author comments; each at its own time."""
    assert event().is_for_us
    assert event("an answer").is_for_us
    assert event().at < event("an answer").at


@pytest.mark.parametrize(
    "told",
    [
        event("thanks", by=EVE),
        event(labels=[]),
        event(labels=[{"name": "mock-interviews"}]),
        event("late", state="closed"),
        event("in a pull request", pull_request={"url": "https://x"}),
        event(action="edited"),
        event("changed", action="edited"),
        event(user={**ADA, "type": "Bot"}),
        event("I", user={**ADA, "type": "Bot"}, by={**ADA, "type": "Bot"}),
        event("renamed", by={**EVE, "login": "ada"}),
    ],
    ids=lambda told: f"{told.action} {told.issue.state}",
)
def test_nobody_else_is_heard_and_nowhere_else(told):
    """A stranger, a bot, another issue, a closed one, a pull request, an edit, a borrowed name."""
    assert not told.is_for_us


def test_a_renamed_author_is_still_the_author():
    """Accounts are told apart by their numbers."""
    assert event("I", by={**ADA, "login": "ada-lovelace"}).is_for_us


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"action": "opened", "issue": {"number": "12"}}',
        json.dumps(payload(number=-1)),
        json.dumps(payload(user={"login": "a b", "id": 1})),
        json.dumps(payload() | {"repository": {"full_name": "../x"}}),
        "[" * 100_000,
    ],
)
def test_what_is_no_such_event_is_bad_input(tmp_path, content):
    """And says what to do."""
    path = tmp_path / "event.json"
    path.write_text(content)
    with pytest.raises(BadInputError, match="no event of an issue") as caught:
        interview_event.find({"GITHUB_EVENT_PATH": str(path)})
    assert "form" in caught.value.next_step


def test_outside_of_a_job_there_is_no_event(tmp_path):
    """The command for everywhere else is told."""
    for environment in ({}, {"GITHUB_EVENT_PATH": str(tmp_path / "none")}):
        with pytest.raises(BadInputError):
            interview_event.find(environment)
    with pytest.raises(BadInputError) as caught:
        interview_event.find({})
    assert "heldout interview" in caught.value.next_step
