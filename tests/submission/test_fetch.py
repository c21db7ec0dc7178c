"""What is brought in from a remote: one ref's objects, checked, and nothing beside."""

from __future__ import annotations

import os

import pytest

from heldout.errors import BadInputError, GitFailedError, HostileObjectsError
from heldout.submission import fetch, git, pull_request
from heldout.submission.fetch import LIMITS
from tests.submission.cases import BASE, KMEANS, WORK, head
from tests.submission.store import FILE, SUBMODULE, Blob, Store

MAIN = "refs/heads/main"
HEAD = "refs/pull/7/head"


@pytest.fixture
def here(tmp_path):
    """An empty repository to fetch into."""
    folder = tmp_path / "here.git"
    fetch.create(folder)
    return folder


@pytest.fixture
def bring(store, here):
    """Fetch from the repository on this disk."""

    def bringing(source: str, **others: object) -> str:
        return fetch.fetch(here, str(store.folder), source, **{"protocols": ["file"]} | others)

    return bringing


def refs(folder) -> list[str]:
    """Name every ref of a repository."""
    return git.output(folder, "for-each-ref", "--format=%(refname)").decode().split()


def test_a_pull_request_is_fetched_and_read(store, here, bring):
    """Its ref and its base are all that is needed; tags and other branches stay away."""
    main = store.git("rev-parse", MAIN)
    name = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    store.move("refs/tags/v1", name)
    store.move("refs/heads/other", main)
    base = bring(MAIN)
    assert (base, bring(HEAD)) == (main, name)
    found = pull_request.read(here, base=base, head=name)
    assert [each.content for each in found.items] == [WORK]
    assert refs(here) == ["refs/heldout/heads/main", "refs/heldout/pull/7/head"]
    assert not (here / "FETCH_HEAD").exists()


def test_a_head_that_was_pushed_over_can_be_fetched_by_its_sha(store, here, bring):
    """Where the remote still has it and gives it, as GitHub does."""
    store.git("config", "uploadpack.allowAnySHA1InWant", "true")
    main = store.git("rev-parse", MAIN)
    old = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    new = store.commit(head({KMEANS: b"x = 2\n"}), main, ref=HEAD)
    assert bring(HEAD) == new
    assert bring(old) == old
    assert pull_request.read(here, base=main, head=old).items[0].content == WORK


def test_a_ref_that_was_pushed_over_is_fetched_again(store, bring):
    """History that was rewritten is nothing unusual."""
    main = store.git("rev-parse", MAIN)
    first = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    assert bring(HEAD) == first
    second = store.commit(head({KMEANS: b"x = 3\n"}), main, ref=HEAD)
    assert bring(HEAD) == second


@pytest.mark.parametrize(
    "entries",
    [
        [(FILE, b".git", "blob")],
        [(FILE, b"..", "blob")],
        [(FILE, b"a", "blob"), (FILE, b"a", "blob")],
        [(FILE, b"a/b", "blob")],
    ],
    ids=[".git", "..", "twice", "slash"],
)
def test_what_git_would_not_make_is_not_let_in(store, here, bring, entries):
    """Each object is checked as it arrives, and nothing of it is kept."""
    blob = store.write("blob", WORK)
    tree = store.tree([(mode, name, blob) for mode, name, _ in entries])
    bad = store.commit(tree, store.git("rev-parse", MAIN), ref=HEAD)
    with pytest.raises(HostileObjectsError, match="fresh branch"):
        bring(HEAD)
    assert refs(here) == []
    assert git.run(here, "cat-file", "-e", bad).status != 0


def test_submodules_and_what_attributes_ask_for_are_left_alone(store, here, bring, tmp_path):
    """Also where the repository's own settings would go and get them."""
    ran = tmp_path / "ran"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("reference-transaction", "post-fetch", "post-checkout"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {ran}\n")
        (hooks / name).chmod(0o755)
    for words in (("core.hooksPath", str(hooks)), ("fetch.recurseSubmodules", "true")):
        git.output(here, "config", *words)
    modules = f'[submodule "x"]\n\tpath = x\n\turl = {tmp_path / "nowhere"}\n'.encode()
    store.commit(BASE | {b".gitmodules": modules, b"x": Blob(SUBMODULE)}, ref=HEAD)
    bring(HEAD)
    assert not ran.exists()
    assert not (here / "modules").exists()


@pytest.mark.parametrize(
    "source",
    [
        "main",
        "HEAD",
        "",
        "--all",
        "+refs/heads/main",
        "refs/heads/*",
        "refs/a:refs/b",
        "a" * 39,
        "refs/heads/../x",
        "refs/heads/a..b",
        "refs/heads/a b",
        "^refs/heads/main",
        "refs/heads/",
        "refs/heads/.a",
    ],
)
def test_a_source_is_one_full_name(bring, source):
    """No pattern, no option, no place to write to."""
    with pytest.raises(BadInputError, match="refs/pull/7/head"):
        bring(source)


@pytest.mark.parametrize("remote", ["", "--upload-pack=touch x", "a\nb"])
def test_a_remote_is_no_option(here, remote):
    """Nothing that git would take for something else."""
    with pytest.raises(BadInputError, match="is no remote"):
        fetch.fetch(here, remote, HEAD)


def test_only_the_ways_that_were_named_lead_to_a_remote(store, here, tmp_path):
    """A file is none by default, and a program is none ever."""
    store.commit(BASE, ref=HEAD)
    ran = tmp_path / "ran"
    for remote in (str(store.folder), f"ext::sh -c touch% {ran}"):
        with pytest.raises(GitFailedError, match="not allowed"):
            fetch.fetch(here, remote, HEAD)
    assert not ran.exists()


def test_a_ref_that_is_not_there_is_said_to_be_missing(bring):
    """With the command that lists what is."""
    with pytest.raises(GitFailedError, match=r"refs/pull/8/head could not be.*\n.*git ls-remote"):
        bring("refs/pull/8/head")


def test_a_remote_that_sends_too_much_is_cut_off(store, here, bring):
    """A pack is no larger than the limit; the repository stays as it was."""
    store.commit({b"large": os.urandom(300_000)}, ref=HEAD)
    limits = fetch.Limits(LIMITS.wall_s, 100_000, LIMITS.memory_bytes)
    with pytest.raises(GitFailedError):
        bring(HEAD, limits=limits)
    assert refs(here) == []
    assert bring(HEAD) == store.git("rev-parse", HEAD)


def test_a_global_configuration_is_read_only_where_it_is_named(store, here, tmp_path):
    """It may hold the way to a private remote."""
    config = tmp_path / "gitconfig"
    config.write_text(f'[url "{store.folder}"]\n\tinsteadOf = cohort:\n')
    with pytest.raises(GitFailedError):
        fetch.fetch(here, "cohort:", MAIN, protocols=["file"])
    fetched = fetch.fetch(here, "cohort:", MAIN, protocols=["file"], global_config=config)
    assert fetched == store.git("rev-parse", MAIN)


def test_a_repository_of_sha_256_is_fetched_into_one(tmp_path):
    """The two kinds do not mix."""
    there = Store(tmp_path / "there.git", "sha256")
    name = there.commit(BASE, ref=MAIN)
    fetch.create(tmp_path / "here", "sha256")
    assert fetch.fetch(tmp_path / "here", str(there.folder), MAIN, protocols=["file"]) == name


def test_commits_are_fetched_by_name_without_their_history(store, here):
    """Also those that nothing leads to any more; what is gone is told, and keeps no other away."""
    store.git("config", "uploadpack.allowAnySHA1InWant", "true")
    main = store.git("rev-parse", MAIN)
    old = store.commit(head({KMEANS: WORK}), main, ref=HEAD)
    new = store.commit(head({KMEANS: b"x = 2\n"}), main, ref=HEAD)
    gone = "d" * 40
    remote = store.folder.as_uri()
    assert fetch.commits(here, remote, [old, gone, new], None) == [gone]
    for name, content in ((old, WORK), (new, b"x = 2\n")):
        assert git.output(here, "show", f"{name}:{KMEANS.decode()}") == content
    assert git.run(here, "cat-file", "-e", main).status != 0
    assert fetch.commits(here, remote, [], None) == []
