"""What every rule says of itself."""

from __future__ import annotations

import string

import pytest

from heldout.authoring.package import Package
from heldout.authoring.rules import EVERY_RULE
from heldout.report import Severity


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_a_rule_says_what_is_wrong_why_it_matters_and_what_to_do(rule):
    """The message ends like a sentence, and the code is words joined by hyphens."""
    assert rule.message().endswith(".")
    assert rule.why().endswith(".")
    assert rule.next_step
    assert rule.code.replace("-", "").isalpha()
    assert rule.code.islower()


def test_every_rule_has_a_code_of_its_own():
    """Or `--explain` could not tell them apart."""
    assert len({rule.code for rule in EVERY_RULE}) == len(EVERY_RULE)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_every_field_of_a_message_is_filled(rule, double):
    """The finding names the file from the root, and leaves no brace behind."""
    package = Package(double.root, double.folder)
    template = rule.message() + rule.next_step
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    given = ("slug", "file")
    facts = {name: 0.5 for name in names if name not in given}
    finding = rule.found(package, "hidden/test_hidden.py", 3, **facts)
    assert (finding.file, finding.line) == ("challenges/double/hidden/test_hidden.py", 3)
    assert finding.severity == Severity.ERROR
    assert "{" not in finding.message + finding.next_step
