"""Counts each different pair by a walk of its own through the text.

Caught by: test_work_of_learning
"""

import re
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
        pairs = [pair for ids in chunks for pair in pairwise(ids)]
        counts = {pair: pairs.count(pair) for pair in set(pairs)}
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        chunks = [merge(ids, best, new) for ids in chunks]
        merges.append(best)
    return merges


def encode(text, merges):
    tokens = []
    for piece in PIECE.findall(text):
        ids = list(piece.encode())
        for new, pair in enumerate(merges, 256):
            ids = merge(ids, pair, new)
        tokens += ids
    return tokens


def decode(tokens, merges):
    table = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        table.append(table[left] + table[right])
    return b"".join(table[token] for token in tokens).decode()
