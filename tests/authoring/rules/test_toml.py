"""Where a dotted path is."""

from __future__ import annotations

import pytest

from heldout.authoring.rules import toml

TEXT = """\
title = "A = B"
hints = [
    "one",
    # not an entry
    "two",
]
flat = [1, 2]
'quoted key' = 1

[limits]  # a comment
call_s = 1.0
nested.deep = 2

[[question]]
title = "First"

[[question]]
title = "Second"
points = [
    { id = "a" },
    { id = "b" },
]

[[question.extra]]
id = 1

[[question.extra]]
id = 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("title", 1),
        ("hints", 2),
        ("hints[0]", 3),
        ("hints[1]", 5),
        ("hints[7]", 2),
        ("flat[1]", 7),
        ("quoted key", 8),
        ("limits", 10),
        ("limits.call_s", 11),
        ("limits.missing", 10),
        ("limits.nested.deep", 12),
        ("question[0].title", 15),
        ("question[0].missing", 14),
        ("question[1].title", 18),
        ("question[1].points[1].id", 21),
        ("missing", None),
        ("", None),
    ],
)
def test_a_path_has_the_line_of_its_key_or_of_what_is_around_it(path, line):
    """Tables, arrays of tables, entries of an array, dotted and quoted keys."""
    assert toml.line_of(TEXT, path) == line


def test_a_mistake_has_the_line_of_its_path_or_the_one_it_names():
    """As `catalogue.manifest` and `tomllib` write them."""
    assert toml.line_of_mistake(TEXT, "limits.call_s: must be more") == 11
    assert toml.line_of_mistake(TEXT, "is not TOML: Invalid value (at line 7, column 3)") == 7
