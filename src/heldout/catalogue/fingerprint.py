"""The digest of all that decides the grade of a written answer, besides the answer: its suite."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from heldout.catalogue import casestudy, followups
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository


def of_answer(root: Repository, task: CaseStudy) -> str | None:
    """Digest a written prompt with its key; None where the key is not in the clear."""
    if task.hidden is None:
        return None
    own = (task.statement, task.answer, task.folder / casestudy.MANIFEST, task.hidden.points)
    return _digest((*own, root.rubric_file(task.manifest.rubric)))


def of_followups(root: Repository, task: Challenge) -> str | None:
    """Digest a challenge's follow-up questions with their key; None where it is not there."""
    if task.hidden is None or not task.hidden.followups.is_file():
        return None
    return _digest((task.followups, task.hidden.followups, root.rubric_file(followups.RUBRIC)))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(len(content).to_bytes(8, "little") + content)
    return digest.hexdigest()
