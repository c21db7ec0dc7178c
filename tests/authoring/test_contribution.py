"""Contributed tasks, sealed and not, read from real git, opened with real keys, proved in boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.authoring import contribution, prover
from heldout.authoring.prover import Plan
from heldout.errors import (
    BadInputError,
    GitFailedError,
    IdentityError,
    SealBrokenError,
    UnknownCommitError,
)
from heldout.grading import private
from heldout.submission import fetch
from heldout.vault import age, archive, seal
from heldout.vault import folder as vault_folder
from heldout.vault.archive import Contents
from tests.authoring.packages import FIXTURES, SLUG
from tests.submission.store import FILE, FOLDER, LINK, SUBMODULE, Blob, Store

TASK = f"challenges/{SLUG}"
DOUBLE = "challenges/double/hidden.age"
SEALED = f"{TASK}/hidden.age".encode()
STUB = b"challenges/kmeans/solution.py"
MANIFEST = b"challenges/kmeans/challenge.toml"
BASE: dict[bytes, bytes | Blob] = {
    b"pyproject.toml": b"",
    b"README.md": b"# Read me\n",
    b"rubrics/toy.toml": b"title = 'Toy'\n",
    STUB: b"def kmeans():\n    raise NotImplementedError\n",
    MANIFEST: b"title = 'K-means'\n",
    b"challenges/kmeans/hidden.age": b"sealed",
}
ADA, EVE = age.new_identity(), age.new_identity()


def clear() -> dict[bytes, bytes | Blob]:
    """Give the sound challenge's files, by path."""
    home = FIXTURES / "sound"
    paths = [path for path in (home / SLUG).rglob("*.*") if "__pycache__" not in path.parts]
    return {
        f"challenges/{path.relative_to(home).as_posix()}".encode(): path.read_bytes()
        for path in paths
        if path.is_file()
    }


def sealed(recipient: str = ADA.recipient) -> dict[bytes, bytes | Blob]:
    """Give the same with `hidden.age` in place of the hidden folder."""
    prefix = f"{TASK}/hidden/"
    files = {path: content for path, content in clear().items() if prefix.encode() not in path}
    hidden = {
        path.decode().removeprefix(prefix): bytes(content)
        for path, content in clear().items()
        if prefix.encode() in path and not isinstance(content, Blob)
    }
    return {**files, SEALED: seal.seal(Contents(hidden, (recipient,)), Path("hidden"))}


@pytest.fixture
def store(tmp_path):
    """A repository whose `main` holds a challenge and a rubric."""
    made = Store(tmp_path / "repository.git")
    made.commit(BASE, ref="refs/heads/main")
    return made


@pytest.fixture
def read(store):
    """Read what a head with these files, or this tree, contributes to `main`."""

    def done(files):
        base = store.git("rev-parse", "main")
        head = store.commit(files, base)
        return contribution.read(store.folder, base=base, head=head, asked="--ref x")

    return done


@pytest.fixture
def lay_out(store, tmp_path_factory):
    """Lay out a contribution, and give its packages for as long as the test runs."""
    with private.folder(tmp_path_factory.mktemp("place"), store.folder) as place:
        yield lambda given: contribution.lay_out(given, store.folder, place)


def refusal(read, files) -> str:
    """Read files, and give what they are refused with."""
    with pytest.raises(BadInputError) as caught:
        read(files)
    assert "nothing of it was opened or run" in caught.value.fact
    return str(caught.value)


def test_a_sealed_challenge_is_proved_in_boxes(read, lay_out, judge, double):
    """By the stages that a folder on the disk goes through; its mutants die, its samples differ."""
    hidden = double.folder / "hidden"
    files = vault_folder.read(hidden)
    paths = [path for path in double.folder.iterdir() if path.is_file()]
    public = {f"challenges/double/{path.name}".encode(): path.read_bytes() for path in paths}
    age_file = seal.seal(Contents(files, (ADA.recipient,)), hidden)
    given = read(BASE | public | {b"challenges/double/hidden.age": age_file})
    assert (given.folders, given.sealed) == (("challenges/double",), (DOUBLE,))
    (package,) = lay_out(contribution.open_sealed(given, [ADA]))
    proved = prover.run(judge, package, Plan(cheats=(), runs=2))
    assert (proved.is_proved, proved.killed) == (True, proved.mutants)
    assert proved.mutants > 2
    assert (proved.ok, proved.findings) == (True, ())


def test_a_sealed_challenge_is_read_by_the_rules(read, lay_out):
    """The sound one has no findings; a mistake has its place in the repository."""
    (package,) = lay_out(contribution.open_sealed(read(BASE | sealed()), [ADA]))
    assert prover.read(package) == ()
    (package.folder / "hidden" / "reference.py").unlink()
    (found,) = prover.read(package)
    assert (found.code, found.file) == ("missing-file", f"{TASK}/hidden/reference.py")


def test_what_is_laid_out_is_the_base_with_the_contributed_folders_in_it(read, lay_out):
    """Exactly: a folder is replaced as a whole, nothing else of the head is there."""
    changed = {MANIFEST: b"title = 'Better'\n", b"challenges/kmeans/hidden/a.py": b"a = 1\n"}
    kept = {path: content for path, content in BASE.items() if b"kmeans" not in path}
    elsewhere = {b"src/evil.py": b"", b"rubrics/toy.toml": b"", b"challenges/notes.md": b""}
    given = read(kept | changed | elsewhere)
    assert given.others == ("'challenges/notes.md'", "'rubrics'", "'src'")
    (package,) = lay_out(given)
    there = {p.relative_to(package.root).as_posix() for p in package.root.rglob("*.*")}
    assert there == {
        *("pyproject.toml", "rubrics/toy.toml", MANIFEST.decode()),
        "challenges/kmeans/hidden/a.py",
    }
    assert (package.root / "rubrics/toy.toml").read_bytes() == BASE[b"rubrics/toy.toml"]
    assert (package.root / MANIFEST.decode()).read_bytes() == changed[MANIFEST]


def test_a_task_that_is_taken_away_is_not_in_the_base_either(read, lay_out):
    """So a challenge can be renamed."""
    kept = {path: content for path, content in BASE.items() if b"kmeans" not in path}
    given = read(kept | clear())
    assert (given.folders, given.removed, given.sealed) == ((TASK,), ("challenges/kmeans",), ())
    (package,) = lay_out(given)
    assert not (package.root / "challenges" / "kmeans").exists()


def test_a_file_at_the_deepest_place_is_read(read):
    """Sample answers to follow-up questions."""
    path = f"{TASK}/hidden/followups/accepted/why.md"
    given = read(BASE | clear() | {path.encode(): b"Because.\n"})
    assert given.files[path] == b"Because.\n"


def test_the_wrong_key_and_a_damaged_file_are_told_apart(read):
    """With the place in the repository."""
    given = read(BASE | sealed())
    with pytest.raises(IdentityError, match=f"^{SEALED.decode()}: "):
        contribution.open_sealed(given, [EVE])
    whole = given.files[SEALED.decode()]
    given = read(BASE | sealed() | {SEALED: whole[:-40]})
    with pytest.raises(SealBrokenError, match=f"^{SEALED.decode()}: "):
        contribution.open_sealed(given, [ADA])


HOSTILE = {
    "symbolic link": (f"{TASK}/hidden/test_hidden.py", Blob(LINK, b"/etc/passwd")),
    "submodule": (f"{TASK}/hidden/data", Blob(SUBMODULE)),
    "U+202E": (f"{TASK}/hidden/accepted/a\u202e.py", b"a = 1\n"),
    "a device on Windows": (f"{TASK}/hidden/accepted/aux.py", b"a = 1\n"),
    "are the same to some systems": (f"{TASK}/hidden/Test_Hidden.py", b"a = 1\n"),
    "folders deep": (f"{TASK}/hidden/a/b/c/d/e/f.py", b"a = 1\n"),
    "at most 8,388,608 are read": (f"{TASK}/hidden/a.py", bytes(archive.MOST_MEMBER_BYTES + 1)),
    "both hidden/ and hidden.age": (f"{TASK}/hidden.age", b"sealed"),
}


@pytest.mark.parametrize("fact", HOSTILE)
def test_what_no_honest_contribution_has_is_refused(fact, read):
    """And the path of it is named."""
    path, given = HOSTILE[fact]
    told = refusal(read, BASE | clear() | {path.encode(): given})
    assert fact in told
    assert path.split("/")[1] in told


@pytest.mark.parametrize("name", [b"..", b".", b".git", b""])
def test_a_name_that_leads_out_of_the_folder_is_refused(name, store, read):
    """Git itself would not make such a tree; it is written by hand, below what policy lists."""
    blob = store.write("blob", b"a = 1\n")
    deep = store.tree([(FILE, name, blob)])
    hidden = store.tree([(FILE, b"test_hidden.py", blob), (FOLDER, b"accepted", deep)])
    task = store.tree([(FOLDER, b"hidden", hidden), (FILE, b"challenge.toml", blob)])
    home = store.tree([(FOLDER, SLUG.encode(), task)])
    tree = store.tree([(FOLDER, b"challenges", home)])
    assert f"'{TASK}/hidden/accepted': it has an entry named '{name.decode()}'" in refusal(
        read, tree
    )


def test_a_tree_that_unfolds_without_end_is_refused_early(store, read):
    """Each level names the next a hundred times: a trillion files, and five objects."""
    level = store.write("blob", b"a = 1\n")
    mode = FILE
    for _ in range(6):
        level = store.tree([(mode, b"n%d" % i, level) for i in range(100)])
        mode = FOLDER
    manifest = (FILE, b"challenge.toml", store.write("blob", b""))
    task = store.tree([manifest, (FOLDER, b"hidden", level)])
    tree = store.tree([(FOLDER, b"challenges", store.tree([(FOLDER, b"a", task)]))])
    assert "10,000 folders, and at most 500 are read" in refusal(read, tree)


def test_too_many_files_are_refused(read):
    """Before any is read."""
    many = {f"{TASK}/hidden/a{n}.py".encode(): b"" for n in range(archive.MOST_MEMBERS)}
    assert "at most 2,000 are read" in refusal(read, BASE | clear() | many)


def test_files_that_are_too_large_together_are_refused(read):
    """One object under many names has its size under each."""
    big = bytes(archive.MOST_MEMBER_BYTES)
    many = {f"{TASK}/hidden/a{n}.py".encode(): big for n in range(9)}
    assert "at most 67,108,864 are read" in refusal(read, BASE | clear() | many)


def test_everything_that_is_refused_is_told_at_once(read):
    """Up to twenty; the rest is counted."""
    odd = {f"{TASK}/hidden/a{n}.py".encode(): Blob(LINK, b"b") for n in range(30)}
    told = refusal(read, BASE | clear() | odd)
    assert told.count("is a symbolic link") == 20
    assert "and 10 more like these" in told


def test_a_link_in_place_of_a_task_is_refused_by_the_policy(read):
    """The same that a submission is refused for."""
    told = refusal(read, BASE | {TASK.encode(): Blob(LINK, b"/etc"), b"src/a.py": b""})
    assert f"'{TASK}' is a symbolic link" in told


def test_a_submission_is_told_what_it_is(read):
    """And how it is graded."""
    with pytest.raises(BadInputError, match="this is a submission: 1 file is handed in") as caught:
        read(BASE | {STUB: b"def kmeans():\n    return 1\n"})
    assert caught.value.next_step == "heldout grade --ref x"


def test_a_stub_may_change_along_with_its_task(read):
    """Where a grader would refuse the mixture."""
    given = read(BASE | {STUB: b"def kmeans(): ...\n", MANIFEST: b"title = 'K'\n"})
    assert given.folders == ("challenges/kmeans",)


@pytest.mark.parametrize(
    ("files", "fact"),
    [(BASE, "nothing in it that the base does not have"), (BASE | {b"src/a.py": b""}, "to prove")],
)
def test_without_a_task_there_is_nothing_to_prove(files, fact, read):
    """Be it empty or about something else."""
    with pytest.raises(BadInputError, match=fact):
        read(files)


def test_a_head_is_fetched_from_a_remote_on_the_same_disk(store, tmp_path):
    """By its number; one that is not there is an error."""
    head = store.commit(BASE | sealed(), store.git("rev-parse", "main"), ref="refs/pull/7/head")
    here = Store(tmp_path / "here.git")
    here.git("remote", "add", "origin", str(store.folder))
    assert fetch.from_remote(here.folder, "origin", "refs/pull/7/head", None) == head
    assert (
        fetch.from_remote(here.folder, f"file://{store.folder}", "refs/pull/7/head", None) == head
    )
    with pytest.raises(GitFailedError, match="refs/pull/8/head could not be fetched"):
        fetch.from_remote(here.folder, "origin", "refs/pull/8/head", None)
    here.git("remote", "add", "odd", "ext::sh -c touch% /tmp/x")
    with pytest.raises(GitFailedError, match="not allowed"):
        fetch.from_remote(here.folder, "odd", "refs/pull/7/head", None)


def test_the_base_is_the_first_usual_branch_that_is_there(store):
    """Or the one that is named."""
    main = store.git("rev-parse", "main")
    other = store.commit({b"a": b""}, ref="refs/remotes/origin/main")
    assert contribution.base_of(store.folder, None) == other
    assert contribution.base_of(store.folder, "refs/heads/main") == main
    with pytest.raises(UnknownCommitError):
        contribution.base_of(store.folder, "nowhere")
    empty = Store(store.folder.with_name("empty.git"))
    with pytest.raises(BadInputError, match="to compare with"):
        contribution.base_of(empty.folder, None)
