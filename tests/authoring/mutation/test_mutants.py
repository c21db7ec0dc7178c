"""What mutants are made of a source."""

from __future__ import annotations

import pytest

from heldout.authoring.mutation.mutants import mutants
from heldout.authoring.mutation.operators import operators

#: A line of code -> what it must be mistaken for, among others.
MISTAKES = {
    "a = x.argmax(axis=1)": ["a = x.argmin(axis=1)", "a = x.argmax()", "a = x.argmax(axis=-2)"],
    "a = np.zeros(3, dtype=int)": ["a = np.zeros(3)", "a = np.ones(3, dtype=int)"],
    "a = x.sum(axis=0)": ["a = x.mean(axis=0)", "a = x.sum(axis=0, keepdims=True)"],
    "a = x.max(axis=1, keepdims=True)": ["a = x.max(axis=1)", "a = x.max(keepdims=True)"],
    "a = x.std(ddof=1)": ["a = x.std()", "a = x.std(ddof=0)", "a = x.var(ddof=1)"],
    "a = np.exp(x - x.max())": ["a = np.exp(x)"],
    "a = np.asarray(x, dtype=np.float64)": ["a = np.asarray(x, dtype=np.float32)"],
    "a = x.copy()": ["a = x"],
    "a = x.T @ y": ["a = x @ y", "a = x.T * y"],
    "x = x - y": ["x -= y"],
    "x -= y": ["x = x - (y)"],
    "a = x[:k]": ["a = x[:k - 1]", "a = x[:k + 1]", "a = x[:]"],
    "a = x[1:]": ["a = x[:]", "a = x[2:]", "a = x[0:]"],
    "for i in range(n): pass": ["for i in range(n - 1): pass", "for i in range(n + 1): pass"],
    "if a < b: pass": ["if a <= b: pass"],
    "a = np.maximum(x, 0)": ["a = np.minimum(x, 0)"],
    "a = np.mean(x)": ["a = np.median(x)"],
}


def changes(code: str) -> list[str]:
    """What a line becomes in each of its mutants, without spaces, which cosmic-ray adds."""
    return [bare(mutant.becomes) for mutant in mutants(code)]


def bare(code: str) -> str:
    """Code without spaces."""
    return "".join(code.split())


@pytest.mark.parametrize("code", MISTAKES)
def test_the_mistakes_that_people_make_are_made(code):
    """Each array operator, and cosmic-ray's where they say the same."""
    assert not set(map(bare, MISTAKES[code])) - set(changes(code))


def test_arrays_are_not_asked_for_methods_they_do_not_have():
    """`x.median()` would die of its name, not of a test."""
    assert "a=x.median()" not in changes("a = x.mean()")


def test_a_mutant_is_another_program():
    """Annotations, docstrings and what does not compile are left out, and nothing comes twice."""
    source = (
        '"""Adds 1 and 2."""\n\ndef f(x: "3" = 1) -> "4":\n    """Returns 5."""\n    return x\n'
    )
    made = mutants(source)
    assert [(mutant.line, mutant.becomes) for mutant in made] == [
        (3, 'def f(x: "3" = 0) -> "4":'),
        (3, 'def f(x: "3" = 2) -> "4":'),
    ]
    assert len({mutant.source for mutant in made}) == len(made)


def test_a_mutant_shows_its_change():
    """With the line before and after, and a diff around it."""
    source = "def f(x):\n    y = x\n    return y + 1\n"
    mutant = next(each for each in mutants(source) if "y - 1" in each.becomes)
    assert (mutant.line, mutant.was, mutant.becomes) == (3, "return y + 1", "return y - 1")
    assert "-    return y + 1\n+    return y - 1" in mutant.diff(source, "reference.py")


def test_the_mutants_of_a_source_are_always_the_same():
    """In the order of their lines: two proofs can be compared."""
    source = "def f(x, n):\n    return x[:n].sum(axis=0) / n\n"
    assert mutants(source) == mutants(source)
    assert [m.line for m in mutants(source)] == sorted(m.line for m in mutants(source))


def test_operators_that_only_flatter_are_left_out():
    """No bitwise operator for an arithmetic one, nothing that is drawn at random."""
    names = {type(each).__name__ for each in operators()}
    assert "ReplaceBinaryOperator_Add_Sub" in names
    assert "ReplaceComparisonOperator_Lt_LtE" in names
    assert "NumberReplacer" in names
    assert not names & {"ReplaceBinaryOperator_Add_BitXor", "ReplaceComparisonOperator_Eq_Is"}
    assert not names & {"VariableReplacer", "VariableInserter"}
