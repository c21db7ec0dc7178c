"""The page of the documentation that lists the rules."""

from __future__ import annotations

from pathlib import Path

from heldout.authoring.rules import EVERY_RULE, page

ROOT = Path(__file__).parents[3]


def test_the_page_is_what_the_rules_say():
    """Made anew whenever a rule changes: ./run python -m heldout.authoring.rules.page."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page.render(EVERY_RULE)


def test_every_rule_is_on_the_page():
    """With its code as a heading, once."""
    text = page.render(EVERY_RULE)
    assert all(text.count(f"### `{rule.code}`\n") == 1 for rule in EVERY_RULE)
