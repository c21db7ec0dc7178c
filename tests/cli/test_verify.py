"""verify, as a contributor and other programs use it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from heldout.vault import age, folder, seal
from heldout.vault.archive import Contents
from tests.authoring import packages

KEYS = [
    *("slug", "ok", "findings", "is_proved", "mutants", "killed", "kill_rate", "survivors"),
    *("idle_tests", "flaky_tests", "cheats", "cheat_points", "seconds"),
]
FINDING_KEYS = ["code", "severity", "file", "line", "message", "next_step"]


@pytest.fixture
def root(tmp_path_factory):
    """A repository with the sound package."""
    return packages.build(tmp_path_factory.mktemp("repository"))


@pytest.fixture
def verify(run, root, tmp_path):
    """Run `heldout verify`, with a cache of the test's own."""

    def ran(*words: str, **environment: str):
        environment = {"GITHUB_ACTIONS": "", "XDG_CACHE_HOME": str(tmp_path), **environment}
        return run("verify", *words, cwd=root, **environment)

    return ran


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A cache that several tests share."""
    return tmp_path_factory.mktemp("cache")


def test_a_sound_challenge_is_proved(verify, kept):
    """One line of JSON with every figure, the whole corpus of cheats among them."""
    done = verify("--all", "--json", XDG_CACHE_HOME=str(kept))
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (0, ""), done
    assert list(line) == KEYS
    assert (line["slug"], line["ok"], line["findings"]) == (packages.SLUG, True, [])
    assert line["killed"] == line["mutants"] > 10
    assert (line["kill_rate"], line["cheat_points"]) == (1.0, 0)
    assert line["cheats"] >= 100
    assert len(list(kept.rglob("*.json"))) == 1


def test_findings_are_told_all_at_once_with_their_places(verify, root):
    """For people: the place, the code, the fact, the next step, and the table."""
    folder = root / "challenges" / packages.SLUG
    (folder / "solution.py").unlink()
    statement = folder / "README.md"
    statement.write_text(statement.read_text().rstrip() + "\n\nTake an appropriate window.\n")
    done = verify(packages.SLUG)
    lines = len(statement.read_text().splitlines())
    assert done.returncode == 1
    assert f"challenges/{packages.SLUG}/README.md:{lines}  ambiguous-word" in done.stdout
    assert f"challenges/{packages.SLUG}/solution.py  missing-file" in done.stdout
    assert done.stdout.count("\n  next: ") == 2
    assert "2 findings; not tried yet" in done.stdout
    found = json.loads(verify(packages.SLUG, "--json").stdout)["findings"]
    assert [list(each) for each in found] == [FINDING_KEYS, FINDING_KEYS]


def test_only_what_has_changed_is_verified_in_a_checkout(verify, root):
    """Nothing at first; a folder that git sees as new afterwards."""
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-qb", "main"], ["add", "-A"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    done = verify()
    assert (done.returncode, "nothing has changed" in done.stdout) == (0, True)
    assert verify("--json").stdout == ""
    (root / "challenges" / packages.SLUG / "solution.py").unlink()
    assert "missing-file" in verify().stdout


def test_a_code_is_explained(verify):
    """With why it matters and what to do; an unknown one gets the nearest."""
    done = verify("--explain", "idle-test")
    assert done.returncode == 0
    assert "nobody would notice" in done.stdout
    assert "next: " in done.stdout
    done = verify("--explain", "idle-tset")
    assert done.returncode == 2
    assert "did you mean idle-test?" in done.stderr


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        (["nowhere"], "no folder named 'nowhere'"),
        (["--seed", "xyz"], "hexadecimal"),
        ([packages.SLUG, "--all"], "different ways"),
        (["--identity", "key.txt"], "no contribution is named"),
        (["--ref", "HEAD", "--sandbox", "none"], "without a sandbox"),
    ],
)
def test_bad_input_is_named(verify, words, fact):
    """Exit status 2, and the next step."""
    done = verify(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert fact in done.stderr
    assert "next: " in done.stderr


def test_a_job_on_github_gets_annotations_and_a_summary(verify, root, tmp_path):
    """The annotation names the file and line; what is printed meanwhile is no command."""
    (root / "challenges" / packages.SLUG / "solution.py").write_text("def f(:\n")
    page = tmp_path / "summary.md"
    done = verify("--all", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert f"::error file=challenges/{packages.SLUG}/solution.py,line=1," in done.stdout
    assert done.stdout.startswith("::stop-commands::")
    assert "not in order yet, 1 error; nothing was tried" in page.read_text()


def test_without_a_sandbox_nothing_is_called_proved(verify, tmp_path):
    """It is our fault's exit status, and says what is wrong with the host."""
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    fake.chmod(0o755)
    done = verify("--all", "--json", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (3, "")
    assert "next: " in done.stderr


ADA = age.new_identity()
GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]


@pytest.fixture
def git(root):
    """Run git in the repository."""

    def ran(*words: object) -> str:
        command = [*GIT, "-C", str(root), *map(str, words)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    return ran


@pytest.fixture
def contributed(root, git):
    """Commit the challenge, sealed, to the branch `new`; `main`, without it, is checked out."""
    task = root / "challenges" / packages.SLUG

    def committed(code: str | None = None) -> Path:
        if code is not None:
            broken = packages.FIXTURES / "broken" / code
            shutil.copytree(broken, task, dirs_exist_ok=True)
        hidden = Contents(folder.read(task / "hidden"), (ADA.recipient,))
        (task / "hidden.age").write_bytes(seal.seal(hidden, task))
        shutil.rmtree(task / "hidden")
        git("init", "-qb", "main")
        git("add", "pyproject.toml")
        git("commit", "-qm", "Begin")
        git("switch", "-qc", "new")
        git("add", "-A")
        git("commit", "-qm", "Add a challenge")
        git("switch", "-q", "main")
        task.parent.mkdir(exist_ok=True)
        return root

    return committed


@pytest.fixture
def place(tmp_path_factory):
    """A folder for temporary files, in which nothing is to be left."""
    made = tmp_path_factory.mktemp("place")
    yield made
    assert [path.name for path in made.iterdir()] == []


def test_a_contribution_that_came_sealed_is_proved(verify, contributed, place, kept):
    """By its ref, with the proof that the same files in the clear have; nothing is left of it."""
    contributed()
    words = ("--ref", "new", "--json")
    key = {"HELDOUT_IDENTITY": ADA.reveal(), "TMPDIR": str(place), "XDG_CACHE_HOME": str(kept)}
    done = verify(*words, **key)
    line = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, ""), done
    assert (line["slug"], line["ok"], line["is_proved"]) == (packages.SLUG, True, True)
    assert line["cheats"] >= 100


def test_a_pull_request_is_fetched_and_its_mistakes_are_told(
    verify, contributed, git, place, tmp_path
):
    """It runs in boxes, and the places of findings are in the repository."""
    root = contributed("broken-suite")
    origin = tmp_path / "origin.git"
    git("clone", "-q", "--bare", root, origin)
    git("-C", origin, "update-ref", "refs/pull/7/head", "new")
    git("branch", "-qD", "new")
    git("remote", "add", "origin", origin)
    file = tmp_path / "identity.txt"
    file.write_text(ADA.reveal())
    file.chmod(0o600)
    done = verify("--pull-request", 7, "--identity", file, TMPDIR=str(place))
    assert done.returncode == 1, done
    assert f"challenges/{packages.SLUG}/hidden/test_hidden.py  broken-suite" in done.stdout
    assert str(place) not in done.stdout + done.stderr
    assert not (root / "challenges" / packages.SLUG).exists()


def test_without_a_key_nothing_sealed_is_proved(verify, contributed, place, tmp_path):
    """No key, and the wrong one, are told apart."""
    contributed()
    none = {"HELDOUT_IDENTITY": "", "XDG_CONFIG_HOME": str(tmp_path), "TMPDIR": str(place)}
    done = verify("--ref", "new", **none)
    assert (done.returncode, "no identity is at hand" in done.stderr) == (2, True)
    done = verify("--ref", "new", **(none | {"HELDOUT_IDENTITY": age.new_identity().reveal()}))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"challenges/{packages.SLUG}/hidden.age: " in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_end_before_the_end_leaves_nothing(number, contributed, place, tmp_path):
    """Be it Ctrl-C or SIGTERM, while a contribution is being proved."""
    root = contributed()
    command = [str(Path(sys.executable).with_name("heldout")), "verify", "--ref", "new"]
    own = {"HELDOUT_IDENTITY": ADA.reveal(), "TMPDIR": str(place), "XDG_CACHE_HOME": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=root, env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 30
        while not list(place.glob("*/repository/challenges/*/hidden/test_hidden.py")):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(number)
        assert process.wait(20) != 0
