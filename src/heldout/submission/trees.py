"""Commits -> what a head changes. Reads three levels of folders, whatever lies below.

    challenges/              level 1
    challenges/kmeans/       level 2: the files in it are looked at one by one
    challenges/kmeans/x/     one change, like every other folder that is not listed here

So neither deep nor endless trees cost anything, and each folder's size is asked before it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from heldout.catalogue.challenge import SLUG
from heldout.errors import ObjectMissingError
from heldout.submission import objects
from heldout.submission.change import HOMES, Change, Comparison, Entry, Flaw
from heldout.submission.names import show
from heldout.submission.objects import Header, Malformed

#: About 25,000 names.
MOST_FOLDER_BYTES = 1 << 20
MOST_LEVEL_BYTES = 16 << 20
MOST_FOLDERS = 500
_LEVELS = 3

Folder = Mapping[bytes, Entry]


class _Level(msgspec.Struct, frozen=True):
    """One folder as each commit has it: the head first, then the base, then where they met."""

    path: bytes
    sides: tuple[Folder, ...]

    def entries(self, name: bytes) -> list[Entry | None]:
        return [side.get(name) for side in self.sides]

    def changed(self) -> list[bytes]:
        """Name what the head has as none of the others does."""
        every = sorted(set().union(*self.sides))
        found = ((name, self.entries(name)) for name in every)
        return [name for name, (head, *others) in found if head not in others]

    def is_folder(self, name: bytes) -> bool:
        """Whether a name has something below it to compare."""
        head, *others = self.entries(name)
        return any(e is not None and e.is_folder for e in ([head] if head else others))

    def join(self, name: bytes) -> bytes:
        return self.path + b"/" + name if self.path else name

    def change(self, name: bytes) -> Change:
        new, base, old, *_ = self.entries(name)
        return Change(path=self.join(name), old=old, base=base, new=new)


def compare(repository: Path, head: str, base: str, merge_bases: Sequence[str]) -> Comparison:
    """Compare commits, named by full SHAs. What the head has of any of the others is no change.

    `size_bytes` of hand-in files is filled in, `content` is not. Raises `ObjectMissingError`.
    """
    wanted: dict[bytes, list[str | None]] = {
        b"": [f"{commit}^{{tree}}" for commit in (head, base, *merge_bases)]
    }
    levels: list[_Level] = []
    changes: list[Change] = []
    flaws: list[Flaw] = []
    for depth in range(_LEVELS):
        read, unread = _read(repository, wanted)
        levels += read
        flaws += unread
        wanted = {}
        for level in read:
            # The base's tasks are in its homes, which are read even if nothing changed in them.
            for name in dict.fromkeys((*level.changed(), *(HOMES if depth == 0 else ()))):
                if level.is_folder(name) and (name in HOMES if depth == 0 else depth == 1):
                    wanted[level.join(name)] = [_tree(entry) for entry in level.entries(name)]
                else:
                    changes.append(level.change(name))
        if len(wanted) > MOST_FOLDERS:
            fact = f"{len(wanted):,} tasks are changed, and at most {MOST_FOLDERS} are looked at"
            flaws.append(Flaw(b"", fact))
            break
    sized, unsized = _sized(repository, changes)
    return Comparison(
        changes=sized,
        challenges=_slugs(levels, b"challenges"),
        casestudies=_slugs(levels, b"casestudies"),
        names=tuple(level.join(name) for level in levels for name in level.sides[0]),
        flaws=(*flaws, *unsized),
    )


def _read(
    repository: Path, wanted: Mapping[bytes, Sequence[str | None]]
) -> tuple[list[_Level], list[Flaw]]:
    """Read folders, each as every side has it; None where a side has none."""
    names = (tree for sides in wanted.values() for tree in sides if tree)
    there = objects.require(repository, objects.headers(repository, names))
    small = {each.object: each for each in there.values() if _unreadable(each) is None}
    total = sum(each.size_bytes for each in small.values())
    if total > MOST_LEVEL_BYTES:
        fact = f"its folders have {total:,} bytes of names, more than the {MOST_LEVEL_BYTES:,} read"
        return [], [Flaw(b"", fact)]
    contents = objects.contents(repository, tuple(small.values()))
    levels, flaws = [], []
    for path, sides in wanted.items():
        head, *others = (_folder(tree, there, contents) for tree in sides)
        if isinstance(head, Malformed):
            flaws.append(Flaw(path, head.fact))
        else:
            trusted = (_trusted(repository, path, side) for side in others)
            levels.append(_Level(path, (head, *trusted)))
    return levels, flaws


def _folder(
    tree: str | None, there: Mapping[str, Header], contents: Mapping[str, bytes]
) -> Folder | Malformed:
    if tree is None:
        return {}
    header = there[tree]
    if fact := _unreadable(header):
        return Malformed(fact)
    return objects.entries(contents[header.object], len(header.object) // 2)


def _unreadable(header: Header) -> str | None:
    if header.kind != "tree":
        return f"it is said to be a folder, and its object is a {header.kind}"
    if header.size_bytes > MOST_FOLDER_BYTES:
        return (
            f"it has {header.size_bytes:,} bytes of names, more than the {MOST_FOLDER_BYTES:,} read"
        )
    return None


def _trusted(repository: Path, path: bytes, side: Folder | Malformed) -> Folder:
    if not isinstance(side, Malformed):
        return side
    raise ObjectMissingError(
        f"{show(path)} of the base branch cannot be read: {side.fact}",
        where=repository,
        next_step="git fsck says what is wrong with it",
    )


def _tree(entry: Entry | None) -> str | None:
    return entry.object if entry is not None and entry.is_folder else None


def _slugs(levels: Iterable[_Level], home: bytes) -> tuple[str, ...]:
    """Name the tasks of the base branch."""
    found = [level for level in levels if level.path == home]
    folders = [name for level in found for name, e in level.sides[1].items() if e.is_folder]
    names = (name.decode(errors="replace") for name in folders)
    return tuple(sorted(name for name in names if SLUG.fullmatch(name)))


def _sized(
    repository: Path, changes: Sequence[Change]
) -> tuple[tuple[Change, ...], tuple[Flaw, ...]]:
    """Ask for the sizes of the files that are handed in."""
    asked = [c.new.object for c in changes if c.place and c.new is not None and c.new.is_file]
    there = objects.require(repository, objects.headers(repository, asked))
    sized, flaws = [], []
    for change in changes:
        header = there.get(change.new.object) if change.new else None
        if header is None or not change.place:
            sized.append(change)
        elif header.kind == "blob":
            sized.append(msgspec.structs.replace(change, size_bytes=header.size_bytes))
        else:
            fact = f"it is said to be a file, and its object is a {header.kind}"
            flaws.append(Flaw(change.path, fact))
    return tuple(sized), tuple(flaws)
