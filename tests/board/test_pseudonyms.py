"""Pseudonyms: the same for ever, different for everybody, and of friendly words."""

from __future__ import annotations

import hashlib
import random

import pytest

from heldout.board import pseudonyms
from heldout.board.pseudonyms import pseudonym

KEY = bytes(range(32))


@pytest.mark.parametrize(
    ("key", "user_id", "name"),
    [
        (KEY, 1, "Earnest Hare 46A7"),
        (KEY, 583231, "Jovial Heron D93F"),
        (KEY, 9007199254740991, "Crisp Impala ECBE"),
        (b"\xff" * 32, 583231, "Quiet Lark CA94"),
    ],
)
def test_a_pseudonym_never_changes(key, user_id, name):
    """Computed once with HMAC alone; boards are linked to for years."""
    assert pseudonym(key, user_id) == name


def test_the_words_never_change():
    """Not one of them, nor their order: each names somebody."""
    words = pseudonyms.words()
    text = "\n".join([*words.adjectives, *words.animals]).encode()
    assert (
        hashlib.sha256(text).hexdigest()
        == "cdd85c817d82b5f49958dbe414508b45dbd27f2cf718b7b5f4a0a907c7d25444"
    )


def test_the_words_are_different_and_plain():
    """Sixty-four and sixty-four, one word each, so that names and files are unambiguous."""
    words = pseudonyms.words()
    every = [*words.adjectives, *words.animals]
    assert len(set(every)) == 128
    assert all(word.isascii() and word.isalpha() and word.istitle() for word in every)


def test_every_word_is_drawn():
    """And the digits differ: nothing of the 28 bits is stuck."""
    names = [pseudonym(KEY, user_id).split() for user_id in range(3000)]
    adjectives, animals, digits = (set(part) for part in zip(*names, strict=True))
    assert (len(adjectives), len(animals)) == (64, 64)
    assert len(digits) > 2800


def test_names_that_would_be_shared_get_more_digits():
    """Both of the two, and nobody else; the rest of the board keeps its names."""
    assert pseudonym(KEY, 6254) == pseudonym(KEY, 23844) == "Coastal Hedgehog 7175"
    assert pseudonyms.pseudonyms(KEY, [6254, 3, 23844]) == {
        6254: "Coastal Hedgehog 71751B9B",
        3: "Gleaming Nuthatch 55F7",
        23844: "Coastal Hedgehog 71758CB5",
    }


def test_digits_are_added_until_nobody_shares():
    """Also where eight are not enough, and where three people have the first four."""
    digests = {1: "0000aaaabbbbcccc", 2: "0000aaaabbbbdddd", 3: "0000aaaa99990000", 4: "0001aaaa"}
    named = pseudonyms._apart({each: bytes.fromhex(hexed) for each, hexed in digests.items()})
    assert [name.split()[2] for name in named.values()] == [
        *("AAAABBBBCCCC", "AAAABBBBDDDD", "AAAA9999", "AAAA")
    ]


def test_the_order_and_repeats_of_ids_make_no_difference():
    """Names are those of the people on the board; the answer is in the order of the ids."""
    ids = [*range(200), 6254, 23844]
    named = pseudonyms.pseudonyms(KEY, ids)
    shuffled = random.Random(1).sample(ids, len(ids))
    again = pseudonyms.pseudonyms(KEY, [*shuffled, *ids])
    assert again == named
    assert list(again) == shuffled
    assert len(set(named.values())) == len(ids)


def test_another_key_names_nobody_the_same():
    """So one cohort's board tells nothing of another's."""
    other = KEY[::-1]
    assert all(pseudonym(KEY, user_id) != pseudonym(other, user_id) for user_id in range(500))


def test_a_board_of_nobody_has_no_names():
    """No ids are no mistake."""
    assert pseudonyms.pseudonyms(KEY, []) == {}


def test_a_slug_is_fit_for_the_name_of_a_file():
    """Lower case and hyphens; as unique as the name is."""
    assert pseudonyms.slug("Quiet Heron 4F2A") == "quiet-heron-4f2a"
    assert pseudonyms.slug("Coastal Hedgehog 71751B9B") == "coastal-hedgehog-71751b9b"
