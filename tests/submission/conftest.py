"""A repository with a base branch, made without a commit of git's own."""

from __future__ import annotations

import pytest

from tests.submission.cases import BASE
from tests.submission.store import Store


@pytest.fixture
def store(tmp_path):
    """A repository whose `main` holds two challenges and a written prompt."""
    made = Store(tmp_path / "repository.git")
    made.commit(BASE, ref="refs/heads/main")
    return made
