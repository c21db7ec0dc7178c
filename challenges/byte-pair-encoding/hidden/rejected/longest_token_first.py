"""Encodes by taking the longest token that fits, from left to right.

WordPiece does that; here the order of the merges decides.

Caught by: test_order_of_merges, test_repeated_letter, test_tokens_are_numbers
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
    meanings = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        meanings.append(meanings[left] + meanings[right])
    table = {}
    for token, meaning in enumerate(meanings):
        table.setdefault(meaning, token)
    longest = max(map(len, table))
    tokens = []
    for piece in PIECE.findall(text):
        rest = piece.encode()
        while rest:
            size = next(n for n in range(min(longest, len(rest)), 0, -1) if rest[:n] in table)
            tokens.append(table[rest[:size]])
            rest = rest[size:]
    return tokens


def decode(tokens, merges):
    table = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        table.append(table[left] + table[right])
    return b"".join(table[token] for token in tokens).decode()
