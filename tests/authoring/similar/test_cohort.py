"""Copies, told from right solutions that were written to differ."""

from __future__ import annotations

import itertools
import random

import pytest

from heldout.authoring.similar import normal_form
from heldout.authoring.similar.cohort import FEW_TOKENS, Cohort, Likeness
from heldout.authoring.similar.fingerprint import Fingerprint
from tests.authoring.similar import disguises

SLUGS = ["gradient-descent", "kmeans", "neural-network"]


def fingerprint(name: str, text: str) -> Fingerprint:
    """Take the fingerprint of a source."""
    return Fingerprint(name, normal_form.statements(text))


@pytest.fixture(params=SLUGS)
def challenge(request, repository):
    """Each challenge that has several right solutions."""
    return repository.challenge(request.param)


def right(challenge) -> dict[str, str]:
    """The texts of the reference and of every accepted solution."""
    hidden = challenge.hidden
    return {path.name: path.read_text() for path in (hidden.reference, *hidden.accepted)}


def matches(challenge, submissions, known):
    """Compare submissions with each other and with the known solutions."""
    stub = fingerprint("stub", challenge.solution.read_text()).fragments
    files = [fingerprint(*each) for each in submissions.items()]
    return Cohort(files, [fingerprint(*each) for each in known.items()], stub).matches()


def test_independent_right_solutions_are_not_called_alike(challenge):
    """Handed in as a cohort, they show no pair."""
    assert matches(challenge, right(challenge), {}) == []


@pytest.mark.parametrize(
    "disguise",
    [*disguises.SIMPLE, disguises.all_together, disguises.relooped],
    ids=lambda disguise: disguise.__name__,
)
def test_a_copy_is_found_under_each_disguise(challenge, disguise):
    """Renamed, reordered, padded, commented, commuted, and all of that together."""
    texts = right(challenge)
    keep = disguises.prescribed(challenge.solution.read_text())
    for name, text in texts.items():
        copy = disguise(text, random.Random(name), keep)
        others = {each: texts[each] for each in texts if each != name}
        found = matches(challenge, {name: text, "copy.py": copy}, others)
        assert [(each.a, each.b) for each in found] == [(name, "copy.py")]


def test_a_copy_of_a_known_solution_is_found(challenge):
    """Though nobody else of the cohort has handed it in, and with the lines that match."""
    texts = right(challenge)
    name, text = next(iter(texts.items()))
    keep = disguises.prescribed(challenge.solution.read_text())
    copy = disguises.renamed(text, random.Random(1), keep)
    (found,) = matches(challenge, {"copy.py": copy}, texts)
    assert (found.a, found.b) == ("copy.py", name)
    assert found.containment >= 0.95
    assert (found.verdict == Likeness.SHORT) == (found.tokens < FEW_TOKENS)
    assert all(1 <= first <= last <= len(copy.splitlines()) for first, last in found.a_lines)


def test_the_most_alike_come_first(challenge):
    """And a file beside itself is identical."""
    texts = right(challenge)
    text = texts["reference.py"]
    changed = text.replace("return", "assert True or 1 > 2 + 3 * len(str(4))\n    return", 1)
    found = matches(challenge, {"a.py": text, "b.py": text, "c.py": changed}, {})
    assert (found[0].a, found[0].b, found[0].verdict) == ("a.py", "b.py", Likeness.IDENTICAL)
    assert all(a.containment >= b.containment for a, b in itertools.pairwise(found))


def test_the_stub_is_nobodys_own(challenge):
    """Two who handed in nothing but the stub have copied nothing."""
    stub = challenge.solution.read_text()
    assert matches(challenge, {"a.py": stub, "b.py": stub}, {}) == []
