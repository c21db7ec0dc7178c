"""What the double remembers of a repository, and how GitHub writes that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import msgspec

from tests.rehearsal.api.sample import sample


class User(msgspec.Struct, frozen=True):
    """Whoever does something: `type` is User, Bot or Organization."""

    login: str
    id: int
    type: str


class Comment(msgspec.Struct, frozen=True):
    """A comment on an issue; `user` is None if the account is gone. Times are in UTC."""

    id: int
    issue: int
    user: User | None
    body: str
    created_at: datetime
    updated_at: datetime


class Issue(msgspec.Struct, frozen=True):
    """An issue that is no pull request."""

    number: int
    user: User
    title: str
    state: str
    created_at: datetime


class Memory:
    """Issues with their comments and labels, pull requests, and the repository's own labels."""

    def __init__(self, repository: str, url: str) -> None:
        self.pulls: dict[int, dict[str, Any]] = {}
        self.issues: dict[int, Issue] = {}
        self.comments: dict[int, Comment] = {}
        #: As the repository has them, and by issue. No two differ in their case alone.
        self.labels: dict[str, int] = {}
        self.labelled: dict[int, list[str]] = {}
        self._home = f"{url}/repos/{repository}"
        self._page = f"https://github.com/{repository}"
        self._next_id = 1_000_000_000

    def say(self, issue: int, user: User | None, body: str) -> Comment:
        """Add a comment; every one has a larger id than those before it."""
        now = _now()
        comment = Comment(self._new_id(), issue, user, body, now, now)
        self.comments[comment.id] = comment
        return comment

    def edit(self, comment_id: int, body: str) -> Comment:
        """Put another body in place of a comment's."""
        old = self.comments[comment_id]
        edited = msgspec.structs.replace(old, body=body, updated_at=_now())
        self.comments[comment_id] = edited
        return edited

    def of_issue(self, issue: int) -> list[Comment]:
        """List an issue's comments, the oldest first."""
        return [each for each in self.comments.values() if each.issue == issue]

    def known(self, name: str) -> str | None:
        """Find a label of the repository, whatever the case of its letters."""
        return next((each for each in self.labels if each.lower() == name.lower()), None)

    def add_label(self, name: str) -> str:
        """Have the repository know a label; return how it is spelt there."""
        spelt = self.known(name) or name
        self.labels.setdefault(spelt, self._new_id())
        return spelt

    def label(self, issue: int, name: str) -> None:
        """Put a label on an issue; the repository gets it too if it had none of the name."""
        spelt = self.add_label(name)
        on_it = self.labelled[issue]
        if spelt not in on_it:
            on_it.append(spelt)

    def written_comment(self, comment: Comment) -> dict[str, Any]:
        """Write a comment as GitHub does."""
        user = None if comment.user is None else sample("simple-user", _written(comment.user))
        facts = {
            "id": comment.id,
            "user": user,
            "body": comment.body,
            "created_at": _time(comment.created_at),
            "updated_at": _time(comment.updated_at),
            "url": f"{self._home}/issues/comments/{comment.id}",
            "issue_url": f"{self._home}/issues/{comment.issue}",
            "html_url": f"{self._page}/pull/{comment.issue}#issuecomment-{comment.id}",
        }
        return sample("issue-comment", facts)

    def opened_by(self, login: str, label: str, state: str) -> list[Issue]:
        """List the issues of somebody with a label in a state, the newest first."""
        found = [
            each
            for each in self.issues.values()
            if each.user.login == login
            and label in self.labelled[each.number]
            and state in ("all", each.state)
        ]
        return sorted(found, key=lambda each: each.created_at, reverse=True)

    def written_issue(self, issue: Issue) -> dict[str, Any]:
        """Write an issue as GitHub does."""
        facts = {
            "number": issue.number,
            "user": sample("simple-user", _written(issue.user)),
            "title": issue.title,
            "state": issue.state,
            "created_at": _time(issue.created_at),
            "labels": [self.written_label(each) for each in self.labelled[issue.number]],
            "html_url": f"{self._page}/issues/{issue.number}",
        }
        return sample("issue", facts)

    def written_label(self, name: str) -> dict[str, Any]:
        """Write a label as GitHub does."""
        facts = {
            "id": self.labels[name],
            "name": name,
            "description": None,
            "color": "ededed",
            "default": False,
            "url": f"{self._home}/labels/{quote(name, safe='')}",
        }
        return sample("label", facts)

    def written_pull(self, number: int) -> dict[str, Any]:
        """Write a pull request as GitHub does, around the facts that were given of it."""
        facts: Mapping[str, Any] = {"number": number, "state": "open", **self.pulls[number]}
        return sample("pull-request", facts)

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id


def _written(user: User) -> dict[str, Any]:
    return {"login": user.login, "id": user.id, "type": user.type}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _time(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"
