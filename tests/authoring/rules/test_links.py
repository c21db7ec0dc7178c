"""Where links lead."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

BEFORE = "Smooth a series of numbers, with NumPy\nand no library for filters, see\n"
WAS = "Smooth a series of numbers, with NumPy and no library for filters."


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[there](notes.md)", "broken-link"),
        ("[there](../../README.md)", "broken-link"),
        ("[there](/solution.py)", "broken-link"),
        ("[there](#what-goes-out)", "broken-link"),
        ("[there](followups.md#nothing)", "broken-link"),
        ("[there](http://)", "broken-link"),
        ("[there](https://example)", "broken-link"),
        ("[there](https://example.org:port/)", "broken-link"),
        ("[there](ftp://example.org/a)", "broken-link"),
        ("![there](plot.png)", "broken-link"),
        ("[there][a]\n\n[a]: notes.md", "broken-link"),
        ("[there](hidden/reference.py)", "hidden-link"),
        ("[there](./hidden/)", "hidden-link"),
        ("[there](%68idden/test_hidden.py)", "hidden-link"),
    ],
)
def test_a_link_that_leads_astray_is_told_with_its_line(link, code, tmp_path):
    """The very line of the paragraph on which it begins."""
    assert_told(tmp_path, Defect("README.md", WAS, f"{BEFORE}{link}", code, "there]"))


def test_links_that_lead_somewhere_are_fine(tmp_path):
    """Into the folder, to a heading, or into the web, which is not asked."""
    links = (
        "[a](solution.py), [b](./followups.md), [c](#what-goes-in), [d](https://example.org/a?b#c),"
        "[e](followups.md#when-do-running-sums-lose-digits-and-what-helps), <m@example.org> and"
        "`[f](notes.md)`."
    )
    assert read(changed(tmp_path, ("README.md", WAS, links))) == []


def test_links_in_the_questions_are_followed_too(tmp_path):
    """They are on a page of their own."""
    was = "Say why, not only what."
    assert_told(tmp_path, Defect("followups.md", was, "See [a](b.md).", "broken-link", "b.md"))
