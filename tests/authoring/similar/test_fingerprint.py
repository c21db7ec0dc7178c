"""How much of one file is in another."""

from __future__ import annotations

from heldout.authoring.similar.fingerprint import Fingerprint, Overlap, Remainder
from heldout.authoring.similar.normal_form import statements

NOTHING: frozenset[int] = frozenset()
LONG = "x = (a - 1) / f(b, c[2], d ** 3)\n"


def fingerprint(source: str) -> Fingerprint:
    """A fingerprint of a source."""
    return Fingerprint("x.py", statements(source))


def overlap(a: str, b: str, common: frozenset[int] = NOTHING) -> Overlap:
    """What two sources share, apart from what is common."""
    return Overlap(Remainder(fingerprint(a), common), Remainder(fingerprint(b), common))


def test_order_and_insertions_break_no_fragment():
    """None reaches from one statement into the next."""
    a, b = LONG, "for i in range(n):\n    y = g(x, axis=1) % 7\n"
    assert fingerprint(a + b).fragments == fingerprint(b + a).fragments
    assert overlap(a + b, b + "z = 1\n" + a).containment == 1.0


def test_containment_is_the_smaller_files_share():
    """However much the other was padded; the similarity tells that."""
    found = overlap(LONG, LONG + "y = z[1:2, 3] // 4\n" * 3 + "while g(): h(5, 6)\n")
    assert found.containment == 1.0
    assert 0.4 < found.similarity < 0.5


def test_one_changed_word_leaves_the_rest_of_a_statement():
    """Fragments overlap, so only those with the word in them are lost."""
    long = LONG.replace("f(", "f(h(i, j, 4, 5, 6, 7, 8), ")
    assert 0.3 < overlap(long, long.replace("** 3", "** 9")).containment < 1.0


def test_nothing_in_common_is_no_overlap():
    """And neither is a file in which all is common."""
    found = overlap(LONG, "while g(): h(5, 6)\n")
    assert (found.containment, found.similarity, found.tokens) == (0.0, 0.0, 0)
    assert overlap(LONG, LONG, fingerprint(LONG).fragments).containment == 0.0


def test_what_is_common_counts_for_nobody():
    """Not as shared, and not as a file's own."""
    head = "if not 1 <= k <= len(X): raise ValueError('k')\n"
    a, b = head + LONG, head + "while g(): h(5, 6)\n"
    assert overlap(a, b).containment > 0.5
    assert overlap(a, b, fingerprint(head).fragments).containment == 0.0


def test_lines_are_given_as_ranges():
    """Neighbouring lines are one range."""
    made = fingerprint(f"{LONG}y = 1\n\n\n{LONG}")
    assert made.line_ranges(made.fragments) == ((1, 2), (5, 5))
    assert made.line_ranges(fingerprint(LONG).fragments) == ((1, 1), (5, 5))
