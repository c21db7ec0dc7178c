"""Two functions on lists of tokens, for all pieces of the text one after the other.

Differs from the reference: equal pieces are not put together; encoding looks for the earliest merge
that is present; each list is walked with an index.
"""

import re
from itertools import pairwise

PIECE = re.compile(r" ?[^ ]+| +")


def get_stats(ids, counts=None):
    counts = {} if counts is None else counts
    for pair in pairwise(ids):
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def merge(ids, pair, new):
    result = []
    i = 0
    while i < len(ids):
        if i < len(ids) - 1 and ids[i] == pair[0] and ids[i + 1] == pair[1]:
            result.append(new)
            i += 2
        else:
            result.append(ids[i])
            i += 1
    return result


def learn_merges(text, num_merges):
    chunks = [list(piece.encode("utf-8")) for piece in PIECE.findall(text)]
    merges = {}
    for i in range(num_merges):
        stats = {}
        for ids in chunks:
            get_stats(ids, stats)
        if not stats:
            break
        pair = max(stats, key=lambda p: (stats[p], -p[0], -p[1]))
        chunks = [merge(ids, pair, 256 + i) for ids in chunks]
        merges[pair] = 256 + i
    return [list(pair) for pair in merges]


def encode(text, merges):
    ranks = {tuple(pair): 256 + i for i, pair in enumerate(merges)}
    result = []
    for piece in PIECE.findall(text):
        ids = list(piece.encode("utf-8"))
        while len(ids) >= 2:
            pair = min(get_stats(ids), key=lambda p: ranks.get(p, float("inf")))
            if pair not in ranks:
                break
            ids = merge(ids, pair, ranks[pair])
        result.extend(ids)
    return result


def decode(tokens, merges):
    vocabulary = {i: bytes([i]) for i in range(256)}
    for i, (left, right) in enumerate(merges):
        vocabulary[256 + i] = vocabulary[left] + vocabulary[right]
    return b"".join(vocabulary[token] for token in tokens).decode("utf-8", errors="replace")
