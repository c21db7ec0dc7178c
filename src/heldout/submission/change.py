"""What a pull request changes, as data: all that the policy sees."""

from __future__ import annotations

import re
import stat
from typing import Literal

import msgspec

Kind = Literal["challenge", "follow-up", "casestudy"]
#: The folders that hold what is handed in, a folder for each task.
HOMES = (b"challenges", b"casestudies")
_HAND_INS: tuple[tuple[re.Pattern[bytes], Kind], ...] = (
    (re.compile(rb"challenges/([^/]+)/solution\.py"), "challenge"),
    (re.compile(rb"challenges/([^/]+)/followups\.md"), "follow-up"),
    (re.compile(rb"casestudies/([^/]+)/answer\.md"), "casestudy"),
)
#: The patterns above, for people and for git.
PATTERNS = ("challenges/*/solution.py", "challenges/*/followups.md", "casestudies/*/answer.md")


class Entry(msgspec.Struct, frozen=True):
    """What a tree holds under a name: a mode as git writes it, and an object's name in hex."""

    mode: int
    object: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file, executable or not."""
        return stat.S_ISREG(self.mode)

    @property
    def is_folder(self) -> bool:
        """Whether it is another tree."""
        return stat.S_ISDIR(self.mode)

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return stat.S_ISLNK(self.mode)

    @property
    def is_submodule(self) -> bool:
        """Whether it is a commit of another repository."""
        return stat.S_IFMT(self.mode) == 0o160000


class Place(msgspec.Struct, frozen=True):
    """Where a file that is handed in lies; the slug is whatever the folder is called."""

    slug: bytes
    kind: Kind


def place_of(path: bytes) -> Place | None:
    """Say where a hand-in file lies; None for the path of any other file."""
    for pattern, kind in _HAND_INS:
        if found := pattern.fullmatch(path):
            return Place(found[1], kind)
    return None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A path that differs from where the branch left its base; None where there is nothing.

    `old` is there, `base` at the tip of the base branch, `new` at the head. `size_bytes` is asked
    for regular files that are handed in; `content` is read after the policy has seen the size.
    """

    path: bytes
    old: Entry | None
    base: Entry | None
    new: Entry | None
    size_bytes: int | None = None
    content: bytes | None = None

    @property
    def place(self) -> Place | None:
        """Which hand-in file this is the path of; None for any other path."""
        return place_of(self.path)

    @property
    def home(self) -> bytes | None:
        """Which of `HOMES` this is or lies in."""
        first = self.path.split(b"/", 1)[0]
        return first if first in HOMES else None


class Flaw(msgspec.Struct, frozen=True):
    """A folder of the head that was not read, and why."""

    path: bytes
    fact: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A head beside its base.

    `names` are all paths of the head in the folders that were read; `challenges` and
    `casestudies` are the slugs at the tip of the base branch.
    """

    changes: tuple[Change, ...]
    challenges: tuple[str, ...]
    casestudies: tuple[str, ...]
    names: tuple[bytes, ...] = ()
    flaws: tuple[Flaw, ...] = ()
