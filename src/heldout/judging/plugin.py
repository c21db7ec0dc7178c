"""The pytest plugin: the fixtures of a challenge's suite, and the `points` mark.

Under plain pytest `solution` is the module beside the test file. In the tester, `Fixtures` are set
on the session for each submission and hold stand-ins for what lives in the workers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from heldout.judging import seed as seeding
from heldout.judging.local import LocalModule
from heldout.judging.messages import Case
from heldout.report import GROUPS

_PRACTICE_SEED = b"plain pytest"


class Fixtures(NamedTuple):
    """What the tester gives the tests of one submission. A public suite has no reference."""

    solution: Any
    reference: Any | None
    seed: bytes


FIXTURES = pytest.StashKey[Fixtures]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a maintainer step through what a grade or a proof saw."""
    group = parser.getgroup("heldout")
    group.addoption("--heldout-seed", metavar="HEX", help="draw the inputs that a proof reports")
    group.addoption("--heldout-solution", metavar="FILE", help="test this file, not solution.py")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark."""
    config.addinivalue_line(
        "markers", "points(n, group='correctness', gate=False): what a test of a challenge is worth"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the hidden half of a challenge alone unless it is named."""
    named = any(Path(word.split("::")[0]).resolve() == collection_path for word in config.args)
    is_hidden = collection_path.name == "hidden"
    if is_hidden and (collection_path.parent / "challenge.toml").exists() and not named:
        return True
    return None


@pytest.fixture
def solution(request: pytest.FixtureRequest) -> Any:
    """The candidate's module."""
    given = request.session.stash.get(FIXTURES, None)
    if given:
        return given.solution
    named = request.config.getoption("--heldout-solution")
    return LocalModule(Path(named) if named else _beside(request, "solution.py"))


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The reference's module; hidden suites only."""
    given = request.session.stash.get(FIXTURES, None)
    if given is None:
        return LocalModule(_beside(request, "reference.py"))
    if given.reference is None:
        pytest.fail("a public suite has no reference: its expected values are in the open")
    return given.reference


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """A generator of this submission's and this test's own."""
    given = request.session.stash.get(FIXTURES, None)
    return seeding.generator(given.seed if given else _practice_seed(request), request.node.name)


def describe(item: pytest.Item) -> Case:
    """Read a test's title, points, group and gate. Raises ValueError for a mark that is wrong."""
    mark = item.get_closest_marker("points")
    points, group, gate = _points(*mark.args, **mark.kwargs) if mark else _points(1)
    if group not in GROUPS:
        raise ValueError(f"{item.name}: group {group!r} is none of {', '.join(GROUPS)}")
    if not points > 0:
        raise ValueError(f"{item.name}: points must be more than 0, not {points}")
    documentation = (getattr(item.obj, "__doc__", None) or "").strip()  # type: ignore[attr-defined]
    if not documentation:
        raise ValueError(f"{item.name}: the first line of its docstring is its title; it has none")
    return Case(item.name, documentation.splitlines()[0].strip(), group, points, gate)


def _practice_seed(request: pytest.FixtureRequest) -> bytes:
    named = request.config.getoption("--heldout-seed")
    try:
        return bytes.fromhex(named) if named else _PRACTICE_SEED
    except ValueError as exc:
        raise pytest.UsageError(f"--heldout-seed: not a seed in hexadecimal: {named}") from exc


def _points(n: float, group: str = "correctness", gate: bool = False) -> tuple[float, str, bool]:
    return float(n), group, bool(gate)


def _beside(request: pytest.FixtureRequest, name: str) -> Path:
    folder = Path(request.path).parent
    # A hidden suite lies one folder below the solution.
    return folder / name if (folder / name).exists() else folder.parent / name
