"""An event of a mock interview on GitHub: an issue is opened, or somebody comments on one.

Who, what and when are the event's. What it holds of a text is a stranger's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from heldout.errors import BadInputError
from heldout.github.event import Repository, User
from heldout.ledger.problem import shown
from heldout.ledger.receipt import Count

#: Whoever fills in the form gets it put on the issue; nobody else without rights here can.
LABEL = "mock-interview"

Time = Annotated[datetime, Meta(tz=True)]


class Account(User, frozen=True):
    """Somebody: `type` is User, Bot or Organization."""

    type: str = "User"


class Label(msgspec.Struct, frozen=True):
    """A label on an issue."""

    name: str


class Issue(msgspec.Struct, frozen=True):
    """An issue as an event has it; `pull_request` is there if it is one."""

    number: Count
    user: Account
    created_at: Time
    state: Literal["open", "closed"] = "open"
    body: str | None = None
    labels: tuple[Label, ...] = ()
    pull_request: dict[str, Any] | None = None


class Comment(msgspec.Struct, frozen=True):
    """A comment as an event has it."""

    id: Count
    user: Account
    created_at: Time
    body: str = ""


class Event(msgspec.Struct, frozen=True):
    """An event of the kind `issues` or `issue_comment`; `comment` is None for the first."""

    action: str
    issue: Issue
    repository: Repository
    comment: Comment | None = None

    @property
    def at(self) -> datetime:
        """When it was said, by GitHub's clock."""
        return self.issue.created_at if self.comment is None else self.comment.created_at

    @property
    def is_for_us(self) -> bool:
        """Whether it is an interview's author who speaks, where the workflow listens."""
        by = self.issue.user if self.comment is None else self.comment.user
        action = "opened" if self.comment is None else "created"
        return (
            self.action == action
            and any(each.name == LABEL for each in self.issue.labels)
            and self.issue.pull_request is None
            and self.issue.state == "open"
            and by.id == self.issue.user.id
            and by.type == "User"
        )


_decoder = msgspec.json.Decoder(Event)


def find(environment: Mapping[str, str]) -> Event:
    """Read the event of this job. Raises `BadInputError` outside of one, or for another kind."""
    place = environment.get("GITHUB_EVENT_PATH", "")
    if not place:
        raise BadInputError(
            "there is no event: GITHUB_EVENT_PATH is not set",
            next_step="this is for jobs of GitHub Actions; elsewhere there is heldout interview",
        )
    try:
        return _decoder.decode(Path(place).read_bytes())
    except OSError as exc:
        fact = (exc.strerror or str(exc)).lower()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        fact = shown(str(exc))
    raise BadInputError(
        f"this is no event of an issue: {fact}",
        where=place,
        next_step="start the workflow by an issue of the form `Start a mock interview`",
    )
