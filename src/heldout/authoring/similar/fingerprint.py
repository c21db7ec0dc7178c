"""A file's statements -> fragments of a few tokens, and how much of one file is in another.

A fragment never reaches from one statement into the next, so that moving a statement, or writing
another between two, changes none. S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: local
algorithms for document fingerprinting" (2003), is where fragments of a fixed length and boilerplate
to be left out come from. Winnowing itself, which keeps a few of them, is for collections too large
to keep all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from heldout.authoring.similar.normal_form import Statement

#: Tokens in a fragment. A shorter statement is one fragment.
LENGTH = 7

Fragments = frozenset[int]
LineRange = tuple[int, int]


class Fingerprint:
    """The fragments of one file, each with the tokens that it covers."""

    def __init__(self, name: str, statements: Iterable[Statement]) -> None:
        self.name = name
        self._lines: list[int] = []
        # Tokens as bits of a number: the union of many sets, for every pair of files, is quick.
        self._tokens: dict[int, int] = defaultdict(int)
        for statement in statements:
            start = len(self._lines)
            self._lines += [token.line for token in statement]
            texts = tuple(token.text for token in statement)
            length = min(LENGTH, len(texts))
            for i in range(len(texts) - length + 1):
                bits = ((1 << length) - 1) << (start + i)
                self._tokens[hash(texts[i : i + length])] |= bits
        self.fragments: Fragments = frozenset(self._tokens)

    def count_tokens(self, fragments: Fragments) -> int:
        """Count the tokens that some of the file's fragments cover."""
        return self._covered(fragments).bit_count()

    def line_ranges(self, fragments: Fragments) -> tuple[LineRange, ...]:
        """Where some of the file's fragments are: first and last line, counted from 1."""
        covered = self._covered(fragments)
        ranges: list[LineRange] = []
        for line in sorted({line for i, line in enumerate(self._lines) if covered >> i & 1}):
            if ranges and line <= ranges[-1][1] + 1:
                ranges[-1] = (ranges[-1][0], line)
            else:
                ranges.append((line, line))
        return tuple(ranges)

    def _covered(self, fragments: Fragments) -> int:
        covered = 0
        for each in fragments:
            covered |= self._tokens[each]
        return covered


class Remainder:
    """What is left of a file once what is `common` is taken away."""

    def __init__(self, whole: Fingerprint, common: Fragments) -> None:
        self.whole = whole
        self.fragments = whole.fragments - common
        self.tokens = whole.count_tokens(self.fragments)


class Overlap:
    """What two remainders share. Shares are from 0 to 1."""

    def __init__(self, a: Remainder, b: Remainder) -> None:
        self.fragments = a.fragments & b.fragments
        shared_a = a.whole.count_tokens(self.fragments)
        shared_b = b.whole.count_tokens(self.fragments)
        #: Tokens that are shared, in the file that has fewer of them.
        self.tokens = min(shared_a, shared_b)
        #: The share of the smaller one that is in the other.
        self.containment = 0.0
        #: The share of both that is in the other.
        self.similarity = 0.0
        if self.fragments:
            smaller = (a.tokens, shared_a) if a.tokens <= b.tokens else (b.tokens, shared_b)
            self.containment = smaller[1] / smaller[0]
            self.similarity = (shared_a + shared_b) / (a.tokens + b.tokens)
