"""A contributed task: read out of git's objects, opened, and laid out apart to be proved.

The head of a pull request is a stranger's. It is never checked out; what is taken of it are plain
files with sound names in the folders of tasks that it changes.

<private folder>/repository/
    pyproject.toml  rubrics/        the base's
    challenges/  casestudies/       the base's, but for the folders that the head changes
        <slug>/hidden/              opened from hidden.age where it came sealed
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from heldout.authoring import changes
from heldout.authoring.package import Package
from heldout.errors import BadInputError, UnknownCommitError
from heldout.grading.private import PrivateFolder
from heldout.submission import git, names, objects, policy, pull_request, reasons, trees
from heldout.submission.change import HOMES, Change, Entry
from heldout.submission.objects import Header, Malformed
from heldout.submission.pull_request import PullRequest
from heldout.vault import archive, folder, seal
from heldout.vault.age import Identity

#: What a proof reads beside the folder that is proved.
_NEEDED = ("challenges", "casestudies", "rubrics", "pyproject.toml")
#: What only keeps a pull request from being graded: a stub may change along with its task.
_UNGRADED = {"mixture", "renamed", "more"}
#: hidden/followups/accepted/ is the deepest folder that has a place.
_MOST_LEVELS = 6
#: Of the base, which is ours: only so that no run of git prints too much at once.
_BATCH_BYTES = 32 << 20


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What a head changes in tasks, and the whole of the folders that it changes.

    `folders` are `challenges/kmeans` or `casestudies/feed`; `removed` those that it takes away;
    `others` what it changes elsewhere, which nobody looked at, quoted. `files` are by their paths.
    """

    base_sha: str
    head_sha: str
    folders: tuple[str, ...]
    removed: tuple[str, ...]
    others: tuple[str, ...]
    files: Mapping[str, bytes]

    @property
    def sealed(self) -> tuple[str, ...]:
        """The paths of the files that are to be opened."""
        wanted = (f"{task}/{seal.FILE}" for task in self.folders)
        return tuple(path for path in wanted if path in self.files)


def base_of(root: Path, name: str | None) -> str:
    """Give the full SHA of the base: of `name`, or else of the first usual one that is there.

    Raises `UnknownCommitError`, or `BadInputError` if none is.
    """
    if name is not None:
        return objects.resolve(root, name)
    for usual in changes.BASES:
        try:
            return objects.resolve(root, usual)
        except UnknownCommitError:
            continue
    raise BadInputError(
        f"none of {', '.join(changes.BASES)} is here to compare with",
        where=root,
        next_step="name the branch that the contribution is meant for: --base REF",
    )


def read(root: Path, *, base: str, head: str, asked: str) -> Contribution:
    """Read what a head contributes; `asked` are the words it was named by, for what to do next.

    Raises `BadInputError` if it hands in, contributes no task, or has what is never taken; and
    what `submission.pull_request.read` raises.
    """
    pull = pull_request.read(root, base=base, head=head)
    _check(pull, asked)
    met = objects.merge_bases(root, pull.base_sha, pull.head_sha)
    comparison = trees.compare(root, pull.head_sha, pull.base_sha, met)
    # The folders of all tasks are always compared, changed or not, there or not.
    touched = [each for each in comparison.changes if each.new not in (each.old, each.base)]
    changed = {each.path: _task_of(each) for each in touched}
    tasks = sorted({task for task in changed.values() if task is not None})
    named = {task: f"{pull.head_sha}:{task.decode()}" for task in tasks}
    there = objects.headers(root, named.values())
    tops = {task: header for task, name in named.items() if (header := there[name])}
    others = tuple(names.show(path) for path in sorted(changed) if changed[path] is None)
    if not tops:
        raise BadInputError(
            "no folder of a task is changed or new in it, so there is nothing to prove",
            where=asked,
            next_step=f"review it by hand: git diff {pull.base_sha[:12]}...{pull.head_sha[:12]}",
        )
    return Contribution(
        base_sha=pull.base_sha,
        head_sha=pull.head_sha,
        folders=tuple(task.decode() for task in tops),
        removed=tuple(task.decode() for task in tasks if task not in tops),
        others=others,
        files=_Reader(root, asked).read(tops),
    )


def _check(pull: PullRequest, asked: str) -> None:
    if pull.decision == "submission":
        count = len(pull.items)
        what = "1 file is" if count == 1 else f"{count:,} files are"
        raise BadInputError(
            f"this is a submission: {what} handed in, and no task is contributed",
            where=asked,
            next_step=f"heldout grade {asked}",
        )
    if pull.decision == "empty":
        raise BadInputError(
            "there is nothing in it that the base does not have",
            where=asked,
            next_step="ask for the branch that was meant; or name another base: --base REF",
        )
    if {each.code for each in pull.reasons} - _UNGRADED and pull.decision == "refused":
        raise _refused(asked, [each.fact for each in pull.reasons if each.code not in _UNGRADED])


def _task_of(change: Change) -> bytes | None:
    """Name the folder of the task that a change is in; None elsewhere."""
    parts = change.path.split(b"/")
    if len(parts) < 3 or parts[0] not in HOMES or parts[1][:1] in (b".", b"_"):
        return None
    return b"/".join(parts[:2])


def _refused(asked: str, facts: Sequence[str]) -> BadInputError:
    shown = list(facts[: policy.MOST_REASONS])
    if len(facts) > len(shown):
        shown.append(f"and {len(facts) - len(shown):,} more like these")
    listing = "".join(f"\n  - {fact}" for fact in shown)
    return BadInputError(
        f"nothing of it was opened or run, for what is in it:{listing}",
        where=asked,
        next_step="ask whoever contributes it to set this right and push again; "
        "docs/vault.md says what is taken",
    )


class _Reader:
    """Reads whole folders of a head, and refuses them together for all that is wrong."""

    def __init__(self, root: Path, asked: str) -> None:
        self._root = root
        self._asked = asked
        self._facts: list[str] = []

    def read(self, tops: Mapping[bytes, Header]) -> dict[str, bytes]:
        """Read the files below some trees, by path. Raises `BadInputError`."""
        blobs = self._walk({path: header.object for path, header in tops.items()})
        self._stop_if_wrong()
        self._check_apart(blobs, list(tops))
        headers = objects.require(self._root, objects.headers(self._root, blobs.values()))
        self._check_sizes(blobs, headers)
        self._stop_if_wrong()
        contents = objects.blobs(self._root, tuple(headers.values()))
        return {path.decode(): contents[name] for path, name in blobs.items()}

    def _stop_if_wrong(self) -> None:
        if self._facts:
            raise _refused(self._asked, self._facts)

    def _walk(self, level: Mapping[bytes, str]) -> dict[bytes, str]:
        """Find files, level by level; no tree is read that is large, and none below too many."""
        found: dict[bytes, str] = {}
        for _ in range(_MOST_LEVELS):
            below: dict[bytes, str] = {}
            for path, entry in self._entries(level):
                if entry.is_folder:
                    below[path] = entry.object
                elif entry.is_file:
                    found[path] = entry.object
            for what, count, most in (
                ("files", len(found), archive.MOST_MEMBERS),
                ("folders", len(below), trees.MOST_FOLDERS),
            ):
                if count > most:
                    self._facts.append(f"it has {count:,} {what}, and at most {most:,} are read")
            if not below or self._facts:
                return found
            level = below
        deep = names.show(min(level))
        self._facts.append(f"{deep} lies more than {_MOST_LEVELS} folders deep")
        return found

    def _entries(self, level: Mapping[bytes, str]) -> Iterator[tuple[bytes, Entry]]:
        there = objects.require(self._root, objects.headers(self._root, level.values()))
        for path, name in level.items():
            if there[name].kind != "tree":
                fact = f"it is said to be a folder, and its object is a {there[name].kind}"
                self._facts.append(f"{names.show(path)}: {fact}")
        total = sum(each.size_bytes for each in there.values())
        if total > trees.MOST_LEVEL_BYTES:
            most = trees.MOST_LEVEL_BYTES
            fact = f"its folders have {total:,} bytes of names, more than the {most:,} read"
            self._facts.append(fact)
        if self._facts:
            return
        contents = objects.contents(self._root, tuple(there.values()))
        for folder_path, name in level.items():
            read = objects.entries(contents[name], len(name) // 2)
            if isinstance(read, Malformed):
                self._facts.append(f"{names.show(folder_path)}: {read.fact}")
                continue
            for part, entry in read.items():
                path = folder_path + b"/" + part
                self._facts += _oddities(path, part, entry)
                yield path, entry

    def _check_apart(self, blobs: Mapping[bytes, str], tasks: Sequence[bytes]) -> None:
        """Check that no two names are one file somewhere, and that one hidden half counts."""
        seen: dict[str, bytes] = {}
        for path in blobs:
            other = seen.setdefault(names.fold(path), path)
            if other != path:
                self._facts.append(reasons.collision(path, other).fact)
        for task in tasks:
            hidden = task + b"/" + folder.NAME.encode()
            is_clear = any(path == hidden or path.startswith(hidden + b"/") for path in blobs)
            if is_clear and task + b"/" + seal.FILE.encode() in blobs:
                self._facts.append(
                    f"{names.show(task)} has both {folder.NAME}/ and {seal.FILE}, and which one "
                    "counts nobody can tell"
                )

    def _check_sizes(self, blobs: Mapping[bytes, str], headers: Mapping[str, Header]) -> None:
        total = 0
        for path, name in blobs.items():
            header = headers[name]
            # A sealed file holds a whole folder; what is in it has limits of its own.
            is_sealed = path.count(b"/") == 2 and path.endswith(b"/" + seal.FILE.encode())
            most = archive.MOST_BYTES if is_sealed else archive.MOST_MEMBER_BYTES
            total += header.size_bytes
            if header.kind != "blob":
                fact = f"it is said to be a file, and its object is a {header.kind}"
                self._facts.append(f"{names.show(path)}: {fact}")
            elif header.size_bytes > most:
                fact = f"has {header.size_bytes:,} bytes, and at most {most:,} are read"
                self._facts.append(f"{names.show(path)} {fact}")
        if total > archive.MOST_BYTES and not self._facts:
            fact = f"its files are {total:,} bytes, and at most {archive.MOST_BYTES:,} are read"
            self._facts.append(fact)


def _oddities(path: bytes, name: bytes, entry: Entry) -> Iterator[str]:
    if fact := names.oddity(name):
        yield reasons.odd_name(path, fact).fact
    change = Change(path=path, old=None, base=None, new=entry)
    if entry.is_link:
        yield reasons.link(change).fact
    elif entry.is_submodule:
        yield reasons.submodule(change).fact


def open_sealed(given: Contribution, identities: Sequence[Identity]) -> Contribution:
    """Put what each `hidden.age` holds in its place, in memory. Raises as `vault.seal` does."""
    files = dict(given.files)
    for path in given.sealed:
        opened = seal.open_bytes(files.pop(path), identities, Path(path))
        hidden = Path(path).with_name(folder.NAME).as_posix()
        files |= {f"{hidden}/{name}": content for name, content in opened.files.items()}
    return msgspec.structs.replace(given, files=files)


def lay_out(given: Contribution, root: Path, place: PrivateFolder) -> list[Package]:
    """Lay out the base with the contributed folders in it, whose packages it gives.

    Raises `ObjectMissingError` or `GitFailedError` for the base, and as `PrivateFolder` does.
    """
    gone = (*given.folders, *given.removed)
    files = {**_base_files(root, given.base_sha, gone), **given.files}
    copy = place.lay_out("repository", files)
    return [Package(copy, copy / task) for task in given.folders]


def _base_files(root: Path, commit: str, gone: Sequence[str]) -> dict[str, bytes]:
    """Read the base's plain files, without those of the folders that are replaced."""
    listed = git.output(root, "ls-tree", "-rz", "--full-tree", commit, "--", *_NEEDED)
    wanted: dict[str, str] = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, name = about.split(" ")
        is_gone = "/".join(path.split("/")[:2]) in gone
        if mode.startswith("100") and not is_gone and not path.endswith(f"/{seal.FILE}"):
            wanted[path] = name
    headers = objects.require(root, objects.headers(root, wanted.values()))
    contents: dict[str, bytes] = {}
    for batch in _batches(list(headers.values())):
        contents |= objects.blobs(root, batch)
    return {path: contents[name] for path, name in wanted.items()}


def _batches(headers: Sequence[Header]) -> Iterator[list[Header]]:
    batch: list[Header] = []
    total = 0
    for each in headers:
        if batch and total + each.size_bytes > _BATCH_BYTES:
            yield batch
            batch, total = [], 0
        batch.append(each)
        total += each.size_bytes
    if batch:
        yield batch


def words(number: int | None, ref: str | None) -> str:
    """Write how a contribution was named, as on a command line."""
    return f"--pull-request {number}" if number is not None else f"--ref {shlex.quote(ref or '')}"
