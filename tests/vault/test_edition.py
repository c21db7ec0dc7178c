"""This repository, published: looked through by other means than publish's own."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from heldout.catalogue.repository import Repository
from heldout.vault import publication, seal

ROOT = Path(__file__).parents[2]
#: Lines of every suite, whichever it is of.
EVERYBODYS = re.compile(rb"from |import |@pytest\.mark\.")
SHOWN = {"README.md", "challenge.toml", "casestudy.toml", "followups.md", "test_public.py"} | {
    *("answer.md", "solution.py")
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory, ada) -> Path:
    """A cohort edition of this repository."""
    dest = tmp_path_factory.mktemp("cohort") / "edition"
    publication.publish(ROOT, dest, None, [ada], dest.with_name("identity.txt"))
    return dest


@pytest.fixture(scope="module")
def objects(edition) -> bytes:
    """Every object of the edition's git, unpacked, one after another."""
    command = ["git", "cat-file", "--batch-all-objects", "--batch"]
    return subprocess.run(command, cwd=edition, capture_output=True, check=True).stdout


def files(folder: Path) -> Iterator[Path]:
    """All files below a folder, but git's own."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return (path for path in paths if ".git" not in path.relative_to(folder).parts)


def tasks() -> list[Path]:
    """The folders of all tasks here."""
    return [*ROOT.glob("challenges/*/hidden"), *ROOT.glob("casestudies/*/hidden")]


def lines(text: bytes) -> set[bytes]:
    """The lines of a text that are long enough to tell something."""
    return {line for each in text.split(b"\n") if len(line := each.strip()) >= 40}


def titles(path: Path) -> set[bytes]:
    """First lines of the docstrings of tests, which candidates see, as they stand in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)):
            first = text.splitlines()[0].encode()
            found |= {b'"""' + first + b'"""', b'"""' + first}
    return found


@pytest.fixture(scope="module")
def secrets() -> set[bytes]:
    """Every telling line of every hidden file that no public file of a task has."""
    hidden: set[bytes] = set()
    public: set[bytes] = set()
    for folder in tasks():
        for path in files(folder):
            found = lines(path.read_bytes())
            hidden |= found - titles(path) if path.name == "test_hidden.py" else found
        for path in folder.parent.iterdir():
            public |= lines(path.read_bytes()) if path.name in SHOWN else set()
    for path in files(ROOT / "src/heldout/authoring/scaffold"):
        public |= lines(path.read_bytes())
    return {line for line in hidden - public if not EVERYBODYS.match(line)}


def test_no_line_of_a_hidden_file_is_in_any_file_or_object(edition, objects, secrets):
    """Some twenty thousand lines; and the scan would find one of them."""
    assert len(secrets) > 20_000
    assert not secrets & lines(objects)
    for path in files(edition):
        assert not secrets & lines(path.read_bytes()), path
    assert secrets & lines(objects + b"\n    " + min(secrets) + b"\n")


def test_no_hidden_file_is_whole_in_any_object(objects):
    """Nor the beginning or the end of one."""
    for folder in tasks():
        for path in files(folder):
            content = path.read_bytes().strip()
            if len(content) > 200:
                assert content[-200:] not in objects, path


def test_no_private_key_is_in_any_file_or_object(edition, objects, ada):
    """Nor anything that looks like one."""
    everything = b"".join([objects, *(path.read_bytes() for path in files(edition))])
    assert ada.reveal().encode() not in everything
    assert b"age1" in everything
    assert not re.search(rb"AGE-SECRET-KEY-1[0-9A-Z]{40}", everything, re.IGNORECASE)


def test_what_is_for_authors_is_not_there(edition):
    """Hidden folders, tests, benchmarks with their answers, the authoring workflow, history."""
    names = {path.relative_to(edition).as_posix() for path in files(edition)}
    first = {name.split("/")[0] for name in names}
    assert first <= {
        *(
            "challenges",
            "casestudies",
            "rubrics",
            "cohorts",
            "src",
            "docs",
            ".github",
            ".devcontainer",
        ),
        *("README.md", "LICENSE", "SECURITY.md", "pyproject.toml", "requirements.lock", "run"),
        *(".gitignore", "edition.json", "recipients.txt"),
    }
    assert not [
        name
        for name in names
        if name.startswith(("challenges", "casestudies")) and "/hidden/" in name
    ]
    assert ".github/workflows/ci.yml" not in names
    count = ["git", "rev-list", "--count", "--all"]
    assert subprocess.run(count, cwd=edition, capture_output=True, check=True).stdout == b"1\n"


def test_every_task_is_there_and_its_suite_opens(edition, ada):
    """With all that was hidden, and nothing else, for who has the key."""
    repository, here = Repository(edition), Repository(ROOT)
    assert repository.names() == here.names()
    challenges, broken = repository.challenges()
    casestudies, also_broken = repository.casestudies()
    assert not [*broken, *also_broken]
    assert all(each.hidden is None for each in [*challenges, *casestudies])
    for folder in tasks():
        opened = seal.open_sealed(edition / folder.parent.relative_to(ROOT) / seal.FILE, [ada])
        there = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in files(folder)
            if "__pycache__" not in path.parts
        }
        assert opened == there


def test_every_link_between_documents_leads_somewhere(edition):
    """No candidate is sent to what is not published."""
    for document in (path for path in files(edition) if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#:\s]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document}: {target}"


def test_the_readme_names_what_is_there(edition):
    """Each command that it shows is one, and each file."""
    text = (edition / "README.md").read_text(encoding="utf-8")
    assert "docs/vault.md" in text
    for name in re.findall(r"\./run heldout (?:show|check) ([a-z-]+)", text):
        assert (edition / "challenges" / name).is_dir()


def test_git_ignores_what_must_not_be_committed(edition):
    """Suites in the clear, half of one, an older one, and keys."""
    for name in (
        *("challenges/kmeans/hidden/reference.py", "challenges/kmeans/hidden.old/reference.py"),
        *("casestudies/why-dropout/.hidden.x.partial/hidden/points.toml", "identity.txt"),
    ):
        done = subprocess.run(["git", "check-ignore", "-q", name], cwd=edition, check=False)
        assert done.returncode == 0, name
    for name in ("challenges/kmeans/hidden.age", "challenges/kmeans/solution.py"):
        done = subprocess.run(["git", "check-ignore", "-q", name], cwd=edition, check=False)
        assert done.returncode == 1, name
