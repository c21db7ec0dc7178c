"""Who sits here, as git has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_GIT_S = 10.0


def known(folder: Path) -> str | None:
    """Give git's `user.name` in a folder; None without git, or if it does not know."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(folder), "config", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_GIT_S)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() or None
