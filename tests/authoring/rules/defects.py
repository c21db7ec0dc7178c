"""One defect in the sound package, and the one finding that it must give."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import PACKAGE_RULES
from tests.authoring.packages import SLUG, build


class Defect(NamedTuple):
    """A text in a file that becomes another, the code that follows, and a text on its line.

    An empty `was` stands for the whole file. `at` is None where a finding is about a whole file.
    `elsewhere` is the finding's file if it is not the one that was changed.
    """

    file: str
    was: str
    becomes: str
    code: str
    at: str | None
    elsewhere: str | None = None


def changed(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    """Build the sound package with changes of `file`, `was` and `becomes`; returns its folder."""
    folder = build(tmp_path) / "challenges" / SLUG
    for file, was, becomes in changes:
        path = folder / file
        text = path.read_text(encoding="utf-8") if was else ""
        assert text.count(was) == 1 or not was, f"{was!r} is {text.count(was)} times in {file}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(was, becomes) if was else becomes, encoding="utf-8")
    return folder


def read(folder: Path) -> list[Finding]:
    """Apply every rule that reads to a folder."""
    package = Package(folder.parents[1], folder)
    rules = [rule for rule in PACKAGE_RULES if package.kind in rule.kinds]
    return [finding for rule in rules for finding in rule.check(package)]


def assert_told(tmp_path: Path, defect: Defect) -> Finding:
    """Make the defect, and assert that it gives one finding, with its code, file and line."""
    folder = changed(tmp_path, defect[:3])
    found = read(folder)
    assert [finding.code for finding in found] == [defect.code], found
    file = defect.elsewhere or defect.file
    assert found[0].file == f"challenges/{SLUG}/{file}"
    if defect.at is None:
        assert found[0].line is None
    else:
        assert found[0].line is not None
        text = (folder / file).read_text(encoding="utf-8")
        assert defect.at in text.splitlines()[found[0].line - 1]
    return found[0]
