"""What is read of a page."""

from __future__ import annotations

from heldout.authoring.rules import markdown
from heldout.written.answer import Heading

PAGE = """\
# A `code` title

Words on one line,
and a [link](a.md) on the next,
![picture](b.png)

<!-- a comment
of two lines -->

## What's new?

| a | b |
|---|---|
| c | [d](e.md) |

```python
x = 1
```

    y = 2

## What's new?

Some `code here` within.
"""


def test_headings_have_their_titles_and_lines():
    """With the code that is in them."""
    headings = markdown.read(PAGE).headings
    assert headings == (
        Heading(1, "A code title", 1),
        Heading(2, "What's new?", 10),
        Heading(2, "What's new?", 22),
    )


def test_links_and_pictures_have_their_own_lines():
    """Not that of the paragraph; cells have the line of their row."""
    assert markdown.read(PAGE).links == (("a.md", 4), ("b.png", 5), ("e.md", 14))


def test_code_begins_on_its_first_line():
    """Below the fence if there is one."""
    assert markdown.read(PAGE).code == (("x = 1\n", 17), ("y = 2\n", 20))


def test_comments_are_told_from_other_html():
    """By how they begin."""
    page = markdown.read(f"{PAGE}\n<p>\nno comment\n</p>\n")
    assert [piece.line for piece in page.comments] == [7]


def test_prose_keeps_line_breaks_and_leaves_code_out():
    """A word before a code span and one after it stay apart."""
    prose = {piece.line: piece.text for piece in markdown.read(PAGE).prose}
    assert prose[3] == "Words on one line,\nand a link on the next,\npicture"
    assert prose[24] == "Some \x00 within."


def test_anchors_are_numbered_where_headings_come_again():
    """As GitHub makes them."""
    assert markdown.read(PAGE).anchors == {"a-code-title", "whats-new", "whats-new-1"}
