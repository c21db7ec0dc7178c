"""Merges the first pair from the left that is in the list of merges, whichever it is.

Each step is allowed by itself, but merges that were learned early have to come first.

Caught by: test_order_of_merges, test_repeated_letter, test_white_space, test_tokens_are_numbers
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
    tokens = []
    for piece in PIECE.findall(text):
        ids = list(piece.encode())
        done = []
        for token in ids:
            done.append(token)
            while len(done) > 1 and tuple(done[-2:]) in table:
                done[-2:] = [table[tuple(done[-2:])]]
        tokens += done
    return tokens


def decode(tokens, merges):
    table = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        table.append(table[left] + table[right])
    return b"".join(table[token] for token in tokens).decode()
