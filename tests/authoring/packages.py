"""Repositories around the package in tests/fixtures: as it is, or with one defect."""

from __future__ import annotations

import shutil
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures"
SLUG = "moving-average"
#: A file of this suffix in a broken package takes the file of the rest of its name away.
REMOVED = ".removed"


def codes() -> list[str]:
    """List the codes for which there is a broken package."""
    return sorted(path.name for path in (FIXTURES / "broken").iterdir())


def build(tmp_path: Path, code: str | None = None) -> Path:
    """Make a repository with the sound package, or with the one that breaks the rule `code`."""
    folder = tmp_path / "challenges" / SLUG
    shutil.copytree(FIXTURES / "sound" / SLUG, folder)
    (tmp_path / "pyproject.toml").write_text("")
    if code is not None:
        shutil.copytree(FIXTURES / "broken" / code, folder, dirs_exist_ok=True)
        for mark in folder.rglob(f"*{REMOVED}"):
            mark.unlink()
            mark.with_suffix("").unlink()
    return tmp_path
