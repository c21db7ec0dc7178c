"""GitHub's REST API, as far as a comment and labels on a pull request need it.

    with connect(os.environ) as api:
        first = next(api.comments(7), None)

https://docs.github.com/rest/issues
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Annotated, Self, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Meta

from heldout.errors import BadInputError, GitHubFailedError
from heldout.github.connection import ADDRESS, Connection, Request
from heldout.github.line import one_line
from heldout.ledger.receipt import Count

T = TypeVar("T")

#: Characters of a comment; GitHub takes no more.
LONGEST_BODY = 65_536
#: GitHub gives no more on a page.
_PER_PAGE = 100
#: Nobody reads so many comments; whoever makes them wants ours not to be found.
_MOST_PAGES = 100
_REPOSITORY = re.compile(r"[A-Za-z0-9_-]{1,100}/[A-Za-z0-9._-]{1,100}")
_LONGEST_NAME = 200
_FULL = "lock the pull request's conversation and delete what nobody needs, then run the job again"


class User(msgspec.Struct, frozen=True):
    """An account: `type` is User, Bot or Organization."""

    login: str
    type: str


class Comment(msgspec.Struct, frozen=True):
    """A comment; `user` is None if the account is gone."""

    id: Count
    user: User | None
    body: str = ""


class Label(msgspec.Struct, frozen=True):
    """A label of a repository, on an issue."""

    name: str


class Opened(msgspec.Struct, frozen=True):
    """An issue that somebody has opened, and when."""

    number: Count
    created_at: Annotated[datetime, Meta(tz=True)]


class Api:
    """The issues of one repository; a pull request is an issue with the same number.

    Every method raises `GitHubFailedError` if GitHub does not do what is asked.
    """

    def __init__(self, repository: str, connection: Connection) -> None:
        """`repository` is `owner/name`. Raises `BadInputError` if it cannot be."""
        if not _REPOSITORY.fullmatch(repository) or repository.split("/")[1] in (".", ".."):
            raise BadInputError(
                f"{one_line(repository, _LONGEST_NAME)!r} is no repository",
                where="GITHUB_REPOSITORY",
                next_step="set it to owner/name; GitHub Actions does so by itself",
            )
        self._connection = connection
        self._issues = f"/repos/{repository}/issues"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def comments(self, number: int) -> Iterator[Comment]:
        """List the comments, the oldest first, page by page as they are taken."""
        return self._listed(f"{self._issues}/{number}/comments", list[Comment])

    def opened(self, author: str, label: str) -> Iterator[Opened]:
        """List the issues of somebody with a label, closed ones too, the newest first."""
        wanted = {"creator": author, "labels": label, "state": "all", "sort": "created"}
        return self._listed(self._issues, list[Opened], wanted)

    def create_comment(self, number: int, body: str, look: Callable[[], Comment | None]) -> Comment:
        """Create a comment, once.

        GitHub may have created it though its answer was lost. Then `look` is asked for it before
        there is another try; None has it created again.
        """
        request = Request("POST", f"{self._issues}/{number}/comments", body={"body": body})
        return self._connection.ask_once(request, Comment, look)

    def update_comment(self, comment_id: int, body: str) -> Comment:
        """Put another body in place of a comment's."""
        path = f"{self._issues}/comments/{comment_id}"
        return self._connection.ask(Request("PATCH", path, body={"body": body}), Comment)

    def labels(self, number: int) -> tuple[str, ...]:
        """Name the labels, spelt as the repository spells them."""
        labels = self._listed(f"{self._issues}/{number}/labels", list[Label])
        return tuple(label.name for label in labels)

    def add_labels(self, number: int, names: Sequence[str]) -> None:
        """Add labels; what the repository has no label for, it gets, if the token may do that."""
        request = Request("POST", f"{self._issues}/{number}/labels", body={"labels": [*names]})
        self._connection.ask(request, list[Label])

    def remove_label(self, number: int, name: str) -> None:
        """Take a label off, if it is there."""
        path = f"{self._issues}/{number}/labels/{quote(name, safe='')}"
        self._connection.ask(Request("DELETE", path), list[Label], if_missing=[])

    def _listed(
        self, path: str, expected: type[list[T]], wanted: Mapping[str, str] | None = None
    ) -> Iterator[T]:
        """Count the pages ourselves; that there is a next one is all we believe of a link."""
        for page in range(1, _MOST_PAGES + 1):
            query: dict[str, int | str] = {**(wanted or {}), "per_page": _PER_PAGE, "page": page}
            request = Request("GET", path, query=query)
            listed, has_next = self._connection.ask_page(request, expected)
            yield from listed
            if not has_next and len(listed) < _PER_PAGE:
                return
        raise GitHubFailedError(
            f"there are more than {_MOST_PAGES * _PER_PAGE:,} of them",
            where=f"GET {path}",
            next_step=_FULL,
        )


def connect(environment: Mapping[str, str]) -> Api:
    """Connect to the API of the repository whose job this is.

    Takes GITHUB_REPOSITORY, GITHUB_TOKEN and, where it is not GitHub's own, GITHUB_API_URL. Raises
    `BadInputError` if one of them is missing or cannot be.
    """
    token = environment.get("GITHUB_TOKEN", "")
    address = environment.get("GITHUB_API_URL") or ADDRESS
    return Api(environment.get("GITHUB_REPOSITORY", ""), Connection(token, address))
