"""What publish wrote last, what an edition has now, what is to be there -> what to do.

Somebody else's work is never overwritten: what they changed stays where nothing new is published
there, and is a conflict where something is. What they removed comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from heldout.vault.git import Entry


class Changes(NamedTuple):
    """Paths to write and to remove, those kept as they were changed, and those at odds."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    kept: tuple[str, ...]
    conflicts: tuple[str, ...]


def decide(
    base: Mapping[str, str], theirs: Mapping[str, Entry], ours: Mapping[str, Entry]
) -> Changes:
    """Compare the three. `base` has the names of objects, by path; what it lacks is theirs."""
    write, kept, conflicts = [], [], []
    for path, entry in ours.items():
        there, last = theirs.get(path), base.get(path)
        if there == entry:
            continue
        if there is None or there.name in (last, entry.name):
            write.append(path)
        elif entry.name == last:
            kept.append(path)
        else:
            conflicts.append(path)
    gone = [path for path in base if path in theirs and path not in ours]
    remove = [path for path in gone if theirs[path].name == base[path]]
    conflicts += [path for path in gone if theirs[path].name != base[path]]
    conflicts += _overlapping(write, theirs.keys() - set(remove))
    return Changes(*(tuple(sorted(set(each))) for each in (write, remove, kept, conflicts)))


def _overlapping(write: list[str], staying: set[str]) -> Iterator[str]:
    """Find files that stay where a folder is needed, and the other way round."""
    folders = {parent for path in write for parent in parents(path)}
    yield from folders & staying
    needed = set(write)
    yield from (path for path in staying if needed.intersection(parents(path)))


def parents(path: str) -> Iterator[str]:
    """Name the folders above a path."""
    parts = path.split("/")
    return ("/".join(parts[:n]) for n in range(1, len(parts)))
