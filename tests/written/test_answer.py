"""Markdown -> units with their lines: what is said, and nothing besides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heldout.catalogue.rubric import Section
from heldout.written import answer

SECTIONS = (
    Section(id="data", title="Data", description="Where from.", max_words=100),
    Section(
        id="trade-offs",
        title="Trade-offs and edge cases",
        description="What for what.",
        max_words=100,
        aliases=("Trade-offs",),
    ),
)


def read(text: str) -> answer.Answer:
    """Read with two sections."""
    return answer.read(text, SECTIONS)


def said(text: str) -> list[tuple[int, str]]:
    """The lines and texts of all units."""
    return [(unit.line, unit.text) for unit in read(text).units]


def test_a_unit_is_a_sentence_with_the_line_it_begins_on():
    """Also where a sentence runs over the end of a line."""
    assert said("We log clicks. Views go\nto Kafka. They wait.\n\nEnd of it.") == [
        (1, "We log clicks."),
        (1, "Views go to Kafka."),
        (2, "They wait."),
        (4, "End of it."),
    ]


def test_abbreviations_and_figures_end_no_sentence():
    """Half a sentence would be half a point."""
    assert len(said("We keep events, e.g. clicks, for 2.5 days vs. 10 ms in v2.1 of it.")) == 1


def test_items_and_cells_are_units_of_their_own():
    """Each says something for itself."""
    units = read("- one thing\n- another\n  thing\n\n| a | b |\n|---|---|\n| cell | other |").units
    assert [(unit.text, unit.kind) for unit in units] == [
        ("one thing", "item"),
        ("another thing", "item"),
        ("a", "cell"),
        ("b", "cell"),
        ("cell", "cell"),
        ("other", "cell"),
    ]


def test_markup_is_no_part_of_what_is_said():
    """Emphasis, code spans, links and escapes."""
    ((_, text),) = said("**Data:** we keep `AUC` and [the *log*](https://a.example/x_y) of 5\\*3.")
    assert text == "Data: we keep AUC and the log of 5*3."


def test_what_is_not_shown_is_not_said():
    """Comments, raw HTML, what is struck out, images and targets of links."""
    text = 'Kept <!-- hidden words --> here ~~struck out~~ <b title="x">too</b> ![alt](a.png).'
    assert said(text) == [(1, "Kept here too .")]
    assert [piece.text for piece in read(text).comments] == ["<!-- hidden words -->"]


def test_a_comment_that_nobody_closes_hides_the_rest():
    """As it does on a page."""
    assert said("Shown.\n\n<!-- open\n\nWe monitor drift.") == [(1, "Shown.")]


def test_code_quotes_and_headings_are_kept_apart():
    """They are no words of the candidate's own."""
    found = read("# Data\n\n> What is asked?\n\n```python\nx = 1\n```\n\n    y = 2\n\nSaid.")
    assert [unit.text for unit in found.units] == ["Said."]
    assert [piece.text for piece in found.quoted] == ["What is asked?"]
    assert [(fence.language, fence.text, fence.line) for fence in found.fences] == [
        ("python", "x = 1\n", 6),
        ("", "y = 2\n", 9),
    ]


def test_a_section_goes_on_below_headings_that_are_no_section():
    """People divide as they like."""
    found = read("Before.\n\n## 1. DATA\n\nIn it.\n\n### Labels\n\nToo.\n\n## Trade offs\n\nThere.")
    assert [unit.section for unit in found.units] == [None, "data", "data", "trade-offs"]
    assert [(part.line, part.end_line) for part in found.parts] == [(1, 2), (3, 10), (11, 13)]


def test_an_ampersand_is_a_word_of_a_heading():
    """`Trade-offs & edge cases` is what people write."""
    assert read("## Trade-offs & edge cases\n\nYes.").part("trade-offs") is not None


def test_source_is_verbatim():
    """A quote can be looked up."""
    (unit,) = read("Intro:\n\n- We **log**\n  each `click`.").units[1:]
    assert list(unit.lines) == [(3, "We **log**"), (4, "each `click`.")]


def test_front_matter_is_kept_apart():
    """With the line on which it begins."""
    found = read("---\nname: x\n---\n\nSaid.")
    assert found.front_matter == answer.Piece("name: x", 2)
    assert [unit.line for unit in found.units] == [5]


def test_links_and_images_are_listed():
    """Each with its line."""
    assert read("See [a](x.md)\nand ![b](c.png).").links == (
        answer.Link("x.md", 1, is_image=False),
        answer.Link("c.png", 2, is_image=True),
    )


def test_absurdly_long_words_and_sentences_are_cut():
    """Patterns are tried on every unit."""
    (unit,) = read("a" * 5000).units
    assert len(unit.text) == answer.MOST_LETTERS_IN_WORD
    units = read("word " * 1000).units
    assert max(len(unit.words) for unit in units) == answer.MOST_WORDS_IN_UNIT
    assert answer.count_words(units) == 1000


def test_windows_line_ends_make_no_difference():
    """Editors choose."""
    assert said("One.\r\n\r\nTwo.") == said("One.\n\nTwo.") == said("One.\r\rTwo.")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_any_text_can_be_read_and_every_quote_is_in_its_line(text):
    """Whatever it holds."""
    found = read(text)
    for unit in found.units:
        for line, quote in unit.lines:
            assert quote in found.lines[line - 1]
