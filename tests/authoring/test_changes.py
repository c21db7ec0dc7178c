"""What git says has changed."""

from __future__ import annotations

import subprocess

import pytest

from heldout.authoring import changes
from heldout.errors import BadInputError


@pytest.fixture
def git(double):
    """Run git in the repository of `double`, whose branch is `work`, one commit after `main`."""

    def ran(*words: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        subprocess.run(
            ["git", "-C", str(double.root), *identity, *words], check=True, capture_output=True
        )

    ran("init", "-q", "-b", "main")
    ran("add", "-A")
    ran("commit", "-qm", "first")
    ran("checkout", "-qb", "work")
    return ran


@pytest.mark.usefixtures("git")
def test_nothing_has_changed_at_first(double):
    """A branch that has just begun."""
    assert changes.is_checkout(double.root)
    assert changes.changed(double.root, None) == ()


def test_committed_edited_and_new_files_have_changed(double, git):
    """Whichever of the three; files elsewhere do not count."""
    double.write("README.md", "# Two\n")
    git("commit", "-qam", "second")
    double.write("solution.py", "")
    double.write("challenges/näu/README.md", "", below=double.root)
    double.write("docs/page.md", "", below=double.root)
    double.write("rubrics/star.toml", "", below=double.root)
    found = changes.changed(double.root, None)
    assert found == (
        "challenges/double/README.md",
        "challenges/double/solution.py",
        "challenges/näu/README.md",
        "rubrics/star.toml",
    )
    assert changes.folders(found) == ("challenges/double", "challenges/näu", "rubrics")


def test_what_main_did_meanwhile_is_not_a_change_of_this_branch(double, git):
    """It is compared with where the branch left."""
    git("checkout", "-q", "main")
    double.write("README.md", "# Two\n")
    git("commit", "-qam", "meanwhile")
    git("checkout", "-q", "work")
    assert changes.changed(double.root, None) == ()


@pytest.mark.usefixtures("git")
def test_a_removed_file_has_changed(double):
    """Its folder has to be looked at."""
    (double.folder / "README.md").unlink()
    assert changes.changed(double.root, "main") == ("challenges/double/README.md",)


@pytest.mark.parametrize("base", ["nowhere", "--upload-pack=touch x"])
@pytest.mark.usefixtures("git")
def test_a_base_that_git_does_not_know_is_bad_input(double, base):
    """With the name, and never taken for an option."""
    with pytest.raises(BadInputError, match="knows no commit"):
        changes.changed(double.root, base)


def test_a_repository_without_git_is_no_checkout(double):
    """Then every folder is meant."""
    assert not changes.is_checkout(double.root)


def test_a_base_without_a_common_commit_is_bad_input(double, git):
    """As in a clone that holds the last commit only."""
    git("checkout", "-q", "--orphan", "other")
    git("commit", "-qm", "unrelated")
    with pytest.raises(BadInputError, match="no commit in common"):
        changes.changed(double.root, "main")
