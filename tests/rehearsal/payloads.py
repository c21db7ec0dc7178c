"""What GitHub tells a workflow of an event: the parts that somebody could look at.

https://docs.github.com/webhooks/webhook-events-and-payloads
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.rehearsal.act import Event
from tests.rehearsal.api.sample import over

REPOSITORY = "ml-school/cohort"
REPOSITORY_ID = 700_000_001


class Person(NamedTuple):
    """An account: the login can be changed, the id cannot."""

    login: str
    id: int
    type: str = "User"


MAINTAINER = Person("mel", 40_400_001)
PEOPLE = {
    each.login: each
    for each in (
        Person("ada", 18_151_210),
        Person("grace", 19_061_209),
        Person("alan", 191_206_230),
        Person("eve", 66_600_666),
        MAINTAINER,
    )
}


class Pull(NamedTuple):
    """A pull request as it stands."""

    number: int
    author: Person
    #: Of the fork.
    branch: str
    head: str
    base: str
    created_at: str
    updated_at: str
    title: str
    body: str | None = None
    labels: tuple[str, ...] = ()


class Issue(NamedTuple):
    """An issue as it stands."""

    number: int
    author: Person
    created_at: str
    title: str
    body: str
    labels: tuple[str, ...] = ()
    state: str = "open"


def on_issue(issue: Issue) -> Event:
    """Somebody opened an issue."""
    payload = {
        "action": "opened",
        "issue": _issue(issue),
        "repository": _repository(),
        "sender": _user(issue.author),
    }
    return Event("issues", payload)


def on_comment(issue: Issue, who: Person, comment_id: int, at: str, body: str) -> Event:
    """Somebody commented on an issue."""
    comment = {
        "id": comment_id,
        "user": _user(who),
        "created_at": at,
        "updated_at": at,
        "body": body,
        "html_url": f"https://github.com/{REPOSITORY}/issues/{issue.number}#issuecomment-{comment_id}",
    }
    payload = {
        "action": "created",
        "issue": _issue(issue),
        "comment": comment,
        "repository": _repository(),
        "sender": _user(who),
    }
    return Event("issue_comment", payload)


def on_pull(
    action: str, pull: Pull, *, sender: Person | None = None, before: str | None = None
) -> Event:
    """Somebody did something to a pull request; `before` is the head until then, after a push."""
    payload: dict[str, Any] = {
        "action": action,
        "number": pull.number,
        "pull_request": _pull(pull),
        "repository": _repository(),
        "sender": _user(sender or pull.author),
    }
    if before is not None:
        payload |= {"before": before, "after": pull.head}
    return Event("pull_request_target", payload)


def on_dispatch(workflow: str, inputs: Mapping[str, str], sender: Person = MAINTAINER) -> Event:
    """Somebody started a workflow by hand. Every input is text."""
    payload = {
        "inputs": dict(inputs),
        "ref": "refs/heads/main",
        "repository": _repository(),
        "sender": _user(sender),
        "workflow": f".github/workflows/{workflow}",
    }
    return Event("workflow_dispatch", payload)


def but(event: Event, facts: Mapping[str, Any]) -> Event:
    """Tell the same event with other facts, key by key: `{"pull_request": {"body": "..."}}`."""
    return event._replace(payload=over(copy.deepcopy(dict(event.payload)), facts))


def without_fork(event: Event) -> Event:
    """Tell the same event after the author has deleted the fork."""
    return but(event, {"pull_request": {"head": {"repo": None}}})


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "url": f"https://api.github.com/repos/{REPOSITORY}/issues/{issue.number}",
        "html_url": f"https://github.com/{REPOSITORY}/issues/{issue.number}",
        "id": 3_100_000_000 + issue.number,
        "number": issue.number,
        "state": issue.state,
        "locked": False,
        "title": issue.title,
        "user": _user(issue.author),
        "body": issue.body,
        "created_at": issue.created_at,
        "updated_at": issue.created_at,
        "closed_at": None,
        "labels": [{"name": each} for each in issue.labels],
        "author_association": "NONE",
    }


def _pull(pull: Pull) -> dict[str, Any]:
    owner = _owner()
    return {
        "url": f"https://api.github.com/repos/{REPOSITORY}/pulls/{pull.number}",
        "html_url": f"https://github.com/{REPOSITORY}/pull/{pull.number}",
        "id": 2_100_000_000 + pull.number,
        "number": pull.number,
        "state": "open",
        "locked": False,
        "title": pull.title,
        "user": _user(pull.author),
        "body": pull.body,
        "created_at": pull.created_at,
        "updated_at": pull.updated_at,
        "closed_at": None,
        "merged_at": None,
        "labels": [{"name": each} for each in pull.labels],
        "draft": False,
        "head": {
            "label": f"{pull.author.login}:{pull.branch}",
            "ref": pull.branch,
            "sha": pull.head,
            "user": _user(pull.author),
            "repo": _repository(pull.author, pull.author.id * 10, is_fork=True),
        },
        "base": {
            "label": f"{owner.login}:main",
            "ref": "main",
            "sha": pull.base,
            "user": _user(owner),
            "repo": _repository(),
        },
        "author_association": "NONE",
        "merged": False,
    }


def _owner() -> Person:
    return Person(REPOSITORY.partition("/")[0], 90_000_001, "Organization")


def _repository(
    owner: Person | None = None, number: int = REPOSITORY_ID, *, is_fork: bool = False
) -> dict[str, Any]:
    owner = owner or _owner()
    name = REPOSITORY.partition("/")[2]
    return {
        "id": number,
        "name": name,
        "full_name": f"{owner.login}/{name}",
        "private": False,
        "owner": _user(owner),
        "html_url": f"https://github.com/{owner.login}/{name}",
        "fork": is_fork,
        "default_branch": "main",
    }


def _user(person: Person) -> dict[str, Any]:
    return {
        "login": person.login,
        "id": person.id,
        "html_url": f"https://github.com/{person.login}",
        "type": person.type,
        "site_admin": False,
    }
