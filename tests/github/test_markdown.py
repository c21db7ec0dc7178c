"""Code and blocks: a text is shown as it is, and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given

from heldout.github.markdown import block, code, commands, escape, link
from heldout.report.text import printable
from tests.report.test_markdown import ACTIVE, RENDERER, Page, anything, hostile, read

#: What reads a page is shared by the tests of this folder.
__all__ = ["ACTIVE", "RENDERER", "Page", "read"]


@hostile
@given(anything)
def test_code_stays_in_its_cell_of_a_table(text):
    """No pipe of it starts another cell, no line of it another row."""
    page = Page(RENDERER.render(f"| a | b |\n|---|---|\n| x | {code(text)} |\n"))
    body = page.elements[page.elements.index("tbody") :]
    assert body == ["tbody", "tr", "td", "td", "code"]


@hostile
@given(anything)
def test_a_block_holds_its_lines_and_ends_where_it_should(text):
    """No fence in the text closes it."""
    page = Page(RENDERER.render(f"Before\n\n{block(text, 'diff', 5000)}\n\n**after**\n"))
    assert page.elements == ["p", "pre", "code [('class', 'language-diff')]", "p", "strong"]
    assert page.text.rstrip().endswith("after")
    assert all(line.isprintable() for line in block(text, "diff", 5000).split("\n"))


def test_a_block_keeps_indentation_and_lines():
    """It shows code."""
    assert block("-  a\n+\tb", "diff", 99) == "```diff\n-  a\n+   b\n```"


@pytest.mark.parametrize("write", [escape, code, lambda text, n: block(text, "diff", n)])
def test_a_long_text_is_clipped(write):
    """Nobody's text fills the page."""
    assert "…" in write("x" * 50, 20)
    assert "x" * 20 not in write("x" * 50, 20)


@hostile
@given(anything)
def test_commands_are_copied_as_they_are_and_are_none_of_a_workflow(text):
    """Nothing is put in between, nothing ends the block early."""
    written = commands(["git push", text])
    page = Page(RENDERER.render(f"Before\n\n{written}\n\n**after**\n"))
    assert page.elements == ["p", "pre", "code", "p", "strong"]
    assert page.text == f"Before\ngit push\n{printable(text)}\n\nafter\n"
    assert "##[" not in written
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())


@hostile
@given(anything)
def test_an_address_neither_ends_its_link_early_nor_runs_anything(text):
    """What belongs to no address is written as percent signs and digits."""
    page = Page(RENDERER.render(f"| a |\n|---|\n| {link('here', f'https://a.example/{text}')} |\n"))
    body = page.elements[page.elements.index("tbody") :]
    assert body[:3] == ["tbody", "tr", "td"]
    assert [each.partition(" ")[0] for each in body[3:]] == ["a"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:x", "//a.example", "", "a b"])
def test_what_is_no_address_of_the_web_is_no_link(address):
    """The words stay."""
    assert link("here", address) == "here"
