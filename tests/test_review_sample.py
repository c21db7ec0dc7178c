"""The sheets that the documentation points to are sound, for the rubrics as they are."""

from __future__ import annotations

from pathlib import Path

from heldout.catalogue import repository
from heldout.written.review.desk import Desk

ROOT = Path(__file__).parents[1]
SHEETS = sorted((ROOT / "benchmarks" / "review").glob("*.yaml"))


def test_the_sample_review_is_sound():
    """Whoever changes a rubric begins its sheets again."""
    checked = Desk(repository.find(ROOT), ROOT).check(SHEETS)
    assert len(checked) == 12
    assert [each.path for each in checked if not each.is_sound] == []
