"""Which files there are: none missing, none too many, all of them text, and Python by name.

challenges/<slug>/
    README.md  challenge.toml  solution.py  followups.md  test_public.py
    hidden/
        test_hidden.py  reference.py  followups.toml  accepted/*.py  rejected/*.py
        test_reference.py       holds the reference to an independent library, or to a definition
        equivalents.toml        only where a mutant is declared equivalent
        followups/accepted/*.md  followups/rejected/*.md        sample answers to the questions
    hidden.age                  instead of hidden/, or beside it: the same, sealed
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import SEALED, Package
from heldout.authoring.rules.rule import PackageRule

_REQUIRED = (
    *("README.md", "challenge.toml", "solution.py", "followups.md", "test_public.py"),
    *("hidden/test_hidden.py", "hidden/reference.py", "hidden/followups.toml"),
)
_CHECK = "hidden/test_reference.py"
_ALLOWED = {*_REQUIRED, _CHECK, "hidden/equivalents.toml", SEALED}
_SAMPLE = re.compile(
    r"hidden/(?:accepted|rejected)/[a-z_][a-z0-9_]*\.py"
    r"|hidden/followups/(?:accepted|rejected)/[a-z0-9]+(?:[-_][a-z0-9]+)*\.md"
)
_TEXTS = (".md", ".py", ".toml")


class MissingFile(PackageRule):
    """{name} is missing.

    A challenge is a folder of its own, and each of its files answers for a part of it.
    """

    code = "missing-file"
    next_step = "write {file}; docs/design.md says what it holds"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each file that a challenge must have."""
        for name in _REQUIRED:
            is_sealed = name.startswith("hidden/") and package.is_sealed
            if not is_sealed and not os.path.lexists(package.folder / name):
                yield self.found(package, name, name=name)


class UncheckedReference(PackageRule):
    """Nothing holds the reference to anything but itself: {name} is missing.

    Most hidden tests take the reference's word for what is right. So somebody else has to check it:
    another library, a brute force over small inputs, a definition with exact numbers.
    """

    code = "unchecked-reference"
    next_step = "write {file}: its tests call `solution`, which is the reference there"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the file."""
        if not package.is_sealed and not os.path.lexists(package.folder / _CHECK):
            yield self.found(package, _CHECK, name=_CHECK)


class StillSealed(PackageRule):
    """The hidden half is sealed, so nothing of it can be proved here.

    Whoever has no key commits `hidden.age` alone. A maintainer who has one proves it, by the number
    of the pull request, or unseals it.
    """

    code = "still-sealed"
    next_step = "heldout verify --pull-request N, or heldout unseal {slug}; both take a key"
    kinds = ("challenge", "casestudy")
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for a sealed file alone."""
        if package.is_sealed:
            yield self.found(package, SEALED)


class StrayFile(PackageRule):
    """{name} has no place in a challenge.

    What nobody reads is never checked, and may tell a candidate what should stay hidden. Tests make
    their own data. Samples are directly in `hidden/accepted` or `hidden/rejected`, and are named in
    lower-case words joined by underscores.
    """

    code = "stray-file"
    next_step = "remove {file}, or move what it holds into one of the challenge's own files"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for files that are not in the layout."""
        for name in package.files:
            is_link = (package.folder / name).is_symlink()
            if name not in _ALLOWED and not _SAMPLE.fullmatch(name) and not is_link:
                yield self.found(package, name, name=name)


class Symlink(PackageRule):
    """{name} is a symbolic link.

    A link reads differently on another machine, and can lead out of the folder.
    """

    code = "symlink"
    next_step = "put a copy of the file itself at {file}"
    kinds = ("challenge", "casestudy")
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look at everything below the folder, and at the folder."""
        for path in (package.folder, *sorted(package.folder.rglob("*"))):
            if path.is_symlink():
                name = path.relative_to(package.folder).as_posix()
                yield self.found(package, name, name=path.name)


class NotText(PackageRule):
    """{name} is not text in UTF-8: byte {byte} of line {at} does not belong to any character.

    Everything here is read as UTF-8, on every machine.
    """

    code = "not-text"
    next_step = "save {file} as UTF-8"
    kinds = ("challenge", "casestudy")
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Decode each file whose name promises text."""
        for name in package.files:
            path = package.folder / name
            if not name.endswith(_TEXTS) or not path.is_file():
                continue
            data = path.read_bytes()
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as exc:
                line = data.count(b"\n", 0, exc.start) + 1
                byte = exc.start - data.rfind(b"\n", 0, exc.start)
                yield self.found(package, name, line, name=name, at=line, byte=byte)


class NotPython(PackageRule):
    """{name} is not Python: {fact}.

    Neither the rules nor the judge can read it.
    """

    code = "not-python"
    next_step = "correct the line; python -m py_compile {file} shows it"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Parse each Python file that can be read."""
        for name in package.files:
            text = package.text(name)
            if name.endswith(".py") and text is not None and package.tree(name) is None:
                fact, line = _mistake(text)
                yield self.found(package, name, line, name=name, fact=fact)


def _mistake(text: str) -> tuple[str, int | None]:
    """Say why a text is not Python, and where."""
    try:
        ast.parse(text)
    except SyntaxError as exc:
        return exc.msg, exc.lineno
    except (ValueError, RecursionError) as exc:
        return str(exc), None
    return "it cannot be parsed", None


RULES = (MissingFile, UncheckedReference, StillSealed, StrayFile, Symlink, NotText, NotPython)
