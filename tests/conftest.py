"""Fixtures that several folders of tests share: a tiny repository, and a judge that stays warm."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from heldout.catalogue.repository import Repository
from heldout.judging import suite as suites
from heldout.judging.judge import Judge
from heldout.judging.suite import Suite
from heldout.report import Report
from heldout.sandbox.box import Isolation
from tests import browsers

# Packages of their own, with suites that are run against their own solutions only.
collect_ignore = ["fixtures"]

# `nox -s nightly` asks for the second.
settings.register_profile("default", max_examples=200, deadline=None)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

MANIFEST = """\
title = "Double"
track = "algorithms"
difficulty = "easy"
minutes = 5
asked = "common"
entry_points = ["double"]
imports = ["numpy"]
prerequisites = []
hints = ["Add it to itself."]
authors = ["heldout maintainers"]

[limits]
suite_s = 6.0
call_s = 1.0
memory_mb = 256
"""

PUBLIC = """\
import pytest

@pytest.mark.points(1)
def test_two(solution):
    \"\"\"Two doubles to four.\"\"\"
    assert solution.double(2) == 4
"""

HIDDEN = """\
import pytest

@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary(solution, rng):
    \"\"\"Ordinary numbers are doubled.\"\"\"
    number = int(rng.integers(1000))
    assert solution.double(number) == 2 * number

@pytest.mark.points(2, group="edge cases")
def test_negative(solution, reference):
    \"\"\"Negative numbers are doubled.\"\"\"
    assert solution.double(-3) == reference.double(-3)
"""

REFERENCE = "def double(x):\n    return 2 * x\n"


class Builder:
    """Builds a repository with one challenge, `double`, whose files can be replaced."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "challenges" / "double"
        self.write("pyproject.toml", "", below=root)
        self.write("challenge.toml", MANIFEST)
        self.write("README.md", "# Double\n\nReturn twice the number.\n")
        self.write("solution.py", 'def double(x):\n    raise NotImplementedError("write double")\n')
        self.write("followups.md", "## Why?\n")
        self.write("test_public.py", PUBLIC)
        self.write("hidden/test_hidden.py", HIDDEN)
        self.write("hidden/reference.py", REFERENCE)
        self.write("hidden/accepted/adds.py", '"""Adds."""\ndef double(x):\n    return x + x\n')
        self.write("hidden/rejected/squares.py", '"""Squares."""\ndef double(x):\n    return x*x\n')

    def write(self, name: str, text: str, *, below: Path | None = None) -> Path:
        """Write a file of the challenge, or below another folder."""
        path = (below or self.folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def suite(self) -> Suite:
        """Load the challenge's hidden suite."""
        challenge = Repository(self.root).challenge("double")
        assert challenge.hidden is not None
        return suites.hidden(challenge, challenge.hidden)


@pytest.fixture
def double(tmp_path: Path) -> Builder:
    """A repository with the challenge `double`."""
    return Builder(tmp_path)


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    """A judge whose boxes serve the whole session."""
    with Judge(Isolation.BUBBLEWRAP) as made:
        yield made


@pytest.fixture
def grade_double(judge: Judge, double: Builder):
    """Grade source code against the challenge `double`."""

    def grade(source: str) -> Report:
        (report,) = judge.grade(double.suite(), [textwrap.dedent(source).encode()])
        return report

    return grade


@pytest.fixture(scope="session")
def repository() -> Repository:
    """This repository."""
    return Repository(Path(__file__).parents[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser to the tests of a file; longer, and no test could have an event loop."""
    yield from browsers.chromium()
