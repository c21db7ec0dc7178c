"""The labelled answers fit their prompts, or every figure made of them is void."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import labelled
from heldout.catalogue import repository

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("which", labelled.SETS)
def test_every_label_names_a_point_and_lines_that_are_there(which):
    """A line that is blank or missing can quote nothing."""
    root = repository.find(ROOT)
    for each in labelled.load(which):
        points = {point.id for point in root.casestudy(each.slug).points}
        assert each.covered.keys() <= points, each.name
        lines = each.text.split("\n")
        for numbers in each.covered.values():
            assert numbers, each.name
            assert all(lines[n - 1].strip() for n in numbers), each.name


def test_no_answer_is_in_two_sets():
    """What is reported must not be what was fitted."""
    texts = [each.text for which in labelled.SETS for each in labelled.load(which)]
    assert len(set(texts)) == len(texts) >= 90


def test_a_third_is_what_is_reported():
    """Of the prompts that anything is reported about."""
    unseen = [each.slug for each in labelled.load("unseen")]
    others = [
        each.slug
        for which in ("development", "calibration")
        for each in labelled.load(which)
        if each.slug in unseen
    ]
    assert 2 * len(unseen) >= len(others)
