"""An authoring edition -> a cohort edition: `heldout publish`."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from heldout.catalogue.repository import Repository
from heldout.errors import (
    CatalogueError,
    EditionError,
    IdentityError,
    SealBrokenError,
)
from heldout.vault import content, destination, identity, merge, recipients, scan, seal
from heldout.vault.age import Identity
from heldout.vault.archive import Contents
from heldout.vault.content import Content
from heldout.vault.destination import RECORD
from heldout.vault.git import EXECUTABLE, REGULAR, Entry, File, Git

_VERSION = 1
_FIRST = "The cohort edition\n"
_LATER = "The cohort edition, brought up to date\n"
_WHO = "# Hidden suites are sealed for these keys; docs/vault.md says how."
#: What the catalogue reads.
_LOADED = ("challenges/", "casestudies/", "rubrics/")


class Record(msgspec.Struct, frozen=True):
    """`edition.json`: what publish wrote, as names of git's objects by path."""

    version: int
    files: dict[str, str]


class Published(NamedTuple):
    """What a publish did. `commit` is None if there was nothing new; paths are in DEST."""

    commit: str | None
    is_first: bool
    written: tuple[str, ...]
    removed: tuple[str, ...]
    #: Changed in DEST, and left as they are there.
    kept: tuple[str, ...]
    #: In a task's folder, without a place in it.
    left_out: tuple[str, ...]
    #: In the clear in DEST, where git ignores them.
    in_the_clear: tuple[str, ...]
    #: Tasks whose suites are sealed anew, of how many.
    sealed: tuple[str, ...]
    suites: int
    recipients: tuple[str, ...]
    #: Whether an identity at hand is one of the recipients.
    can_open: bool
    made_identity: Path | None


def publish(
    root: Path, dest: Path, overlay: Path | None, identities: Sequence[Identity], new_identity: Path
) -> Published:
    """Write a cohort edition to a folder, or bring the one there up to date, in one commit.

    An identity is made in the file `new_identity` if nobody is named to seal for. Raises
    `EditionError`, `LeakError`, `CatalogueError`, and what sealing raises; DEST is then as it was.
    """
    root, dest = root.resolve(), dest.resolve()
    apart = {"the authoring edition": root}
    if overlay is not None:
        overlay = overlay.resolve()
        apart["the overlay"] = overlay
    if (root / RECORD).exists():
        raise EditionError(
            "this is a cohort edition itself",
            where=root,
            next_step="publish from the authoring edition",
        )
    destination.check_place(dest, apart)
    gathered = content.gather(root, overlay, identities)
    _check_sound(root, gathered.public)
    with destination.opened(dest) as git:
        scan.check(git, gathered)
        head = git.head()
        theirs = git.tree(head) if head else {}
        chosen = _choose(git, theirs, root / recipients.FILE, identities, new_identity)
        return _update(git, head, theirs, gathered, chosen)


class _Chosen(NamedTuple):
    """For whom to seal, the file that says so, and who can open what is sealed already."""

    recipients: tuple[str, ...]
    file: bytes
    identities: tuple[Identity, ...]
    made: Path | None


def _choose(
    git: Git,
    theirs: Mapping[str, Entry],
    own: Path,
    identities: Sequence[Identity],
    new_identity: Path,
) -> _Chosen:
    """Choose for whom to seal: as the authoring edition says, or DEST, or who has an identity."""
    held = tuple(identities)
    if own.exists():
        return _Chosen(recipients.read(own), own.read_bytes(), held, None)
    if entry := theirs.get(recipients.FILE):
        file = git.blobs([entry.name])[entry.name]
        where = git.folder / recipients.FILE
        return _Chosen(recipients.parse(file.decode("utf-8", "replace"), where), file, held, None)
    made = None if held else new_identity
    held = held or (identity.make(new_identity),)
    named = tuple(sorted({each.recipient for each in held}))
    file = "".join(f"{line}\n" for line in (_WHO, *named)).encode()
    return _Chosen(named, file, held, made)


def _update(
    git: Git, head: str | None, theirs: Mapping[str, Entry], gathered: Content, chosen: _Chosen
) -> Published:
    sealed, anew = _seal(git, theirs, gathered.suites, chosen)
    files = {**gathered.public, **sealed, recipients.FILE: File(chosen.file)}
    ours = _entries(git, files)
    changes = merge.decide(_last(git, theirs), theirs, ours)
    # One list of recipients and suites sealed for another would be the worst of both.
    at_odds = changes.conflicts + tuple(p for p in changes.kept if p == recipients.FILE)
    if at_odds:
        raise EditionError(
            "these were changed here, and are not what is to be published any more:"
            f"{destination.listed(at_odds)}",
            where=git.folder,
            next_step="put the change of each into the authoring edition or an overlay; then "
            "remove it here and commit that: publish writes its own in its place",
        )
    record = Record(_VERSION, {path: entry.name for path, entry in sorted(ours.items())})
    last = File(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    write = {path: files[path] for path in changes.write}
    if _entries(git, {RECORD: last})[RECORD] != theirs.get(RECORD):
        write[RECORD] = last
    commit = None
    if write or changes.remove:
        commit = destination.commit(git, head, _LATER if head else _FIRST, write, changes.remove)
    return Published(
        commit=commit,
        is_first=head is None,
        written=changes.write,
        removed=changes.remove,
        kept=changes.kept,
        left_out=gathered.left_out,
        in_the_clear=_in_the_clear(git),
        sealed=anew,
        suites=len(sealed),
        recipients=chosen.recipients,
        can_open=any(each.recipient in chosen.recipients for each in chosen.identities),
        made_identity=chosen.made,
    )


def _seal(
    git: Git,
    theirs: Mapping[str, Entry],
    suites: Mapping[str, Mapping[str, bytes]],
    chosen: _Chosen,
) -> tuple[dict[str, File], tuple[str, ...]]:
    """Seal each suite, or take what DEST has, where that can be opened and is the same."""
    paths = {name: f"{name}/{seal.FILE}" for name in suites}
    there = [theirs[path].name for path in paths.values() if path in theirs]
    blobs = git.blobs(there) if there and chosen.identities else {}
    files, anew = {}, []
    for name, path in paths.items():
        contents = Contents(suites[name], tuple(sorted(chosen.recipients)))
        old = blobs.get(theirs[path].name) if path in theirs else None
        where = git.folder / path
        if old is None or _opened(old, chosen.identities, where) != contents:
            old = seal.seal(contents, where)
            anew.append(name)
        files[path] = File(old)
    return files, tuple(anew)


def _opened(sealed: bytes, identities: Sequence[Identity], where: Path) -> Contents | None:
    try:
        return seal.open_bytes(sealed, identities, where)
    except (SealBrokenError, IdentityError):
        return None


def _last(git: Git, theirs: Mapping[str, Entry]) -> dict[str, str]:
    """What publish wrote last, by path."""
    if RECORD not in theirs:
        return {}
    name = theirs[RECORD].name
    try:
        record = msgspec.json.decode(git.blobs([name])[name], type=Record)
    except msgspec.DecodeError as exc:
        raise EditionError(
            f"the list of what publish wrote is damaged ({exc})",
            where=git.folder / RECORD,
            next_step=f"git -C {shlex.quote(str(git.folder))} log -- {RECORD} shows when; put the "
            "sound one back, and commit it",
        ) from exc
    if record.version != _VERSION:
        raise EditionError(
            f"a newer heldout wrote this edition (its record has version {record.version}, and "
            f"this one reads {_VERSION})",
            where=git.folder / RECORD,
            next_step="publish with that heldout",
        )
    return record.files


def _entries(git: Git, files: Mapping[str, File]) -> dict[str, Entry]:
    names = git.name_of(file.content for file in files.values())
    return {
        path: Entry(EXECUTABLE if file.is_executable else REGULAR, name)
        for (path, file), name in zip(files.items(), names, strict=True)
    }


def _in_the_clear(git: Git) -> tuple[str, ...]:
    paths = git.ignored("challenges/*/hidden/*", "casestudies/*/hidden/*")
    return tuple(sorted({"/".join(path.split("/")[:3]) for path in paths}))


def _check_sound(root: Path, public: Mapping[str, File]) -> None:
    """Load every task as candidates will. Raises `CatalogueError` with all mistakes of all."""
    with tempfile.TemporaryDirectory(prefix="heldout-") as folder:
        for path, file in public.items():
            if path.startswith(_LOADED):
                target = Path(folder) / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.content)
        repository = Repository(Path(folder))
        broken = [*repository.challenges()[1], *repository.casestudies()[1]]
        mistakes = [
            f"{error.where}/{mistake}".removeprefix(f"{folder}/")
            for error in broken
            for mistake in error.mistakes
        ]
    if mistakes:
        raise CatalogueError(root, tuple(mistakes))
