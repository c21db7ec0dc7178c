"""Pieces of a page, and phrases that pages share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.github.pieces import count, fold, join, points, sentence, unfold, utf8, utf16
from tests.github.test_markdown import RENDERER, Page, read


@given(st.lists(st.text("ä🟡a", max_size=9), max_size=9), st.integers(0, 60))
def test_pieces_are_taken_whole_from_the_first_while_there_is_room(pieces, limit):
    """The last word is kept for, and said only if something is left out."""
    whole, last = "".join(pieces), "END"
    for measure in (utf8, utf16):
        made = join(pieces, limit, last, measure)
        assert measure(made) <= limit
        starts = ["".join(pieces[:n]) + last for n in range(len(pieces))]
        assert made in (whole, *starts) or limit < measure(last)
        if limit >= measure(whole + last):
            assert made == whole


def test_a_page_without_room_for_the_last_word_is_empty():
    """Half a page that does not say so would mislead."""
    assert join(["a"], 2, "END", utf8) == ""
    assert join(["a", "bbb"], 5, "END", utf8) == "aEND"


def test_what_github_counts_is_counted():
    """Bytes of a summary; of a comment no fewer than there are characters."""
    assert (utf8("ä🟡"), utf16("ä🟡")) == (6, 3)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 tests"), (1, "1 test"), (2, "2 tests"), (0.5, "0.5 tests"), (1200, "1,200 tests")],
)
def test_nouns_agree_with_their_numbers(number, said):
    """One is singular, anything else is not."""
    assert count(number, "test") == said


def test_points_are_plain_numbers():
    """No digit says nothing."""
    assert points(17.5, 20.0) == "17.5 of 20 points"
    assert points(0.0, 1.0) == "0 of 1 point"


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("the file is empty", "The file is empty."),
        ("Done.", "Done."),
        ("did you mean pca?", "Did you mean pca?"),
        ("'a' is\n gone", "'a' is gone."),
        ("", ""),
        ("x" * 50, f"X{'x' * 18}…"),
    ],
)
def test_a_fact_becomes_a_sentence(fact, said):
    """With a capital and a full stop, on one line of bounded length."""
    assert read(Page(RENDERER.render(sentence(fact, 20))).text) == said


def test_what_is_folded_is_closed_again():
    """The Markdown inside is read as Markdown."""
    for frame, element in ((fold, "details"), (unfold, "details [('open', None)]")):
        made = Page(RENDERER.render(f"{frame('<b>A</b>', '- b')}**after**"))
        assert made.elements == [element, "summary", "b", "ul", "li", "p", "strong"]
