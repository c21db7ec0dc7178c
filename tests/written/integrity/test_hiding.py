"""What nobody sees, and what only looks as if it were hidden."""

from __future__ import annotations

import pytest

from heldout.written.integrity import hiding
from tests.written.integrity.conftest import HONEST, PROMPT, TEMPLATE, codes, read


@pytest.mark.parametrize(
    "text",
    [
        *(
            "re\u200bcall",
            "re\u00adcall",
            "re\u2060call",
            "re\u200dcall",
            "re\u200ccall",
            "a\ufe0fb",
        ),
        *("drift\U000e0061", "\u202edrift\u202c", "\u2066drift", "left\u200fright", "a\u3164b"),
        *("x\ufeffy", "a\U000e0101b", "word \ufe0f"),
    ],
)
def test_a_character_without_a_shape_is_found(text: str):
    """Zero width, soft hyphens, tags, selectors after letters and controls of direction."""
    assert list(hiding.invisible(text))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "\U0001f469\u200d\U0001f4bb writes",
            "\u2764\ufe0f",
            "1\ufe0f\u20e3 first",
            "\u26a0\ufe0f mind",
        ),
        "\U0001f469\U0001f3fd\u200d\U0001f52c tests",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\u05e9\u05dc\u05d5\u05dd\u200f.",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\ufeffat the beginning of a file",
        *("caf\u00e9 na\u00efve \u00fcber", "10\u202fms and 5\u00a0%", "a\u2009b", "x\u2011y"),
    ],
)
def test_what_emoji_and_scripts_need_is_fine(text: str):
    """Joiners in emoji and Persian, marks beside Hebrew and odd spaces disguise nothing."""
    assert not list(hiding.invisible(text))


@pytest.mark.parametrize(
    "word",
    ["r\u0430ndom", "m\u043edel", "featur\u0435s", "pr\u03bfxy", "d\u0430t\u0430", "\u0430bout"],
)
def test_a_word_of_two_alphabets_is_found(word: str):
    """A Cyrillic or Greek letter among Latin ones is no typing mistake."""
    assert [each[0] for each in hiding.lookalikes(f"the {word} here")] == [word]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "\u03b1 = 0.5",
            "10 \u03bcm",
            "5 \u00b5s",
            "\u0394t",
            "\u03b2VAE",
            "\u03bb-return",
            "\u03c3\u00b2",
        ),
        *("\u041c\u043e\u0441\u043a\u0432\u0430", "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1"),
        *(
            "na\u00efve",
            "Gr\u00f6\u00dfe",
            "\u2115 and \u211d",
            "k\u03a9",
            "\u6f22\u5b57",
            "\ufb01nal",
        ),
    ],
)
def test_symbols_and_other_languages_are_fine(text: str):
    """A Greek letter as a symbol, or a whole word of another alphabet, pretends nothing."""
    assert not list(hiding.lookalikes(text))


def test_a_finding_points_at_the_character():
    """Line and column lead to what cannot be seen."""
    answer = read(HONEST.replace("tunnel there", "tun\u200bnel there"))
    found = next(iter(hiding.find(PROMPT, answer)))
    line = answer.lines[(found.line or 0) - 1]
    assert line[found.column - 1 :][: found.length] == "\u200b"
    assert "U+200B" in found.message


def test_many_are_counted_and_not_listed():
    """Three places are shown; the last one says how many more there are."""
    found = list(hiding.find(PROMPT, read("a\u200bb " * 50)))
    assert len(found) == hiding.MOST_SHOWN
    assert "47 more" in found[-1].message


def test_the_templates_comments_may_stay():
    """Whoever leaves the template's comments in place hides nothing."""
    comment = TEMPLATE.splitlines()[2]
    assert codes(f"{comment}\n\n{HONEST}") == set()


def test_a_short_comment_is_fine():
    """A note to oneself is no answer."""
    assert codes(f"{HONEST}\n<!-- second draft -->\n") == set()


def test_the_comment_of_a_rejected_example_is_fine():
    """Examples of bad answers open with a comment on what is bad about them."""
    opening = "<!--\nNames a tree and never says why one takes it.\n\nRejected for: rambling\n-->\n"
    assert "hidden-comment" not in codes(f"{opening}\n{HONEST}")


@pytest.mark.parametrize("text", ["ρσ² is small", "\u03c3x\u03c3y", "ρσ²/n", "2πr", "Σxᵢ", "λ₁λ₂"])
def test_formulas_disguise_nothing(text: str):
    """Greek letters stand for themselves there."""
    assert list(hiding.lookalikes(text)) == []
