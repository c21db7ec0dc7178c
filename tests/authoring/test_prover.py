"""Whole verifications: one sound folder, many with one defect, and suites that were weakened."""

from __future__ import annotations

import ast

import pytest

from heldout.authoring import prover
from heldout.authoring.package import Package
from heldout.authoring.prover import Plan
from heldout.authoring.rules import PACKAGE_RULES
from heldout.authoring.stages import corpus
from heldout.authoring.verification import Verification
from tests.authoring import packages

#: The whole corpus is tried in tests/cli/test_verify.py; here a few tricks are enough.
CHEATS = corpus.cheats()[:3]
PLAN = Plan(cheats=CHEATS, runs=3)
SUITE = packages.FIXTURES / "sound" / packages.SLUG / "hidden" / "test_hidden.py"
TESTS = [
    node.name
    for node in ast.parse(SUITE.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
]


def verify(judge, root) -> Verification:
    """Verify the only package of a repository, as the command does."""
    package = Package(root, root / "challenges" / packages.SLUG)
    found = prover.read(package)
    if not prover.may_prove(found):
        return prover.unrun(package, found)
    return prover.together(found, prover.run(judge, package, PLAN))


def test_the_sound_package_is_proved(judge, tmp_path):
    """Nothing is found, and the figures are of what was run."""
    verified = verify(judge, packages.build(tmp_path))
    assert (verified.ok, verified.findings) == (True, ())
    assert verified.killed == verified.mutants > 10
    assert (verified.cheats, verified.cheat_points) == (len(CHEATS), 0)


#: Reading tells these, so that running such a package only shows that it tells no more.
READ = {rule.code for rule in PACKAGE_RULES}
DEFECTS = [
    pytest.param(code, marks=pytest.mark.nightly if code in READ else [])
    for code in packages.codes()
]


@pytest.mark.parametrize("code", DEFECTS)
def test_one_defect_is_told_once_by_its_code_and_nothing_else(judge, tmp_path, code):
    """Whatever part of the verification sees it."""
    root = packages.build(tmp_path, code)
    verified = verify(judge, root)
    assert {finding.code for finding in verified.findings} == {code}
    assert all((root / finding.file).exists() for finding in verified.findings) or (
        code in ("missing-file", "unchecked-reference")
    )
    assert not verified.ok
    assert (code == "idle-test") == bool(verified.idle_tests)
    assert (code == "flaky-test") == bool(verified.flaky_tests)


def weaken(source: str, test: str, way: str) -> str:
    """Take a test away, or let it accept everything."""
    tree = ast.parse(source)
    node = next(each for each in tree.body if getattr(each, "name", "") == test)
    if way == "removed":
        tree.body.remove(node)
    else:
        docstring = node.body[0]
        node.body = [docstring, ast.parse("assert True").body[0]]
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


#: Each takes some seconds; `nox -s nightly` goes through the rest.
OFTEN = {"assert True": TESTS[:1], "removed": TESTS}
WEAKENED = [
    pytest.param(test, way, marks=[] if test in OFTEN[way] else pytest.mark.nightly)
    for way in OFTEN
    for test in TESTS
]


@pytest.mark.parametrize(("test", "way"), WEAKENED)
def test_a_weakened_suite_is_caught(judge, tmp_path, test, way):
    """Every test of the suite, taken away or turned into `assert True`."""
    root = packages.build(tmp_path)
    suite = root / "challenges" / packages.SLUG / "hidden" / "test_hidden.py"
    suite.write_text(weaken(suite.read_text(), test, way))
    # What reading shows needs no run: a wrong solution names a test that is not there any more.
    found = prover.read(Package(root, suite.parents[1]))
    assert found or not verify(judge, root).ok


def test_a_tolerance_loosened_a_thousandfold_is_caught(judge, tmp_path):
    """A wrong solution that the tight one told apart comes through."""
    root = packages.build(tmp_path)
    suite = root / "challenges" / packages.SLUG / "hidden" / "test_hidden.py"
    source = suite.read_text()
    loosened = source.replace("1e-9", "1e-6").replace("1e-12", "1e-9")
    assert loosened != source
    suite.write_text(loosened)
    assert not verify(judge, root).ok
