"""What is wrong with a slug: the name of a folder that goes into commands, links and receipts.

A slug must look like no other, on any file system and to any reader. Which characters look alike
is Unicode's own list (UTS #39, confusables.txt), through confusable_homoglyphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from confusable_homoglyphs import confusables

from heldout.catalogue.challenge import SLUG

LONGEST = 40

#: Names that Windows keeps for devices, in every folder.
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}
#: Words that already mean something in the folders, on the command line or in a web address.
_WORDS = {
    *("accepted", "all", "board", "casestudies", "casestudy", "challenge", "challenges", "cohorts"),
    *("hidden", "index", "new", "none", "public", "reference", "rejected", "rubrics", "solution"),
    *("template", "test", "tests"),
}
_EXAMPLE = "lower-case words joined by hyphens, such as batch-norm"
#: ASCII that reads alike in many fonts, lower case. The order matters: `rn` before single letters.
_ALIKE = (("rn", "m"), ("1", "l"), ("0", "o"))
_SHOWN = 60


def mistake(slug: str, taken: Iterable[str]) -> str | None:
    """Say in one sentence, without a full stop, what is wrong with a slug; None if it will do.

    `taken` are the names that it may not be mistaken for: all others of both folders. Any string
    will do for either; nothing is raised.
    """
    return _in_itself(slug) or _beside(slug, taken)


def _in_itself(slug: str) -> str | None:
    """Say what is wrong with a slug wherever it stands."""
    if not slug:
        return f"the name is empty; type {_EXAMPLE}"
    for character in slug:
        if not character.isascii():
            return _foreign(character)
    if not SLUG.fullmatch(slug):
        near = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-")
        hint = f"; {_show(near)} is" if near and len(near) <= LONGEST else ""
        return f"{_show(slug)} is not made of {_EXAMPLE}{hint}"
    if len(slug) > LONGEST:
        return (
            f"{_show(slug)} has {len(slug)} characters; at most {LONGEST} fit into tables and links"
        )
    if slug in _DEVICES:
        return f"{slug} is the name of a device on Windows, where no folder can have it"
    if slug in _WORDS:
        return f"{slug} already means something else in this repository; add a word to it"
    return None


def _foreign(character: str) -> str:
    """Name a character that is not ASCII, and the one that was probably meant."""
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    shown = f"'{character}' ({name})" if character.isprintable() else name
    meant = _lookalike(character)
    if meant is not None:
        return f"{shown} looks like '{meant}'; type it"
    return f"{shown} is not one of a to z, 0 to 9 and the hyphen; type {_EXAMPLE}"


def _beside(slug: str, taken: Iterable[str]) -> str | None:
    """Say which taken name a slug could be mistaken for."""
    for other in sorted(taken):
        if slug == other:
            return f"{slug} is taken"
        if slug.casefold() == other.casefold():
            return f"{slug} is {_show(other)} in other capitals, which is taken"
        if _letters(slug) == _letters(other):
            return f"{slug} is {_show(other)} with other hyphens, which is taken"
        if _skeleton(slug) == _skeleton(other):
            return f"{slug} looks like {_show(other)}, which is taken"
    return None


def _letters(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")


@cache
def _skeleton(name: str) -> str:
    """Reduce a name so that those which look alike become equal (UTS #39, section 4)."""
    plain = "".join(c if c.isascii() else _lookalike(c) or c for c in name).casefold()
    for drawn, read in _ALIKE:
        plain = plain.replace(drawn, read)
    return _letters(plain)


@cache
def _lookalike(character: str) -> str | None:
    """Find what a slug could hold in the place of a character that is not ASCII."""
    if unicodedata.category(character) == "Pd":  # any dash
        return "-"
    listed = [each["c"] for each in _glyphs(character)]
    # Forms of the same letter first (full width, superscript); then Unicode's list; then accents.
    for seen in (unicodedata.normalize("NFKC", character), *listed, character):
        bare = "".join(
            c for c in unicodedata.normalize("NFKD", seen) if not unicodedata.combining(c)
        ).casefold()
        if re.fullmatch(r"[a-z0-9-]+", bare):
            return bare
    return None


def _glyphs(character: str) -> list[dict[str, str]]:
    found = confusables.is_confusable(character)
    return found[0]["homoglyphs"] if found else []


def _show(name: str) -> str:
    """Quote a name that may be long."""
    return repr(name if len(name) <= _SHOWN else f"{name[:_SHOWN]}...")
