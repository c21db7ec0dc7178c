"""One real browser: the system's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright


def missing(what: str, command: str) -> NoReturn:
    """Skip where a tool is missing; in CI it must not be."""
    reason = f"{what} is not installed; {command}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> Iterator[Browser]:
    """Start it, give it, and close it."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        missing("Chromium", "sudo apt-get install chromium")
    # Chromium's own sandbox refuses root, as whom containers run.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()
