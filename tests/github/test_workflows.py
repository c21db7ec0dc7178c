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

from heldout.github.interview_event import LABEL
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
READ = {"contents": "read"}
PAGES = {"pages": "write", "id-token": "write"}
PERMISSIONS = {
    ("ci.yml", "checks"): READ,
    ("ci.yml", "verify"): READ,
    ("grade.yml", "plan"): READ,
    ("grade.yml", "grade"): READ,
    ("grade.yml", "record"): {"contents": "write"},
    ("grade.yml", "comment"): READ | {"pull-requests": "write"},
    ("grade.yml", "leaderboard"): READ | PAGES,
    ("interview.yml", "read"): READ | {"issues": "read"},
    ("interview.yml", "reply"): READ | {"issues": "write"},
    ("leaderboard.yml", "build"): READ | {"pages": "read"},
    ("leaderboard.yml", "deploy"): PAGES,
    ("nightly.yml", "nightly"): READ,
    ("regrade.yml", "plan"): READ,
    ("regrade.yml", "grade"): READ,
    ("regrade.yml", "record"): {"contents": "write"},
    ("regrade.yml", "leaderboard"): READ | PAGES,
}
#: Which secrets a step sees. None but these.
GRADERS_KEYS = {"HELDOUT_COHORT_SECRET", "HELDOUT_IDENTITY"}
SECRETS = {
    ("grade.yml", "plan", "Decide what is to be graded"): GRADERS_KEYS,
    ("grade.yml", "grade", "Open the suites"): GRADERS_KEYS,
    ("interview.yml", "read", "Open what answers are read by"): {"HELDOUT_IDENTITY"},
    ("regrade.yml", "plan", "Decide what is to be graded again"): GRADERS_KEYS,
    ("regrade.yml", "grade", "Open the suites"): GRADERS_KEYS,
    ("leaderboard.yml", "build", "Build it"): {"HELDOUT_PSEUDONYM_KEY"},
}

WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
ACTIONS = sorted((FOLDER / "actions").glob("*/action.yml"))

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def load(path: Path) -> dict[Any, Any]:
    """A workflow as data. YAML 1.1 reads the key `on` as true."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps_of(path: Path) -> Iterator[dict[str, Any]]:
    """Every step of a workflow, or of a composite action; and a job that is another workflow."""
    loaded = load(path)
    for job in loaded["jobs"].values() if "jobs" in loaded else [loaded["runs"]]:
        yield from job.get("steps", [job])


def own_jobs(path: Path) -> dict[str, Any]:
    """The jobs of a workflow that have steps."""
    return {name: job for name, job in load(path)["jobs"].items() if "steps" in job}


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
            assert (ROOT / line / "action.yml").is_file() or line.startswith("./.github/workflows/")
            assert (ROOT / line).exists()
        else:
            name = line.partition("@")[0]
            version, commit = PINS[name]
            assert line == f"{name}@{commit} # {version}"


@each_workflow
def test_every_job_ends_by_itself(path):
    """GitHub would let one that hangs run for six hours."""
    for job in own_jobs(path).values():
        # GitHub ends any job after six hours.
        assert 0 < job["timeout-minutes"] <= (350 if path.name == "nightly.yml" else 60)


@each_workflow
def test_no_checkout_leaves_the_token_on_the_disk(path):
    """The code of a pull request could pick it up there."""
    checkouts = [s for s in steps_of(path) if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    for step in checkouts:
        # It is the commit that the workflow itself comes from, and nothing that an event names.
        assert not {"ref", "repository", "token", "ssh-key"} & set(step["with"])
    for step in checkouts:
        assert step["with"]["persist-credentials"] is False


@each_workflow
def test_every_job_runs_on_the_system_that_is_named(path):
    """`latest` would change it overnight."""
    for job in own_jobs(path).values():
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


def test_the_nightly_run_is_at_night_and_runs_what_the_tests_leave_out():
    """The session that the marker of pyproject.toml names."""
    nightly = load(_workflow("nightly.yml"))
    assert [each["cron"].split()[2:] for each in nightly[True]["schedule"]] == [["*", "*", "*"]]
    assert nightly["jobs"]["nightly"]["steps"][-1]["run"] == "./run tests --session nightly"
    assert "def nightly(" in (ROOT / "noxfile.py").read_text("utf-8")


def _workflow(name: str) -> Path:
    return FOLDER / "workflows" / name


def test_every_job_that_needs_the_sandbox_makes_it_usable_first():
    """On GitHub's Ubuntu, bubblewrap opens no namespace until it is let."""
    for name in ("grade.yml", "regrade.yml"):
        steps = load(FOLDER / "workflows" / name)["jobs"]["grade"]["steps"]
        assert "./.github/actions/sandbox" in [step.get("uses") for step in steps]
    for job in [
        job for name in ("ci.yml", "nightly.yml") for job in own_jobs(_workflow(name)).values()
    ]:
        names = [step.get("uses", step.get("run", "")) for step in job["steps"]]
        assert names.index("./.github/actions/sandbox") == len(names) - 2
        assert names[-1].startswith("./run ")


@each_workflow
def test_a_secret_reaches_the_step_that_needs_it_and_no_other(path):
    """By the environment of that step alone: not of its job, and not of the workflow."""
    text = path.read_text("utf-8")
    found = {}
    for name, job in load(path)["jobs"].items():
        for step in job.get("steps", []):
            secrets = re.findall(r"secrets\.(\w+)", str(step))
            if secrets:
                found[path.name, name, step["name"]] = set(secrets)
                assert set(re.findall(r"secrets\.(\w+)", str(step["env"]))) == set(secrets)
    assert found == {place: names for place, names in SECRETS.items() if place[0] == path.name}
    for name, job in load(path)["jobs"].items():
        if "secrets" in job:
            # Handed on by name to the workflow that is called.
            found[path.name, name, ""] = set(job["secrets"])
            assert job["secrets"] == {
                "HELDOUT_PSEUDONYM_KEY": "${{ secrets.HELDOUT_PSEUDONYM_KEY }}"
            }
    assert len(re.findall(r"\bsecrets\.", text)) == sum(map(len, found.values()))
    assert "inherit" not in text


@pytest.mark.parametrize("name", ["grade.yml", "regrade.yml"])
def test_where_a_strangers_code_is_run_no_key_is_left(name):
    """The step that grades comes after the one with the keys, and has nothing but a leg's name."""
    path = FOLDER / "workflows" / name
    graders = []
    for job_name, job in own_jobs(path).items():
        for step in job["steps"]:
            if "actions grade" in step.get("run", ""):
                graders.append(job_name)
                assert step["env"] == {"LEG": "${{ matrix.leg }}"}
                assert job["permissions"] == {"contents": "read"}
                assert "env" not in job
                names = [each["name"] for each in job["steps"]]
                assert names.index("Open the suites") == names.index(step["name"]) - 1
    assert graders == ["grade"]
    assert "env" not in load(path)


def test_a_strangers_text_is_read_where_neither_a_key_nor_a_token_is():
    """In a step after the one that opens; and what may write to issues sees no key."""
    path = FOLDER / "workflows" / "interview.yml"
    assert "env" not in load(path)
    jobs = own_jobs(path)
    assert list(jobs) == ["read", "reply"]
    assert all("env" not in job for job in jobs.values())
    steps = {step["name"]: step for step in jobs["read"]["steps"]}
    names = list(steps)
    assert names.index("Open what answers are read by") == names.index("Read the answers") - 1
    assert "env" not in steps["Read the answers"]
    assert set(steps["Open what answers are read by"]["env"]) == {"HELDOUT_IDENTITY"}
    assert set(steps["Decide what is to be said"]["env"]) == {"GITHUB_TOKEN"}
    assert set(jobs["reply"]["steps"][-1]["env"]) == {"DIGEST", "FAULT", "GITHUB_TOKEN"}


def test_interviews_start_for_opened_issues_and_comments_of_their_authors_only():
    """By the label that the form puts on; and each issue's runs come one after the other."""
    loaded = load(FOLDER / "workflows" / "interview.yml")
    assert loaded[True] == {
        "issues": {"types": ["opened"]},
        "issue_comment": {"types": ["created"]},
    }
    event = "github.event.issue"
    assert loaded["jobs"]["read"]["if"].strip("${} ").split(" && ") == [
        f"contains({event}.labels.*.name, '{LABEL}')",
        f"{event}.pull_request == null",
        f"{event}.state == 'open'",
        f"{event}.user.type == 'User'",
        f"(github.event_name == 'issues' || github.event.comment.user.id == {event}.user.id)",
    ]
    assert "needs.read.result != 'skipped'" in loaded["jobs"]["reply"]["if"]
    assert loaded["jobs"]["reply"]["needs"] == "read"
    assert loaded["concurrency"] == {
        "group": "interview-${{ github.event.issue.number }}",
        "cancel-in-progress": False,
        "queue": "max",
    }


@pytest.mark.parametrize("name", ["grade.yml", "regrade.yml", "interview.yml", "leaderboard.yml"])
def test_jobs_with_keys_and_jobs_after_strangers_code_have_no_cache(name):
    """Whatever could write one could get code into the next job that reads it."""
    path = FOLDER / "workflows" / name
    assert load(path)["cache-mode"] == "none"
    for step in [*steps_of(path), *steps_of(FOLDER / "actions" / "setup" / "action.yml")]:
        assert "cache" not in step.get("with", {})
        assert not step.get("uses", "").startswith("actions/cache")


@each_workflow
def test_what_runs_in_a_shell_is_not_written_by_an_expression(path):
    """What an event holds, such as the name of a branch, reaches a shell by its environment."""
    for step in steps_of(path):
        assert "${{" not in step.get("run", "")


def test_grading_starts_for_pull_requests_to_main_and_for_pushes_to_them():
    """And for nothing that a candidate could do besides: no label, no comment, no edit."""
    assert load(FOLDER / "workflows" / "grade.yml")[True] == {
        "pull_request_target": {
            "branches": ["main"],
            "types": ["opened", "synchronize", "reopened"],
        }
    }


def test_grading_is_one_at_a_time_for_each_candidate_and_skips_no_push():
    """The number of an account; its name can change, and a branch is anybody's to name."""
    assert load(FOLDER / "workflows" / "grade.yml")["concurrency"] == {
        "group": "grade-${{ github.event.pull_request.user.id }}",
        "cancel-in-progress": False,
        "queue": "max",
    }


def test_regrading_and_the_board_start_by_hand_or_are_called():
    """A push made with the token of a workflow would start neither."""
    on = {
        name: load(FOLDER / "workflows" / f"{name}.yml")[True]
        for name in ("regrade", "leaderboard")
    }
    assert set(on["regrade"]) == {"workflow_dispatch"}
    assert set(on["leaderboard"]) == {"workflow_call", "workflow_dispatch"}
    for name in ("grade.yml", "regrade.yml"):
        called = load(FOLDER / "workflows" / name)["jobs"]["leaderboard"]
        assert called["uses"] == "./.github/workflows/leaderboard.yml"


@pytest.mark.parametrize("name", ["regrade.yml", "leaderboard.yml"])
def test_a_run_that_records_or_publishes_is_finished(name):
    """Half a regrade, or half a board, is worse than a late one."""
    assert load(FOLDER / "workflows" / name)["concurrency"]["cancel-in-progress"] is False


def test_ci_stops_an_older_run_when_a_newer_push_comes():
    """Nobody waits for the result of what is not there any more."""
    assert load(FOLDER / "workflows" / "ci.yml")["concurrency"]["cancel-in-progress"] is True


@pytest.mark.parametrize("name", ["grade.yml", "regrade.yml", "interview.yml"])
def test_the_jobs_that_hold_keys_are_in_an_environment_that_can_be_kept_to_main(name):
    """So that no branch of somebody who may push to the repository gets to see them."""
    for job in own_jobs(FOLDER / "workflows" / name).values():
        has_keys = "secrets." in str(job)
        assert ("environment" in job) == has_keys
        if has_keys:
            assert job["environment"] == {"name": "grading", "deployment": False}


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
