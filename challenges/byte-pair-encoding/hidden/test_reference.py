"""Holds the reference to a brute force of another kind: tokens as words of a line, merged by regex.

The counting and replacing follow the listing in Sennrich, Haddow and Birch (2016); encoding here
looks for the earliest merge that is present, again and again, instead of going through the merges.
"""

import re

ALPHABETS = ("a", "ab", "ab ", "ab  \n", "aé日😀 ", "the cat sat on a mat. ")


def drawn(rng, alphabet, longest=40):
    return "".join(rng.choice(list(alphabet), int(rng.integers(0, longest))).tolist())


def pieces_of(text):
    """Cut by hand: a space begins a piece unless another space is before or after it."""
    pieces = []
    for i, letter in enumerate(text):
        alone = letter == " " and " " in (text[i - 1 : i], text[i + 1 : i + 2])
        starts = letter == " " and not (alone and text[i - 1 : i] == " ")
        after_spaces = letter != " " and text[max(0, i - 2) : i] == "  "
        if not pieces or starts or after_spaces:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def lines_of(text):
    return [" ".join(map(str, piece.encode())) for piece in pieces_of(text)]


def replaced(line, pair, new):
    return re.sub(rf"(?<!\S){pair[0]} {pair[1]}(?!\S)", str(new), line)


def pairs_of(lines):
    symbols = [[int(word) for word in line.split()] for line in lines]
    return [(line[i], line[i + 1]) for line in symbols for i in range(len(line) - 1)]


def learned(text, num_merges):
    lines, merges = lines_of(text), []
    while len(merges) < num_merges and pairs_of(lines):
        pairs = pairs_of(lines)
        highest = max(pairs.count(pair) for pair in pairs)
        merges.append(min(pair for pair in pairs if pairs.count(pair) == highest))
        lines = [replaced(line, merges[-1], 255 + len(merges)) for line in lines]
    return merges


def encoded(text, merges):
    tokens = []
    for line in lines_of(text):
        while present := [pair for pair in pairs_of([line]) if pair in merges]:
            earliest = min(map(merges.index, present))
            line = replaced(line, merges[earliest], 256 + earliest)
        tokens += [int(word) for word in line.split()]
    return tokens


def meaning(token, merges):
    if token < 256:
        return bytes([token])
    return b"".join(meaning(part, merges) for part in merges[token - 256])


def test_pieces(solution):
    """The cutting by hand is that of the pattern, on every text of two letters."""
    piece = re.compile(r" ?[^ ]+| +")
    for size in range(9):
        for number in range(2**size):
            text = "".join("a "[number >> i & 1] for i in range(size))
            assert pieces_of(text) == piece.findall(text)
            assert solution.encode(text, []) == list(text.encode())


def test_brute_force(solution, rng):
    """Merges, tokens and text are those of the brute force."""
    for alphabet in ALPHABETS:
        for _ in range(8):
            text, other = drawn(rng, alphabet), drawn(rng, alphabet)
            merges = learned(text, int(rng.integers(0, 12)))
            assert solution.learn_merges(text, len(merges)) == merges
            for each in (text, other):
                tokens = solution.encode(each, merges)
                assert tokens == encoded(each, merges)
                assert solution.decode(tokens, merges) == each
                assert b"".join(meaning(token, merges) for token in tokens) == each.encode()


def test_end(solution, rng):
    """Without a pair left the learning ends, as in the brute force."""
    for alphabet in ALPHABETS:
        text = drawn(rng, alphabet, 16)
        assert solution.learn_merges(text, 60) == learned(text, 60)
