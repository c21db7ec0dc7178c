"""The place of an edition: whatever is there or goes wrong there, nothing is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap

import filelock
import pytest

from heldout.errors import EditionError
from heldout.vault import destination


def state(press) -> tuple[str, str, set[str]]:
    """What a failed publish must leave as it was."""
    return press.git("rev-parse", "HEAD"), press.git("status", "--porcelain"), press.files()


@pytest.fixture
def published(published):
    """An edition, with something new to publish, and something to remove."""
    (published.root / "rubrics").mkdir()
    for n in range(3):
        text = random.Random(n).randbytes(5000).hex()
        (published.root / "rubrics" / f"{n}.toml").write_text(text)
    (published.root / "LICENSE").unlink()
    return published


def test_an_edition_is_apart_from_where_it_comes_from(press):
    """Neither inside, nor around, nor there through a link."""
    link = press.dest.with_name("link")
    link.symlink_to(press.root)
    for dest in (press.root, press.root / "edition", press.root.parent, link / "challenges"):
        press.dest = dest
        with pytest.raises(EditionError, match="apart from the authoring edition"):
            press.publish()
    assert not (press.root / ".git").exists()


@pytest.mark.parametrize("is_repository", [False, True])
def test_a_folder_with_something_else_in_it_is_left_alone(press, is_repository):
    """Be it under git's care or not."""
    press.dest.mkdir()
    (press.dest / "thesis.tex").write_text("years of work")
    if is_repository:
        press.git("init", "--quiet")
    with pytest.raises(EditionError, match="neither empty nor a cohort edition"):
        press.publish()
    if is_repository:
        press.git("add", ".")
        press.git("commit", "--quiet", "--message", "Thesis")
        with pytest.raises(EditionError, match="neither empty nor a cohort edition"):
            press.publish()
    assert press.files() == {"thesis.tex"}


def test_a_file_cannot_be_an_edition(press):
    """And is left as it is."""
    press.dest.write_text("years of work")
    with pytest.raises(EditionError, match="cannot be used"):
        press.publish()
    assert press.dest.read_text() == "years of work"


def test_a_clone_of_an_empty_repository_is_a_place_too(press):
    """On whichever branch it begins, and what it was cloned from stays its remote."""
    bare = press.dest.with_name("bare.git")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "trunk", bare], check=True)
    subprocess.run(["git", "clone", "-q", bare, press.dest], check=True, capture_output=True)
    press.publish()
    press.git("push", "--quiet", "origin", "trunk")
    assert press.git("status", "--porcelain") == ""


def test_a_folder_inside_another_repository_becomes_one_of_its_own(press):
    """Nothing is committed to the one around it, even if its own git folder is broken."""
    outer = press.dest.parent
    subprocess.run(["git", "init", "-q", outer], check=True)
    press.publish()
    assert press.commits() == 1
    (press.dest / ".git" / "HEAD").unlink()
    with pytest.raises(EditionError, match="not a git repository"):
        press.publish()
    listed = subprocess.run(
        ["git", "rev-list", "--all"], cwd=outer, capture_output=True, check=True
    )
    assert listed.stdout == b""


@pytest.mark.parametrize("name", ["run", "notes.md"])
def test_changes_that_are_not_committed_stop_it(published, name):
    """Of a published file, or a new one; the command that puts them aside is told, and works."""
    (published.dest / name).write_text("mine")
    before = state(published)
    with pytest.raises(EditionError, match=f"not committed:\n  - {name}") as caught:
        published.publish()
    assert state(published) == before
    assert "stash --include-untracked" in caught.value.next_step
    published.git("stash", "--include-untracked", "--quiet")
    # What is put aside is an object like any other, and no leak.
    published.publish()
    published.git("stash", "pop", "--quiet")
    assert (published.dest / name).read_text() == "mine"


def test_a_detached_head_stops_it(published):
    """A commit there belongs to no branch."""
    published.git("switch", "--quiet", "--detach")
    before = state(published)
    with pytest.raises(EditionError, match="no branch is checked out") as caught:
        published.publish()
    assert state(published) == before
    assert "switch main" in caught.value.next_step


def test_an_ignored_file_in_the_way_stops_it(published):
    """Git would let it be overwritten; we do not."""
    (published.dest / ".git" / "info" / "exclude").write_text("/rubrics\n")
    (published.dest / "rubrics").mkdir()
    (published.dest / "rubrics" / "1.toml").write_text("mine")
    before = state(published)
    with pytest.raises(EditionError, match=r"have to be:\n  - rubrics/1\.toml"):
        published.publish()
    (published.dest / "rubrics" / "1.toml").unlink()
    (published.dest / "rubrics").rmdir()
    (published.dest / "rubrics").write_text("mine")
    with pytest.raises(EditionError, match=r"have to be:\n  - rubrics"):
        published.publish()
    assert state(published)[:2] == before[:2]
    assert (published.dest / "rubrics").read_text() == "mine"


def test_two_at_once_do_not_mix(published):
    """The second is told to wait."""
    with (
        filelock.FileLock(published.dest / ".git" / "heldout.lock"),
        pytest.raises(EditionError, match="another publish is at work"),
    ):
        published.publish()


def test_a_record_that_cannot_be_read_stops_it(published):
    """Damaged by hand, or of a later version."""
    record = (published.dest / destination.RECORD).read_text()
    published.commit(destination.RECORD, "{")
    with pytest.raises(EditionError, match="damaged"):
        published.publish()
    published.commit(destination.RECORD, record.replace('"version": 1', '"version": 2'))
    with pytest.raises(EditionError, match="a newer heldout"):
        published.publish()


def test_git_that_is_led_elsewhere_still_works_here(published, monkeypatch, tmp_path):
    """As inside a hook of another repository."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    published.publish()
    monkeypatch.undo()
    assert published.git("status", "--porcelain") == ""
    assert not (tmp_path / "index").exists()


def test_hooks_of_the_edition_do_not_get_the_key(published, monkeypatch, ada):
    """Git runs them while publish has it."""
    monkeypatch.setenv("HELDOUT_IDENTITY", ada.reveal())
    hook = published.dest / ".git" / "hooks" / "reference-transaction"
    hook.write_text(f"#!/bin/sh\nenv > {published.dest.with_name('seen')}\n")
    hook.chmod(0o755)
    published.publish()
    seen = published.dest.with_name("seen").read_text()
    assert "PATH=" in seen
    assert ada.reveal() not in seen


def test_without_git_it_is_told_to_install_it(press, monkeypatch, tmp_path):
    """With the command."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EditionError, match="git is not installed") as caught:
        press.publish()
    assert "apt-get install git" in caught.value.next_step


CHILD = """
    import os, resource, signal, sys
    from pathlib import Path
    from heldout.errors import HeldoutError
    from heldout.vault import publication
    from heldout.vault.age import Identity

    root, dest, key, event, number = sys.argv[1:]
    left = int(number)

    def strike(name, arguments):
        global left
        if name != event or (event == "os.rename" and not str(arguments[1]).startswith(dest)):
            return
        left -= 1
        if left == 0 and sys.stdin.read() == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if left == 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    sys.addaudithook(strike)
    try:
        publication.publish(Path(root), Path(dest), None, [Identity(key)], Path(dest))
    except HeldoutError as exc:
        sys.exit(f"{exc}")
"""


def strike(press, way: str, event: str, number: int) -> subprocess.CompletedProcess[str]:
    """Publish in another process, which is killed, or has a full disk, at some moment."""
    (key,) = press.identities
    return subprocess.run(
        [
            *(sys.executable, "-c", textwrap.dedent(CHILD), str(press.root), str(press.dest)),
            *(key.reveal(), event, f"{number}"),
        ],
        input=way,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("event", "number"),
    [("subprocess.Popen", 9), ("subprocess.Popen", 13), ("os.rename", 1), ("os.rename", 3)],
)
def test_a_killed_publish_is_finished_by_the_next(published, event, number):
    """Before the commit, just after it, or with half of the files in their places."""
    assert strike(published, "kill", event, number).returncode == -9
    published.publish()
    assert published.commits() == 2
    assert published.git("status", "--porcelain") == ""
    assert {f"rubrics/{n}.toml" for n in range(3)} <= published.files()
    assert "LICENSE" not in published.files()
    assert not os.path.lexists(published.dest / ".git" / "heldout-pending")


@pytest.mark.parametrize(("event", "number"), [("subprocess.Popen", 9), ("os.rename", 4)])
def test_a_first_publish_that_was_killed_is_finished_too(press, event, number):
    """Where there was nothing yet."""
    assert strike(press, "kill", event, number).returncode == -9
    press.publish()
    assert press.commits() == 1
    assert press.git("status", "--porcelain") == ""


def test_what_was_changed_after_a_kill_is_not_finished_over(published):
    """Half of the files are ours then, and one is somebody's."""
    assert strike(published, "kill", "os.rename", 2).returncode == -9
    (published.dest / "rubrics" / "2.toml").write_text("mine")
    with pytest.raises(EditionError, match=r"have to be:\n  - rubrics/2\.toml"):
        published.publish()
    assert (published.dest / "rubrics" / "2.toml").read_text() == "mine"
    (published.dest / "rubrics" / "2.toml").unlink()
    published.publish()
    assert published.git("status", "--porcelain") == ""


@pytest.mark.parametrize(("event", "number"), [("subprocess.Popen", 1), ("os.rename", 1)])
def test_a_full_disk_is_told_and_the_next_publish_goes_on(published, event, number):
    """Before the commit nothing has changed; after it, half of the files are old."""
    done = strike(published, "full", event, number)
    assert done.returncode == 1
    fact = (
        "git fast-import failed" if event == "subprocess.Popen" else "cannot be written (File too"
    )
    assert fact in done.stderr
    if event == "subprocess.Popen":
        assert (published.commits(), published.git("status", "--porcelain")) == (1, "")
    published.publish()
    assert published.commits() == 2
    assert published.git("status", "--porcelain") == ""
