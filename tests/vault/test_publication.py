"""Publishing a small edition: what comes, what goes, what stays, and what is refused."""

from __future__ import annotations

import subprocess

import pytest

from heldout.errors import (
    CatalogueError,
    EditionError,
    IdentityError,
    LeakError,
    RecipientsError,
    SuiteInTheWayError,
)
from heldout.vault import identity, publication, seal
from heldout.vault.archive import Contents
from tests.conftest import HIDDEN, MANIFEST

SUITE = "challenges/double/hidden.age"
SHOWN = {
    f"challenges/double/{name}"
    for name in ("README.md", "challenge.toml", "solution.py", "followups.md", "test_public.py")
}
EDITION = {
    *("LICENSE", "README.md", ".gitignore", "pyproject.toml", "run", "edition.json"),
    *("recipients.txt", SUITE),
    *SHOWN,
}


def test_an_edition_is_what_candidates_need_and_no_more(press, double, ada):
    """One commit on main, in a folder that holds just that; programs stay programs."""
    for name in (
        "tests/test_x.py",
        "benchmarks/x.py",
        "docs/design.md",
        ".github/workflows/ci.yml",
        ".github/workflows/nightly.yml",
    ):
        double.write(name, "x\n", below=double.root)
    double.write(".github/workflows/grade.yml", "on: push\n", below=double.root)
    done = press.publish()
    assert press.files() == {*EDITION, ".github/workflows/grade.yml"}
    assert press.git("rev-parse", "HEAD").strip() == done.commit
    assert press.git("branch", "--show-current").strip() == "main"
    assert press.commits() == 1
    assert press.git("status", "--porcelain") == ""
    assert press.git("ls-files", "-s", "run").startswith("100755")
    assert (press.dest / "run").stat().st_mode & 0o111
    opened = seal.open_sealed(press.dest / SUITE, [ada])
    assert opened["test_hidden.py"] == HIDDEN.encode()


def test_nothing_new_is_no_commit(published):
    """Though sealing again would give other bytes."""
    before = (published.dest / SUITE).read_bytes()
    done = published.publish()
    assert (done.commit, done.sealed, done.suites) == (None, (), 1)
    assert (published.dest / SUITE).read_bytes() == before
    assert published.commits() == 1


def test_an_update_is_one_commit_of_what_changed(published, double):
    """New, changed and deleted files, and only suites that are not the same are sealed anew."""
    double.write("rubrics/theory.toml", 'title = "x"\n', below=double.root)
    double.write("README.md", "# Twice\n")
    (double.root / "LICENSE").unlink()
    done = published.publish()
    assert set(done.written) == {"rubrics/theory.toml", "challenges/double/README.md"}
    assert (done.removed, done.sealed) == (("LICENSE",), ())
    assert published.files() == {*EDITION, "rubrics/theory.toml"} - {"LICENSE"}
    assert published.commits() == 2
    assert published.git("status", "--porcelain") == ""
    double.write("hidden/reference.py", "def double(x):\n    return x + x\n")
    assert published.publish().written == (SUITE,)


def test_a_task_that_is_gone_is_removed_with_its_folder(published, double):
    """And nothing that was somebody's."""
    double.write("challenge.toml", MANIFEST, below=double.root / "challenges" / "other")
    for path in double.folder.iterdir():
        path.rename(double.root / "challenges" / "other" / path.name)
    double.folder.rmdir()
    published.publish()
    assert not (published.dest / "challenges" / "double").exists()
    assert (published.dest / "challenges" / "other" / seal.FILE).exists()


def test_what_maintainers_add_and_change_is_kept(published, double):
    """An added file is never touched; a changed one stays while nothing new is published there."""
    published.commit("cohorts/2027.toml", 'title = "2027"\n')
    published.commit("LICENSE", "ours\n")
    double.write("README.md", "# Twice\n")
    done = published.publish()
    assert done.kept == ("LICENSE",)
    assert (published.dest / "cohorts" / "2027.toml").exists()
    assert (published.dest / "LICENSE").read_text() == "ours\n"
    double.write("LICENSE", "new\n", below=double.root)
    with pytest.raises(EditionError, match=r"(?s)were changed here.*- LICENSE") as caught:
        published.publish()
    assert "remove it here and commit" in caught.value.next_step
    assert (published.dest / "LICENSE").read_text() == "ours\n"
    published.git("rm", "--quiet", "LICENSE")
    published.git("commit", "--quiet", "--message", "Take theirs")
    published.publish()
    assert (published.dest / "LICENSE").read_text() == "new\n"


def test_what_maintainers_added_where_something_is_published_now_is_a_conflict(published, double):
    """Nothing of either is lost."""
    published.commit("cohorts/2027.toml", 'title = "ours"\n')
    double.write("cohorts/2027.toml", 'title = "theirs"\n', below=double.root)
    with pytest.raises(EditionError, match=r"cohorts/2027\.toml"):
        published.publish()
    assert published.git("status", "--porcelain") == ""


def test_an_overlay_adds_and_replaces_by_slug(press, double, tmp_path_factory):
    """A whole folder at a time; files of rubrics and cohorts one by one."""
    overlay = tmp_path_factory.mktemp("overlay")
    for slug in ("double", "triple"):
        for name in ("README.md", "challenge.toml", "solution.py", "followups.md"):
            text = (double.folder / name).read_text().replace("Double", "Overlaid")
            double.write(f"challenges/{slug}/{name}", text, below=overlay)
        double.write(f"challenges/{slug}/test_public.py", "", below=overlay)
        double.write(f"challenges/{slug}/hidden/test_hidden.py", f"# {slug}\n", below=overlay)
    double.write("cohorts/2027.toml", 'title = "2027"\n', below=overlay)
    double.write("src/heldout/evil.py", "", below=overlay)
    press.publish(overlay)
    added = {"cohorts/2027.toml", *(path.replace("double", "triple") for path in (*SHOWN, SUITE))}
    assert press.files() == EDITION | added
    assert "Overlaid" in (press.dest / "challenges/double/README.md").read_text()
    for slug in ("double", "triple"):
        opened = seal.open_sealed(press.dest / "challenges" / slug / seal.FILE, press.identities)
        assert opened == {"test_hidden.py": f"# {slug}\n".encode()}
    double.write("docs/guide/tips.md", QUOTED, below=double.root)
    with pytest.raises(LeakError, match=r"line 1: challenges/double/hidden/test_hidden\.py:12"):
        # The suite that was replaced is a secret still.
        press.publish(overlay)
    with pytest.raises(EditionError, match="apart from the overlay"):
        publication.publish(press.root, overlay / "x", overlay, press.identities, press.dest)


def test_an_empty_overlay_is_a_typing_mistake(press, tmp_path_factory):
    """It is told which folders it should have."""
    with pytest.raises(EditionError, match="challenges, casestudies, rubrics, cohorts"):
        press.publish(tmp_path_factory.mktemp("overlay"))
    assert not press.dest.exists()


def test_what_was_sealed_by_a_contributor_is_published_too(press, double, ada, grace):
    """Without a hidden folder in the clear, if one has the key for it."""
    files = {"test_hidden.py": HIDDEN.encode()}
    (double.folder / "hidden").rename(double.root / "away")
    path = double.folder / seal.FILE
    path.write_bytes(seal.seal(Contents(files, (grace.recipient,)), path))
    with pytest.raises(IdentityError):
        press.publish()
    press.identities = (ada, grace)
    press.publish()
    assert seal.open_sealed(press.dest / SUITE, [ada]) == files
    path.unlink()
    with pytest.raises(EditionError, match="no hidden folder, so nothing could grade"):
        press.publish()


def test_the_first_publish_makes_a_key_and_keeps_it_apart(press):
    """Where the caller says, for its owner alone, and never in the edition."""
    press.identities = ()
    done = press.publish()
    assert done.made_identity == press.new_identity
    (made,) = identity.find(press.new_identity, {}, press.new_identity)
    assert done.recipients == (made.recipient,)
    assert made.recipient in (press.dest / "recipients.txt").read_text()
    secret = made.reveal().encode()
    for path in press.dest.rglob("*"):
        assert not path.is_file() or secret not in path.read_bytes()
    assert seal.open_sealed(press.dest / SUITE, [made])


def test_no_second_key_is_made_where_somebody_is_named_to_seal_for(published, ada):
    """Without a key at hand everything is sealed anew, for the same recipients."""
    published.identities = ()
    done = published.publish()
    assert (done.made_identity, done.can_open, done.sealed) == (None, False, ("challenges/double",))
    assert not published.new_identity.exists()
    assert seal.open_sealed(published.dest / SUITE, [ada])


def test_recipients_are_changed_in_the_edition_or_where_it_comes_from(published, double, grace):
    """Either way all is sealed anew, and the edition's list says for whom."""
    published.commit("recipients.txt", f"{grace.recipient}\n")
    done = published.publish()
    assert (done.recipients, done.can_open) == ((grace.recipient,), False)
    assert seal.open_sealed(published.dest / SUITE, [grace])
    both = f"{published.identities[0].recipient}\n{grace.recipient}\n"
    published.publish()
    double.write("recipients.txt", both, below=double.root)
    assert len(published.publish().recipients) == 2
    assert (published.dest / "recipients.txt").read_text() == both
    published.commit("recipients.txt", f"{grace.recipient}\n")
    with pytest.raises(EditionError, match=r"recipients\.txt"):
        published.publish()


def test_a_bad_list_of_recipients_stops_it(press, double):
    """Before anything is written."""
    double.write("recipients.txt", "Ada\n", below=double.root)
    with pytest.raises(RecipientsError):
        press.publish()
    assert press.files() == set()


def test_a_broken_task_is_not_published(press, double):
    """With all mistakes of all tasks, by their places in the authoring edition."""
    double.write("challenge.toml", MANIFEST.replace("minutes = 5", "minutes = 500"))
    (double.folder / "followups.md").unlink()
    with pytest.raises(CatalogueError) as caught:
        press.publish()
    assert caught.value.where == double.root
    assert all(each.startswith("challenges/double/") for each in caught.value.mistakes)
    assert len(caught.value.mistakes) == 2
    assert not press.dest.exists()


def test_what_has_no_place_in_a_task_is_left_out_and_told(press, double):
    """It could be anything, an answer key too."""
    double.write("notes.md", "the trick is to double\n")
    assert press.publish().left_out == ("challenges/double/notes.md",)
    assert press.files() == EDITION


def test_links_are_not_followed(press, double):
    """A statement that is a link could be the suite."""
    (double.folder / "README.md").unlink()
    (double.folder / "README.md").symlink_to("hidden/test_hidden.py")
    with pytest.raises(SuiteInTheWayError, match="is a link"):
        press.publish()


def test_links_to_what_is_not_published_become_words(press, double):
    """A candidate is not sent to a page that is not there."""
    text = "[a](../LICENSE) [b](../benchmarks/b.md#c) [d](https://e.org/f) [g](../challenges)\n"
    double.write("docs/written.md", text, below=double.root)
    press.publish()
    published = (press.dest / "docs/written.md").read_text()
    assert published == text.replace("[b](../benchmarks/b.md#c)", "b")


QUOTED = "assert solution.double(-3) == reference.double(-3)"


def test_a_quoted_line_of_a_suite_stops_it(published, double):
    """It is named by both its places and not quoted; nothing is committed."""
    double.write("docs/guide/tips.md", f"# Tips\n\nOften seen: `{QUOTED}`\n", below=double.root)
    with pytest.raises(LeakError) as caught:
        published.publish()
    places = "docs/guide/tips.md, line 3: challenges/double/hidden/test_hidden.py:12"
    assert places in str(caught.value)
    assert QUOTED not in str(caught.value)
    assert published.commits() == 1
    command = ["git", "cat-file", "--batch-all-objects", "--batch"]
    objects = subprocess.run(command, cwd=published.dest, capture_output=True, check=True).stdout
    assert QUOTED.encode() not in objects


def test_a_whole_hidden_file_in_a_public_place_stops_it(press, double):
    """Such as a stub that is the suite."""
    double.write("solution.py", HIDDEN)
    with pytest.raises(LeakError, match=r"solution\.py, line 1: .*hidden/test_hidden\.py"):
        press.publish()


@pytest.mark.parametrize("place", ["notes.md", "challenges/double/hidden/test_hidden.py"])
def test_hidden_lines_in_a_past_commit_stop_it(published, place):
    """Also where a later commit took them away: every clone has them."""
    published.commit(place, HIDDEN)
    published.git("rm", "--quiet", place)
    published.git("commit", "--quiet", "--message", "Remove it")
    with pytest.raises(LeakError, match=f"git's objects already:\n  - {place} in object"):
        published.publish()


def test_hidden_lines_in_an_object_of_no_branch_or_in_a_message_stop_it(published):
    """Whatever git has here, a backup of the folder has too."""
    published.commit("notes.md", "nothing\n")
    published.git("commit", "--quiet", "--amend", "--message", f"Found {QUOTED}")
    with pytest.raises(LeakError, match="commit in object"):
        published.publish()
    published.git("commit", "--quiet", "--amend", "--message", "Found it")
    published.git("reflog", "expire", "--expire=now", "--all")
    with pytest.raises(LeakError, match=r"- commit in object [0-9a-f]{12}, line") as caught:
        published.publish()
    assert "gc --prune=now" in caught.value.next_step
    published.git("gc", "--quiet", "--prune=now")
    published.publish()


def test_a_candidates_own_line_is_no_leak(published):
    """Two people write the same line; the files they write it in are told by their paths."""
    published.git("switch", "--quiet", "--create", "ada")
    published.commit("challenges/double/solution.py", f"def double(x):\n    {QUOTED}\n")
    published.git("switch", "--quiet", "main")
    published.publish()


def test_a_suite_in_the_clear_in_the_edition_is_told(published):
    """Git ignores it, and so do candidates' clones; a copy of the folder does not."""
    path = published.dest / "challenges" / "double" / "hidden" / "test_hidden.py"
    path.parent.mkdir()
    path.write_text(HIDDEN)
    done = published.publish()
    assert done.in_the_clear == ("challenges/double/hidden",)


def test_an_edition_does_not_publish(published):
    """Its suites are sealed, and its roots are elsewhere."""
    with pytest.raises(EditionError, match="a cohort edition itself"):
        publication.publish(
            published.dest, published.root / "x", None, published.identities, published.new_identity
        )
