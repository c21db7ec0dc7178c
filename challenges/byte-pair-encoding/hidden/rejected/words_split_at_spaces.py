"""Splits the text at white space, and puts single spaces back.

A space goes with its word here as well, but runs of spaces, tabs and line breaks are lost.

Caught by: test_white_space, test_any_characters, test_tokens_are_numbers
"""

from collections import Counter
from itertools import pairwise


def cut(text):
    first, *rest = text.split() or [""]
    return [first, *(" " + word for word in rest)]


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
    chunks = [list(piece.encode()) for piece in cut(text)]
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
    tokens = []
    for piece in cut(text):
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
