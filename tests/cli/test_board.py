"""board: the site from receipts, as a maintainer builds it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.board.receipts import graded, record

RULES = """
title = "Autumn"
opens = 2026-09-01T00:00:00Z
closes = 2026-10-27T00:00:00Z
"""


@pytest.fixture
def ledger(double) -> Path:
    """Receipts of two candidates, in the repository of `double`."""
    return record(
        double.root / "receipts", [graded(1, 4, slug="double"), graded(2, 10, slug="double")]
    )


@pytest.fixture
def cohort(double) -> Path:
    """A cohort that is open to all."""
    path = double.root / "cohorts" / "autumn.toml"
    path.parent.mkdir()
    path.write_text(RULES, encoding="utf-8")
    return path


def _build(run, tmp_path: Path, *arguments: object, **environment: str):
    return run("board", "build", *arguments, XDG_CACHE_HOME=str(tmp_path / "cache"), **environment)


@pytest.mark.usefixtures("ledger")
def test_a_site_is_built_and_its_place_is_told(run, tmp_path, double, cohort):
    """With the titles of the catalogue, and what a suite that has changed means."""
    done = _build(run, tmp_path, "--cohort", cohort)
    assert done.returncode == 0, done.stderr
    assert (double.root / "site" / "index.html").as_uri() in done.stdout
    assert "2 works were graded by a suite that has changed since" in done.stdout
    assert "Double" in (double.root / "site" / "index.html").read_text(encoding="utf-8")


def test_the_second_build_makes_only_what_changed(run, tmp_path, ledger, cohort):
    """For programs: one object of JSON."""
    first = json.loads(_build(run, tmp_path, "--cohort", cohort, "--json").stdout)
    assert (first["is_whole"], first["candidates"]) == (True, 2)
    record(ledger, [graded(1, 10, slug="double", at=30)])
    second = json.loads(_build(run, tmp_path, "--cohort", cohort, "--json").stdout)
    assert (second["is_whole"], second["pages"]) == (False, 1)


def test_receipts_make_a_board_outside_a_repository_too(run, tmp_path, ledger):
    """As on the branch of the results, which has nothing else."""
    (tmp_path / "elsewhere").mkdir()
    done = _build(run, tmp_path, "--receipts", ledger, cwd=tmp_path / "elsewhere")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "elsewhere" / "site" / "standings.csv").is_file()


def test_lines_that_cannot_be_read_are_warned_of(run, tmp_path, ledger):
    """They name the file and the line, and the command that tells more."""
    with (ledger / "1.ndjson").open("ab") as file:
        file.write(b'{"torn')
    done = _build(run, tmp_path)
    assert done.returncode == 0
    assert "1.ndjson, line 2" in done.stderr
    assert "heldout ledger check" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--receipts", "nowhere"), "nowhere"),
        (("--cohort", "nowhere.toml"), "nowhere.toml: the file is missing"),
        (("--url", "javascript:alert(1)"), "https://"),
        (("--out", "pyproject.toml"), "the site needs a folder"),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_bad_input_is_told_with_the_next_step(run, tmp_path, arguments, told):
    """And nothing is built."""
    done = _build(run, tmp_path, *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "next:" in done.stderr


@pytest.mark.usefixtures("ledger")
def test_a_task_that_is_not_in_the_catalogue_is_told(run, tmp_path, cohort):
    """Its points could never be earned."""
    cohort.write_text(RULES + "[challenges]\ndoubel = 1.0\n", encoding="utf-8")
    done = _build(run, tmp_path, "--cohort", cohort)
    assert done.returncode == 2
    assert "challenges.doubel" in done.stderr
    assert "did you mean double?" in done.stderr


@pytest.mark.usefixtures("ledger")
def test_pseudonyms_need_the_secret_and_keep_every_name_off_the_site(run, tmp_path, double, cohort):
    """Logins, user ids as names of files, pull requests."""
    cohort.write_text(RULES + "pseudonyms = true\n", encoding="utf-8")
    assert _build(run, tmp_path, "--cohort", cohort).returncode == 2
    secret = "heldout-secret-v1:" + "ab" * 32
    done = _build(run, tmp_path, "--cohort", cohort, HELDOUT_COHORT_SECRET=secret)
    assert done.returncode == 0, done.stderr
    files = [path for path in (double.root / "site").rglob("*") if path.is_file()]
    assert not any(b"user-1" in path.read_bytes() for path in files)
    assert not any(path.stem in ("1", "2") or path.parent.name in ("1", "2") for path in files)


@pytest.mark.usefixtures("ledger")
def test_a_preview_answers_until_it_is_stopped(run, tmp_path, double):
    """On this machine only, at the address it prints."""
    assert _build(run, tmp_path).returncode == 0
    command = [str(Path(sys.executable).with_name("heldout")), "board", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=double.root, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urlopen(f"{address}standings.json", timeout=10) as answer:
            assert json.load(answer)["version"] == 1
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_is_full_keeps_the_old_site(run, tmp_path, ledger):
    """The error names the place; a build with room makes it good."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", disk], check=True)
    try:
        assert _build(run, tmp_path, "--out", disk / "site").returncode == 0
        before = (disk / "site" / "index.html").read_bytes()
        record(ledger, [graded(n, 5, slug="double", at=n) for n in range(3, 40)])
        done = _build(run, tmp_path, "--out", disk / "site")
        assert done.returncode == 2, done.stderr
        assert "no space left" in done.stderr.lower()
        assert (disk / "site" / "index.html").read_bytes() == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_receipt_from_the_future_is_told_and_does_not_count(run, tmp_path, ledger):
    """By the clock of the machine that builds."""
    late = datetime(2999, 1, 1, tzinfo=UTC)
    record(ledger, [graded(3, 9, slug="double", submitted_at=late, graded_at=late)])
    done = _build(run, tmp_path, "--json")
    facts = json.loads(done.stdout)
    assert facts["candidates"] == 2
    assert "from the future" in facts["notices"][0]
