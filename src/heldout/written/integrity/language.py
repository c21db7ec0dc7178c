"""Which language a text is in, as far as it matters here: English, another one, or none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources

import msgspec

from heldout.written.lexicon import FUNCTION_WORDS

#: A language is told by its small words, which takes some; a script by its letters.
_FEWEST_WORDS = 30
_FEWEST_LETTERS = 20


class Tongue(msgspec.Struct, frozen=True):
    """What a text is written in; `share` is that of the words that tell."""

    name: str
    share: float


@cache
def _function_words() -> dict[str, frozenset[str]]:
    text = resources.files("heldout.written.integrity").joinpath("languages.toml").read_bytes()
    read = msgspec.toml.decode(text, type=dict[str, str])
    return {name: frozenset(listed.split()) for name, listed in read.items()}


def foreign(words: Sequence[str]) -> Tongue | None:
    """Name the language or script most of a text is in, None if it is English or cannot be told."""
    script, n_letters, share = _script(words)
    if script != "Latin" and n_letters >= _FEWEST_LETTERS and share > 1 / 2:
        return Tongue(f"{script} script", share)
    if len(words) < _FEWEST_WORDS:
        return None
    counts = {
        name: sum(word in listed for word in words) for name, listed in _function_words().items()
    }
    name = max(counts, key=counts.__getitem__)
    english = sum(word in FUNCTION_WORDS for word in words)
    if counts[name] > english and counts[name] > 0.12 * len(words):
        return Tongue(name, counts[name] / (counts[name] + english))
    return None


def _script(words: Iterable[str]) -> tuple[str, int, float]:
    """Name the script of most letters, with their number and their share."""
    counts: dict[str, int] = {}
    for word in words:
        script = script_of(word[0])
        if script:
            # Some scripts put no space between words, so that one may be a whole sentence.
            counts[script] = counts.get(script, 0) + len(word)
    name = max(counts, key=counts.__getitem__, default="Latin")
    n_letters = counts.get(name, 0)
    return name, n_letters, n_letters / max(1, sum(counts.values()))


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Name the script of a letter, as the first word of its Unicode name; empty for no letter."""
    if not letter.isalpha():
        return ""
    if letter.isascii():
        return "Latin"
    return unicodedata.name(letter, "UNKNOWN").split()[0].capitalize()
