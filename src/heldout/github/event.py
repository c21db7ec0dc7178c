"""The event that started a job: who hands in what, and when. Nothing else is believed about it.

A pull request's author is who opened it, whoever pushes to it or is named in its commits; its head
is the commit at the time of the event, wherever the branch is now; and the time is GitHub's. So the
same event again, from a run that is started anew, means the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from heldout.errors import BadInputError
from heldout.grading.work import Submitter
from heldout.ledger.problem import shown
from heldout.ledger.receipt import Count, ObjectName

#: As GitHub writes them; nothing in these can be taken for anything but a name.
Login = Annotated[str, Meta(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?\Z")]
FullName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,100}/[A-Za-z0-9._-]{1,100}\Z")]


class User(msgspec.Struct, frozen=True):
    """An account."""

    login: Login
    id: Count


class Head(msgspec.Struct, frozen=True):
    """The end of a pull request's branch at the time of the event."""

    sha: ObjectName


class PullRequest(msgspec.Struct, frozen=True):
    """A pull request as an event of it has it."""

    number: Count
    user: User
    head: Head
    updated_at: Annotated[datetime, Meta(tz=True)]

    @property
    def submitter(self) -> Submitter:
        """Who hands in, by what, and when."""
        return Submitter(
            candidate=self.user.login,
            user_id=self.user.id,
            pull_request=self.number,
            submitted_at=self.updated_at,
        )


class Repository(msgspec.Struct, frozen=True):
    """The repository that the pull request is to."""

    full_name: FullName


class Event(msgspec.Struct, frozen=True):
    """An event of the kind `pull_request_target`."""

    pull_request: PullRequest
    repository: Repository


_decoder = msgspec.json.Decoder(Event)


def find(environment: Mapping[str, str]) -> Event:
    """Read the event of this job. Raises `BadInputError` outside of one, or for another kind."""
    place = environment.get("GITHUB_EVENT_PATH", "")
    if not place:
        raise BadInputError(
            "there is no event: GITHUB_EVENT_PATH is not set",
            next_step="this is for jobs of GitHub Actions; heldout grade --pull-request N is for "
            "everywhere else",
        )
    return read(Path(place))


def read(path: Path) -> Event:
    """Read an event's file. Raises `BadInputError`."""
    try:
        return _decoder.decode(path.read_bytes())
    except OSError as exc:
        fact = (exc.strerror or str(exc)).lower()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        fact = shown(str(exc))
    raise BadInputError(
        f"this is no event of a pull request: {fact}",
        where=path,
        next_step="start the workflow by a pull request; heldout grade --pull-request N grades one "
        "by hand",
    )
