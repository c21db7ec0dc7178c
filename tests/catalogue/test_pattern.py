"""Patterns that no answer can make slow."""

from __future__ import annotations

import time

import pytest

from heldout.catalogue.pattern import PatternError, compile_pattern

#: Longer than any sentence, and built so that nothing is ever decided early.
HOSTILE = ("a b " * 5_000, "ab" * 40 + " ", "a" * 60 + " ", "a-b-c " * 4_000)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\brecommend\w*",
        r"a.{0,60}b.{0,60}c",
        r"real[- ]time (?:updates?|scores?)",
        r"(?:re)?train\w* (?:a|the)? models?",
        r"(?<!not )\bcached?\b",
        r"a\S+ b\W+c\s*d",
        r"(?:.{0,30}a)?b{2,}c",
        r"a[bc]*d[x-z]+",
    ],
)
def test_ordinary_patterns_are_fine_and_quick(pattern):
    """Even on texts made to slow them down."""
    compiled = compile_pattern(pattern)
    start_s = time.process_time()
    for text in HOSTILE:
        compiled.search(text)
    assert time.process_time() - start_s < 1.0


@pytest.mark.parametrize(
    ("pattern", "fact"),
    [
        (r"(a+)+b", "repeats a group"),
        (r"(?:ab|cd)*c", "repeats a group"),
        (r"(?:a ){2,5}b", "repeats a group"),
        (r"(?:x(?:ab)+)?c", "repeats a group"),
        (r"(?=(ab)+)ab", "repeats a group"),
        (r"(?>(?:ab)+)ab", "repeats a group"),
        (r"a(?:b|(?:cd)*)e", "repeats a group"),
        (r"(a)b\1", "refers back to a group"),
        (r"(a)?b(?(1)c|d)", "refers back to a group"),
        (r"a.*b", "without an end"),
        (r"a.+?b", "without an end"),
        (r"a[^,]*b", "without an end"),
        (r"a[^,;]{3,}b", "without an end"),
        (r"a[\w ]+b", "without an end"),
        (r"a[a-z\s]+b", "without an end"),
        (r"a\D*b", "without an end"),
        (r"a[\D]+b", "without an end"),
        (r"a.{0,60}b.{0,60}c.{0,60}d", "226,981 ways"),
        (r"a.{0,99}(?:b.{0,99})?cd", "10,100 ways"),
        (r"(?:a.{0,9}|b.{0,20000}) c", "20,001 ways"),
        (r"a?", "fewer than 2 characters"),
        (r"\b", "fewer than 2 characters"),
        (r"(?:abc)?", "fewer than 2 characters"),
        (r"(a", "is not a regular expression: missing ), unterminated subpattern"),
        (r"a{9999999999}", "is not a regular expression"),
        (r"[[a]bc", "is not a regular expression: Possible nested set"),
        (r"ab(?i)c", "is not a regular expression"),
        ("(?:" * 3_000 + "a" + ")" * 3_000, "nested too deeply"),
    ],
)
def test_what_could_take_long_or_mean_anything_is_refused(pattern, fact):
    """With the reason, and without a traceback."""
    with pytest.raises(PatternError, match=r"^[a-z].*[^.]$") as caught:
        compile_pattern(pattern)
    assert fact in str(caught.value)
