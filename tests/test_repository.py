"""The repository keeps its own promises: documents, set-up, sizes."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from heldout.authoring import overview
from heldout.catalogue.repository import Repository
from heldout.cli.app import app

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for path in (ROOT / "src").rglob("*.py") if "cheats" not in path.parts)


def read(name: str) -> str:
    """A text file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_begins_with_the_two_commands():
    """One for the main job, one for the tests; the script knows both."""
    block = re.search(r"```\w*\n(.*?)```", read("README.md"), re.DOTALL)
    assert block is not None
    assert block[1].splitlines() == ["./run demo", "./run tests"]
    help_text = subprocess.run(
        ["bash", "run", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "./run demo" in help_text
    assert "./run tests" in help_text


def test_ci_runs_the_readmes_test_command():
    """What contributors run is what decides."""
    assert read(".ci/run").rstrip().endswith("./run tests")


@pytest.mark.parametrize("command", sorted(get_command(app).commands))
def test_every_command_is_documented(command):
    """In the design, and with a line of help."""
    assert command in read("docs/design.md")
    assert get_command(app).commands[command].help


def test_contributing_is_short_and_opens_with_what_people_want():
    """Seventy lines at most."""
    lines = read("CONTRIBUTING.md").splitlines()
    assert lines[0] == "# I want to..."
    assert len(lines) <= 70


def test_every_nox_session_has_a_docstring():
    """`nox --list` shows it."""
    for node in ast.parse(read("noxfile.py")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_modules_stay_small(module):
    """Past 350 lines a module wants splitting."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 350


LOCKS = ("requirements.lock", "requirements.run.lock")
PIN = re.compile(r"^([\w.-]+)==.*\\\n(?:\s+--hash=\S+.*\n?)+", re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("requirements.lock", ["authoring", "build", "dev", "review"]),
        ("requirements.run.lock", ["build"]),
    ],
)
def test_a_lock_file_pins_every_dependency_with_hashes(name, lists):
    """What pyproject.toml asks for is locked, and every pin has a hash."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(each for extra in lists for each in extras[extra])]
    lock = read(name)
    pins = [found[1] for found in PIN.finditer(lock)]
    locked = {pin.lower().replace("_", "-") for pin in pins}
    # `heldout[authoring]` stands for another list of this very file.
    own = f"{project['name']}["
    named = [re.split(r"[<>=;\[ ]", each)[0].lower() for each in wanted if own not in each]
    assert set(named) <= locked
    assert len(pins) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))


def test_a_cohort_edition_installs_what_was_tested_here():
    """Its lock file is a part of the other, to the last hash."""
    here, there = ({found[0].strip() for found in PIN.finditer(read(name))} for name in LOCKS)
    assert there < here


def test_the_readme_lists_every_challenge():
    """`./run python -m heldout.authoring.overview` writes the table."""
    text = read("README.md")
    assert overview.BEGIN in text
    assert text == overview.written(text, Repository(ROOT).challenges()[0])


def test_every_test_here_is_a_sentence():
    """A docstring that says which behaviour it holds."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                text = ast.get_docstring(node)
                assert text, f"{path.name}: {node.name}"
                assert text.splitlines()[0].endswith("."), f"{path.name}: {node.name}"
