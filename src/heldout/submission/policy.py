"""Decides what is taken from a pull request: pure, total, and the only place that does.

A tree that no honest pull request has is refused as a whole: links, submodules, odd names, or
hand-in files mixed with others. A file that is only unusable is refused by itself.
docs/submissions.md lists both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from heldout.submission import names, reasons
from heldout.submission.change import (
    HOMES,
    Change,
    Comparison,
    Entry,
    Place,
    place_of,
)
from heldout.submission.ruling import Item, Reason, Ruling
from heldout.submission.source import SIZE_LIMIT_BYTES, Refusal, examine

#: A hand-in file of each of 100 challenges, their follow-ups, and as many written answers.
MOST_FILES = 300
MOST_REASONS = 20
_MANIFESTS = {b"challenges": b"challenge.toml", b"casestudies": b"casestudy.toml"}
#: git-lfs/docs/spec.md; the older two are its aliases.
_POINTERS = (
    b"version https://git-lfs.github.com/spec/",
    b"version https://hawser.github.com/spec/",
    b"version http://git-media.io/v/",
)


class _Sorted(msgspec.Struct, frozen=True):
    """What the changes come to; `others` are paths, a folder's with a slash at its end."""

    hand_ins: tuple[tuple[Change, Place], ...]
    others: tuple[bytes, ...]
    reasons: tuple[Reason, ...]


def decide(comparison: Comparison) -> Ruling:
    """Decide about a pull request, from what it changes and the contents that `wanted` named."""
    found = _sort(comparison)
    if found.reasons:
        shown = found.reasons[:MOST_REASONS]
        rest = len(found.reasons) - len(shown)
        return Ruling("refused", (*shown, reasons.more(rest)) if rest else shown)
    if found.hand_ins:
        items = tuple(_item(change, place, comparison) for change, place in found.hand_ins)
        return Ruling("submission", (), items)
    if found.others:
        return Ruling("contribution", (reasons.contribution(),))
    return Ruling("empty", (reasons.empty(),))


def wanted(comparison: Comparison) -> tuple[Change, ...]:
    """Say which changes are to be read before `decide`: none where the tree alone decides."""
    found = _sort(comparison)
    return tuple(
        change
        for change, place in found.hand_ins
        if not found.reasons and _refusal_unread(change, place, comparison) is None
    )


def _sort(comparison: Comparison) -> _Sorted:
    changes = tuple(
        sorted(
            (each for each in comparison.changes if not _is_untouched(each)), key=lambda c: c.path
        )
    )
    packages = _packages(changes)
    hand_ins, others = [], []
    for change in changes:
        folder = b"/".join(change.path.split(b"/")[:2])
        if folder in packages:
            others.append(folder + b"/")
        elif change.place:
            hand_ins.append((change, change.place))
        else:
            is_folder = any(entry and entry.is_folder for entry in (change.new, change.base))
            others.append(change.path + (b"/" if is_folder else b""))
    others = list(dict.fromkeys(others))
    hostile = tuple(_hostile(changes, comparison.names))
    found = [*map(reasons.unreadable, comparison.flaws), *(reason for _, reason in hostile)]
    if len(hand_ins) > MOST_FILES:
        found.append(reasons.too_many("hand-in files", len(hand_ins), MOST_FILES))
    told = {path for path, _ in hostile}
    # What is to be taken back already needs no second explanation.
    left = [path for path in others if path.rstrip(b"/") not in told]
    if hand_ins and left:
        found += _mixture(changes, [change.path for change, _ in hand_ins], left)
    return _Sorted(tuple(hand_ins), tuple(others), tuple(found))


def _is_untouched(change: Change) -> bool:
    """Whether the base branch made this change, or nobody.

    A stub that went on at the base is nobody's answer, whether the branch has the one it began
    with or the one of today. Of a hand-in file only the content counts.
    """
    for known in (change.old, change.base):
        if change.new == known:
            return True
        if change.place and _same_file(change.new, known):
            return True
    return False


def _same_file(one: Entry | None, other: Entry | None) -> bool:
    if one is None or other is None:
        return False
    return one.is_file and other.is_file and one.object == other.object


def _packages(changes: Sequence[Change]) -> set[bytes]:
    """Find folders whose manifest comes or goes: whole tasks, and so the work of contributors."""
    found = set()
    for change in changes:
        parts = change.path.split(b"/")
        is_manifest = len(parts) == 3 and _MANIFESTS.get(parts[0]) == parts[2]
        if is_manifest and (change.base is None) != (change.new is None):
            found.add(b"/".join(parts[:2]))
    return found


def _hostile(changes: Sequence[Change], present: Sequence[bytes]) -> Iterator[tuple[bytes, Reason]]:
    """Find what no honest pull request has where hand-in files are, with the path it is at."""
    alike = defaultdict(list)
    for path in dict.fromkeys((*present, *(c.path for c in changes if c.new))):
        alike[names.fold(path)].append(path)
    told = set()
    for change in changes:
        if change.new is None:
            continue
        odd = tuple(_odd(change.path))
        wrong = tuple(_wrong_entry(change, change.new)) if change.home else ()
        yield from ((change.path, reason) for reason in (*odd, *wrong))
        # Of two names that collide, the one that is new is to go.
        if change.home is None or odd or change.base is not None:
            continue
        alikes = ((path, frozenset(alike[names.fold(path)])) for path in _with_folders(change.path))
        path, pair = next((each for each in alikes if len(each[1]) > 1), (b"", frozenset()))
        if pair and pair not in told:
            told.add(pair)
            yield change.path, reasons.collision(path, min(pair - {path}))


def _odd(path: bytes) -> Iterator[Reason]:
    """Find names that could be taken for others; elsewhere only those that seem to be here."""
    folded = names.fold(path)
    meant = folded.encode(errors="surrogateescape")
    first, *rest = path.split(b"/")
    if first not in HOMES:
        if folded.split("/")[0].encode(errors="surrogateescape") in HOMES:
            yield reasons.lookalike(path, meant)
        return
    for part in rest:
        if fact := names.oddity(part):
            yield reasons.odd_name(path, fact)
            return
    near = b"/".join((first, *rest[:-1], meant.rsplit(b"/", 1)[-1]))
    if place_of(near) and not place_of(path):
        yield reasons.lookalike(path, near)


def _wrong_entry(change: Change, new: Entry) -> Iterator[Reason]:
    depth = change.path.count(b"/")
    was_folder = any(known and known.is_folder for known in (change.old, change.base))
    if new.is_link:
        yield reasons.link(change)
    elif new.is_submodule:
        yield reasons.submodule(change)
    elif change.place and not new.is_file:
        yield reasons.wrong_kind(change, "folder", "file")
    elif new.is_file and depth < 2 and (was_folder or depth == 0):
        yield reasons.wrong_kind(change, "file", "folder")


def _with_folders(path: bytes) -> Iterator[bytes]:
    """Give a path's folders below its home, and itself."""
    _, *deeper = accumulate(path.split(b"/"), lambda folder, name: folder + b"/" + name)
    return iter(deeper)


def _mixture(
    changes: Sequence[Change], hand_ins: Sequence[bytes], others: Sequence[bytes]
) -> Iterator[Reason]:
    """Explain a mixture; a hand-in file that only got another name is the nearer explanation."""
    left = list(others)
    gone = {c.path for c in changes if c.new is None} & set(hand_ins)
    for change in changes:
        folder, _, name = change.path.rpartition(b"/")
        ending = name[name.rfind(b".") :]
        before = [path for path in sorted(gone) if path.rpartition(b"/")[0] == folder]
        before = [path for path in before if path.endswith(ending)]
        is_new = change.new is not None and change.base is None and change.path in left
        if is_new and before:
            gone.remove(before[0])
            left.remove(change.path)
            yield reasons.renamed(before[0], change.path)
    if left:
        yield reasons.mixture(hand_ins, left)


def _item(change: Change, place: Place, comparison: Comparison) -> Item:
    refusal = _refusal_unread(change, place, comparison) or _refusal_read(change)
    return Item(
        slug=place.slug.decode(errors="backslashreplace"),
        kind=place.kind,
        path=change.path.decode(errors="backslashreplace"),
        solution_sha=change.new.object if change.new else None,
        content=None if refusal else change.content,
        refusal=refusal,
    )


def _refusal_unread(change: Change, place: Place, comparison: Comparison) -> Reason | None:
    """Refuse a file for what is known of it without its content."""
    known = comparison.casestudies if place.kind == "casestudy" else comparison.challenges
    if place.slug.decode(errors="backslashreplace") not in known:
        return reasons.unknown_slug(place, change.path, known)
    if change.base is None:
        return reasons.not_asked(change.path)
    if change.new is None:
        return reasons.deleted(change.path)
    if change.size_bytes is not None and change.size_bytes > SIZE_LIMIT_BYTES:
        return reasons.large(change.path, change.size_bytes)
    return None


def _refusal_read(change: Change) -> Reason | None:
    """Refuse a file for its content."""
    if change.content is None or change.size_bytes is None:
        return reasons.unread(change.path)
    if change.content.startswith(_POINTERS):
        return reasons.pointer(change.path)
    found = examine(change.path.decode(errors="backslashreplace"), change.content)
    return Reason("not-text", found.reason) if isinstance(found, Refusal) else None
