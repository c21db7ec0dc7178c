"""`heldout cohort open` and `close`, as a maintainer types them."""

from __future__ import annotations

import json
import stat
from subprocess import CompletedProcess

import pytest
import typer
from typer.testing import CliRunner

from heldout.catalogue import opening
from heldout.cli import cohort
from heldout.errors import HeldoutError
from heldout.vault import secret

OVER = """\
title = "Spring"
opens = 2020-03-01T09:00:00Z
closes = 2020-04-01T09:00:00Z
"""
RUNNING = OVER.replace("closes = 2020", "closes = 2990")
LATE = """
[late]
policy = "penalty"
per_day = 0.0001
until = 2991-01-01T00:00:00Z
"""


@pytest.fixture(autouse=True)
def config(tmp_path_factory, monkeypatch):
    """A user's own folder, with nothing in it."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("HELDOUT_COHORT_SECRET", raising=False)
    return folder


@pytest.fixture
def record(double):
    """Where the record of a cohort that is over by now will be."""
    double.write("cohorts/spring.toml", OVER, below=double.root)
    return opening.file(double.root, "spring")


@pytest.fixture
def kept(config):
    """Where its secret will be."""
    return config / "heldout" / "cohorts" / "spring.secret"


@pytest.fixture
def typed(double, monkeypatch):
    """Run the same in this process, which is quicker."""
    monkeypatch.chdir(double.root)
    app = typer.Typer()
    cohort.add_commands(app)

    def ran(*words: object) -> CompletedProcess[str]:
        done = CliRunner().invoke(app, [*map(str, words)])
        if isinstance(done.exception, HeldoutError):
            error = done.exception
            return CompletedProcess(words, error.exit_status, done.stdout, str(error))
        assert done.exception is None
        return CompletedProcess(words, done.exit_code, done.stdout, done.stderr)

    return ran


def shown(done) -> str:
    """All that was printed; the status must be 0."""
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_cohort_is_opened_and_closed_once(run, record, kept):
    """The hash is published, then the key; the commands are told, the secret never is."""
    said = shown(run("cohort", "open", "spring"))
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    held = secret.read(kept)
    key = secret.seed_key(held)
    opened = opening.load(record)
    assert (opened.commitment, opened.key) == (secret.commitment(key), None)
    assert f"next: gh secret set HELDOUT_COHORT_SECRET --env grading < {kept}\n" in said
    assert "git add cohorts/spring/seed.toml\n" in said
    before = record.read_bytes(), kept.read_bytes()
    again = shown(run("cohort", "open", "spring"))
    assert "nothing was changed" in again
    assert (record.read_bytes(), kept.read_bytes()) == before

    closing = shown(run("cohort", "close", "spring"))
    closed = opening.load(record)
    assert (closed.key, closed.opened_at) == (key.hex(), opened.opened_at)
    assert "heldout replay RECEIPT" in closing
    once_more = shown(run("cohort", "close", "spring"))
    assert "nothing was changed" in once_more
    assert opening.load(record) == closed
    for text in (said, again, closing, once_more, record.read_text()):
        assert held.reveal().removeprefix(secret.TAG) not in text
        assert secret.pseudonym_key(held).hex() not in text


def test_programs_get_the_record(typed, record, kept):
    """And whether anything changed."""
    told = json.loads(shown(typed("cohort", "open", "spring", "--json")))
    commitment = secret.commitment(secret.seed_key(secret.read(kept)))
    assert (told["cohort"], told["changed"], told["commitment"]) == ("spring", True, commitment)
    assert (told["record"], told["key"]) == ("cohorts/spring/seed.toml", None)
    assert json.loads(shown(typed("cohort", "open", "spring", "--json")))["changed"] is False
    told = json.loads(shown(typed("cohort", "close", "spring", "--json")))
    assert (told["changed"], told["key"]) == (True, opening.load(record).key)


def test_a_cohort_cannot_change_its_seed(typed, record, kept, config):
    """Neither by another secret, nor by drawing a new one where the old one is lost."""
    other = config / "other.secret"
    shown(typed("cohort", "open", "spring"))
    before = record.read_bytes()
    secret.write(other, secret.new())
    for verb in ("open", "close"):
        done = typed("cohort", verb, "spring", "--secret", other)
        assert done.returncode == 2
        assert "is not the secret that this cohort was opened with" in done.stderr
    kept.unlink()
    for verb in ("open", "close"):
        done = typed("cohort", verb, "spring")
        assert done.returncode == 2
        assert f"its secret is not at {kept}" in done.stderr
    assert not kept.exists()
    assert record.read_bytes() == before


@pytest.mark.usefixtures("record")
def test_a_secret_is_for_one_cohort_and_outside_the_repository(typed, double, config):
    """Or its key would tell of another cohort, or a commit would publish it."""
    double.write("cohorts/autumn.toml", OVER, below=double.root)
    own = config / "own.secret"
    secret.write(own, secret.new())
    shown(typed("cohort", "open", "spring", "--secret", own))
    done = typed("cohort", "open", "autumn", "--secret", own)
    assert done.returncode == 2
    assert "spring was opened with this very secret" in done.stderr
    done = typed("cohort", "open", "autumn", "--secret", "autumn.secret")
    assert done.returncode == 2
    assert "inside the repository" in done.stderr
    assert not (double.root / "autumn.secret").exists()
    assert not opening.file(double.root, "autumn").exists()


@pytest.mark.parametrize("text", [RUNNING, OVER + LATE])
def test_the_key_is_not_published_while_work_counts(typed, double, record, text):
    """Unless one says so, late work that counts included."""
    double.write("cohorts/spring.toml", text, below=double.root)
    shown(typed("cohort", "open", "spring"))
    before = record.read_bytes()
    done = typed("cohort", "close", "spring")
    assert done.returncode == 2
    assert "work for spring still counts until 299" in done.stderr
    assert "heldout cohort close spring --early" in done.stderr
    assert record.read_bytes() == before
    assert "open another cohort for it" in shown(typed("cohort", "close", "spring", "--early"))
    assert opening.load(record).key


def test_what_is_not_there_is_told(typed, record):
    """A cohort without a file, and one that was never opened."""
    done = typed("cohort", "open", "sprung")
    assert done.returncode == 2
    assert "did you mean spring?" in done.stderr
    done = typed("cohort", "close", "spring")
    assert done.returncode == 2
    assert "next: heldout cohort open spring" in done.stderr
    assert not record.exists()
