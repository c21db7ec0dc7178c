"""Small workflows that run by themselves; a stage on a copy of an edition that is made once."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.github.test_workflows import PINS
from tests.rehearsal import act
from tests.rehearsal import edition as editions
from tests.rehearsal.act import Event, Setting
from tests.rehearsal.edition import Edition
from tests.rehearsal.stage import Stage

SHA = "1" * 40
PULL = Event("pull_request_target", {"sender": {"login": "ada"}})


def pinned(text: str) -> str:
    """Write a workflow as this repository does: `@PIN` is the commit of each action."""
    text = textwrap.dedent(text)
    for action, (_, commit) in PINS.items():
        text = text.replace(f"{action}@PIN", f"{action}@{commit}")
    return text


@pytest.fixture
def play(tmp_path):
    """Run small.yml, with called.yml beside it; `setting` as in `Setting`."""
    runs = iter(range(100))

    def playing(*texts: str, event: Event = PULL, **setting):
        folder = tmp_path / f"{next(runs)}"
        (folder / ".github" / "workflows").mkdir(parents=True)
        for name, text in zip(("small.yml", "called.yml"), texts, strict=False):
            (folder / ".github" / "workflows" / name).write_text(pinned(text))
        given = Setting(origin=tmp_path / "nowhere", sha=SHA, **setting)
        return act.run(folder, "small.yml", event, given, folder / "act")

    return playing


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Edition:
    """A published edition with an open cohort, to be copied and not to be changed."""
    folder: Path = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # What is above belongs to the whole session.
        folder = folder.parent
    root, ready = folder / "made", folder / "made.ready"
    with FileLock(folder / "made.lock"):
        if not ready.exists():
            root.mkdir()
            editions.make(root)
            ready.touch()
    return Edition(root)


@pytest.fixture
def stage(made, tmp_path) -> Iterator[Stage]:
    """The edition on GitHub, with nobody's pull request yet."""
    with Stage(made.copy(tmp_path / "stage")) as entered:
        yield entered
