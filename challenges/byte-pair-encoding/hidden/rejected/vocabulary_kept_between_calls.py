"""Keeps what tokens mean in a global table, which the first merges fill for good.

Caught by: test_ordinary_texts, test_order_of_merges, test_repeated_letter, test_borders_of_pieces,
test_white_space, test_any_characters, test_more_merges_than_there_are, test_arguments_unchanged,
test_tokens_are_numbers, test_deep_merges
"""

import re
from collections import Counter
from itertools import pairwise

PIECE = re.compile(r" ?[^ ]+| +")
VOCABULARY = {byte: bytes([byte]) for byte in range(256)}


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
    tokens = []
    for piece in PIECE.findall(text):
        ids = list(piece.encode())
        for new, pair in enumerate(merges, 256):
            ids = merge(ids, pair, new)
        tokens += ids
    return tokens


def decode(tokens, merges):
    table = VOCABULARY
    for new, (left, right) in enumerate(merges, 256):
        table.setdefault(new, table[left] + table[right])
    return b"".join(table[token] for token in tokens).decode()
