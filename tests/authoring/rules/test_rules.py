"""The list of all rules, the package without mistakes, and those with one each."""

from __future__ import annotations

import pytest

from heldout.authoring.rules import EVERY_RULE, PACKAGE_RULES
from heldout.authoring.rules.rule import PackageRule
from tests.authoring.packages import FIXTURES, SLUG, build, codes
from tests.authoring.rules.defects import read

#: Codes of rules that read files, with or without a broken package.
READ = {rule.code for rule in PACKAGE_RULES}


def test_rules_are_listed_by_code():
    """Those that read files and those that run them, each once."""
    listed = [rule.code for rule in EVERY_RULE]
    assert listed == sorted(set(listed))
    assert set(listed) > READ
    assert all(isinstance(rule, PackageRule) for rule in PACKAGE_RULES)


@pytest.mark.parametrize("code", codes())
def test_a_broken_package_has_the_one_defect_that_it_is_named_by(code, tmp_path):
    """Read, it gives that finding; if only running it shows the defect, it gives none."""
    assert code in {rule.code for rule in EVERY_RULE}
    found = read(build(tmp_path, code) / "challenges" / SLUG)
    assert [finding.code for finding in found] == ([code] if code in READ else [])


def test_there_are_enough_broken_packages():
    """Ten or more, at least four of which look sound until they are run."""
    assert len(codes()) >= 10
    assert len(set(codes()) - READ) >= 4


@pytest.mark.parametrize("code", codes())
def test_a_broken_package_holds_only_what_differs(code):
    """A file that is as in the sound package would hide a later change of it."""
    for path in (FIXTURES / "broken" / code).rglob("*"):
        sound = FIXTURES / "sound" / SLUG / path.relative_to(FIXTURES / "broken" / code)
        if path.is_file() and sound.exists():
            assert path.read_bytes() != sound.read_bytes(), path.name
