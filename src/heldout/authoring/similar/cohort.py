"""A cohort's submissions and the known solutions -> the pairs that are alike."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from heldout.authoring.similar.fingerprint import (
    Fingerprint,
    Fragments,
    LineRange,
    Overlap,
    Remainder,
)

#: The share of the smaller file that must be in the other. Independent right solutions have up to
#: 0.42, scripted copies 1.0, and copies with every long expression in two mostly 0.6 or more.
THRESHOLD = 0.6
#: Below so many shared tokens, which are three or four statements, a pair may be alike by chance.
FEW_TOKENS = 25
#: What so many of the known solutions have, which were written to differ, is the task's.
_KNOWN = 2
#: What this part of a cohort's families has, and at least so many, is the task's too.
_PART = 1 / 3
_FAMILIES = 3
_NEARLY_ALL = 0.95


class Likeness(StrEnum):
    """In what way two files are alike."""

    #: All fragments are the same.
    IDENTICAL = "identical"
    #: Nearly all of the smaller file is in the other.
    CONTAINED = "contained"
    #: A large part of the smaller file is in the other.
    ALIKE = "alike"
    #: The task leaves so little of its own to these files that they may be alike by chance.
    SHORT = "short"


class Match(msgspec.Struct, frozen=True):
    """Two files that are alike, as `heldout similar --json` prints them.

    `similarity` is the share of both files' own code that is in the other, `containment` the share
    of the smaller file's, from 0 to 1; `tokens` is how many tokens those are. Own code is what
    neither the stub nor the task gives. Lines count from 1, first and last.
    """

    a: str
    b: str
    similarity: float
    containment: float
    tokens: int
    a_lines: tuple[LineRange, ...]
    b_lines: tuple[LineRange, ...]
    verdict: Likeness


class Cohort:
    """Submissions, and the known solutions that they may have been copied from.

    `stub` holds the fragments of what everybody starts from.
    """

    def __init__(
        self, submissions: Sequence[Fingerprint], known: Sequence[Fingerprint], stub: Fragments
    ) -> None:
        self._submissions = submissions
        self._known = known
        self._stub = stub
        self._additions = {each: Remainder(each, stub) for each in (*submissions, *known)}

    def matches(self, threshold: float = THRESHOLD) -> list[Match]:
        """Compare every submission with every other and with the known, the most alike first."""
        common = self._stub | _frequent([each.fragments for each in self._known], _KNOWN)
        families = self._families(common, threshold)
        common |= _frequent(families, max(_FAMILIES, _PART * len(families)))
        found = [_match(a, b, alike) for a, b, alike in self._alike(common, threshold)]
        return sorted(found, key=lambda each: (-each.containment, -each.similarity, each.a, each.b))

    def _alike(
        self, common: Fragments, threshold: float
    ) -> Iterator[tuple[Fingerprint, Fingerprint, _Alike]]:
        """Every pair whose containment reaches the threshold, and what it shares.

        The containment is the lesser of two: of the files' own code, and of all that they add to
        the stub. Two files with little of their own agree in that by chance; copies agree in both.
        """
        own = {each: Remainder(each, common) for each in self._additions}
        pairs = itertools.chain(
            itertools.combinations(self._submissions, 2),
            itertools.product(self._submissions, self._known),
        )
        for a, b in pairs:
            overlap = Overlap(own[a], own[b])
            if overlap.containment >= threshold:
                in_all = Overlap(self._additions[a], self._additions[b]).containment
                if in_all >= threshold:
                    yield a, b, _Alike(overlap, min(overlap.containment, in_all))

    def _families(self, common: Fragments, threshold: float) -> list[Fragments]:
        """Put submissions that are alike together, and give the fragments of each family.

        What many copies of one file share would seem to be the task's if each counted for itself.
        A family is whoever is like its head, not like somebody in it: chains of chance join nobody.
        """
        kin = {each: {each} for each in self._additions}
        for a, b, _ in self._alike(common, threshold):
            kin[a].add(b)
            kin[b].add(a)
        left = dict.fromkeys(self._submissions)
        # The known solutions come first: what was copied from them is theirs.
        heads = [*self._known, *sorted(left, key=lambda each: -len(kin[each]))]
        families: list[Fragments] = []
        for head in heads:
            family = kin[head] & left.keys()
            if family:
                families.append(frozenset().union(*(each.fragments for each in family)))
                left = {each: None for each in left if each not in family}
        return families


class _Alike(NamedTuple):
    overlap: Overlap
    containment: float


def _match(a: Fingerprint, b: Fingerprint, alike: _Alike) -> Match:
    shared = alike.overlap.fragments
    return Match(
        a=a.name,
        b=b.name,
        similarity=round(alike.overlap.similarity, 2),
        containment=round(alike.containment, 2),
        tokens=alike.overlap.tokens,
        a_lines=a.line_ranges(shared),
        b_lines=b.line_ranges(shared),
        verdict=_likeness(a, b, alike),
    )


def _likeness(a: Fingerprint, b: Fingerprint, alike: _Alike) -> Likeness:
    if alike.overlap.tokens < FEW_TOKENS:
        return Likeness.SHORT
    if a.fragments == b.fragments:
        return Likeness.IDENTICAL
    return Likeness.CONTAINED if alike.containment >= _NEARLY_ALL else Likeness.ALIKE


def _frequent(sets: Sequence[Fragments], least: float) -> Fragments:
    counts = Counter(each for fragments in sets for each in fragments)
    return frozenset(each for each, count in counts.items() if count >= least)
