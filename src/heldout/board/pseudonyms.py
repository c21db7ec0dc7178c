"""Names for people on boards that are shown outside: `Quiet Heron 4F2A`.

HMAC-SHA256, keyed by the cohort's pseudonym key, over a label and the user id: the first byte picks
an adjective, the second an animal, the rest is digits. The same key and person give the same name
for ever. User ids are public and few, so without a key anybody could try them all; with one, only
who holds it can. The words are in pseudonyms.toml.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Annotated

import msgspec
from msgspec import Meta

_LABEL = b"heldout v1 pseudonym\0"
#: Hexadecimal: 16 bits.
_DIGITS = 4
# A byte is divided evenly among them.
_SixtyFour = Annotated[tuple[str, ...], Meta(min_length=64, max_length=64)]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pseudonyms.toml`; what counts is a word's place."""

    adjectives: _SixtyFour
    animals: _SixtyFour


@cache
def words() -> Words:
    """Load the words that come with the package."""
    text = resources.files("heldout.board").joinpath("pseudonyms.toml").read_bytes()
    return msgspec.toml.decode(text, type=Words)


def pseudonym(key: bytes, user_id: int) -> str:
    """Name somebody. One pair of people in 2^28 shares a name; `pseudonyms` tells it apart."""
    return _named(_digest(key, user_id), _DIGITS)


def pseudonyms(key: bytes, user_ids: Iterable[int]) -> dict[int, str]:
    """Name everybody on a board, each differently, in the order of the ids.

    Those who would share a name all get more digits, whatever the order: `Quiet Heron 4F2A91B0`.
    """
    return _apart({user_id: _digest(key, user_id) for user_id in user_ids})


def slug(name: str) -> str:
    """Write a pseudonym for the name of a file: `quiet-heron-4f2a`."""
    return name.lower().replace(" ", "-")


def _digest(key: bytes, user_id: int) -> bytes:
    return hmac.digest(key, _LABEL + b"%d" % user_id, "sha256")


def _apart(digests: dict[int, bytes]) -> dict[int, str]:
    digits = dict.fromkeys(digests, _DIGITS)
    while True:
        names = {each: _named(digests[each], digits[each]) for each in digests}
        taken = Counter(names.values())
        shared = [each for each, name in names.items() if taken[name] > 1]
        if not shared:
            return names
        for each in shared:
            digits[each] += _DIGITS


def _named(digest: bytes, digits: int) -> str:
    known = words()
    adjective = known.adjectives[digest[0] % len(known.adjectives)]
    animal = known.animals[digest[1] % len(known.animals)]
    return f"{adjective} {animal} {digest[2:].hex().upper()[:digits]}"
