"""Suites in the clear and sealed ones, opened for real, and what is left of them: nothing."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

import heldout
from heldout.catalogue.repository import Repository
from heldout.errors import (
    BadInputError,
    CatalogueError,
    IdentityError,
    OurFaultError,
    SealBrokenError,
    UnknownSlugError,
)
from heldout.grading import run, suites
from heldout.judging.judge import Judge
from heldout.report import Verdict
from heldout.sandbox.box import Isolation
from heldout.vault import age
from heldout.vault import suites as vault
from tests.catalogue.churn import Churn
from tests.conftest import Builder
from tests.grading.edition import KEY, NOW, entry, files, seal

CODE = ("double", "challenge")
PROSE = ("churn", "casestudy")
FOLLOW_UP = ("double", "follow-up")
QUESTIONS_KEY = """\
[[question]]
title = "Why?"
points = [{ id = "sum", title = "Says that it is a sum." }]

[points.sum]
patterns = ['\\bsum\\b', '\\badd\\w*', '\\bplus\\b']
anchors = ["Doubling adds a number to itself.", "It is the sum of a number and itself."]
"""


@pytest.fixture(scope="module")
def ada() -> age.Identity:
    """A key that opens what is sealed here."""
    return age.new_identity()


@pytest.fixture
def root(tmp_path, repository) -> Repository:
    """A repository with `double`, its questions, and `churn`; all in the clear."""
    top = tmp_path / "repository"
    top.mkdir()
    Churn(top)
    double = Builder(top)
    double.write("hidden/followups.toml", QUESTIONS_KEY)
    shutil.copy(repository.root / "rubrics" / "follow-up.toml", top / "rubrics")
    return Repository(top)


@pytest.fixture
def place(tmp_path) -> Path:
    """A temporary folder of its own."""
    made = tmp_path / "temporary"
    made.mkdir()
    return made


@pytest.fixture
def sealed(root, ada) -> Repository:
    """The same repository with nothing in the clear."""
    seal(root.root / "challenges" / "double", ada)
    seal(root.root / "casestudies" / "churn", ada)
    return root


def test_a_sealed_task_is_graded_by_the_same_as_one_in_the_clear(root, ada, place):
    """Code, follow-up questions and a written prompt; only code has limits and a seed."""
    slugs = ["double", "churn"]
    with suites.opened(root, slugs, seed_key=KEY, place=place) as opened:
        clear = opened.graders()
    assert list(clear.graders) == [CODE, FOLLOW_UP, PROSE]
    assert not clear.faults
    assert not list(place.iterdir())
    for task in ("challenges/double", "casestudies/churn"):
        seal(root.root / task, ada)
    with suites.opened(root, slugs, [ada], seed_key=KEY, place=place) as opened:
        assert opened.graders() == clear
        assert opened.task("double").hidden.rejected[0].name == "squares.py"
        assert opened.assessor(FOLLOW_UP).prompt.keys
        assert opened.assessor(PROSE).prompt.keys
    by = clear.graders[CODE]
    assert (by.limits.suite_s, by.harness) == (6.0, f"heldout {heldout.__version__}")
    assert by.seed_commitment.startswith("630dcd2966c4336691125448bbb25b4f")
    assert {clear.graders[name].limits for name in (PROSE, FOLLOW_UP)} == {None}
    assert {clear.graders[name].seed_commitment for name in (PROSE, FOLLOW_UP)} == {None}


def test_what_is_opened_is_private_outside_the_repository_and_gone_afterwards(sealed, ada, place):
    """Nothing is opened before it is asked for; an exception is an end as well."""
    before = files(sealed)

    def use_and_fail() -> None:
        with suites.opened(sealed, ["double", "churn"], [ada], place=place) as opened:
            look(opened)
            raise ZeroDivisionError

    def look(opened: suites.Opened) -> None:
        assert not list(place.iterdir())
        suite = opened.task("double").hidden.suite
        (folder,) = place.iterdir()
        assert suite.is_relative_to(folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert [each.name for each in folder.iterdir() if each.is_dir()] == ["double"]
        assert files(sealed) == before

    with pytest.raises(ZeroDivisionError):
        use_and_fail()
    assert not list(place.iterdir())
    assert files(sealed) == before


def test_a_temporary_folder_inside_the_repository_is_refused(sealed, ada):
    """Even by way of a link."""
    inside = sealed.root / "tmp"
    inside.mkdir()
    link = sealed.root.parent / "link"
    link.symlink_to(inside)
    for each in (inside, link):
        with (
            suites.opened(sealed, ["double"], [ada], place=each) as opened,
            pytest.raises(BadInputError, match="inside the repository"),
        ):
            opened.task("double")
    assert not list(inside.iterdir())


def test_without_isolation_nothing_sealed_is_opened(sealed, ada, place):
    """What is in the clear anyway may be used."""
    with suites.opened(
        sealed, ["double", "churn"], [ada], isolation=Isolation.NONE, place=place
    ) as opened:
        assert len(opened.graders().faults) == 2
        with pytest.raises(BadInputError, match="not opened for a run without isolation"):
            opened.task("double")
        assert not list(place.iterdir())
    vault.unseal(sealed.root / "challenges" / "double", [ada])
    with suites.opened(sealed, ["double"], [ada], isolation=Isolation.NONE) as opened:
        assert opened.suite("double").source


def test_what_cannot_be_opened_is_told_and_hides_nothing(sealed, ada, place):
    """No key, another key, damage, a file too few; the other task has its grader."""
    hidden = sealed.root / "casestudies" / "churn" / "hidden.age"
    for held in ([], [age.new_identity()]):
        with (
            suites.opened(sealed, ["churn"], held, place=place) as opened,
            pytest.raises(IdentityError),
        ):
            opened.task("churn")
    hidden.write_bytes(hidden.read_bytes()[:-1])
    with suites.opened(sealed, ["churn", "double", "none"], [ada], place=place) as opened:
        found = opened.graders()
    assert list(found.graders) == [CODE, FOLLOW_UP]
    assert isinstance(found.faults["churn"], SealBrokenError)
    assert isinstance(found.faults["none"], UnknownSlugError)
    folder = sealed.root / "challenges" / "double"
    vault.unseal(folder, [ada])
    (folder / "hidden" / "reference.py").unlink()
    seal(folder, ada)
    with (
        suites.opened(sealed, ["double"], [ada], place=place) as opened,
        pytest.raises(CatalogueError, match=r"hidden\.age: reference\.py: the file is missing"),
    ):
        opened.task("double")


def test_only_what_the_run_is_about_can_be_asked_for(root):
    """And as what it is."""
    with suites.opened(root, ["double"]) as opened, pytest.raises(UnknownSlugError):
        opened.task("churn")
    with suites.opened(root, ["churn"]) as opened:
        for kind in ("challenge", "follow-up"):
            with pytest.raises(BadInputError, match="churn is a written prompt"):
                opened.grader(("churn", kind))
    (root.root / "challenges" / "double" / "hidden" / "followups.toml").unlink()
    shutil.rmtree(root.root / "casestudies" / "churn" / "hidden")
    with suites.opened(root, ["churn", "double"]) as opened:
        found = opened.graders()
        assert list(found.graders) == [CODE]
        assert "neither in the clear nor sealed" in found.faults["churn"].fact
        with pytest.raises(BadInputError, match="neither in the clear nor sealed"):
            opened.grader(FOLLOW_UP)


def test_a_worker_finds_nothing_of_the_opened_folder(sealed, ada):
    """Code that can see any of it by its path, or by a walk from the root, does not pass."""
    source = """
import os

def found():
    for path in {paths!r}:
        try:
            os.stat(path)
            return path
        except OSError:
            pass
        try:
            with open(path, "rb"):
                return path
        except OSError:
            pass
    for here, folders, names in os.walk("/"):
        if "test_hidden.py" in names or "heldout-suites" in here + "".join(folders):
            return here
    return None

FOUND = found()

def double(x):
    return None if FOUND else 2 * x
"""
    with suites.opened(sealed, ["double"], [ada], seed_key=KEY) as opened:
        suite = opened.task("double").hidden.suite
        assert suite.is_file()
        hidden = [str(suite), str(suite.parent), str(suite.parents[1])]
        seen = [*hidden, os.__file__]
        (clean, caught) = (
            entry(source.format(paths=paths).encode(), user_id=n)
            for n, paths in enumerate((hidden, seen), start=1)
        )
        reports = {
            each.work.submitter.user_id: each.report
            for each in run.grade(opened, Judge, [clean, caught], lambda: NOW, jobs=1)
        }
    assert reports[1].verdict == Verdict.PASSED
    assert reports[2].verdict == Verdict.FAILED


CHILD = """
import sys, time
from pathlib import Path
from heldout.catalogue.repository import Repository
from heldout.grading import suites
from heldout.vault.age import Identity

root, place, key = sys.argv[1:]
with suites.opened(Repository(Path(root)), ["double"], [Identity(key)], place=Path(place)) as it:
    print(it.task("double").hidden.suite, flush=True)
    time.sleep(60)
"""


@contextmanager
def holding(root: Repository, place: Path, key: age.Identity) -> Iterator[tuple[Popen[str], Path]]:
    """Have a process that has a suite open; give its path."""
    words = [str(root.root), str(place), key.reveal()]
    with Popen([sys.executable, "-c", CHILD, *words], stdout=PIPE, text=True) as process:
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_after_sigterm_nothing_is_left(sealed, ada, place):
    """The process ends by it, too."""
    with holding(sealed, place, ada) as (process, suite):
        assert suite.is_file()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 128 + signal.SIGTERM
    assert not list(place.iterdir())


def test_what_a_killed_process_left_is_removed_by_the_next_one(sealed, ada, place):
    """Not before it has been there for a minute, and never that of one that lives."""

    def open_once() -> None:
        with suites.opened(sealed, ["double"], [ada], place=place) as opened:
            opened.task("double")

    with holding(sealed, place, ada) as (_, left):
        pass
    with holding(sealed, place, ada) as (_, used):
        strange = place / "heldout-suites.strange"
        strange.symlink_to(used.parents[1])
        open_once()
        assert left.is_file()
        old = time.time() - 120
        for folder in (left.parents[1], used.parents[1]):
            os.utime(folder, (old, old))
        open_once()
        assert not left.parents[1].exists()
        assert used.is_file()
        assert strange.is_symlink()


def test_a_place_that_is_full_or_not_there_is_our_fault(sealed, ada, tmp_path):
    """The fact, the place, the next step."""
    with (
        suites.opened(sealed, ["double"], [ada], place=tmp_path / "none") as opened,
        pytest.raises(OurFaultError, match="cannot be laid out"),
    ):
        opened.task("double")


def test_in_another_thread_it_works_as_well(sealed, ada, place):
    """There, signals are not its business."""
    seen = []

    def use() -> None:
        with suites.opened(sealed, ["double"], [ada], place=place) as opened:
            seen.append(opened.task("double").hidden.suite.is_file())

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert seen == [True]
    assert not list(place.iterdir())
    assert signal.getsignal(signal.SIGTERM) is before
