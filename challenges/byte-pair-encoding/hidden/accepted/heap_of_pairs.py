"""Linked tokens, counts that are kept up to date, and a heap: work only where something changes.

Differs from the reference: the whole text is one array with links that break between pieces; the
heap may hold old counts, which are put back with the new one when they come up.
"""

import heapq
import re
from collections import defaultdict

PIECE = re.compile(r" ?[^ ]+| +")
END = -1


class Chain:
    """The tokens of a text, linked within their pieces, and where each pair stands."""

    def __init__(self, text):
        self.tokens, self.before, self.after = [], [], []
        self.places = defaultdict(set)
        for piece in PIECE.findall(text):
            start = len(self.tokens)
            self.tokens += piece.encode()
            stop = len(self.tokens)
            self.before += [END, *range(start, stop - 1)]
            self.after += [*range(start + 1, stop), END]
        for i in range(len(self.tokens)):
            self.note(i)

    def pair(self, i):
        if i == END or self.after[i] == END:
            return None
        return self.tokens[i], self.tokens[self.after[i]]

    def note(self, i):
        if pair := self.pair(i):
            self.places[pair].add(i)
        return pair

    def forget(self, i):
        if pair := self.pair(i):
            self.places[pair].discard(i)
        return pair

    def merge(self, pair, new):
        """Replace the pair from left to right; return the pairs whose counts have changed."""
        changed = set()
        for i in sorted(self.places[pair]):
            if i not in self.places[pair]:
                continue
            second = self.after[i]
            for each in (self.before[i], i, second):
                changed.add(self.forget(each))
            self.tokens[i], self.tokens[second] = new, None
            self.after[i] = self.after[second]
            if self.after[i] != END:
                self.before[self.after[i]] = i
            for each in (self.before[i], i):
                changed.add(self.note(each))
        return changed - {None}

    def rest(self):
        return [token for token in self.tokens if token is not None]


def learn_merges(text, num_merges):
    chain = Chain(text)
    heap = [(-len(places), pair) for pair, places in chain.places.items()]
    heapq.heapify(heap)
    merges = []
    while heap and len(merges) < num_merges:
        count, pair = heapq.heappop(heap)
        if -count != len(chain.places[pair]):
            if chain.places[pair]:
                heapq.heappush(heap, (-len(chain.places[pair]), pair))
            continue
        merges.append(pair)
        for each in chain.merge(pair, 255 + len(merges)):
            if chain.places[each]:
                heapq.heappush(heap, (-len(chain.places[each]), each))
    return merges


def encode(text, merges):
    chain = Chain(text)
    for i, pair in enumerate(merges):
        chain.merge(tuple(pair), 256 + i)
    return chain.rest()


def decode(tokens, merges):
    stack, letters = list(reversed(tokens)), bytearray()
    while stack:
        token = stack.pop()
        if token < 256:
            letters.append(token)
        else:
            stack += reversed(merges[token - 256])
    return letters.decode()
