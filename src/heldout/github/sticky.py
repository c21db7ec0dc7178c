"""One comment on a pull request that is kept up to date, and the labels that are ours.

Anybody can copy our marker into a comment of their own, and nobody but us can be its author. So a
comment is ours if both are.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

import msgspec

from heldout.github.api import LONGEST_BODY, Api, Comment, User

#: Who writes what a job of GitHub Actions writes. No account of a person has brackets in its name.
ACTIONS_BOT = User("github-actions[bot]", "Bot")
_MARKER = re.compile(r"<!-- [^<>\n]+ -->")


class Kept(msgspec.Struct, frozen=True):
    """What became of a comment, and its id."""

    comment_id: int
    deed: Literal["created", "updated", "left"]


def find(api: Api, number: int, marker: str, *, author: User = ACTIONS_BOT) -> Comment | None:
    """Find our oldest comment whose first line is this marker. Raises `GitHubFailedError`."""
    mine = (each for each in api.comments(number) if _is_ours(each, marker, author))
    return next(mine, None)


def keep(api: Api, number: int, body: str, *, author: User = ACTIONS_BOT) -> Kept:
    """Have a pull request carry a comment with this body, once.

    The body's first line is the marker by which it is found again, `<!-- ... -->`. Where several
    comments are ours the oldest is taken. Raises `ValueError` for a body without a marker or of
    more than 65,536 characters, `GitHubFailedError` if GitHub does not do it.
    """
    marker = body.split("\n", 1)[0]
    if not _MARKER.fullmatch(marker):
        raise ValueError(f"the body's first line is {marker[:80]!r}, and no marker")
    if len(body) > LONGEST_BODY:
        raise ValueError(f"the body has {len(body):,} characters; {LONGEST_BODY:,} are taken")

    def look() -> Comment | None:
        return find(api, number, marker, author=author)

    found = look()
    if found is None:
        created = api.create_comment(number, body, look=look)
        return Kept(created.id, "created")
    if _plain(found.body) == _plain(body):
        return Kept(found.id, "left")
    api.update_comment(found.id, body)
    return Kept(found.id, "updated")


def label(api: Api, number: int, wanted: Collection[str], *, ours: Collection[str]) -> None:
    """Have a pull request carry those of our labels that are wanted, and none else of ours.

    Other labels are left alone. Raises `ValueError` if what is wanted is not ours,
    `GitHubFailedError` if GitHub does not do it; then some of it may be done.
    """
    strange = set(wanted) - set(ours)
    if strange:
        raise ValueError(f"not ours: {', '.join(sorted(strange))}")
    # GitHub tells no label from another by the case of its letters.
    there = {name.lower(): name for name in api.labels(number)}
    for name in ours:
        if name not in wanted and name.lower() in there:
            api.remove_label(number, there[name.lower()])
    missing = [name for name in ours if name in wanted and name.lower() not in there]
    if missing:
        api.add_labels(number, missing)


def _is_ours(comment: Comment, marker: str, author: User) -> bool:
    return comment.user == author and _plain(comment.body).split("\n", 1)[0] == marker


def _plain(body: str) -> str:
    """Write a body without what GitHub may write in another way."""
    return body.replace("\r\n", "\n").rstrip()
