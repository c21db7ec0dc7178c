"""What `challenge.toml` says, and what a folder and its title are called."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from confusable_homoglyphs import confusables

from heldout.authoring import slugs
from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import toml
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue import manifest
from heldout.catalogue.challenge import Manifest

MANIFEST = "challenge.toml"
#: Where folders with a slug and a title are, and the manifest that holds the title.
_HOMES = {"challenges": MANIFEST, "casestudies": "casestudy.toml"}
_ALIKE = str.maketrans({"0": "o", "1": "l"})


class BadManifest(PackageRule):
    """The manifest has a mistake: {fact}.

    Unknown and missing keys are errors, so that a misspelt one is never silently ignored.
    """

    code = "bad-manifest"
    next_step = "correct {file}; docs/design.md lists the keys and what they may be"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the manifest, for all its mistakes at once."""
        text = package.text(MANIFEST)
        if text is None:
            return
        mistakes = manifest.read(package.folder / MANIFEST, Manifest)[1]
        for fact, line in toml.placed(text, mistakes):
            yield self.found(package, MANIFEST, line, fact=fact)


class LimitsOrder(PackageRule):
    """One call may take {call_s:g} s, more than the {suite_s:g} s that all calls have together.

    The limit of a call could never be reached.
    """

    code = "limits-order"
    next_step = "lower limits.call_s or raise limits.suite_s in {file}"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare the two limits."""
        if package.manifest is None:
            return
        limits = package.manifest.limits
        if limits.call_s > limits.suite_s:
            yield self.found(
                *(package, MANIFEST, _line(package, "limits.call_s")),
                call_s=limits.call_s,
                suite_s=limits.suite_s,
            )


class UnknownPrerequisite(PackageRule):
    """The prerequisite {name} {fact}.

    A candidate is sent there first.
    """

    code = "unknown-prerequisite"
    next_step = "name the folder of another challenge, or take it out of {file}"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the folder of each prerequisite."""
        known = _names(package.root / "challenges")
        for i, name in enumerate(package.manifest.prerequisites if package.manifest else ()):
            if name == package.slug:
                fact = "is this challenge itself"
            elif name not in known:
                fact = "is no challenge of this repository"
            else:
                continue
            line = _line(package, f"prerequisites[{i}]")
            yield self.found(package, MANIFEST, line, name=name, fact=fact)


class BadSlug(PackageRule):
    """The folder's name will not do: {fact}.

    It goes into commands, links and receipts, and must look like no other anywhere.
    """

    code = "bad-slug"
    next_step = "rename {file}"
    kinds = ("challenge", "casestudy")
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look at the name by itself, and beside all others."""
        others = [folder.name for folder in _others(package)]
        fact = slugs.mistake(package.slug, others)
        if fact is not None:
            yield self.found(package, ".", fact=fact)


class SameTitle(PackageRule):
    """The title is that of {other} too: {title}.

    In tables and on the board the two could not be told apart. Capitals, punctuation and letters
    that only look alike make no difference to a reader.
    """

    code = "same-title"
    next_step = "choose another title in {file}"
    kinds = ("challenge", "casestudy")

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare the title with those of all other folders."""
        title = _title(package.folder)
        if title is None:
            return
        name = _HOMES[package.folder.parent.name]
        line = toml.line_of(package.text(name) or "", "title")
        for folder in _others(package):
            other = _title(folder)
            if other is not None and _seen(other) == _seen(title):
                at = folder.relative_to(package.root).as_posix()
                yield self.found(package, name, line, other=at, title=other)


def _line(package: Package, path: str) -> int | None:
    return toml.line_of(package.text(MANIFEST) or "", path)


def _names(home: Path) -> set[str]:
    """List the folders of challenges or case studies."""
    if not home.is_dir():
        return set()
    return {path.name for path in home.iterdir() if path.is_dir() and path.name[0] not in "._"}


def _others(package: Package) -> Iterator[Path]:
    """Find all folders but the package's own."""
    for home in _HOMES:
        for name in sorted(_names(package.root / home)):
            folder = package.root / home / name
            if folder != package.folder:
                yield folder


def _title(folder: Path) -> str | None:
    """Read the title alone: another folder's mistakes are not this one's."""
    try:
        table = tomllib.loads((folder / _HOMES[folder.parent.name]).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    title = table.get("title")
    return title if isinstance(title, str) and title else None


def _seen(title: str) -> str:
    """Reduce a title to what a reader tells it by."""
    plain = "".join(_plain(c) for c in unicodedata.normalize("NFKC", title))
    return "".join(c for c in plain.casefold() if c.isalnum()).translate(_ALIKE)


@cache
def _plain(character: str) -> str:
    """Find the ASCII letter that a character looks like, by Unicode's list; else itself."""
    if character.isascii():
        return character
    found = confusables.is_confusable(character)
    alike = [glyph["c"] for glyph in found[0]["homoglyphs"]] if found else []
    bare = unicodedata.normalize("NFKD", character)[0]
    return next((glyph for glyph in (*alike, bare) if glyph.isascii()), character)


RULES = (BadManifest, LimitsOrder, UnknownPrerequisite, BadSlug, SameTitle)
