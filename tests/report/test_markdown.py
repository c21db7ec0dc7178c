"""The escaper: a text is shown as it is, and does nothing."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from heldout.github.line import one_line
from heldout.report.markdown import LONGEST, escape
from tests.github.conftest import HOSTILE

#: As GitHub reads it, with HTML let through; what GitHub does to HTML afterwards only takes away.
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
#: What GitHub makes links or pictures of in the text of a rendered page.
ACTIVE = re.compile(r"@\w|#\d|\bGH-\d|\w+://|\bwww\.|:[\w+-]+:|mailto:", re.IGNORECASE | re.ASCII)
anything = st.text(max_size=200) | st.text("`~*_[]()<>!|#@:/&\\-=+.1awGH \n", max_size=60)


class Page(HTMLParser):
    """The elements and the text of a rendered page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Keep the element; none may have an attribute."""
        self.elements.append(tag if not attrs else f"{tag} {attrs}")

    def handle_data(self, data):
        """Keep the text."""
        self.text += data


def read(text: str) -> str:
    """What a person reads: a space of no width is none."""
    return text.replace("\u200b", "").strip()


def hostile(test):
    """Try the listed texts every time, beside those that hypothesis thinks of."""
    for text in HOSTILE:
        test = example(text)(test)
    return test


@hostile
@given(anything)
def test_text_stays_text_in_a_paragraph(text):
    """One paragraph, its text, and nothing else."""
    page = Page(RENDERER.render(f"So: {escape(text)}"))
    assert page.elements == ["p"]
    assert read(page.text) == f"So: {one_line(text, LONGEST)}".strip()


@hostile
@given(anything)
def test_text_alone_on_a_line_begins_no_list_heading_or_block(text):
    """Whatever its first characters are."""
    page = Page(RENDERER.render(escape(text)))
    assert page.elements in (["p"], [])
    assert read(page.text) == one_line(text, LONGEST).strip()


@hostile
@given(anything)
def test_text_stays_in_its_cell_of_a_table(text):
    """No pipe of it starts another cell, no line of it another row."""
    page = Page(RENDERER.render(f"| a | b |\n|---|---|\n| {escape(text)} | {escape(text)} |\n"))
    body = page.elements[page.elements.index("tbody") :]
    assert body == ["tbody", "tr", "td", "td"]
    assert page.text.count(html.unescape(escape(text)).strip()) >= 2


@hostile
@given(anything)
def test_text_is_safe_inside_html_too(text):
    """A line of HTML is no Markdown; character references hold there as well."""
    page = Page(RENDERER.render(f"<details><summary>{escape(text)}</summary>\n\n</details>"))
    assert page.elements == ["details", "summary"]
    assert read(page.text) == one_line(text, LONGEST).strip()


@hostile
@given(anything)
def test_nothing_is_left_for_github_to_make_a_mention_or_a_link_of(text):
    """GitHub looks at the text after rendering, where character references are characters."""
    assert not ACTIVE.search(Page(RENDERER.render(f"So: {escape(text)}")).text)


def test_a_long_text_is_clipped():
    """Nobody's text fills the page."""
    assert escape("x" * 50, 20) == "x" * 19 + "…"
