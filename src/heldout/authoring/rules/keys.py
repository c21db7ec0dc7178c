"""A written prompt's answer key: whole, usable, and nowhere in public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.prompt import prompt_of
from heldout.authoring.rules import toml
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue import points
from heldout.catalogue.casestudy import FILES, KEY, MANIFEST

#: What sets a regular expression apart from words that a statement may well use too.
_SYNTAX = re.compile(r"\\|\(\?|[\[|{]")


class BadPoints(PackageRule):
    """The answer key has a mistake: {fact}.

    Answers are read with it, and hostile ones must not make it slow.
    """

    code = "bad-points"
    next_step = "correct {file}; rubrics/README.md says what a pattern may hold"
    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the key and compile its patterns, for all mistakes at once."""
        text = package.text(KEY)
        if text is None:
            return
        for fact, line in toml.placed(text, points.read(package.folder / KEY)[1]):
            yield self.found(package, KEY, line, fact=fact)


class PointWithoutKey(PackageRule):
    """The point {point} has no patterns and anchors.

    Nothing could show that an answer covers it. Points that come from the rubric need them too,
    since what shows them depends on the prompt.
    """

    code = "point-without-key"
    next_step = "add [points.{point}] with its patterns and anchors to {file}"
    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the key of each point."""
        prompt = prompt_of(package)
        if prompt.keys is None:
            return
        for point in dict.fromkeys(point.id for point in prompt.points or ()):
            if point not in prompt.keys:
                yield self.found(package, KEY, point=point)


class KeyWithoutPoint(PackageRule):
    """There is a key to {point}, which is no point of this prompt.

    The point was renamed or dropped, or its id is misspelt.
    """

    code = "key-without-point"
    next_step = "take the table out of {file}, or add the point to casestudy.toml"
    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the point of each key."""
        prompt = prompt_of(package)
        if prompt.keys is None or prompt.points is None:
            return
        known = {point.id for point in prompt.points}
        for point in prompt.keys:
            if point not in known:
                line = toml.line_of(package.text(KEY) or "", f"points.{point}")
                yield self.found(package, KEY, line, point=point)


class LeakedKey(PackageRule):
    """{name} shows {what} of the answer key to {point}: {shown}.

    Who knows the key can be found to cover a point without having understood it. A pattern that is
    made of plain words only is not looked for: a statement may use the same words.
    """

    code = "leaked-key"
    next_step = "say it in other words in {file}, or change the key"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each anchor and pattern in every public file, however its lines are broken."""
        keys = prompt_of(package).keys or {}
        secrets = [(point, *secret) for point, key in keys.items() for secret in _secrets(key)]
        for name in (*FILES, MANIFEST):
            text = package.text(name) or ""
            for point, what, secret in secrets:
                found = re.search(_loosely(secret), text, re.IGNORECASE)
                if found:
                    line = text.count("\n", 0, found.start()) + 1
                    shown = " ".join(secret.split())
                    yield self.found(
                        package, name, line, name=name, what=what, point=point, shown=shown
                    )


def _secrets(key: Any) -> Iterator[tuple[str, str]]:
    """List the texts of a key that no candidate may see, as far as it is well formed."""
    if not isinstance(key, dict):
        return
    for what, field in (
        ("an anchor", "anchors"),
        ("a pattern", "patterns"),
        ("a misconception", "misconceptions"),
    ):
        listed = key.get(field)
        for secret in listed if isinstance(listed, list) else ():
            is_text = isinstance(secret, str) and bool(secret.strip())
            if is_text and (field == "anchors" or _SYNTAX.search(secret)):
                yield what, secret


def _loosely(secret: str) -> str:
    return r"\s+".join(map(re.escape, secret.split()))
