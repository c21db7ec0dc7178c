"""Writes git objects by hand, so that trees can be made which git itself would refuse to make."""

from __future__ import annotations

import hashlib
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from heldout.submission import fetch

FILE, PROGRAM, LINK, SUBMODULE, FOLDER = 0o100644, 0o100755, 0o120000, 0o160000, 0o40000


class Blob(NamedTuple):
    """A file's content under another mode than usual."""

    mode: int
    content: bytes = b""


Files = Mapping[bytes, "bytes | Blob"]


class Store:
    """A bare repository.

    objects/ab/cdef...   written here, one file for each object
    refs/heads/main
    """

    def __init__(self, folder: Path, algorithm: str = "sha1") -> None:
        self.folder = folder
        self.algorithm = algorithm
        fetch.create(folder, algorithm)
        (folder / "HEAD").write_text("ref: refs/heads/main\n")

    def write(self, kind: str, content: bytes) -> str:
        """Write an object, and name it."""
        data = b"%s %d\0" % (kind.encode(), len(content)) + content
        name = hashlib.new(self.algorithm, data).hexdigest()
        path = self.path(name)
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(data, 1))
        return name

    def path(self, name: str) -> Path:
        """Say where an object is."""
        return self.folder / "objects" / name[:2] / name[2:]

    def tree(self, entries: Iterable[tuple[int, bytes, str]]) -> str:
        """Write a tree; its entries stay in the order given if two have one name."""

        def order(entry: tuple[int, bytes, str]) -> bytes:
            return entry[1] + (b"/" if entry[0] == FOLDER else b"")

        return self.write(
            "tree",
            b"".join(
                b"%o %s\0" % (mode, name) + bytes.fromhex(found)
                for mode, name, found in sorted(entries, key=order)
            ),
        )

    def files(self, files: Files) -> str:
        """Write the trees of files at paths."""
        entries: list[tuple[int, bytes, str]] = []
        folders: dict[bytes, dict[bytes, bytes | Blob]] = {}
        for path, given in files.items():
            first, slash, rest = path.partition(b"/")
            if slash:
                folders.setdefault(first, {})[rest] = given
                continue
            blob = given if isinstance(given, Blob) else Blob(FILE, given)
            is_ours = blob.mode != SUBMODULE
            found = self.write("blob", blob.content) if is_ours else "1" * self._digits
            entries.append((blob.mode, first, found))
        entries += [(FOLDER, name, self.files(below)) for name, below in folders.items()]
        return self.tree(entries)

    def commit(self, tree: str | Files, *parents: str, ref: str | None = None) -> str:
        """Write a commit, and move a ref to it."""
        tree = tree if isinstance(tree, str) else self.files(tree)
        lines = [f"tree {tree}", *(f"parent {each}" for each in parents)]
        who = "A <a@example.org> 1700000000 +0000"
        lines += [f"author {who}", f"committer {who}", "", f"{ref}\n"]
        name = self.write("commit", "\n".join(lines).encode())
        if ref:
            self.move(ref, name)
        return name

    def move(self, ref: str, name: str) -> None:
        """Let a ref name a commit."""
        path = self.folder / ref
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n")

    def git(self, *words: str) -> str:
        """Run git, with the settings of this repository."""
        command = ["git", "-C", str(self.folder), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    @property
    def _digits(self) -> int:
        return 40 if self.algorithm == "sha1" else 64
