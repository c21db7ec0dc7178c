"""Encodes by the pair that is most frequent in the text at hand, among those that were learned.

It repeats the learning on another text, with other counts.

Caught by: test_order_of_merges, test_repeated_letter
"""

import re
from collections import Counter
from itertools import pairwise

PIECE = re.compile(r" ?[^ ]+| +")


def merge(ids, pair, new):
    result = []
    i = 0
    while i < len(ids):
        if tuple(ids[i : i + 2]) == pair:
            result.append(new)
            i += 2
        else:
            result.append(ids[i])
            i += 1
    return result


def learn_merges(text, num_merges):
    chunks = [list(piece.encode()) for piece in PIECE.findall(text)]
    merges = []
    for new in range(256, 256 + num_merges):
        counts = Counter(pair for ids in chunks for pair in pairwise(ids))
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        chunks = [merge(ids, best, new) for ids in chunks]
        merges.append(best)
    return merges


def encode(text, merges):
    table = {pair: new for new, pair in enumerate(merges, 256)}
    chunks = [list(piece.encode()) for piece in PIECE.findall(text)]
    while True:
        counts = Counter(pair for ids in chunks for pair in pairwise(ids) if pair in table)
        if not counts:
            return [token for ids in chunks for token in ids]
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        chunks = [merge(ids, best, table[best]) for ids in chunks]


def decode(tokens, merges):
    table = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        table.append(table[left] + table[right])
    return b"".join(table[token] for token in tokens).decode()
