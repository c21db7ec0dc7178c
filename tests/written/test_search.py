"""Patterns are found where they are, and only tried where they can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import labelled
from heldout.catalogue import repository
from heldout.catalogue.pattern import compile_pattern
from heldout.written import answer, prompt
from heldout.written.search import Search, prepare

ROOT = repository.find(Path(__file__))


def needles(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The needles of one pattern."""
    (prepared,) = prepare([compile_pattern(pattern)])
    return prepared.needles


def test_every_match_holds_a_needle_of_each_set():
    """What cannot be missing, or one string for each alternative; the rarest two."""
    assert needles(r"\bretrain\w*") == (("retrain",),)
    assert needles(r"\b(?:Kafka|flink)\b") == (("flink", "kafka"),)
    assert needles(r"\bshift\b.{0,20}\bdrift") == (("drift",), ("shift",))
    assert needles(r"\b(?:log|view)(?:s|ged)?\b.{0,9}\bclick") == (("click",), ("log", "view"))
    assert needles(r"(?:colou?r){1}") == (("colo",),)


def test_what_may_be_missing_is_no_needle():
    """Nor is what is too short to tell anything."""
    assert needles(r"(?:maybe )?ab?\d{2}") == ()
    assert needles(r"(?:long word|x)\b ?\d") == ()
    assert needles(r"(?=lookahead)\w{4}") == ()


@pytest.mark.parametrize("slug", sorted({each.slug for each in labelled.load("unseen")}))
def test_the_same_is_found_as_without_needles(slug):
    """In a labelled answer of each prompt, with its real key."""
    loaded = prompt.hidden(ROOT.casestudy(slug))
    text = next(each.text for each in labelled.load("development") if each.slug == slug)
    texts = [unit.text for unit in answer.read(text, loaded.sections).units]
    search = Search(texts)
    for key in loaded.keys.values():
        found = search.patterns(prepare(key.patterns))
        for n, unit in enumerate(texts):
            wanted = {m for m, pattern in enumerate(key.patterns) if pattern.search(unit)}
            assert found.said[n] <= wanted
            assert wanted <= found.said[n] or n in found.denied
