"""Values that are too odd to be anywhere else by chance."""

from __future__ import annotations

import ast

from heldout.authoring.rules import literals


def test_numbers_are_found_in_text_as_people_write_them():
    """With commas and exponents, but not inside names."""
    line = "From 1,234.5 to 2e-3, not x86 or v1.2.3x; 1_000, and 7."
    assert [value for _, value in literals.numbers_in(line)] == [1234.5, 0.002, 1000.0, 7.0]


def test_odd_numbers_have_four_digits_that_tell():
    """Zeros at either end, powers of two and rows of nines do not."""
    tree = ast.parse("f(1234, 0.5678, 12300, 1e9, 4096, 4095, 99.99, 3.142e8, True, '9876', -5432)")
    assert literals.odd_numbers(tree) == {1234, 0.5678, 3.142e8, 5432}


def test_odd_strings_are_long_and_not_for_people():
    """Docstrings, marks, messages and names are passed over."""
    tree = ast.parse(
        'def f():\n    """Twenty characters or more of docs."""\n'
        "    assert x, 'twenty characters or more of message'\n"
        "    raise ValueError('twenty characters or more of error')\n"
        "    g('twenty characters or more', 'a_name_of_more_than_twenty')\n"
        "    g(match='twenty characters or more to match')"
    )
    assert literals.odd_strings(tree) == {"twenty characters or more"}


def test_odd_lists_are_long_and_irregular():
    """Written out without their own brackets."""
    tree = ast.parse(
        "a = [1, 5, 2, 8, 3, 9]; b = (1, 2, 3, 4, 5, 6); c = [[1, -5], [2, 8], [3, 9]]"
    )
    assert list(literals.odd_lists(tree)) == ["1, 5, 2, 8, 3, 9", "[1, -5], [2, 8], [3, 9]"]
