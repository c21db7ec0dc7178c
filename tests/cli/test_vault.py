"""`heldout seal`, `unseal` and `publish`, as a maintainer types them."""

from __future__ import annotations

import json
import stat
import subprocess

import pytest

from heldout.vault import age, identity, publication, seal, suites

SUITE = "challenges/double/hidden.age"


@pytest.fixture(autouse=True)
def config(tmp_path_factory, monkeypatch):
    """A user's own folder, with nothing in it."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("HELDOUT_IDENTITY", raising=False)
    return folder


@pytest.fixture
def key(double):
    """A key's text, as the variable has it; recipients.txt has its public half."""
    made = age.new_identity()
    double.write("recipients.txt", f"{made.recipient}\n", below=double.root)
    return made.reveal()


@pytest.fixture
def sealed(double, key):
    """The folder of `double`, sealed for the key."""
    suites.seal(double.folder, [age.Identity(key).recipient], [])
    return double.folder


@pytest.fixture
def edition(double, tmp_path_factory):
    """A cohort edition of the repository of `double`."""
    dest = tmp_path_factory.mktemp("cohort") / "edition"
    publication.publish(double.root, dest, None, [], identity.default_path())
    return dest


def test_a_suite_is_sealed_once_and_unsealed(run, double, key):
    """What is the same is not written again, if one can tell; the folder comes back as it was."""
    done = run("seal")
    assert done.returncode == 0, done.stderr
    assert "challenges/double" in done.stdout
    assert "sealed" in done.stdout
    assert "anew" not in done.stderr
    again = run("seal", "double", HELDOUT_IDENTITY=key)
    assert "unchanged" in again.stdout
    assert "no identity is at hand to compare with: all is sealed anew" in run("seal").stderr
    (double.folder / "hidden").rename(double.root / "away")
    done = run("unseal", "--json", HELDOUT_IDENTITY=key)
    assert json.loads(done.stdout) == {
        "folder": "challenges/double",
        "step": "unsealed",
        "files": 4,
    }
    assert (double.folder / "hidden" / "accepted" / "adds.py").is_file()


@pytest.mark.usefixtures("sealed")
def test_unsealing_needs_a_key(run, double, key, config):
    """Each place for one is told; a file that others can read is not used."""
    done = run("unseal")
    assert done.returncode == 2
    assert "HELDOUT_IDENTITY is not set" in done.stderr
    assert "next: --identity FILE" in done.stderr
    path = double.write("key.txt", key, below=config)
    path.chmod(0o644)
    done = run("unseal", "--identity", path)
    assert done.returncode == 2
    assert f"next: chmod 600 {path}" in done.stderr
    other = run("unseal", HELDOUT_IDENTITY=age.new_identity().reveal())
    assert other.returncode == 2
    assert "sealed for other keys" in other.stderr


def test_one_that_fails_does_not_keep_the_others_back(run, double, key, sealed):
    """Both are told, and the exit status is the worse one."""
    (sealed / "hidden").rename(double.root / "away")
    other = double.root / "casestudies" / "broken"
    other.mkdir(parents=True)
    (other / "hidden.age").write_bytes(b"")
    done = run("unseal", HELDOUT_IDENTITY=key)
    assert done.returncode == 2
    assert "unsealed" in done.stdout
    assert "casestudies/broken/hidden.age: this is not an age file" in done.stderr


def test_nothing_to_do_is_no_mistake(run, key):
    """Unless a name is given."""
    done = run("unseal", HELDOUT_IDENTITY=key)
    assert (done.returncode, done.stdout) == (0, "there is nothing to unseal here\n")
    assert run("unseal", "double", HELDOUT_IDENTITY=key).returncode == 2


def test_the_first_publish_makes_a_key_and_says_where_it_goes(run, config, tmp_path_factory):
    """The commands are told, the key is not; the next publish has nothing to do."""
    dest = tmp_path_factory.mktemp("cohort")
    done = run("publish", dest)
    assert done.returncode == 0, done.stderr
    path = config / "heldout" / "identity.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (made,) = identity.find(path, {}, path)
    assert f"gh secret set HELDOUT_IDENTITY --env grading < {path}" in done.stdout
    assert "git push -u origin main" in done.stdout
    assert "AGE-SECRET-KEY" not in done.stdout + done.stderr
    assert seal.open_sealed(dest / SUITE, [made])
    shown = json.loads(run("publish", dest, "--json").stdout)
    assert (shown["commit"], shown["recipients"]) == (None, [made.recipient])


def test_an_edition_serves_candidates(run, edition):
    """They list, show and check; only whoever has the key grades against what is sealed."""
    assert "double" in run("list", cwd=edition).stdout
    assert "Return twice the number" in run("show", "double", cwd=edition).stdout
    (edition / "challenges/double/solution.py").write_text("def double(x):\n    return 2 * x\n")
    assert run("check", "double", "--sandbox", "none", cwd=edition).returncode == 0
    assert "passed" in run("grade", "double", cwd=edition).stdout
    elsewhere = run("grade", "double", cwd=edition, XDG_CONFIG_HOME=str(edition / "nobody"))
    assert elsewhere.returncode == 2
    assert "this suite is sealed, and no identity is at hand" in elsewhere.stderr


def test_a_solved_stub_is_not_handed_out(run, double, tmp_path_factory):
    """Somebody who tries a challenge in the authoring edition is reminded of it."""
    dest = tmp_path_factory.mktemp("cohort") / "edition"
    double.write("solution.py", "def double(x):\n    return 2 * x\n")
    done = run("publish", dest)
    assert done.returncode == 2
    assert "challenges/double/solution.py:" in done.stderr
    assert "else than raise NotImplementedError" in " ".join(done.stderr.split())
    assert not dest.exists()


def test_what_is_kept_and_left_out_is_told(run, double, edition):
    """A maintainer's change, a file without a place, a suite in the clear; and no command."""
    double.write("README.md", "# Ours\n", below=edition)
    git = ["git", "-C", edition, "-c", "user.name=Eve", "-c", "user.email=eve@localhost"]
    subprocess.run([*git, "commit", "-q", "-a", "-m", "Ours"], check=True)
    double.write("notes\x1b[2J.md", "x")
    double.write("challenges/double/hidden/x", "x", below=edition)
    done = run("publish", edition)
    assert done.returncode == 0, done.stderr
    assert "is up to date" in done.stdout
    assert "next:" not in done.stdout
    assert "README.md: changed in the edition" in done.stderr
    assert "double/notes\\x1b[2J.md: left out" in done.stderr
    assert "double/hidden: in the clear in the edition's folder" in done.stderr
