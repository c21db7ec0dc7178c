"""`heldout replay`, as anybody types it once a cohort is closed."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime

import msgspec
import pytest
import typer

from heldout.catalogue import opening
from heldout.catalogue.repository import Repository
from heldout.cli import replay
from heldout.errors import BadInputError
from heldout.grading import run as runs
from heldout.grading import suites
from heldout.judging.judge import Judge
from heldout.ledger import receipt as receipts
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict
from heldout.vault import age, secret
from tests.conftest import Builder
from tests.grading.edition import KEY, NOW, WRONG, entry, seal

OPENED = opening.Opening(
    commitment=secret.commitment(KEY), opened_at=datetime(2027, 3, 1, tzinfo=UTC)
)
CLOSED = msgspec.structs.replace(OPENED, key=KEY.hex(), closed_at=datetime(2027, 4, 26, tzinfo=UTC))


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Receipt:
    """The receipt of WRONG, by the suite of `double`: 3 of 5 points."""
    root = Repository(Builder(tmp_path_factory.mktemp("graded")).root)
    with suites.opened(root, ["double"], seed_key=KEY) as opened:
        (each,) = runs.grade(opened, Judge, [entry(WRONG)], lambda: NOW, jobs=1)
    assert each.receipt is not None
    return each.receipt


@pytest.fixture(autouse=True)
def closed(double, monkeypatch, tmp_path_factory):
    """The cohort is over, and its key published; this user has no key of any kind."""
    opening.write(opening.file(double.root, "spring"), CLOSED)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.delenv("HELDOUT_IDENTITY", raising=False)


@pytest.fixture
def wrong(tmp_path_factory):
    """What was handed in."""
    path = tmp_path_factory.mktemp("work") / "solution.py"
    path.write_bytes(WRONG)
    return path


@pytest.fixture
def ledger(double, graded):
    """A ledger of two receipts: line 1 is sound, in line 3 somebody gave a case its points."""
    (gate, negative) = graded.cases
    forged = msgspec.structs.replace(
        graded,
        cases=(gate, msgspec.structs.replace(negative, verdict=Verdict.PASSED, points=2.0)),
        points=5.0,
        verdict=Verdict.PASSED,
    )
    path = double.root / "receipts" / "7.ndjson"
    path.parent.mkdir()
    path.write_bytes(receipts.encode(graded) + b"\n" + receipts.encode(forged))
    return path


def test_a_replay_reads_the_work_from_git_and_the_key_from_the_cohort(run, double, ledger):
    """Out of a sealed suite, with an identity; nothing of it is left in the repository."""
    ada = age.new_identity()
    seal(double.folder, ada)
    git = ["git", "-C", str(double.root)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "hash-object", "-w", "--stdin"], input=WRONG, check=True)
    done = run("replay", f"{ledger}:1", HELDOUT_IDENTITY=ada.reveal())
    assert done.returncode == 0, done.stderr
    assert "user-7, double (challenge): the replay agrees" in done.stdout
    assert not list(double.root.rglob("test_hidden.py"))


def test_what_flips_is_listed(run, ledger, wrong):
    """Status 1; for programs, what it was and what it is."""
    done = run("replay", f"{ledger}:3", "--solution", wrong)
    assert done.returncode == 1, done.stderr
    assert "test_negative" in done.stdout
    assert "passed, 2 / 2" in done.stdout
    assert "failed, 0 / 2" in done.stdout
    assert "the replay does not agree: 1 case flips" in done.stdout
    done = run("replay", f"{ledger}:3", "--solution", wrong, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["agrees"], told["slug"]) == (1, False, "double")
    assert told["flips"] == [
        {
            "case": "test_negative",
            "was": {"verdict": "passed", "points": 2.0, "max_points": 2.0},
            "now": {"verdict": "failed", "points": 0.0, "max_points": 2.0},
        }
    ]
    assert (told["efficiency"], told["slips"]) == ([], [])


@pytest.mark.parametrize("form", ["hex", "file", "secret", "cohort"])
def test_the_key_may_be_given(form, graded, tmp_path):
    """As it is, in a file, as the secret that it is derived from, or by the cohort's record."""
    held = secret.new()
    secret.write(tmp_path / "secret", held)
    (tmp_path / "file").write_text(f"{KEY.hex()}\n")
    opening.write(tmp_path / "seed.toml", CLOSED)
    option = {"hex": KEY.hex(), "cohort": None}.get(form, str(tmp_path / form))
    cohort = tmp_path / "seed.toml" if form == "cohort" else None
    root = Repository(tmp_path / "elsewhere")
    found = replay.key_of(root, graded, option, cohort)
    assert found == (secret.seed_key(held) if form == "secret" else KEY)
    prose = msgspec.structs.replace(graded, seed_commitment=None)
    assert replay.key_of(root, prose, None, None) is None


@pytest.fixture
def refused(double, monkeypatch):
    """Run the command in this process, and give its error; nothing is graded."""
    monkeypatch.chdir(double.root)

    def told(*words: object, **options: object) -> str:
        with pytest.raises(BadInputError) as raised:
            replay.replay(*map(str, words), **options)
        return str(raised.value)

    return told


def test_a_receipt_is_named_by_its_line(refused, ledger):
    """Where there is more than one."""
    assert "there are 2 receipts in it" in refused(ledger)
    step = f"line 2 is no receipt\n  next: name one as FILE:LINE; {ledger}:1 is the first of them"
    assert step in refused(f"{ledger}:2")
    assert "none.ndjson: there is no such file of receipts" in refused("none.ndjson:1")
    ledger.write_bytes(b"{}\n")
    assert "7.ndjson:1: this line is no receipt" in refused(ledger)


def test_a_sealed_suite_needs_an_identity(refused, double, ledger, wrong):
    """Before anything is graded."""
    seal(double.folder, age.new_identity())
    assert "no identity is at hand" in refused(f"{ledger}:1", solution=wrong)


def test_what_was_graded_must_be_at_hand(refused, double, ledger, graded):
    """By its name in git, or as a file; and be what was graded."""
    receipt = f"{ledger}:1"
    assert "there is no git repository here" in refused(receipt)
    subprocess.run(["git", "-C", str(double.root), "init", "--quiet"], check=True)
    told = refused(receipt)
    assert f"{graded.solution_sha}: what was graded is not at hand: git has no such file" in told
    assert f"git fetch origin {'c' * 40}" in told
    assert "\n  - solution: " in refused(receipt, solution=double.folder / "solution.py")
    assert "no such file" in refused(receipt, solution=double.folder / "none.py")


def test_the_key_must_be_the_cohorts(refused, double, ledger, wrong):
    """Of a cohort that is closed, or given; a wrong one is told before anything is graded."""

    def told(**options: object) -> str:
        return refused(f"{ledger}:1", solution=wrong, **options)

    assert "\n  - SHA-256 of the seed key: " in told(seed_key="0" * 64)
    assert "neither 64 hexadecimal digits nor a file" in told(seed_key="0" * 63)
    assert "there is no seed key in it" in told(seed_key=str(wrong))
    opening.write(opening.file(double.root, "spring"), OPENED)
    assert "spring has not published its seed key yet" in told()
    shutil.rmtree(double.root / "cohorts")
    assert "no cohort here was opened with the seed key" in told()


def test_another_version_of_heldout_is_told(double, graded, wrong, monkeypatch, capsys):
    """It may decide otherwise, and that is no forgery."""
    monkeypatch.chdir(double.root)
    path = double.root / "receipt.json"
    path.write_bytes(receipts.encode(msgspec.structs.replace(graded, harness="heldout 0.0")))
    with pytest.raises(typer.Exit) as left:
        replay.replay(str(path), solution=wrong)
    assert left.value.exit_code == 0
    assert "warning: the receipt is by heldout 0.0" in capsys.readouterr().err
