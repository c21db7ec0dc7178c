"""Whether words stand in an order that English has, and are spelt like words of English.

Order: words become classes (a function word is its own, others go by their ending), and a sentence
gains by how much likelier its classes are after one another than each on its own: the mean of
log2 P(c | two before) - log2 P(c), in bits a word. Written English gains, the same words shuffled
lose. Spelling: the mean surprise of a word's letters, in bits, each after the two before.

The counts are in wording.json, made by `benchmarks/fit_wording.py` from honest texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from math import log2

import msgspec

from heldout.written.lexicon import FUNCTION_WORDS

START, END = "<s>", "</s>"
#: Shorter units are not judged alone: any few words can follow each other.
FEWEST_WORDS = 6

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*|[,;:()]")
#: Endings that tell what a word can do in a sentence, the first that fits.
_ENDINGS = (
    *("tions", "tion", "ments", "ment", "ness", "ities", "ity", "ings", "ing", "able", "ible"),
    *("ally", "ly", "ful", "less", "ous", "ive", "ical", "ic", "al", "ants", "ant", "ents", "ent"),
    *(
        "ances",
        "ance",
        "ences",
        "ence",
        "ers",
        "er",
        "ors",
        "or",
        "ed",
        "en",
        "ies",
        "ss",
        "es",
        "s",
    ),
    *("ize", "ise", "ate", "est", "ure", "age", "y", "e"),
)
#: Weights of the chances after two classes, after one, and after none.
_MIX = (0.55, 0.35, 0.1)
_LETTER = re.compile(r"[a-z]")


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often classes and letters followed one another; keys are joined by spaces.

    `classes`, `pairs`, `triples` are of classes of words; `letters` of three letters, `^` for the
    beginning of a word and`$` for its end.
    """

    classes: dict[str, int]
    pairs: dict[str, int]
    triples: dict[str, int]
    letters: dict[str, int]


def tokens(text: str) -> list[str]:
    """Split into words and marks within a sentence, in lower case."""
    return _TOKEN.findall(text.casefold().replace("\u2019", "'"))


@cache
def class_of(token: str) -> str:
    """Say what a token is in a sentence, as far as its form tells."""
    if token in FUNCTION_WORDS or not token[0].isalnum():
        return token
    if any(letter.isdigit() for letter in token):
        return "<number>" if token[0].isdigit() else "<code>"
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            return "-" + ending
    return "<word>"


class Wording:
    """The counts, ready to judge."""

    def __init__(self, counts: Counts) -> None:
        self._classes = counts.classes
        self._pairs = counts.pairs
        self._triples = counts.triples
        self._total = sum(counts.classes.values())
        self._letters = counts.letters
        self._before: dict[str, int] = {}
        for gram, n in counts.letters.items():
            self._before[gram[:2]] = self._before.get(gram[:2], 0) + n
        self._gains: dict[tuple[str, str, str], float] = {}
        self._surprises: dict[str, float] = {}

    def gain(self, units: Iterable[Sequence[str]]) -> float:
        """Measure how much the order of tokens tells, in bits a token; 0 for no tokens."""
        gained, n = 0.0, 0
        for unit in units:
            row = [START, START, *map(class_of, unit), END]
            for three in zip(row, row[1:], row[2:], strict=False):
                known = self._gains.get(three)
                if known is None:
                    known = self._gains[three] = self._gain(*three)
                gained += known
            n += len(row) - 2
        return gained / n if n else 0.0

    def _gain(self, first: str, second: str, third: str) -> float:
        alone = (self._classes.get(third, 0) + 1) / (self._total + len(self._classes))
        before = self._classes.get(second, 0)
        after_one = (self._pairs.get(f"{second} {third}", 0) + 4 * alone) / (before + 4)
        pair = self._pairs.get(f"{first} {second}", 0)
        after_two = (self._triples.get(f"{first} {second} {third}", 0) + 4 * after_one) / (pair + 4)
        mixed = _MIX[0] * after_two + _MIX[1] * after_one + _MIX[2] * alone
        return log2(mixed / alone)

    def surprise(self, word: str) -> float:
        """Measure how unlike English a word's letters are, in bits a letter; 0 if it has none."""
        known = self._surprises.get(word)
        if known is None:
            letters = "".join(_LETTER.findall(word.casefold()))[:24]
            spelt = f"^^{letters}$" if letters else ""
            grams = [spelt[n : n + 3] for n in range(len(spelt) - 2)]
            bits = [
                -log2((self._letters.get(gram, 0) + 0.3) / (self._before.get(gram[:2], 0) + 8))
                for gram in grams
            ]
            known = sum(bits) / len(bits) if bits else 0.0
            if len(self._surprises) < 20_000:
                self._surprises[word] = known
        return known


@cache
def fitted() -> Wording:
    """Load the counts that come with the package."""
    text = resources.files("heldout.written.integrity").joinpath("wording.json").read_bytes()
    return Wording(msgspec.json.decode(text, type=Counts))
