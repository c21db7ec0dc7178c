"""Figures are numbers with units; years, versions and the numbers of lists are none."""

from __future__ import annotations

import time

import pytest

from heldout.written.figures import find


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("200 requests/s at most", "200 requests/s", "requests"),
        ("we have 10M users", "10M users", "users"),
        ("p99 < 100 ms", "100 ms", "ms"),
        ("it takes 1.5 ms", "1.5 ms", "ms"),
        ("~12 GB a day", "12 GB a day", "GB"),
        ("10^7 items", "10^7 items", "items"),
        ("5 k QPS", "5 k QPS", "QPS"),
        ("$3,000 per month", "$3,000 per month", "$"),
        ("EUR 240 a year", "EUR 240 a year", "EUR"),
        ("95 % of them", "95 %", "%"),
        ("about 0.5%", "0.5%", "%"),
        ("3 weeks", "3 weeks", "weeks"),
        ("30 fps", "30 fps", "fps"),
        ("10 to 20 % fewer", "10 to 20 %", "%"),
        ("400,000 paying customers", "400,000 paying customers", "paying customers"),
        ("a 30-day window", "30-day", "day"),
        ("within two weeks", "two weeks", "weeks"),
        ("half a second", "half a second", "second"),
        ("an AUC of 0.85", "AUC of 0.85", "AUC"),
        ("QPS: 200", "200", "QPS"),
        (r"x = 4\,\text{bytes}", r"4\,\text{bytes", "bytes"),
        ("about 100k", "100k", ""),
        ("the 28,000 that are labelled", "28,000", ""),
    ],
)
def test_figure(text: str, figure: str, unit: str) -> None:
    """A number with its unit is found, verbatim and at its place."""
    (found,) = find(text)
    assert (found.text, found.unit) == (figure, unit)
    assert text[found.start :].startswith(figure)


def test_several() -> None:
    """Each figure of a reckoning counts."""
    found = find("256 floats x 4 bytes = 1 KB")
    assert [each.text for each in found] == ["256 floats", "4 bytes", "1 KB"]


@pytest.mark.parametrize(
    "text",
    [
        *("in 2023 we shipped it", "by 2030 cars drive", "In May 2021 users left", "March 12"),
        *("Python 3.11 supports it", "version 2.1.3 users", "GPT-4 tokens", "v2 is out"),
        *(
            "1. Users come first",
            "2) Users",
            "step 3",
            "top 10 results",
            "3 things",
            "section 2 is",
        ),
        *("16-bit floats", "precision@10", "the 90th percentile", "S3 buckets", "p99", "CO2"),
        *("once a day", "a day later", "one month it broke", "24/7", "ISO 27001", "no numbers"),
    ],
)
def test_no_figure(text: str) -> None:
    """What only names, dates or orders something is no figure."""
    assert find(text) == []


@pytest.mark.parametrize("piece", ["1", "1 ", "1,000", "1-", "10 a b ", "1^", "one ", "p ", " "])
def test_hostile_text(piece: str) -> None:
    """However a text repeats itself, reading it takes time in proportion to its length."""
    start = time.process_time()
    find(piece * (64_000 // len(piece)))
    assert time.process_time() - start < 0.3
