"""Whether two names are one person's."""

from __future__ import annotations

import pytest

from heldout.written.review import person


@pytest.mark.parametrize("other", ["ada-lovelace", "ADA LOVELACE", "Lovelace, Ada", "adalovelace"])
def test_case_punctuation_and_order_make_no_other_person(other):
    """Files and people spell names in many ways."""
    assert person.is_same("Ada Lovelace", other)


@pytest.mark.parametrize(("one", "other"), [("Ada", "Adam"), ("", ""), ("--", "..")])
def test_other_names_are_other_people(one, other):
    """And what has no letter is nobody's name."""
    assert not person.is_same(one, other)


def test_a_name_in_any_script_makes_a_file_name():
    """Of its words, without anything that a path would read."""
    assert person.slug("Ben O'Hara/../x") == "ben-o-hara-x"
    assert person.slug("李雷") == "李雷"
    assert person.slug("?!") == ""
    assert len(person.slug("x" * 500)) == 40


def test_the_file_tells_the_author_or_its_folder_does():
    """Where every file is called answer.md."""
    assert person.author_of("cohort/ada.md") == "ada"
    assert person.author_of("cohort/ada/answer.md") == "ada"
