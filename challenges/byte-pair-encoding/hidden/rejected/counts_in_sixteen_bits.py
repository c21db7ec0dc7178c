"""Counts in a table of 16-bit numbers, to save memory.

Beyond 65,535 it begins again at zero.

Caught by: test_close_counts
"""

import re
from itertools import pairwise

import numpy as np

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


def table_of(chunks, size):
    pairs = [left * size + right for ids in chunks for left, right in pairwise(ids)]
    table = np.bincount(np.array(pairs, dtype=np.int64)).astype(np.uint16)
    return {divmod(int(pair), size): int(table[pair]) for pair in np.flatnonzero(table)}


def learn_merges(text, num_merges):
    chunks = [list(piece.encode()) for piece in PIECE.findall(text)]
    merges = []
    for new in range(256, 256 + num_merges):
        counts = table_of(chunks, new)
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
