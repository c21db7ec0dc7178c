"""Declarations that a mutant is no mistake."""

from __future__ import annotations

from heldout.authoring.mutation import equivalents
from heldout.authoring.mutation.mutants import mutants

ENTRY = """\
[[equivalent]]
was = "return x+1"
becomes = ["return x - 1", "return x * 1"]
claim = "same"
reason = "because it is a test"
"""


def read(tmp_path, text):
    """Read declarations from a file of this text."""
    path = tmp_path / "equivalents.toml"
    path.write_text(text)
    return equivalents.read(path)


def test_an_entry_names_each_of_its_mutants(tmp_path):
    """Whatever the spaces are; no other mutant is excused."""
    declared, mistakes = read(tmp_path, ENTRY)
    assert mistakes == ()
    made = mutants("def f(x):\n    return x + 1\n")
    excused = [each.becomes for each in made if any(entry.names(each) for entry in declared)]
    assert sorted(excused) == ["return x * 1", "return x - 1"]


def test_without_a_file_nothing_is_declared(tmp_path):
    """Most challenges need none."""
    assert equivalents.read(tmp_path / "equivalents.toml") == ((), ())


def test_a_declaration_without_a_reason_is_refused(tmp_path):
    """With the place in the file."""
    declared, mistakes = read(tmp_path, ENTRY.replace("because it is a test", ""))
    assert declared == ()
    assert len(mistakes) == 1
    assert "reason" in mistakes[0]
