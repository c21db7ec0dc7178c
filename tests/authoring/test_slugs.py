"""Slugs: what a folder may be called, and what it could be mistaken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.authoring import slugs
from heldout.catalogue.challenge import SLUG

TAKEN = ("kmeans", "gradient-descent", "modern-cnn", "fold-10")


@pytest.mark.parametrize(
    "slug", ["softmax", "batch-norm", "2-sum", "lstm", "top-k-2", "a", "all-pairs", "x" * 40]
)
def test_ordinary_names_will_do(slug):
    """Lower-case words, digits, single letters, up to forty characters."""
    assert slugs.mistake(slug, TAKEN) is None


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("", "the name is empty"),
        ("Softmax_Loss", "'softmax-loss' is"),
        ("-softmax", "'softmax' is"),
        ("soft--max", "'soft-max' is"),
        ("soft max", "'soft-max' is"),
        ("../softmax", "'softmax' is"),
        ("softmax\n", "'softmax' is"),
        ("_", "lower-case words joined by hyphens"),
        ("x" * 41, "has 41 characters; at most 40"),
        ("nul", "device on Windows"),
        ("com1", "device on Windows"),
        ("hidden", "already means something else"),
        ("new", "already means something else"),
        ("template", "already means something else"),
        ("all", "already means something else"),
    ],
)
def test_a_name_that_is_wrong_in_itself_is_told_how(slug, expected):
    """With the nearest right one where there is one."""
    assert expected in (slugs.mistake(slug, TAKEN) or "")


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("softm\u0430x", "'\u0430' (CYRILLIC SMALL LETTER A) looks like 'a'; type it"),
        ("s\u03bfftmax", "'\u03bf' (GREEK SMALL LETTER OMICRON) looks like 'o'; type it"),
        ("soft\u2010max", "'\u2010' (HYPHEN) looks like '-'; type it"),
        ("soft\u2014max", "'\u2014' (EM DASH) looks like '-'; type it"),
        ("na\u00efve", "'\u00ef' (LATIN SMALL LETTER I WITH DIAERESIS) looks like 'i'; type it"),
        ("\u0111", "'\u0111' (LATIN SMALL LETTER D WITH STROKE) looks like 'd'; type it"),
        ("\uff4bnn", "'\uff4b' (FULLWIDTH LATIN SMALL LETTER K) looks like 'k'; type it"),
        ("knn\U0001f600", "'\U0001f600' (GRINNING FACE) is not one of a to z"),
        ("knn\u200b", "ZERO WIDTH SPACE is not one of a to z"),
        ("knn\ud800", "U+D800 is not one of a to z"),
    ],
)
def test_a_character_that_is_not_ascii_is_named(slug, expected):
    """By Unicode's name, and with the letter that was meant."""
    assert (slugs.mistake(slug, TAKEN) or "").startswith(expected)


@pytest.mark.parametrize(
    ("slug", "taken", "expected"),
    [
        ("kmeans", "kmeans", "kmeans is taken"),
        ("kmeans", "KMeans", "kmeans is 'KMeans' in other capitals, which is taken"),
        ("k-means", "kmeans", "k-means is 'kmeans' with other hyphens, which is taken"),
        ("kmeans", "k_means", "kmeans is 'k_means' with other hyphens, which is taken"),
        ("modem-cnn", "modern-cnn", "modem-cnn looks like 'modern-cnn', which is taken"),
        ("krneans", "kmeans", "krneans looks like 'kmeans', which is taken"),
        ("k-rneans", "kmeans", "k-rneans looks like 'kmeans', which is taken"),
        ("fold-lo", "fold-10", "fold-lo looks like 'fold-10', which is taken"),
        ("kmeans", "kme\u0430ns", "kmeans looks like 'kme\u0430ns', which is taken"),
    ],
)
def test_a_name_that_could_be_mistaken_for_another_is_refused(slug, taken, expected):
    """On a file system that ignores case, or by somebody who reads it."""
    assert slugs.mistake(slug, [taken, "softmax"]) == expected


@pytest.mark.parametrize("slug", ["kmedians", "kmeans-2", "mean", "kmeens"])
def test_a_name_that_is_merely_near_will_do(slug):
    """Other letters are another name."""
    assert slugs.mistake(slug, TAKEN) is None


@given(st.text() | st.from_regex(SLUG), st.lists(st.text() | st.from_regex(SLUG), max_size=3))
def test_no_name_is_too_strange_to_be_judged(slug, taken):
    """Whatever is typed, the answer is one line, or none, and none only for a slug."""
    said = slugs.mistake(slug, taken)
    if said is None:
        assert SLUG.fullmatch(slug)
        assert slug not in taken
    else:
        assert said == said.strip()
        assert "\n" not in said
        assert not said.endswith(".")


@given(st.from_regex(SLUG, fullmatch=True))
def test_a_taken_name_is_refused_every_time(slug):
    """Whatever else may be wrong with it."""
    assert slugs.mistake(slug, [slug]) is not None
