"""The workflow files: what they may do, when they start, and what the linters say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.github.conftest import FOLDER, ROOT, tool

#: Every action that a workflow here may use, at the one commit that was looked at.
PINS = {
    "actions/checkout": ("v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
    "actions/setup-python": ("v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
    "astral-sh/setup-uv": ("v10.0.1", "20cfd1bf945f4377ade1205e4dbc17946fc9a30d"),
    "actions/upload-artifact": ("v7.0.0", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f"),
    "actions/download-artifact": ("v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c"),
    "actions/configure-pages": ("v5.0.0", "983d7736d9b0ae728b81ab479565c72886d7745b"),
    "actions/upload-pages-artifact": ("v5.0.0", "fc324d3547104276b827a68afc52ff2a11cc49c9"),
    "actions/deploy-pages": ("v5.0.0", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"),
}
#: What each job's token may do. A job that is not here fails a test.
PERMISSIONS = {
    ("ci.yml", "checks"): {"contents": "read"},
    ("ci.yml", "verify"): {"contents": "read"},
}

WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
ACTIONS = sorted((FOLDER / "actions").glob("*/action.yml"))

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def load(path: Path) -> dict[Any, Any]:
    """A workflow as data. YAML 1.1 reads the key `on` as true."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps_of(path: Path) -> Iterator[dict[str, Any]]:
    """Every step of a workflow, or of a composite action."""
    loaded = load(path)
    for job in loaded["jobs"].values() if "jobs" in loaded else [loaded["runs"]]:
        yield from job["steps"]


@each_workflow
def test_a_token_can_do_nothing_that_its_job_was_not_given(path):
    """Nothing by default; each job's permissions are listed above."""
    loaded = load(path)
    assert loaded["permissions"] == {}
    for name, job in loaded["jobs"].items():
        assert job["permissions"] == PERMISSIONS[path.name, name]


@pytest.mark.parametrize("path", WORKFLOWS + ACTIONS, ids=lambda path: path.parent.name + path.name)
def test_every_action_is_ours_or_pinned_to_the_commit_that_was_looked_at(path):
    """A tag can be moved; the comment says which version the commit is."""
    lines = re.findall(r"^\s*(?:- )?uses:\s*(.+?)\s*$", path.read_text("utf-8"), re.MULTILINE)
    assert len(lines) == sum("uses" in step for step in steps_of(path))
    for line in lines:
        if line.startswith("./"):
            assert (ROOT / line / "action.yml").is_file()
        else:
            name = line.partition("@")[0]
            version, commit = PINS[name]
            assert line == f"{name}@{commit} # {version}"


@each_workflow
def test_every_job_ends_by_itself(path):
    """GitHub would let one that hangs run for six hours."""
    for job in load(path)["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 60


@each_workflow
def test_a_newer_push_stops_the_older_run(path):
    """Nobody waits for the result of what is not there any more."""
    assert load(path)["concurrency"]["cancel-in-progress"] is True


@each_workflow
def test_no_checkout_leaves_the_token_on_the_disk(path):
    """The code of a pull request could pick it up there."""
    checkouts = [s for s in steps_of(path) if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    for step in checkouts:
        assert step["with"]["persist-credentials"] is False


@each_workflow
def test_every_job_runs_on_the_system_that_is_named(path):
    """`latest` would change it overnight."""
    for job in load(path)["jobs"].values():
        assert job["runs-on"] == "ubuntu-24.04"


def test_ci_knows_no_secret():
    """It runs the code of pull requests."""
    text = (FOLDER / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert not re.search(r"\bsecrets\b", text)


def test_ci_starts_for_pull_requests_and_for_main_and_leaves_submissions_alone():
    """What only a candidate changes is left out, and only there: what reaches main is checked."""
    assert load(FOLDER / "workflows" / "ci.yml")[True] == {
        "pull_request": {
            "paths-ignore": [
                "challenges/*/solution.py",
                "challenges/*/followups.md",
                "casestudies/*/answer.md",
            ]
        },
        "push": {"branches": ["main"]},
    }


def test_ci_stops_an_older_run_of_the_same_pull_request_only():
    """A run for main verifies what its own push changed; nothing else would."""
    group = load(FOLDER / "workflows" / "ci.yml")["concurrency"]["group"]
    assert group == "ci-${{ github.event_name == 'pull_request' && github.ref || github.sha }}"


def test_ci_checks_every_python_that_is_supported():
    """The same that pyproject.toml names; and ./run is told which."""
    job = load(FOLDER / "workflows" / "ci.yml")["jobs"]["checks"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [re.fullmatch(r".*:: (3\.\d+)", each) for each in project["classifiers"]]
    assert job["strategy"]["matrix"]["python"] == [each[1] for each in named if each]
    assert job["strategy"]["fail-fast"] is False
    assert job["steps"][-1]["env"] == {"HELDOUT_PYTHON": "python${{ matrix.python }}"}
    assert job["steps"][-1]["run"] == "./run tests --session lint types layers tests"


def test_ci_has_the_history_that_finding_changes_needs():
    """One commit alone has nothing to differ from."""
    for step in steps_of(FOLDER / "workflows" / "ci.yml"):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["fetch-depth"] == 0


def test_every_job_that_needs_the_sandbox_makes_it_usable_first():
    """On GitHub's Ubuntu, bubblewrap opens no namespace until it is let."""
    for job in load(FOLDER / "workflows" / "ci.yml")["jobs"].values():
        names = [step.get("uses", step.get("run", "")) for step in job["steps"]]
        assert names.index("./.github/actions/sandbox") == len(names) - 2
        assert names[-1].startswith("./run ")


@pytest.mark.parametrize(
    "command",
    [
        ["zizmor", "--offline", "--no-progress", "--persona", "auditor", FOLDER],
        ["actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS],
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS],
        ["check-jsonschema", "--builtin-schema", "vendor.github-actions", *ACTIONS],
    ],
    ids=["zizmor", "actionlint", "workflow schema", "action schema"],
)
def test_linters_find_nothing(command):
    """None of them needs the network."""
    name, *arguments = command
    done = subprocess.run(
        [tool(name), *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
