"""Mutants of a reference, and the suite that should see them."""

from __future__ import annotations

import pytest

from heldout.authoring.stages import mutation
from tests.conftest import HIDDEN

#: Says the same in a way that has an equivalent mutant: `x > 0` or `x >= 0`, and one at random.
REFERENCE = """\
import random

def double(x):
    if x > 0:
        return x + x
    return 2 * x if random.random() < 2 else 0
"""
DECLARED = """\
[[equivalent]]
was = "if x > 0:"
becomes = ["if x >= 0:", "if x != 0:", "if x == 0:", "if x < 0:", "if x <= 0:", "if x > -1:",
           "if x > 1:", "if not x > 0:"]
claim = "same"
reason = "both branches double"
"""


def prove(bench):
    """Every mutant of the challenge `double` as it stands."""
    return mutation.prove(bench())


def test_a_strong_suite_kills_every_mutant(bench, double):
    """And the figures say so."""
    double.write("hidden/reference.py", "def double(x):\n    return 2 * x\n")
    done = prove(bench)
    assert done.findings == ()
    assert (done.mutants, done.killed, done.survivors) == (8, 8, ())


#: Ways to weaken the one test that tells mutants of `2 * x` apart.
WEAKER = {
    "another operator": ("== 2 * number", "!= 1.5"),
    "a loose tolerance": ("== 2 * number", "> 2 * number - 1e4"),
    "assert True": ("assert solution.double(number) == 2 * number", "assert True"),
}


@pytest.mark.parametrize("way", WEAKER)
def test_a_weakened_suite_lets_mutants_live(bench, double, way):
    """Whichever way it was weakened, with a diff of each survivor."""
    double.write("hidden/test_hidden.py", HIDDEN.replace(*WEAKER[way]).replace("-3", "0"))
    done = prove(bench)
    assert "surviving-mutants" in {each.code for each in done.findings}
    assert done.killed < done.mutants
    assert len(done.survivors) == done.mutants - done.killed
    assert all("-    return 2 * x\n+    return" in each for each in done.survivors)


def test_a_declared_equivalent_is_not_counted(bench, double):
    """It is compared with the reference call by call, random numbers included."""
    double.write("hidden/reference.py", REFERENCE)
    without = prove(bench)
    double.write("hidden/equivalents.toml", DECLARED)
    done = prove(bench)
    assert done.mutants == without.mutants - 8
    # Half of all mutants of so small a reference are equivalent, which is told too.
    assert {each.code for each in done.findings} <= {"too-many-equivalents", "surviving-mutants"}
    assert "too-many-equivalents" in {each.code for each in done.findings}


@pytest.mark.parametrize(
    ("becomes", "claim", "code"),
    [
        ("return 3 * x", "same", "killed-equivalent"),
        ("return 2 * y", "same", "stale-equivalent"),
        ("return 2 ** x", "allowed", "killed-equivalent"),
    ],
)
def test_a_false_declaration_is_told_with_its_line(bench, double, becomes, claim, code):
    """Killed by a test, or of no mutant at all."""
    entry = f'[[equivalent]]\nwas = "return 2 * x"\nbecomes = ["{becomes}"]\n'
    double.write("hidden/equivalents.toml", f'{entry}claim = "{claim}"\nreason = "a long reason"\n')
    found = [each for each in prove(bench).findings if each.code == code]
    assert [(each.file, each.line) for each in found] == [
        ("challenges/double/hidden/equivalents.toml", 3)
    ]


def test_a_mutant_that_differs_where_no_test_looks_is_not_the_same(bench, double):
    """Its results are compared, not only its verdict."""
    blind = '\ndef test_zero(solution):\n    """Zero is a number."""\n    solution.double(0.5)\n'
    double.write("hidden/test_hidden.py", HIDDEN.replace("-3", "0") + blind)
    code = "def double(x):\n    if x == 0.5:\n        return 3\n    return 2 * x\n"
    double.write("hidden/reference.py", code)
    entry = '[[equivalent]]\nwas = "return 3"\nbecomes = ["return 4"]\n'
    double.write("hidden/equivalents.toml", f'{entry}claim = "same"\nreason = "a long reason"\n')
    found = {each.code: each for each in prove(bench).findings}
    assert "test_zero" in found["different-equivalent"].message


def test_declarations_that_cannot_be_read_are_told(bench, double):
    """And excuse nothing."""
    double.write("hidden/equivalents.toml", "[[equivalent]]\nwas = 3\n")
    codes = [each.code for each in prove(bench).findings]
    assert codes.count("bad-equivalents") >= 1
