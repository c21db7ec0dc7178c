"""One git repository, spoken to as a program: what is committed, what is in it, a new commit."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from heldout.errors import EditionError
from heldout.vault import identity

#: Would lead git to another repository than the one that is meant, as inside a hook.
_LEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_LEADING_TOO = ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX")
#: Git runs hooks, and none of them has to know it.
_SECRET = identity.VARIABLE
_OPTIONS = ("-c", "core.quotePath=false", "-c", "core.autocrlf=false", "-c", "core.fsmonitor=false")
_NOBODY = "heldout <heldout@localhost>"
REGULAR, EXECUTABLE = "100644", "100755"


class Entry(NamedTuple):
    """What a commit has at a path: git's mode and the object's name."""

    mode: str
    name: str


class Object(NamedTuple):
    """One object: its name, kind and bytes."""

    name: str
    kind: str
    content: bytes


class File(NamedTuple):
    """A file's bytes, and whether it is a program."""

    content: bytes
    is_executable: bool = False


class About(NamedTuple):
    """The folder's place below its working tree, "" for the top; git's own folder; the digest."""

    prefix: str
    home: Path
    algorithm: str


class Git:
    """The repository at a folder. Every method raises `EditionError` if git fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trees: dict[str, dict[str, Entry]] = {}
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if name not in (*_LEADING, *_LEADING_TOO, _SECRET)
        }
        # A folder whose own .git is broken must not pass for a part of what is around it.
        self._environment |= {"LC_ALL": "C", "GIT_CEILING_DIRECTORIES": str(folder.parent)}

    def run(self, *words: str, stdin: bytes = b"") -> bytes:
        """Run one git command, and give what it prints."""
        done = self._run(words, stdin)
        if done.returncode != 0:
            raise self._failure(words[0], done.stderr)
        return done.stdout

    def asks(self, *words: str) -> str | None:
        """Run a command that answers by its exit status; None for no."""
        done = self._run(words, b"")
        return done.stdout.decode(errors="surrogateescape").strip() if not done.returncode else None

    def head(self) -> str | None:
        """The commit that is checked out; None before the first one."""
        return self.asks("rev-parse", "--quiet", "--verify", "HEAD^{commit}")

    def branch(self) -> str | None:
        """The branch that is checked out, `refs/heads/main`; None if HEAD is detached."""
        return self.asks("symbolic-ref", "--quiet", "HEAD")

    @cached_property
    def about(self) -> About:
        """Where this repository is, and how it names things."""
        words = ("rev-parse", "--show-prefix", "--absolute-git-dir", "--show-object-format")
        prefix, home, algorithm = self.run(*words).split(b"\n")[:3]
        return About(os.fsdecode(prefix), Path(os.fsdecode(home)), algorithm.decode())

    def tree(self, commit: str) -> dict[str, Entry]:
        """List what a commit holds, by path."""
        if commit in self._trees:
            return self._trees[commit]
        listed = self._trees[commit] = {}
        for line in self.run("ls-tree", "-r", "-z", commit).split(b"\0")[:-1]:
            facts, _, path = line.partition(b"\t")
            mode, _, name = facts.decode().split(" ")
            listed[os.fsdecode(path)] = Entry(mode, name)
        return listed

    def name_of(self, contents: Iterable[bytes]) -> list[str]:
        """Name blobs as git would, without storing them."""
        return [
            hashlib.new(self.about.algorithm, b"blob %d\0" % len(each) + each).hexdigest()
            for each in contents
        ]

    def blobs(self, names: Iterable[str]) -> dict[str, bytes]:
        """Read blobs by name."""
        wanted = "".join(f"{name}\n" for name in names).encode()
        return {each.name: each.content for each in self._batch((), wanted)}

    def objects(self) -> Iterator[Object]:
        """Read every object that git has here, reachable or not, borrowed or not."""
        yield from self._batch(("--batch-all-objects", "--unordered"), b"")

    def paths(self) -> dict[str, str]:
        """Tell of each object that a branch, tag or log leads to at which path it was."""
        listed = self.run("rev-list", "--objects", "--all", "--reflog").decode(
            errors="surrogateescape"
        )
        pairs = (line.partition(" ") for line in listed.splitlines())
        return {name: path for name, _, path in pairs if path}

    def uncommitted(self) -> list[str]:
        """List paths that are not as the last commit has them, or not under git's care."""
        listed = self.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=normal")
        return [os.fsdecode(line[3:]) for line in listed.split(b"\0") if line]

    def ignored(self, *patterns: str) -> list[str]:
        """List files that are there though git is told to ignore them."""
        words = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--")
        return [os.fsdecode(path) for path in self.run(*words, *patterns).split(b"\0") if path]

    def commit(
        self, parent: str | None, message: str, files: Mapping[str, File], removed: Iterable[str]
    ) -> str:
        """Add one commit to the branch: whole, or nothing of it. Returns its name."""
        branch = self.branch()
        who = self.asks("var", "GIT_COMMITTER_IDENT")
        # Git's own has the date at its end.
        who = who.rsplit(" ", 2)[0] if who else _NOBODY
        text = message.encode()
        stream = [f"commit {branch}\ncommitter {who} now\ndata {len(text)}\n".encode(), text, b"\n"]
        if parent is not None:
            stream.append(f"from {parent}\n".encode())
        stream += [b"D " + _quoted(path) + b"\n" for path in removed]
        for path, file in files.items():
            mode = EXECUTABLE if file.is_executable else REGULAR
            head = b"M %s inline %s\ndata %d\n" % (mode.encode(), _quoted(path), len(file.content))
            stream += [head, file.content, b"\n"]
        words = ("fast-import", "--quiet", "--done", "--date-format=now")
        self.run(*words, stdin=b"".join([*stream, b"done\n"]))
        return self.run("rev-parse", "HEAD").decode().strip()

    def _batch(self, options: tuple[str, ...], wanted: bytes) -> Iterator[Object]:
        read = memoryview(self.run("cat-file", *options, "--batch", "--buffer", stdin=wanted))
        at = 0
        while at < len(read):
            end = at + bytes(read[at : at + 200]).index(b"\n")
            name, kind, *size = bytes(read[at:end]).decode().split(" ")
            if not size:
                raise EditionError(
                    f"an object that a commit names is not here: {name}",
                    where=self.folder,
                    next_step="clone it whole: git fetch --unshallow --refetch",
                )
            start = end + 1
            at = start + int(size[0]) + 1
            yield Object(name, kind, bytes(read[start : at - 1]))

    def _run(self, words: tuple[str, ...], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *_OPTIONS, *words],  # noqa: S607 — whichever git the user has
                cwd=self.folder,
                env=self._environment,
                input=stdin,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as exc:
            raise EditionError(
                "git is not installed, and an edition is a git repository",
                next_step="sudo apt-get install git",
            ) from exc

    def _failure(self, verb: str, said: bytes) -> EditionError:
        lines = said.decode(errors="replace").strip().splitlines()
        told = next((line for line in lines if line.startswith("fatal: ")), " ".join(lines[-1:]))
        return EditionError(
            f"git {verb} failed: {told or 'it says nothing more'}; nothing was changed",
            where=self.folder,
            next_step="mend what git names, then publish again",
        )


def _quoted(path: str) -> bytes:
    """Write a path as git's import reads any path."""
    raw = os.fsencode(path)
    return b'"' + raw.replace(b"\\", rb"\\").replace(b'"', rb"\"").replace(b"\n", rb"\n") + b'"'
