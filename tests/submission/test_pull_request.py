"""A pull request read out of git: the same as in memory, whatever its history and its tricks."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from heldout.errors import (
    BadInputError,
    ObjectMissingError,
    OurFaultError,
    ShallowCloneError,
    UnknownCommitError,
)
from heldout.submission import policy, pull_request, trees
from heldout.submission.source import solution_sha
from tests.submission.cases import BASE, CASES, DROPOUT, KMEANS, STUB, WORK, comparison, head
from tests.submission.store import FILE, FOLDER, LINK, Blob, Store

MAIN = "refs/heads/main"
HEAD = "refs/pull/7/head"


@pytest.fixture
def main(store):
    """The commit at the tip of the base branch."""
    return store.git("rev-parse", MAIN)


@pytest.fixture
def read(store):
    """Read a head of the repository, against its base branch."""

    def reading(name: str = HEAD) -> pull_request.PullRequest:
        return pull_request.read(store.folder, base=MAIN, head=name)

    return reading


def codes(found: pull_request.PullRequest) -> list[str]:
    """Name every reason, of the whole and of items."""
    refusals = [each.refusal for each in found.items if each.refusal]
    return [reason.code for reason in (*found.reasons, *refusals)]


def test_git_shows_every_kind_of_tree_as_memory_does(store, main, read):
    """The policy comes to the same about each row of the documented table."""
    heads = [store.commit(head(case.edits), main) for case in CASES]
    with ThreadPoolExecutor(8) as pool:
        for case, name, found in zip(CASES, heads, pool.map(read, heads), strict=True):
            ruling = policy.decide(comparison(case.edits))
            assert (found.base_sha, found.head_sha) == (main, name)
            assert (found.decision, found.reasons) == (ruling.decision, ruling.reasons), case.title
            assert found.items == ruling.items, case.title


def test_a_submission_is_its_bytes_and_their_name(store, main, read):
    """As git names them, so that a receipt can be traced."""
    store.commit(head({KMEANS: WORK, DROPOUT: b"# Answer\nNoise.\n"}), main, ref=HEAD)
    prose, code = read().items
    assert (code.slug, code.kind, code.path) == ("kmeans", "challenge", KMEANS.decode())
    assert code.content == WORK
    assert code.solution_sha == solution_sha(WORK) == store.git("rev-parse", f"{HEAD}:{code.path}")
    assert (prose.slug, prose.kind) == ("dropout", "casestudy")


def test_repositories_of_sha_256_work_as_well(tmp_path):
    """With names of 64 digits."""
    store = Store(tmp_path / "sha256.git", "sha256")
    main = store.commit(BASE, ref=MAIN)
    store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    found = pull_request.read(store.folder, base=MAIN, head=HEAD)
    assert len(found.base_sha) == len(found.head_sha) == 64
    assert [each.content for each in found.items] == [WORK]
    assert found.items[0].solution_sha == solution_sha(WORK, "sha256")


def test_a_branch_that_adds_nothing_is_empty(store, main, read):
    """Equal to its base, behind it, or with commits that change nothing."""
    behind = main
    newer = store.commit(head({b"README.md": b"# Newer\n"}), main, ref=MAIN)
    empty = store.commit(BASE, store.commit(BASE, behind))
    for name in (newer, behind, empty):
        assert (read(name).decision, codes(read(name))) == ("empty", ["empty"])


def test_a_base_that_went_on_is_not_the_candidates_doing(store, main, read):
    """Not its stubs, its other files or its new tasks; nor when the branch has merged them."""
    own = store.commit(head({DROPOUT: b"Own.\n"}), main)
    ahead = {KMEANS: b"new stub\n", b"src/heldout/a.py": b"a = 3\n"}
    ahead[b"challenges/new/challenge.toml"] = b"title = 'New'\n"
    newer = store.commit(head(ahead), main, ref=MAIN)
    merged = store.commit(head(ahead | {DROPOUT: b"Own.\n"}), own, newer)
    picked = store.commit(head({KMEANS: b"new stub\n", DROPOUT: b"Own.\n"}), own)
    later = store.commit(head(ahead | {b"README.md": b"# Later\n"}), newer, ref=MAIN)
    for name in (own, merged, picked):
        found = read(name)
        assert found.base_sha == later
        assert [(each.path, each.content) for each in found.items] == [
            (DROPOUT.decode(), b"Own.\n")
        ]


def test_where_histories_cross_what_either_had_is_not_the_candidates(store, main, read):
    """Two merge bases: a file that is one's or the other's was not written on the branch."""
    left = store.commit(head({b"README.md": b"# Left\n"}), main)
    right = store.commit(head({b"LICENSE": b"MIT\n"}), main)
    both = {b"README.md": b"# Left\n", b"LICENSE": b"MIT\n"}
    store.commit(head(both | {b"docs/a.md": b"A\n"}), left, right, ref=MAIN)
    store.commit(head({b"LICENSE": b"MIT\n", KMEANS: WORK}), right, left, ref=HEAD)
    assert len(store.git("merge-base", "--all", MAIN, HEAD).split()) == 2
    assert [each.content for each in read().items] == [WORK]


def test_histories_that_cross_without_end_are_refused(store, main, read):
    """With the count, and how to begin again."""
    met = [store.commit(head({b"n": b"%d" % n}), main) for n in range(17)]
    store.commit(BASE, *met, ref=MAIN)
    store.commit(head({KMEANS: WORK}), *met, ref=HEAD)
    found = read()
    assert (found.decision, codes(found)) == ("refused", ["crossed-history"])
    assert "meet at 17 commits" in found.reasons[0].fact


def test_an_unrelated_history_is_refused(store, read):
    """It cannot be said what was changed; a fresh branch can."""
    store.commit(head({KMEANS: WORK}), ref=HEAD)
    found = read()
    assert (found.decision, codes(found)) == ("refused", ["unrelated-history"])
    assert "git switch --create hand-in upstream/main" in str(found.reasons[0])


def test_a_shallow_clone_is_told_from_an_unrelated_history(store, main, tmp_path):
    """It is the clone's lack, not the candidate's."""
    store.commit(BASE, main, ref=MAIN)
    store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    clone = tmp_path / "clone"
    words = ("--quiet", "--depth=1", "--no-single-branch", f"file://{store.folder}", str(clone))
    subprocess.run(["git", "clone", *words], check=True, capture_output=True)
    command = ["git", "-C", str(clone), "fetch", "--quiet", "--depth=1", "origin", f"{HEAD}:{HEAD}"]
    subprocess.run(command, check=True, capture_output=True)
    with pytest.raises(ShallowCloneError, match="fetch-depth: 0"):
        pull_request.read(clone, base="refs/remotes/origin/main", head=HEAD)


def test_a_head_that_was_pushed_over_is_still_read_by_its_sha(store, main, read):
    """The SHA asked is the SHA reported."""
    old = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    store.commit(head({KMEANS: b"x = 2\n"}), main, ref=HEAD)
    assert read(old).head_sha == read(old.upper()).head_sha == old
    assert [each.content for each in read(old).items] == [WORK]


def test_a_ref_that_moves_while_it_is_read_changes_nothing(store, main, tmp_path, monkeypatch):
    """Here it moves with each step of git, to and fro between two heads."""
    works = {
        store.commit(head({KMEANS: work}), main, ref=HEAD): work for work in (WORK, b"x = 2\n")
    }
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True)
    mover = tmp_path / "bin" / "git"
    mover.parent.mkdir()
    (tmp_path / "next").write_text(next(iter(works)) + "\n")
    swap = (
        f"cd {tmp_path}; mv {store.folder / HEAD} now; mv next {store.folder / HEAD}; mv now next"
    )
    mover.write_text(f'#!/bin/sh\n{real.stdout.strip()} "$@"\n{swap}\n')
    mover.chmod(0o755)
    monkeypatch.setenv("PATH", f"{mover.parent}:{os.environ['PATH']}")
    seen = set()
    for _ in range(2):
        found = pull_request.read(store.folder, base=MAIN, head=HEAD)
        assert [each.content for each in found.items] == [works[found.head_sha]]
        seen.add((store.folder / HEAD).read_text())
    assert len(seen) == 2


def test_stand_ins_and_invented_parents_are_not_believed(store, main, read):
    """A replace ref and a graft say what the SHA does not."""
    honest = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    other = store.commit(head({KMEANS: b"x = 2\n"}), main)
    store.move(f"refs/replace/{honest}", other)
    store.move(f"refs/replace/{solution_sha(WORK)}", solution_sha(b"x = 2\n"))
    assert store.git("cat-file", "blob", f"{HEAD}:{KMEANS.decode()}") == "x = 2"
    assert [each.content for each in read().items] == [WORK]
    orphan = store.commit(head({KMEANS: WORK}))
    (store.folder / "info").mkdir(exist_ok=True)
    (store.folder / "info" / "grafts").write_text(f"{orphan} {main}\n")
    assert store.git("merge-base", MAIN, orphan) == main
    assert codes(read(orphan)) == ["unrelated-history"]


def test_nothing_in_a_repository_is_run(store, main, read, tmp_path):
    """Not a filter, a text conversion, a diff, a hook or a watcher, asked for by whatever."""
    ran = tmp_path / "ran"
    act = tmp_path / "act"
    act.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    act.chmod(0o755)
    settings = {"filter.x.smudge", "filter.x.process", "diff.x.textconv", "diff.external"}
    for name in (*settings, "core.fsmonitor", "core.pager", "core.sshCommand"):
        store.git("config", name, str(act))
    store.git("config", "filter.x.required", "true")
    store.git("config", "core.hooksPath", str(tmp_path))
    (store.folder / "info").mkdir(exist_ok=True)
    (store.folder / "info" / "attributes").write_text("* filter=x diff=x text eol=crlf\n")
    attributes = {b".gitattributes": b"* filter=x diff=x text eol=crlf\n"}
    base = store.commit(BASE | attributes, main, ref=MAIN)
    store.commit(head(attributes | {KMEANS: WORK}), base, ref=HEAD)
    assert [each.content for each in read().items] == [WORK]
    assert not ran.exists()


def test_the_caller_s_own_git_variables_are_not_heard(store, main, read, tmp_path, monkeypatch):
    """They could name another repository, other objects, or settings."""
    store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    other = Store(tmp_path / "other.git")
    monkeypatch.setenv("GIT_DIR", str(other.folder))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.folder / "objects"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare'='neither'")
    assert [each.content for each in read().items] == [WORK]


def test_a_huge_file_is_refused_without_being_read(store, main, read):
    """10 MB; what else is handed in is taken."""
    edits = {KMEANS: b"#" * 10_000_000, DROPOUT: b"Noise.\n"}
    store.commit(head(edits), main, ref=HEAD)
    prose, code = read().items
    assert prose.content == b"Noise.\n"
    assert (code.content, code.refusal.code) == (None, "too-large")
    assert "10,000,000 bytes" in code.refusal.fact


def test_two_thousand_files_cost_little(store, main, read):
    """As tasks, as files of one task, or elsewhere."""
    work = store.write("blob", WORK)
    many = [(FILE, b"f%04d" % n, work) for n in range(2000)]
    one = store.tree([(FILE, b"solution.py", work)])
    tasks = store.tree([(FOLDER, b"t%04d" % n, one) for n in range(2000)])
    began = time.perf_counter()
    as_tasks = store.commit(store.tree([(FOLDER, b"challenges", tasks)]), main)
    found = read(as_tasks)
    assert found.decision == "refused"
    assert "2,003 tasks are changed, and at most 500" in str(found.reasons[0])
    manifest = (FILE, b"challenge.toml", solution_sha(BASE[b"challenges/kmeans/challenge.toml"]))
    kmeans = store.tree([*many, manifest, (FILE, b"solution.py", work)])
    in_one = store.tree([(FOLDER, b"kmeans", kmeans)])
    found = read(store.commit(store.tree([(FOLDER, b"challenges", in_one)]), main))
    assert codes(found) == ["mixture"]
    assert len(str(found.reasons[0])) < 2000
    found = read(store.commit(store.tree([*many, (FOLDER, b"docs", store.tree(many))]), main))
    assert found.decision == "contribution"
    assert time.perf_counter() - began < 3


def test_folders_without_bottom_are_not_walked(store, main, read):
    """10^30 files in 30 trees; the cost is of what is looked at."""
    tree = store.tree([(FILE, b"f", store.write("blob", b""))])
    for _ in range(30):
        tree = store.tree([(FOLDER, b"d%d" % n, tree) for n in range(10)])
    for edits in ([(FOLDER, b"challenges", tree)], [(FOLDER, b"deep", tree)]):
        began = time.perf_counter()
        found = read(store.commit(store.tree(edits), main))
        assert found.decision == "contribution"
        assert time.perf_counter() - began < 2


def test_a_folder_of_a_million_names_is_not_read(store, main, read):
    """Its size is asked first, wherever it is."""
    link = bytes(20)
    huge = b"".join(b"100644 %08d\0" % n + link for n in range(60_000))
    tree = store.write("tree", huge)
    for top in (tree, store.tree([(FOLDER, b"challenges", tree)])):
        found = read(store.commit(top, main))
        assert (found.decision, codes(found)) == ("refused", ["unreadable-folder"])
        assert f"{len(huge):,} bytes of names" in found.reasons[0].fact


def test_many_folders_are_not_too_much_together(store, main, read, monkeypatch):
    """Each may be as large as one may be; all of them may not."""
    monkeypatch.setattr(trees, "MOST_LEVEL_BYTES", 500)
    store.commit(head({b"a" * 200: b"x", b"b" * 200: b"x", KMEANS: WORK}), main, ref=HEAD)
    assert codes(read()) == ["unreadable-folder"]


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_trees_that_git_would_not_make_are_refused(store, main, read, depth):
    """At the top, among tasks, and in a task."""
    tree = store.tree([(FILE, b".git", store.write("blob", b""))])
    for name in (b"kmeans", b"challenges")[2 - depth :]:
        tree = store.tree([(FOLDER, name, tree)])
    found = read(store.commit(tree, main))
    assert (found.decision, codes(found)) == ("refused", ["unreadable-folder"])
    assert "named '.git'" in found.reasons[0].fact


def test_objects_of_another_kind_than_their_entry_says_are_refused(store, main, read):
    """A folder that is a file's content, and a file that is a folder."""
    blob, tree = store.write("blob", WORK), store.tree([])
    for entry in (
        (FOLDER, b"kmeans", blob),
        (FOLDER, b"kmeans", store.tree([(FILE, b"solution.py", tree)])),
    ):
        found = read(store.commit(store.tree([(FOLDER, b"challenges", store.tree([entry]))]), main))
        assert "unreadable-folder" in codes(found)
        assert "and its object is a" in str(found.reasons[0])


def test_an_object_that_is_missing_is_the_clones_fault(store, main, read):
    """A blob, a tree or a commit; never taken for an empty file."""
    name = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    for lost in (solution_sha(WORK), store.git("rev-parse", f"{HEAD}:challenges"), main):
        content = store.path(lost).read_bytes()
        store.path(lost).unlink()
        with pytest.raises((ObjectMissingError, UnknownCommitError)):
            read(name)
        store.path(lost).write_bytes(content)
    assert read(name).decision == "submission"


def test_an_object_under_anothers_name_is_noticed(store, main, read):
    """Whatever damaged the clone, no grade is given for other bytes than the receipt names."""
    store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    other = store.write("blob", WORK.replace(b"1", b"2"))
    store.path(solution_sha(WORK)).write_bytes(store.path(other).read_bytes())
    with pytest.raises(ObjectMissingError):
        read()


def test_a_missing_object_is_not_fetched(store, main, tmp_path):
    """A partial clone would ask its remote for what it lacks, whatever the remote then does."""
    store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    store.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone.git"
    words = ("--quiet", "--bare", "--filter=blob:none", f"file://{store.folder}", str(clone))
    subprocess.run(["git", "clone", *words], check=True, capture_output=True)
    fetch = ["git", "-C", str(clone), "fetch", "--quiet", "origin", f"{HEAD}:{HEAD}"]
    subprocess.run(fetch, check=True, capture_output=True)
    with pytest.raises(OurFaultError):
        pull_request.read(clone, base=MAIN, head=HEAD)
    inventory = ["git", "-C", str(clone), "cat-file", "--batch-all-objects", "--batch-check"]
    there = subprocess.run(inventory, check=True, capture_output=True, text=True).stdout
    assert " tree " in there
    assert " blob " not in there


@pytest.mark.parametrize("name", ["nowhere", "0" * 40, "--all", "", "main\nmain", "x" * 5000, "\0"])
def test_a_commit_that_is_not_there_is_bad_input(read, name):
    """Also one that looks like an option, or like two."""
    with pytest.raises(UnknownCommitError, match="git fetch origin"):
        read(name)


def test_a_full_sha_is_that_commit_and_no_other(store, main, read):
    """Not what a tag points to, nor a branch that has such a name."""
    tag = store.write(
        "tag", f"object {main}\ntype commit\ntag t\ntagger A <a@b.c> 1 +0\n\nt\n".encode()
    )
    store.move(f"refs/heads/{'ab' * 20}", main)
    for name in (tag, "ab" * 20):
        with pytest.raises(UnknownCommitError):
            read(name)


def test_only_the_folder_named_is_looked_at(store, tmp_path):
    """A repository around it is somebody else's."""
    inside = tmp_path / "clone" / "inside"
    subprocess.run(["git", "clone", "-q", store.folder, inside.parent], check=True)
    inside.mkdir()
    for folder in (inside, tmp_path / "nowhere"):
        with pytest.raises(BadInputError, match="no git repository"):
            pull_request.read(folder, base="HEAD", head="HEAD")
    assert pull_request.read(inside.parent, base="HEAD", head="HEAD").decision == "empty"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_read(store, main, read):
    """As in a job's container, where another user has made the clone."""
    store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    os.chown(store.folder, 65534, 65534)
    assert read().decision == "submission"


def test_whoever_does_as_told_hands_in(store, main, tmp_path):
    """The commands of each reason, typed as they stand in a clone, leave a submission."""
    clone = tmp_path / "clone"
    run(tmp_path, f"git clone --quiet --origin upstream {store.folder} clone")
    many = {b"notes/%d.md" % n: b"x" for n in range(3)} | {b"n%d" % n: b"x" for n in range(9)}
    for edits in (
        {b"src/heldout/a.py": b"a = 2\n", b"src/heldout/c.py": b"c = 1\n", b"we*ird": b"x"},
        many | {b"README.md": None},
        {
            b"challenges/kmeans/\xff\\'": b"x",
            b"challenges/kmeans/data": Blob(LINK, b"a"),
            b":odd": b"x",
        },
        {b"challenges/kmeans/Solution.py": STUB},
        {KMEANS: None, b"challenges/kmeans/mine.py": WORK},
    ):
        bad = store.commit(head({DROPOUT: b"Noise.\n", KMEANS: WORK} | edits), main, ref=HEAD)
        run(clone, f"git fetch --quiet upstream {HEAD}; git checkout --quiet --force {bad}")
        found = pull_request.read(clone, base="refs/remotes/upstream/main", head="HEAD")
        assert found.decision == "refused"
        for reason in found.reasons:
            way = next(each for each in reason.remedies if each.commands)
            run(clone, "\n".join(way.commands))
        run(
            clone,
            "git -c user.name=A -c user.email=a@b.c commit --quiet -m as-told; git clean -fdq",
        )
        found = pull_request.read(clone, base="refs/remotes/upstream/main", head="HEAD")
        assert (found.decision, [each.content for each in found.items]) == (
            "submission",
            [b"Noise.\n", WORK],
        ), edits


def run(folder, script):
    """Type commands in a shell."""
    subprocess.run(["bash", "-ec", script], cwd=folder, check=True, capture_output=True)
