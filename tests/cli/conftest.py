"""Runs the command line as a user does: another process, from inside a repository."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(double) -> Run:
    """Run `heldout ...` in the repository of `double`."""

    def ran(*arguments: object, cwd: Path | None = None, **environment: str):
        command = [str(Path(sys.executable).with_name("heldout"))]
        return subprocess.run(
            [*command, *map(str, arguments)],
            cwd=cwd or double.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return ran
