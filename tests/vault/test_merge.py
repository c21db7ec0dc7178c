"""What publish does about each path, by who changed it."""

from __future__ import annotations

import pytest

from heldout.vault import merge
from heldout.vault.git import EXECUTABLE, REGULAR, Entry
from heldout.vault.merge import Changes


def entries(names) -> dict[str, Entry]:
    """Regular files."""
    return {path: Entry(REGULAR, name) for path, name in names.items()}


NOTHING = Changes((), (), (), ())


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ({}, {}, {"a": "1"}, NOTHING._replace(write=("a",))),
        ({"a": "1"}, {"a": "1"}, {"a": "1"}, NOTHING),
        ({"a": "1"}, {"a": "1"}, {"a": "2"}, NOTHING._replace(write=("a",))),
        ({"a": "1"}, {"a": "1"}, {}, NOTHING._replace(remove=("a",))),
        ({"a": "1"}, {}, {}, NOTHING),
        ({"a": "1"}, {}, {"a": "1"}, NOTHING._replace(write=("a",))),
        ({"a": "1"}, {"a": "9"}, {"a": "1"}, NOTHING._replace(kept=("a",))),
        ({"a": "1"}, {"a": "9"}, {"a": "2"}, NOTHING._replace(conflicts=("a",))),
        ({"a": "1"}, {"a": "9"}, {"a": "9"}, NOTHING),
        ({"a": "1"}, {"a": "9"}, {}, NOTHING._replace(conflicts=("a",))),
        ({}, {"b": "9"}, {}, NOTHING),
        ({}, {"a": "9"}, {"a": "1"}, NOTHING._replace(conflicts=("a",))),
        ({}, {"a": "1"}, {"a": "1"}, NOTHING),
        ({}, {"a": "9"}, {"a/b": "1"}, NOTHING._replace(write=("a/b",), conflicts=("a",))),
        ({}, {"a/b": "9"}, {"a": "1"}, NOTHING._replace(write=("a",), conflicts=("a/b",))),
        ({"a": "1"}, {"a": "1"}, {"a/b": "1"}, NOTHING._replace(write=("a/b",), remove=("a",))),
    ],
)
def test_each_path_goes_to_who_changed_it(base, theirs, ours, expected):
    """Both at once is a conflict; what was never published is theirs."""
    assert merge.decide(base, entries(theirs), entries(ours)) == expected


def test_a_program_that_was_none_is_written():
    """Its bytes are the same, its mode is not."""
    ours = {"run": Entry(EXECUTABLE, "1")}
    assert merge.decide({"run": "1"}, entries({"run": "1"}), ours).write == ("run",)
