"""Code that is the same but for names."""

from __future__ import annotations

import ast

import pytest

from heldout.authoring.rules.likeness import Haystack, canonical, is_near, shares_run


def tokens(code):
    """The canonical form of a piece of code."""
    return canonical(ast.parse(code).body)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a = b + f(a)", "x = y + g(x)", True),
        ("a = b + f(a)", "x = y + g(y)", False),
        ("def f(a: int) -> int:\n    'Doc.'\n    return a", "def g(b):\n    return b", True),
        ("a.sum(axis=0)", "b.sum(axis=0)", True),
        ("a.sum(axis=0)", "a.sum(keep=0)", False),
        ("a.sum(axis=0)", "a.min(axis=0)", False),
        ("a[1:]", "a[2:]", False),
    ],
)
def test_names_are_no_matter_and_everything_else_is(one, other, same):
    """Attributes, keywords of calls and constants make a difference."""
    assert (tokens(one) == tokens(other)) is same


def test_nearness_is_the_share_in_common():
    """More than the least that is asked for."""
    assert is_near("abcdefghij", "abcdefghiX", 0.89)
    assert not is_near("abcdefghij", "abcdefghiX", 0.9)
    assert not is_near("abc", "xyz", 0.1)


def test_a_run_of_statements_is_found_inside_other_code():
    """In a branch, with other names, if it is long enough; and soon, in very long code."""
    run = "a = f(b)\nc = a + b\nd = c * a"
    inside = "if x:\n    y = 0\n    p = f(q)\n    r = p + q\n    s = r * p\n    z = 1"
    bodies = [ast.parse(code).body for code in (run, inside, "x = x + 1\n" * 2000)]
    assert shares_run(bodies[0], bodies[1], 20)
    assert not shares_run(bodies[0], bodies[1], 40)
    assert not shares_run(bodies[0], bodies[2], 20)


@pytest.mark.parametrize(
    ("piece", "line"),
    [
        ("total = 1", 2),
        ('say("x")', 3),
        ("total = 1\n", 2),
        ("otal = 1", None),
        ("tota", None),
        ("1.5", 4),
        ("1", 1),
        ("missing", None),
    ],
)
def test_a_piece_is_found_whatever_its_spaces_and_quotes(piece, line):
    """But not inside a longer word or number."""
    assert Haystack("sub_total = 1\ntotal  =\n  1; say( 'x')\nx = 1.5").line_of(piece) == line
