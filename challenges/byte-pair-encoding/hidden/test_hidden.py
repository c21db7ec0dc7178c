"""Hidden suite for byte-pair encoding. README.md is the contract; nothing here is stricter.

The answer is unique, so merges and tokens are compared one by one, with the reference's or with
what can be told by hand. Texts are drawn afresh for every test.
"""

from itertools import pairwise
from string import ascii_letters, digits

import numpy as np
import pytest

from heldout.judging.probes import speed_ratio

# Characters.
FEW, MANY = 1_000, 10_000
# Lists walked in Python take up to 6 times as long as the reference. With MANY characters it takes
# more than 90 times as long to start over after each replacement, or to walk for each pair.
SLOWEST_RATIO = 40.0
# From FEW to MANY that ratio stays for a walk for each merge, and grows tenfold when starting over.
FASTEST_GROWTH = 5.0


def checked_merges(result):
    """Assert types; return a list of pairs of ints, each made of earlier tokens."""
    assert isinstance(result, (list, tuple))
    merges = []
    for pair in result:
        assert isinstance(pair, (list, tuple, np.ndarray)) and len(pair) == 2
        merges.append(tuple(whole(token) for token in pair))
        assert all(0 <= token < 255 + len(merges) for token in merges[-1])
    return merges


def checked_tokens(result):
    """Assert types; return a list of ints."""
    assert isinstance(result, (list, tuple, np.ndarray))
    return [whole(token) for token in result]


def whole(number):
    assert isinstance(number, (int, np.integer)) and not isinstance(number, bool)
    return int(number)


def assert_learned(solution, reference, text, num_merges):
    """The merges are the reference's; return them."""
    merges = checked_merges(solution.learn_merges(text, num_merges))
    assert merges == reference.learn_merges(text, num_merges)
    return merges


def assert_coded(solution, reference, text, merges):
    """The tokens are the reference's, and they are decoded to the text."""
    tokens = reference.encode(text, merges)
    assert checked_tokens(solution.encode(text, merges)) == tokens
    assert_decoded(solution, tokens, merges, text)


def assert_decoded(solution, tokens, merges, text):
    result = solution.decode(tokens, merges)
    assert isinstance(result, str) and result == text


def letters(rng, alphabet, n):
    """A text of n letters, some of them more frequent than others."""
    shares = rng.permutation(np.arange(1.0, len(alphabet) + 1.0))
    return "".join(rng.choice(list(alphabet), n, p=shares / shares.sum()).tolist())


def prose(rng, n=60, alphabet="abcdefgh"):
    """A text of n words out of a small vocabulary, single spaces between them."""
    vocabulary = [letters(rng, alphabet, int(rng.integers(1, 8))) for _ in range(15)]
    return " ".join(rng.choice(vocabulary, n).tolist())


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_merges(solution, reference, rng):
    """The merges of ordinary texts are learned in the right order."""
    for num_merges in (1, 2, 10, 25):
        assert_learned(solution, reference, prose(rng), num_merges)


@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary_texts(solution, reference, rng):
    """Ordinary texts are encoded with what was learned elsewhere, and decoded again."""
    for _ in range(3):
        merges = reference.learn_merges(prose(rng), 20)
        for text in (prose(rng), prose(rng, alphabet="defghijk")):
            assert_coded(solution, reference, text, merges)
            tokens = checked_tokens(solution.encode(text, merges))
            assert_decoded(solution, tokens, merges, text)


@pytest.mark.points(2, group="correctness")
def test_frequent_words(solution, reference, rng):
    """A word counts as often as it is in the text."""
    for _ in range(3):
        rare = rng.permutation(list("abcd")).tolist()
        common = rng.permutation(list("wxyz")).tolist()
        # More different words have the first pair, more words have the second.
        words = [rare[0] + rare[1] + extra for extra in "efghij"] + ["".join(common[:2])] * 9
        text = " ".join(rng.permutation(words).tolist())
        merges = assert_learned(solution, reference, text, 5)
        assert ord(common[0]) in merges[0]


@pytest.mark.points(2, group="correctness")
def test_order_of_merges(solution, reference, rng):
    """Encoding applies the merges in their order, even where a later one would reach further."""
    for _ in range(3):
        a, b, c, d = (ord(letter) for letter in rng.permutation(list("stuvwxyz"))[:4])
        # (b, c) goes first, so that neither (a, b) nor the long token comes about in abcd.
        merges = [(b, c), (a, b), (257, c), (258, d), (256, d)]
        words = ["abcd", "ab", "abc", "abd", "aabbccdd", "bcdabcd", "abbc"]
        table = dict(zip("abcd", map(chr, (a, b, c, d)), strict=True))
        text = " ".join("".join(table[letter] for letter in word) for word in words)
        assert_coded(solution, reference, text, merges)
        assert_coded(solution, reference, text, reference.learn_merges(text, 8))


@pytest.mark.points(2, group="edge cases")
def test_ties(solution, reference, rng):
    """Of several most frequent pairs the smallest is merged first."""
    for _ in range(4):
        # Every pair is there once, in any order.
        text = " ".join("".join(rng.permutation(list("bcdefg")).tolist()) for _ in range(2))
        assert_learned(solution, reference, text, 4)
        words = rng.permutation([left + right for left in "mnop" for right in "qrs"]).tolist()
        assert_learned(solution, reference, " ".join(words), 6)


@pytest.mark.points(2, group="edge cases")
def test_repeated_letter(solution, reference, rng):
    """A letter repeated many times is counted at every place and replaced from the left."""
    for n in (2, 3, 5, 8, 13):
        letter = str(rng.choice(list("kmprtw")))
        merges = assert_learned(solution, reference, letter * n, 4)
        for size in range(1, 12):
            assert_coded(solution, reference, letter * size, merges)
    # Overlapping counts give (a, a) as many places as (b, c), and then the smaller one is taken.
    for n in (2, 3, 6):
        assert_learned(solution, reference, " ".join(["aaa"] * n + ["bc"] * (2 * n)), 2)
        assert_learned(solution, reference, " ".join(["ccc"] * n + ["ab"] * (2 * n - 1)), 2)


@pytest.mark.points(2, group="edge cases")
def test_borders_of_pieces(solution, reference, rng):
    """No pair reaches across the border of two pieces, in learning or in encoding."""
    for _ in range(3):
        x, y, z = rng.permutation(list("pqrstu"))[:3].tolist()
        # (x, space) is the most frequent pair of all, if borders are not looked at.
        text = f"{x} {y}{x} " * 8 + f"{x} {z}{x}"
        merges = assert_learned(solution, reference, text, 6)
        assert_coded(solution, reference, text, merges)
        assert_coded(solution, reference, f"{x} {x}{y}", [(ord(x), 32), (32, ord(x)), (32, 32)])


@pytest.mark.points(2, group="edge cases")
def test_white_space(solution, reference, rng):
    """Runs of spaces, and spaces at either end, tabs and line breaks are kept."""
    for alphabet in ("ab ", "a   b", " ", "ab \n\t", "a \n\r\u00a0"):
        for _ in range(2):
            text = letters(rng, alphabet, 40)
            merges = assert_learned(solution, reference, text, 12)
            assert_coded(solution, reference, f"  {text} ", merges)


@pytest.mark.points(2, group="edge cases")
def test_any_characters(solution, reference, rng):
    """Characters of any script are sequences of bytes, and come back whole."""
    for alphabet in ("aéü ", "日本語ひら ", "😀🎉👩\u200d👩 ", "e\u0301 \x00\x7f\uffff", "añ😀中 "):
        text = letters(rng, alphabet, 40)
        merges = assert_learned(solution, reference, text, 15)
        assert_coded(solution, reference, text, merges)
        # What was learned elsewhere may cut a character in two.
        assert_coded(solution, reference, letters(rng, "éèê日曜😀😃 ", 30), merges)


@pytest.mark.points(2, group="edge cases")
def test_more_merges_than_there_are(solution, reference, rng):
    """Learning ends when no pair is left, after pairs that occur only once."""
    for text in ("ab", letters(rng, "abc ", 12), letters(rng, "uvw", 20), prose(rng, 5)):
        merges = assert_learned(solution, reference, text, 500)
        assert_coded(solution, reference, text, merges)
    assert assert_learned(solution, reference, "abcd", 3) == [(97, 98), (99, 100), (256, 257)]


@pytest.mark.points(1, group="edge cases")
def test_nothing_to_do(solution, reference, rng):
    """No text, a single letter, and no merges are fine."""
    for text in ("", str(rng.choice(list("abc"))), "a b c"[: int(rng.integers(1, 3))]):
        for num_merges in (0, 3):
            assert_learned(solution, reference, text, num_merges)
        for merges in ([], [(97, 98), (32, 256)]):
            assert_coded(solution, reference, text, merges)
    text = prose(rng)
    assert_learned(solution, reference, text, 0)
    assert_coded(solution, reference, text, [])


@pytest.mark.points(2, group="edge cases")
def test_arguments_unchanged(solution, reference, rng):
    """A right answer leaves merges and tokens as they were, and does not remember them."""
    for _ in range(2):
        text = prose(rng)
        merges = reference.learn_merges(text, 10)
        tokens = reference.encode(text, merges)
        assert checked_tokens(solution.encode(text, merges)) == tokens
        assert not solution.encode.changed_arguments
        assert_decoded(solution, tokens, merges, text)
        assert not solution.decode.changed_arguments
        assert_coded(solution, reference, text, merges[:4])
        assert_learned(solution, reference, text, 5)


@pytest.mark.points(2, group="numerical stability")
def test_tokens_are_numbers(solution, reference, rng):
    """Tokens of two, three and four digits are compared and told apart as numbers."""
    for _ in range(3):
        # 99 comes before 100 as a number, and "1 11" is in "1 111" as text.
        words = rng.permutation([left + right for left in "abcde" for right in "cdef"]).tolist()
        assert_learned(solution, reference, " ".join(["", *words]), 12)
        text = letters(rng, "\x01\x0b\x0c\x6fa\x15", 120)
        assert_coded(solution, reference, text, assert_learned(solution, reference, text, 30))
    # After 784 merges of two letters, tokens have four digits.
    merges = [(left, right) for left in range(97, 125) for right in range(97, 125)]
    chosen = rng.choice(784 * 784, 30, replace=False).tolist()
    merges += [(256 + each // 784, 256 + each % 784) for each in chosen]
    words = [bytes([*merges[left - 256], *merges[right - 256]]) for left, right in merges[784:]]
    assert_coded(solution, reference, b" ".join(words).decode(), merges)


@pytest.mark.points(2, group="numerical stability")
def test_close_counts(solution, rng):
    """Counts that differ by one are told apart, however high they are."""
    for n, in_each in ((300, 3), (2**15 - 1, 7), (2**16 - 1, 15)):
        u, v, x, y = rng.permutation(list("abcdefgh"))[:4].tolist()
        # (u, v) and (v, x) are there n times, (x, y) once more.
        text = f" {(u + v + x + y) * in_each}" * (n // in_each) + f" {x}{y}"
        assert checked_merges(solution.learn_merges(text, 1)) == [(ord(x), ord(y))]


@pytest.mark.points(2, group="numerical stability")
def test_deep_merges(solution, reference, rng):
    """Merges that build on each other two thousand deep are no trouble."""
    start, step = (ord(letter) for letter in rng.permutation(list("fghij"))[:2])
    merges = [(start, step)] + [(255 + i, step) for i in range(1, 2000)]
    for depth in (1, 700, 2000):
        text = f"{chr(start)}{chr(step) * depth} {chr(step)}"
        assert_decoded(solution, [255 + depth, 32, step], merges, text)
    assert_coded(solution, reference, chr(start) + chr(step) * 250, merges[:400])


def long_piece(rng, n):
    """Draw n letters without a space: many different pairs first, then few that are frequent."""
    return letters(rng, ascii_letters + digits, n // 2) + letters(rng, "abcd", n // 2)


def ratios(solution_call, reference_call, arguments, check):
    """Ratios to the reference for FEW and for MANY characters."""
    return [
        speed_ratio(
            solution_call, reference_call, args=lambda n=n: arguments(n), rounds=3, check=check
        )
        for n in (FEW, MANY)
    ]


@pytest.mark.points(3, group="efficiency")
def test_work_of_learning(solution, reference, rng):
    """The work of each merge that is learned grows in step with the text."""

    def check(result, text, num_merges):
        merges = checked_merges(result)
        assert len(merges) == num_merges
        first = np.frombuffer(text.encode(), np.uint8).astype(np.int64)
        counts = np.bincount(256 * first[:-1] + first[1:])
        assert 256 * merges[0][0] + merges[0][1] == counts.argmax()

    few, many = ratios(
        solution.learn_merges,
        reference.learn_merges,
        lambda n: (long_piece(rng, n), 10),
        check,
    )
    assert many <= SLOWEST_RATIO and many <= FASTEST_GROWTH * few


@pytest.mark.points(3, group="efficiency")
def test_work_of_encoding(solution, reference, rng):
    """The work of each merge that is applied grows in step with the text."""

    def check(result, text, merges):
        tokens = checked_tokens(result)
        # No pair that could be merged is left, and nothing is lost.
        assert not set(pairwise(tokens)) & set(merges)
        meanings = [bytes([byte]) for byte in range(256)]
        for left, right in merges:
            meanings.append(meanings[left] + meanings[right])
        assert b"".join(meanings[token] for token in tokens) == text.encode()

    merges = reference.learn_merges(long_piece(rng, FEW), 10)
    few, many = ratios(
        solution.encode, reference.encode, lambda n: (long_piece(rng, n), merges), check
    )
    assert many <= SLOWEST_RATIO and many <= FASTEST_GROWTH * few
