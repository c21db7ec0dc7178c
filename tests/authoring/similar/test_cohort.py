"""Which pairs are reported, and which are not."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from heldout.authoring.similar.cohort import Cohort, Likeness
from heldout.authoring.similar.fingerprint import Fingerprint
from heldout.authoring.similar.normal_form import statements
from heldout.catalogue.repository import Repository
from tests.authoring.similar import disguises

ROOT = Path(__file__).parents[3]
#: Of these a copy under other names is found as well, but not whole: where a class keeps its state
#: is a name that candidates choose, and some samples are about just that.
_OF_CLASSES = {"adam-optimizer", "lru-cache", "reservoir-sampling"}
SLUGS = [slug for slug in Repository(ROOT).slugs() if slug not in _OF_CLASSES]
#: Statements that share no fragment with each other.
PIECES = [f"a = f{n}(b, c[{n}], d ** {n}, e - {n})\n" for n in range(40)]


def fingerprint(name: str, source: str) -> Fingerprint:
    """A fingerprint of a source."""
    return Fingerprint(name, statements(source))


def pairs(sources: dict[str, str], known: dict[str, str] | None = None, stub: str = ""):
    """The pairs that are reported, each with its match."""
    files, others = (
        [fingerprint(*each) for each in given.items()] for given in (sources, known or {})
    )
    matches = Cohort(files, others, fingerprint("stub", stub).fragments).matches()
    return {(each.a, each.b): each for each in matches}


class Samples:
    """The sources that ship with a challenge."""

    def __init__(self, slug: str) -> None:
        challenge = Repository(ROOT).challenge(slug)
        assert challenge.hidden is not None
        hidden = challenge.hidden
        self.stub = challenge.solution.read_text(encoding="utf-8")
        self.right = {p.stem: p.read_text("utf-8") for p in (hidden.reference, *hidden.accepted)}
        self.wrong = {p.stem: p.read_text("utf-8") for p in hidden.rejected}


@pytest.fixture(params=SLUGS)
def samples(request) -> Samples:
    """Those of each challenge."""
    return Samples(request.param)


def test_independent_right_solutions_are_not_reported(samples):
    """Neither all at once, nor two of them beside the others, nor one of them handed in."""
    assert not pairs(samples.right, stub=samples.stub)
    for a, b in itertools.combinations(samples.right, 2):
        for handed_in in ({a, b}, {a}, {b}):
            files = {name: samples.right[name] for name in handed_in}
            known = {name: text for name, text in samples.right.items() if name not in handed_in}
            assert not pairs(files, known, samples.stub), (a, b)


@pytest.mark.parametrize(
    "disguise",
    [
        disguises.all_together,
        *(pytest.param(each, marks=pytest.mark.nightly) for each in disguises.SIMPLE),
    ],
    ids=lambda each: each.__name__,
)
def test_every_disguised_copy_is_reported(disguise, samples):
    """Of a known solution, and of a submission, all but a token in twenty."""
    keep = disguises.prescribed(samples.stub)
    for name, text in {**samples.right, **samples.wrong}.items():
        files = {"copy": disguise(text, random.Random(name), keep)}
        if name not in samples.right:
            files[name] = text
        found = pairs(files, samples.right, samples.stub)
        (match,) = (each for each in found.values() if {each.a, each.b} == {"copy", name})
        assert match.containment >= 0.95, name


def test_most_thorough_copies_are_reported(samples):
    """Where every long expression is in two, or every loop in another form."""
    keep = disguises.prescribed(samples.stub)
    reported = 0
    texts = {**samples.right, **samples.wrong}
    for disguise, (name, text) in itertools.product(disguises.THOROUGH, texts.items()):
        files = {"copy": disguise(text, random.Random(name), keep), name: text}
        known = {other: each for other, each in samples.right.items() if other != name}
        reported += any({"copy", name} == set(pair) for pair in pairs(files, known, samples.stub))
    assert reported >= 0.9 * len(texts) * len(disguises.THOROUGH)


def test_a_leak_is_reported_though_most_of_the_cohort_has_it(samples):
    """Copies of one file are one family, and one family is not the cohort."""
    keep = disguises.prescribed(samples.stub)
    others = {name: text for name, text in samples.right.items() if name != "reference"}
    leaked = samples.right["reference"]
    leak = {f"{n}": disguises.all_together(leaked, random.Random(n), keep) for n in range(9)}
    found = pairs({**others, **leak}, stub=samples.stub)
    assert set(found) == set(itertools.combinations(leak, 2))


def test_what_a_cohort_shares_is_subtracted():
    """Six statements that are as frequent in other files say nothing of the two that have all."""
    habits = PIECES[:6]
    owns = iter(PIECES[6:])
    files = {name: "".join([*habits, *itertools.islice(owns, 4)]) for name in "ab"}
    others = {f"{n}": "".join([*habits[n % 2 :: 2], *itertools.islice(owns, 5)]) for n in range(4)}
    assert set(pairs(files)) == {("a", "b")}
    assert not pairs({**files, **others})


def test_what_two_known_solutions_share_is_subtracted():
    """They were written to differ, so the task makes them alike."""
    shared, a, b, c, d = (
        "".join(PIECES[start:stop])
        for start, stop in ((0, 10), (10, 13), (13, 16), (16, 19), (19, 22))
    )
    files = {"a": shared + a, "b": shared + b}
    assert pairs(files)
    assert pairs(files, {"c": shared + c})
    assert not pairs(files, {"c": shared + c, "d": shared + d})


def test_the_stub_is_subtracted():
    """All have it; and no lines of it are pointed at."""
    stub = "".join(PIECES[:10])
    files = {"a": stub + "".join(PIECES[10:13]), "b": stub + "".join(PIECES[13:16])}
    assert pairs(files)
    assert not pairs(files, stub=stub)
    copies = {"a": stub + "".join(PIECES[10:20]), "b": stub + "".join(PIECES[10:20])}
    assert pairs(copies, stub=stub)["a", "b"].a_lines == ((11, 20),)


def test_agreement_in_little_code_of_ones_own_is_not_enough():
    """The files have to be alike in the rest too: a third of each here, all of it the task's."""
    known = {"c": "".join(PIECES[:16]), "d": "".join(PIECES[:16])}
    own = PIECES[20]
    files = {"a": "".join(PIECES[:8]) + own, "b": "".join(PIECES[8:16]) + own}
    assert not pairs(files, known)
    files = {"a": "".join(PIECES[:9]) + own, "b": "".join(PIECES[1:10]) + own}
    assert pairs(files, known)["a", "b"].containment == 0.9


def test_a_verdict_says_in_what_way():
    """Identical, contained, alike, or too short to tell."""
    ten = "".join(PIECES[:10])
    cases = {
        Likeness.IDENTICAL: (ten, ten.replace("a =", "z =")),
        Likeness.CONTAINED: (ten, "".join(PIECES[:20])),
        Likeness.ALIKE: (ten, "".join(PIECES[:7] + PIECES[20:23])),
        Likeness.SHORT: (PIECES[0], PIECES[0]),
    }
    for verdict, (a, b) in cases.items():
        (match,) = pairs({"a": a, "b": b}).values()
        assert match.verdict == verdict


def test_a_match_tells_where_and_how_much():
    """Lines of both files, tokens of the one with fewer, the most alike first."""
    a = "".join(PIECES[:10])
    b = "# mine\n" + "".join(PIECES[30:33]) + a
    c = "".join(PIECES[:8] + PIECES[35:37])
    found = list(pairs({"c": c, "b": b, "a": a}).values())
    assert [each.containment for each in found] == [1.0, 0.8, 0.8]
    (match,) = (each for each in found if {each.a, each.b} == {"a", "b"})
    assert (match.a, match.a_lines, match.b_lines) == ("b", ((5, 14),), ((1, 10),))
    assert match.tokens == sum(len(statement) for statement in statements(a))
