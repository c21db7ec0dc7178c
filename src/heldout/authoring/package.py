"""A challenge's or case study's folder as it stands: whatever is missing or broken reads as None.

`catalogue` refuses a folder with mistakes; here they are what one wants to look at.
"""

from __future__ import annotations

import ast
import hashlib
import os
from functools import cached_property
from pathlib import Path
from typing import Literal

from heldout.catalogue import manifest
from heldout.catalogue.challenge import Manifest

Kind = Literal["challenge", "casestudy"]
#: The hidden half, sealed: instead of `hidden/`, or beside it.
SEALED = "hidden.age"
#: What editors, interpreters and test runs leave behind.
_BY_PRODUCTS = {"__pycache__", ".pytest_cache", ".DS_Store"}


class Package:
    """One folder of `challenges/` or `casestudies/` below a repository's root.

    Names of files are relative to the folder, with forward slashes: `hidden/reference.py`.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.slug = folder.name
        self.kind: Kind = "challenge" if folder.parent.name == "challenges" else "casestudy"
        self._texts: dict[str, str | None] = {}
        self._trees: dict[str, ast.Module | None] = {}

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The names of all files, in alphabetical order, without by-products."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*"))
        return tuple(
            sorted(
                path.as_posix()
                for path in found
                if not _BY_PRODUCTS.intersection(path.parts) and not (self.folder / path).is_dir()
            )
        )

    @property
    def is_sealed(self) -> bool:
        """Whether the hidden half is there only for those who can open it."""
        return not os.path.lexists(self.folder / "hidden") and os.path.lexists(self.folder / SEALED)

    def digest(self) -> bytes:
        """Digest the names and bytes of all files: 32 bytes that change with any of them."""
        digest = hashlib.sha256()
        for name in self.files:
            content = (self.folder / name).read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.digest()

    def named(self, name: str) -> str:
        """Give a file's name as findings show it: relative to the root."""
        return (self.folder / name).relative_to(self.root).as_posix()

    def text(self, name: str) -> str | None:
        """Read a file; None if it is missing, unreadable or not UTF-8."""
        if name not in self._texts:
            try:
                self._texts[name] = (self.folder / name).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                self._texts[name] = None
        return self._texts[name]

    def tree(self, name: str) -> ast.Module | None:
        """Parse a Python file; None if there is no text, or it is not Python."""
        if name not in self._trees:
            text = self.text(name)
            try:
                self._trees[name] = None if text is None else ast.parse(text)
            except (SyntaxError, ValueError, RecursionError):
                self._trees[name] = None
        return self._trees[name]

    @cached_property
    def manifest(self) -> Manifest | None:
        """`challenge.toml`; None while it has mistakes."""
        return manifest.read(self.folder / "challenge.toml", Manifest)[0]

    @cached_property
    def accepted(self) -> tuple[str, ...]:
        """The names of the accepted solutions or answers."""
        return self._samples("accepted")

    @cached_property
    def rejected(self) -> tuple[str, ...]:
        """The names of the rejected ones."""
        return self._samples("rejected")

    def _samples(self, kind: str) -> tuple[str, ...]:
        suffix = ".py" if self.kind == "challenge" else ".md"
        prefix = f"hidden/{kind}/"
        return tuple(n for n in self.files if n.startswith(prefix) and n.endswith(suffix))
