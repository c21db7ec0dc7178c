"""Receipts on a branch: they land, once, whatever comes in between."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from heldout.errors import BadInputError, PushFailedError
from heldout.ledger import branch, folder
from heldout.ledger.audit import Checked, audit
from heldout.ledger.branch import Pushed, Target
from heldout.ledger.git import Git, stand
from heldout.ledger.lines import Recorded
from tests.ledger import killed_pushers
from tests.ledger.sample import NOW, altered, entries, line

ROOT = Path(__file__).parents[2]
FILE = "receipts/7.ndjson"
#: Runs the real git, but first, once, what a test wants to come in between.
RIVAL = """\
#!/bin/sh
if [ "$1" = push ] && mkdir {once} 2>/dev/null; then
    env -u GIT_DIR -u GIT_CONFIG_COUNT {command} || exit 9
fi
exec {git} "$@"
"""


@pytest.fixture
def push(work, environment, tmp_path, monkeypatch):
    """Push entries from the working repository; nothing is left behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))

    def pushed(new, target: Target | None = None, patience_s: float = 20.0, **more: str) -> Pushed:
        try:
            return branch.push(
                new,
                target or Target("origin", "results", "receipts"),
                standing_in=work,
                environment={**environment, **more},
                patience_s=patience_s,
            )
        finally:
            assert [*(tmp_path / "scratch").iterdir()] == []

    return pushed


@pytest.fixture
def show(remote, git):
    """Show a file of the branch."""
    return lambda path=FILE: git(remote, "show", f"results:{path}").encode()


@pytest.fixture
def commit(remote, git):
    """Put files on the branch by other means."""

    def committed(**files: bytes) -> None:
        found = git(remote, "for-each-ref", "refs/heads/results")
        stream = [b"commit refs/heads/results\ncommitter other <o@example.org> 1 +0000\ndata 0\n"]
        if found:
            stream.append(b"from refs/heads/results^0\n")
        for name, content in files.items():
            path = f"receipts/{name.removeprefix('u').replace('_', '.')}"
            stream.append(
                b"M 644 inline %b\ndata %d\n%b\n" % (path.encode(), len(content), content)
            )
        git(remote, "fast-import", "--quiet", "--force", stdin=b"".join(stream).decode())

    return committed


def test_the_branch_is_made_when_there_is_none(push, show, remote, git):
    """Without parents, by heldout, saying how many of what."""
    done = push([*entries(1), *entries(2, slug="pca"), *entries(3, user_id=8)])
    assert show() == line(1) + line(2, slug="pca")
    assert show("receipts/8.ndjson") == line(3, user_id=8)
    told = git(remote, "log", "--format=%H|%P|%an|%ae|%cn|%s%b", "results").strip()
    by = "heldout|ledger@heldout.invalid|heldout"
    assert told == f"{done.commit}||{by}|3 receipts: kmeans, pca"
    assert (len(done.added), done.known, done.set_aside) == (3, (), ())


def test_later_receipts_go_behind_the_earlier_ones(push, show, commit, remote, git):
    """On top of the tip; all other files stay, and one that is known is not added again."""
    commit(u7_ndjson=line(1) + b"no receipt\n", README=b"other", u9_ndjson=line(1, user_id=9))
    tip = git(remote, "rev-parse", "results").strip()
    again = entries(1, graded_at=NOW)
    done = push([*again, *entries(2)])
    assert done.known == (*again,)
    assert show() == line(1) + b"no receipt\n" + line(2)
    assert show("receipts/README") == b"other"
    assert git(remote, "rev-parse", "results^").strip() == tip
    assert git(remote, "log", "-1", "--format=%s", "results") == "1 receipt: kmeans\n"


def test_nothing_new_makes_no_commit(push, remote, git):
    """The branch stays where it is."""
    tip = push(entries(1)).commit
    done = push(entries(1))
    assert (done.commit, done.added, len(done.known)) == (None, (), 1)
    assert git(remote, "rev-parse", "results").strip() == tip


def test_a_line_is_pushed_as_it_was_written(push, show):
    """Keys of a newer version too."""
    newer = altered(1, version=2, mood="good")
    (entry,) = entries(1)
    push([type(entry)(entry.receipt, newer.rstrip())])
    assert show() == newer


def test_a_torn_line_is_set_aside_on_the_branch_too(push, show, commit):
    """Under the next name that is free, and the same piece once."""
    for n, size in enumerate((-30, -40, -30)):
        commit(u7_ndjson=line(1) + line(2)[:size])
        done = push(entries(10 + n))
        assert show() == line(1) + line(10 + n)
        expected = "receipts/7-2.torn" if size == -40 else "receipts/7.torn"
        assert done.set_aside == (expected,)
        assert show(expected) == line(2)[:size]


def test_a_link_on_the_branch_is_not_replaced(push, work, remote, git):
    """Whoever put it there would look for the receipts elsewhere."""
    blob = git(work, "hash-object", "-w", "--stdin", stdin="8.ndjson").strip()
    tree = git(work, "mktree", stdin=f"120000 blob {blob}\t7.ndjson\n").strip()
    root = git(work, "mktree", stdin=f"040000 tree {tree}\treceipts\n").strip()
    identity = ("-c", "user.name=x", "-c", "user.email=x")
    made = git(work, *identity, "commit-tree", root, stdin="link").strip()
    git(work, "push", "--quiet", remote, f"{made}:refs/heads/results")
    with pytest.raises(BadInputError, match="no regular file on the branch"):
        push(entries(1))


@pytest.mark.parametrize(
    ("folder_", "path"), [(".", "7.ndjson"), ("a/b/", "a/b/7.ndjson"), ("x y", "x y/7.ndjson")]
)
def test_the_folder_can_be_chosen(push, show, folder_, path):
    """The top as well."""
    push(entries(1), Target("origin", "results", folder_))
    assert show(path) == line(1)


@pytest.mark.parametrize("folder_", ["/receipts", "../receipts", "a/../../b", ".git/hooks", ".GIT"])
def test_a_folder_that_no_branch_has_is_bad_input(push, folder_):
    """Before anything is asked of the remote."""
    with pytest.raises(BadInputError, match="no folder that a branch can have"):
        push(entries(1), Target("origin", "results", folder_))


@pytest.mark.parametrize("name", ["a..b", "", "a b", "x.lock"])
def test_a_name_that_no_branch_has_is_bad_input(push, name):
    """As git has it."""
    with pytest.raises(BadInputError, match="cannot be the name of a branch"):
        push(entries(1), Target("origin", name, "receipts"))


def test_who_commits_can_be_said_in_the_environment(push, remote, git):
    """By git's own variables."""
    push(entries(1), GIT_AUTHOR_NAME="job", GIT_COMMITTER_EMAIL="job@example.org")
    told = git(remote, "log", "--format=%an %ae %cn %ce", "results").strip()
    assert told == "job ledger@heldout.invalid heldout job@example.org"


def test_a_message_names_a_few_slugs(push, remote, git):
    """And no other words that a candidate could choose."""
    new = [each for n in range(9) for each in entries(n, slug=f"s-{n}", candidate="\n\nrm -rf")]
    push(new)
    told = git(remote, "log", "--format=%B", "results").strip()
    assert told == "9 receipts: s-0, s-1, s-2, s-3, s-4, 4 more"


def test_names_of_objects_may_be_longer(tmp_path, push, git):
    """A remote may have SHA-256 for them."""
    path = tmp_path / "sha256.git"
    git(tmp_path, "init", "--quiet", "--bare", "--object-format=sha256", path)
    seed = tmp_path / "seed"
    git(tmp_path, "init", "--quiet", "--object-format=sha256", seed)
    identity = ("-c", "user.name=x", "-c", "user.email=x")
    git(seed, *identity, "commit", "--quiet", "--allow-empty", "--message=seed")
    git(seed, "push", "--quiet", path, "HEAD:results")
    assert len(push(entries(1), Target(str(path), "results", "receipts")).commit) == 64


@pytest.mark.parametrize("before", [[], [0]])
def test_a_lost_race_is_run_again(push, show, remote, work, tmp_path, before):
    """Somebody else's receipts come in between, on the branch or as its first commit."""
    if before:
        push(entries(*before))
    programs = rival(tmp_path, f"{sys.executable} -m tests.ledger.rival {remote} {work}")
    done = push(entries(1), PATH=f"{programs}:{os.environ['PATH']}", PYTHONPATH=str(ROOT))
    assert show() == b"".join(map(line, [*before, 99, 1]))
    assert len(done.added) == 1


def rival(tmp_path: Path, command: str) -> Path:
    """Make a folder with a git that lets somebody else go first."""
    programs = tmp_path / "programs"
    programs.mkdir()
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout
    text = RIVAL.format(once=tmp_path / "once", command=command, git=real.strip())
    (programs / "git").write_text(text)
    (programs / "git").chmod(0o755)
    return programs


@pytest.fixture
def refuse(remote):
    """Let the remote refuse some pushes, or all."""

    def refused(times: int) -> Path:
        tries, hook = remote / "tries", remote / "hooks" / "pre-receive"
        hook.write_text(
            f"#!/bin/sh\necho try >> {tries}\n[ $(wc -l < {tries}) -gt {times} ] && exit 0\n"
            "echo 'closed today' >&2\nexit 1\n"
        )
        hook.chmod(0o755)
        return tries

    return refused


def test_a_remote_that_refuses_is_asked_again(push, show, refuse):
    """Until it takes the receipts."""
    tries = refuse(3)
    push(entries(1))
    assert show() == line(1)
    assert len(tries.read_text().splitlines()) == 4


def test_a_remote_that_goes_on_refusing_is_told(push, refuse):
    """In its own words, when patience ends."""
    refuse(1_000)
    with pytest.raises(PushFailedError, match=r"within 0 s: .*pre-receive.*closed today") as caught:
        push(entries(1), patience_s=0)
    assert "not recorded twice" in caught.value.next_step


def test_a_network_that_is_away_is_waited_for(push):
    """Then told."""
    target = Target("http://ada:secret@127.0.0.1:9/x.git", "results", "receipts")
    with pytest.raises(PushFailedError, match=r"within 0\.2 s: .*onnect") as caught:
        push(entries(1), target, patience_s=0.2)
    assert "secret" not in str(caught.value)


def test_what_another_try_does_not_change_is_told_at_once(push, tmp_path):
    """There is no such repository."""
    began = time.monotonic()
    with pytest.raises(PushFailedError, match="does not appear to be a git repository"):
        push(entries(1), Target(f"file://{tmp_path}/nowhere", "results", "receipts"))
    assert time.monotonic() - began < 10


def test_a_disk_without_room_is_told(push, monkeypatch, tmp_path):
    """Here there is not even a folder for temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(PushFailedError, match="no room to work in"):
        push(entries(1))


@pytest.mark.parametrize("sends_parts", [True, False])
def test_no_history_and_no_file_of_others_is_fetched(
    work, remote, environment, git, commit, tmp_path, sends_parts
):
    """Where the remote can send parts; else the tip whole, and it works all the same."""
    for n in range(3):
        commit(u7_ndjson=line(n), u8_ndjson=line(n, user_id=8))
    git(remote, "config", "uploadpack.allowFilter", str(sends_parts).lower())
    scratch = tmp_path / "own"
    scratch.mkdir()
    own = Git(scratch, f"file://{remote}", stand(work, environment), environment)
    branch.Branch(own, Target(f"file://{remote}", "results", "receipts")).record(entries(9))
    kinds = own.run("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectsize)")
    told = [each.split() for each in kinds.decode().splitlines()]
    assert Counter(kind for kind, _ in told)["commit"] == 2
    others = [
        size for kind, size in told if kind == "blob" and int(size) == len(line(2, user_id=8))
    ]
    whole = [len(line(2)), len(line(2, user_id=8)), len(line(2) + line(9))]
    sizes = sorted(int(size) for kind, size in told if kind == "blob")
    assert sizes == sorted([whole[0], whole[2]] if sends_parts else whole)
    assert len(others) == (1 if sends_parts else 2)
    assert git(remote, "fsck", "--full", "--strict") == ""


def test_many_writers_that_are_killed_lose_nothing_and_repeat_nothing(
    remote, tmp_path, environment, git
):
    """Every receipt is there once, and both repository and ledger are sound."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.killed_pushers", str(remote), str(tmp_path)],
        cwd=ROOT,
        env={**environment, "TMPDIR": str(tmp_path / "scratch")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= killed_pushers.PROCESSES
    assert not re.search("error|missing|corrupt|broken", git(remote, "fsck", "--full", "--strict"))
    there = tmp_path / "there"
    git(tmp_path, "clone", "--quiet", "--branch=results", remote, there)
    receipts = [each.receipt for each in folder.read(there / "receipts")]
    assert sorted((each.user_id, each.solution_sha) for each in receipts) == sorted(
        (each.receipt.user_id, each.receipt.solution_sha)
        for number in range(killed_pushers.PROCESSES)
        for each in killed_pushers.receipts_of(number)
    )
    assert all(isinstance(each, Checked) for each in audit(there / "receipts", NOW))
    assert all(isinstance(each, Recorded) for each in folder.read(there / "receipts"))
