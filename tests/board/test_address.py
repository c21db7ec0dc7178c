"""The site's address: what `--url` takes, and what is made of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.board import address
from heldout.board.model import Candidate
from heldout.errors import BadInputError
from tests.board.sample import sample_task


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/board/", "https://example.org/board/"),
        ("http://localhost:8000/a/b", "http://localhost:8000/a/b/"),
        ("https://Example.org/A_(b)|c", "https://example.org/A_%28b%29%7Cc/"),
        ("https://example.org/%41 ü", "https://example.org/%41%20%C3%BC/"),
    ],
)
def test_an_address_ends_in_a_slash_and_is_encoded(url, expected):
    """Pages are below it."""
    assert address.base(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "/board/", "ftp://example.org/", "javascript:alert(1)", "https://"),
        *("https://me:secret@example.org/", "https://example.org/?a=b", "https://example.org/#a"),
        *("https://example.org:x/", "https://[::1/", 'https://exa"mple.org/', "//example.org/"),
    ],
)
def test_what_is_no_address_is_refused_with_one_that_is(url):
    """Before anything is built."""
    with pytest.raises(BadInputError) as caught:
        address.base(url)
    assert "--url https://example.org/board/" in str(caught.value)
    assert str(caught.value).replace("\n", "").isprintable()


@given(st.text(max_size=60))
def test_no_address_ends_a_link_or_a_cell(path):
    """Whatever is in its path; what is refused is refused politely."""
    try:
        base = address.base(f"https://example.org/{path}")
    except BadInputError:
        return
    assert re.fullmatch(r"https://example\.org/[\w/:%.~&=+,;@-]*", base, re.ASCII)


def test_pages_are_where_the_site_puts_them():
    """The same folders as `heldout.board.site` names."""
    base = "https://example.org/"
    person = Candidate(id="42", name="Ada")
    assert address.candidate_page(base, person) == "https://example.org/candidates/42.html"
    assert (
        address.task_page(base, sample_task(3))
        == "https://example.org/challenges/kmeans.follow-up.html"
    )
