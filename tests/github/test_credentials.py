"""The job's token, and how git gets to see it."""

from __future__ import annotations

import base64
import os
import subprocess

import pytest

from heldout.github import credentials

JOB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_TOKEN": "a-token",
}


def configured(environment: dict[str, str], url: str) -> str:
    """What git would send to an address."""
    command = ["git", "config", "--get-urlmatch", "http.extraheader", url]
    around = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **environment}
    return subprocess.run(
        command, env=around, capture_output=True, text=True, check=False
    ).stdout.strip()


def test_git_shows_the_token_to_the_server_of_the_job_and_to_no_other():
    """In the form that GitHub takes for the tokens of its jobs."""
    added = credentials.added(JOB)
    shown = configured(added, "https://github.com/ada/cohort")
    kind, _, basic = shown.removeprefix("AUTHORIZATION: ").partition(" ")
    assert kind == "basic"
    assert base64.b64decode(basic) == b"x-access-token:a-token"
    assert configured(added, "https://example.org/ada/cohort") == ""
    assert configured(added, "https://github.com.example.org/") == ""


def test_settings_that_are_there_already_stay():
    """Somebody else may have counted before."""
    before = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "a.b", "GIT_CONFIG_VALUE_0": "c"}
    added = credentials.added({**JOB, **before})
    assert added["GIT_CONFIG_COUNT"] == "2"
    assert added["GIT_CONFIG_KEY_0"] == "a.b"
    assert configured(added, "https://github.com/") != ""


@pytest.mark.parametrize(
    "changes",
    [
        {"GITHUB_ACTIONS": ""},
        {"GITHUB_TOKEN": ""},
        {"GITHUB_SERVER_URL": ""},
        {"GITHUB_SERVER_URL": "http://github.com"},
    ],
)
def test_elsewhere_nothing_is_shown(changes):
    """Nor over a line that others can read."""
    assert credentials.settings({**JOB, **changes}) == {}
