"""ci.yml, run for real: its jobs, what they are asked to verify, and what they show."""

from __future__ import annotations

import pytest

from heldout.github import summary
from tests.rehearsal.clone import Clone, has_bubblewrap

#: In the place of ./run: notes what it was asked for.
NOTES = """\
#!/bin/sh
echo "$HELDOUT_PYTHON: $*" >>"$NOTES"
exit "${STATUS:-0}"
"""
BEFORE = "1" * 40


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A clone of this repository as it stands, to be copied."""
    return Clone.made(tmp_path_factory.mktemp("original"))


@pytest.fixture
def rehearsal(original, tmp_path):
    """A clone of this repository as it stands."""
    return original.copy(tmp_path)


@pytest.fixture
def notes(tmp_path, rehearsal):
    """What ./run was asked for in the jobs, which it then does not do."""
    rehearsal.commit({"run": NOTES})

    def read() -> list[str]:
        return sorted((tmp_path / "notes").read_text(encoding="utf-8").splitlines())

    return read


def test_every_job_runs_and_asks_for_what_it_should(rehearsal, notes, tmp_path):
    """The test command on each Python, and the verification of what the pull request changes."""
    outcome = rehearsal.propose({"README.md": "New."}, NOTES=f"{tmp_path / 'notes'}")
    versions = ["3.11", "3.12", "3.13", "3.14"]
    assert outcome.results == dict.fromkeys(
        [*(f"checks {version}" for version in versions), "verify"], "success"
    )
    words = "tests --session lint types layers tests"
    checks = [f"python{version}: {words}" for version in versions]
    assert notes() == sorted([*checks, "python3.13: heldout verify --base=HEAD^1"])


@pytest.mark.parametrize(
    ("event", "scope"),
    [
        ({"before": BEFORE, "created": False, "forced": False}, f"--base={BEFORE}"),
        ({"before": BEFORE, "created": False, "forced": True}, "--all"),
        ({"before": "0" * 40, "created": True, "forced": False}, "--all"),
    ],
    ids=["push", "forced push", "first push"],
)
def test_after_a_push_what_it_changed_is_verified(rehearsal, notes, tmp_path, event, scope):
    """Since the commit that main was at; or everything, if that is nowhere any more."""
    pushed = {"ref": "refs/heads/main", "after": rehearsal.head, **event}
    outcome = rehearsal.run("push", pushed, "verify", NOTES=f"{tmp_path / 'notes'}")
    assert outcome.results == {"verify": "success"}
    assert notes() == [f"python3.13: heldout verify {scope}"]


@pytest.mark.parametrize("job", ["checks", "verify"])
@pytest.mark.usefixtures("notes")
def test_a_command_that_fails_fails_its_job(rehearsal, tmp_path, job):
    """Nothing swallows the exit status."""
    outcome = rehearsal.propose({}, job, NOTES=f"{tmp_path / 'notes'}", STATUS="1")
    assert set(outcome.results.values()) == {"failure"}


def test_a_change_beside_the_challenges_has_nothing_to_verify(rehearsal):
    """The real command, in a sandbox that was made usable first."""
    outcome = rehearsal.propose({"docs/new.md": "New."}, "verify")
    assert outcome.results == {"verify": "success"}
    assert outcome.summary == summary.render([])
    assert not outcome.commands("error")
    assert has_bubblewrap() or "apt-get install -qq -y" in rehearsal.asked_of_root


def test_a_change_that_breaks_a_challenge_is_shown_beside_its_line(rehearsal):
    """As an annotation, and in a summary; the job fails."""
    readme = (rehearsal.origin / "challenges" / "kmeans" / "README.md").read_text(encoding="utf-8")
    stub = "import math\n\n\ndef kmeans_clustering(X, k):\n    return math.pi\n"
    changes = {
        "challenges/kmeans/README.md": f"{readme}\nOne more thing.\n",
        "challenges/kmeans/solution.py": stub,
    }
    outcome = rehearsal.propose(changes, "verify")
    assert outcome.results == {"verify": "failure"}
    places = {entry["kvPairs"]["title"]: entry["kvPairs"] for entry in outcome.commands("error")}
    assert places["solved-stub"]["file"] == "challenges/kmeans/solution.py"
    assert places["solved-stub"]["line"] == "4"
    assert "❌ **kmeans**: not in order yet" in outcome.summary
    assert "gradient" not in outcome.summary
