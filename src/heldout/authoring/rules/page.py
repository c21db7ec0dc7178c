"""The rules as a page of the documentation; `python -m heldout.authoring.rules.page` prints it."""

from __future__ import annotations

from collections.abc import Sequence

from heldout.authoring.rules import EVERY_RULE
from heldout.authoring.rules.rule import PackageRule, Rule
from heldout.report import Severity

_OPENING = """\
# What `heldout verify` asks for

This page is made from the rules themselves: `./run python -m heldout.authoring.rules.page`.
`heldout verify --explain CODE` shows one of them. Words in braces are filled in with what was
found.
"""
_PARTS = (
    ("What reading a folder shows", True),
    ("What only running a challenge, or reading a prompt's sample answers, shows", False),
)
_KINDS = {"challenge": "challenges", "casestudy": "case studies"}


def render(rules: Sequence[type[Rule]]) -> str:
    """Write the page in Markdown."""
    pieces = [_OPENING]
    for heading, reads in _PARTS:
        pieces.append(f"\n## {heading}\n")
        pieces += [_section(rule) for rule in rules if issubclass(rule, PackageRule) == reads]
    return "".join(pieces)


def _section(rule: type[Rule]) -> str:
    kinds = " and ".join(_KINDS[kind] for kind in rule.kinds)
    worth = "an error" if rule.severity == Severity.ERROR else "a warning"
    why = " ".join(rule.why().split())
    return (
        f"\n### `{rule.code}`\n\n{rule.message()} {why}\n\n"
        f"*Next:* {rule.next_step}. *For {kinds}; {worth}.*\n"
    )


if __name__ == "__main__":
    print(render(EVERY_RULE), end="")
