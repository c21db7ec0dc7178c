"""Keys, and a small authoring edition with an empty place to publish to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from heldout.vault import age, publication
from heldout.vault.age import Identity
from heldout.vault.publication import Published
from tests.conftest import Builder


@pytest.fixture(scope="session")
def ada() -> Identity:
    """A key that opens what is sealed here."""
    return age.new_identity()


@pytest.fixture(scope="session")
def grace() -> Identity:
    """Another key."""
    return age.new_identity()


class Press:
    """Publishes the repository of `double`, and speaks to the edition's git as anybody would."""

    def __init__(self, root: Path, dest: Path, identity: Identity) -> None:
        self.root = root
        self.dest = dest
        self.identities = (identity,)
        self.new_identity = dest.with_name("identity.txt")

    def publish(self, overlay: Path | None = None) -> Published:
        """Publish with the key that is at hand."""
        return publication.publish(
            self.root, self.dest, overlay, self.identities, self.new_identity
        )

    def git(self, *words: str) -> str:
        """Run git in the edition."""
        done = subprocess.run(
            ["git", "-c", "user.name=Eve", "-c", "user.email=eve@localhost", *words],
            cwd=self.dest,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self, name: str, text: str) -> None:
        """Commit a file by hand."""
        path = self.dest / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", "--force", name)
        self.git("commit", "--quiet", "--message", f"Change {name}")

    def files(self) -> set[str]:
        """What is in the edition's folder, without git's own."""
        paths = (path for path in self.dest.rglob("*") if path.is_file())
        return {
            name
            for path in paths
            if not (name := path.relative_to(self.dest).as_posix()).startswith(".git/")
        }

    def commits(self) -> int:
        """How many commits there are."""
        return int(self.git("rev-list", "--count", "HEAD"))


def complete(double: Builder) -> Builder:
    """Add files that are published beside the tasks."""
    for name in ("LICENSE", "run"):
        double.write(name, f"{name}\n", below=double.root)
    (double.root / "run").chmod(0o755)
    return double


@pytest.fixture
def press(double, tmp_path_factory, ada) -> Press:
    """The repository of `double`, and a place beside it that does not exist yet."""
    return Press(complete(double).root, tmp_path_factory.mktemp("cohort") / "edition", ada)


@pytest.fixture(scope="session")
def first_copy(tmp_path_factory, ada) -> Path:
    """An edition of the repository of `double`, to be copied: that is quicker than to publish."""
    double = complete(Builder(tmp_path_factory.mktemp("first")))
    made = Press(double.root, tmp_path_factory.mktemp("cohort") / "edition", ada)
    made.publish()
    return made.dest


@pytest.fixture
def published(press, first_copy) -> Press:
    """A press whose edition is there."""
    shutil.copytree(first_copy, press.dest)
    return press
