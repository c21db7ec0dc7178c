"""Counts a pair of equal tokens only where the one before was not counted, as it would be replaced.

Caught by: test_repeated_letter, test_white_space, test_any_characters, test_tokens_are_numbers
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


def pairs_of(ids):
    last = None
    for i, pair in enumerate(pairwise(ids)):
        if pair[0] == pair[1] and last == (i - 1, pair):
            last = None
            continue
        last = (i, pair)
        yield pair


def learn_merges(text, num_merges):
    chunks = [list(piece.encode()) for piece in PIECE.findall(text)]
    merges = []
    for new in range(256, 256 + num_merges):
        counts = Counter(pair for ids in chunks for pair in pairs_of(ids))
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
