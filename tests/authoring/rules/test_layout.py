"""Which files there are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from heldout.authoring import prover
from heldout.catalogue import repository
from tests.authoring.packages import SLUG
from tests.authoring.rules.defects import Defect, assert_told, changed, read

REQUIRED = (
    *("README.md", "challenge.toml", "solution.py", "followups.md", "test_public.py"),
    *("hidden/test_hidden.py", "hidden/reference.py", "hidden/followups.toml"),
)
BROKEN = "def moving_average(values:\n    return values\n"


def test_the_sound_package_has_no_findings(tmp_path):
    """Nothing is said where nothing is wrong."""
    assert read(changed(tmp_path)) == []


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_file_is_told_once(name, tmp_path):
    """No other rule says anything about what is not there."""
    folder = changed(tmp_path)
    (folder / name).unlink()
    (finding,) = read(folder)
    assert (finding.code, finding.line) == ("missing-file", None)
    assert finding.file == f"challenges/{SLUG}/{name}"


@pytest.mark.parametrize(
    "name",
    [
        *("notes.md", "hidden/data.npy", "hidden/conftest.py", "hidden/accepted/Loops.py"),
        *("hidden/rejected/more/loops.md", ".hidden-notes", "hidden/hidden.age"),
    ],
)
def test_a_stray_file_is_told(name, tmp_path):
    """Wherever it is in the folder."""
    assert_told(tmp_path, Defect(name, "", '"""Stray."""\n', "stray-file", None))


def test_declared_equivalents_and_what_editors_leave_are_not_stray(tmp_path):
    """They have a place, or are nobody's mistake."""
    changes = [(name, "", "") for name in ("hidden/equivalents.toml", "hidden/__pycache__/a.pyc")]
    assert read(changed(tmp_path, *changes)) == []


def test_a_sealed_file_beside_the_hidden_folder_is_not_stray(tmp_path):
    """Both are there after `heldout seal`."""
    folder = changed(tmp_path)
    (folder / "hidden.age").write_bytes(b"sealed \xff")
    assert read(folder) == []


def test_a_sealed_file_in_place_of_the_hidden_folder_is_told_once(tmp_path):
    """No hidden file is called missing or stray; but nothing can be proved."""
    folder = changed(tmp_path)
    (folder / "hidden").rename(tmp_path / "hidden")
    (folder / "hidden.age").write_bytes(b"sealed \xff")
    (finding,) = read(folder)
    assert (finding.code, finding.file) == ("still-sealed", f"challenges/{SLUG}/hidden.age")
    assert not prover.may_prove([finding])
    (folder / "README.md").unlink()
    assert "missing-file" in {finding.code for finding in read(folder)}


def test_a_written_prompt_that_is_still_sealed_is_told_once_too(tmp_path):
    """Its key and its answers are not called missing."""
    root = repository.find(Path(__file__)).root
    shutil.copytree(root / "rubrics", tmp_path / "rubrics")
    folder = shutil.copytree(root / "casestudies/overfitting", tmp_path / "casestudies/overfitting")
    shutil.rmtree(folder / "hidden")
    (folder / "hidden.age").write_bytes(b"sealed \xff")
    assert [finding.code for finding in read(folder)] == ["still-sealed"]


@pytest.mark.parametrize(("name", "target"), [("notes.md", "README.md"), ("data", "hidden")])
def test_a_symbolic_link_is_told_and_is_not_stray_as_well(name, target, tmp_path):
    """Be it to a file or to a folder."""
    folder = changed(tmp_path)
    (folder / name).symlink_to(target)
    (finding,) = read(folder)
    assert (finding.code, finding.file) == ("symlink", f"challenges/{SLUG}/{name}")


def test_a_required_file_that_is_a_dead_link_is_not_missing_as_well(tmp_path):
    """It is there, and is no file."""
    folder = changed(tmp_path)
    (folder / "followups.md").unlink()
    (folder / "followups.md").symlink_to("nowhere.md")
    assert [finding.code for finding in read(folder)] == ["symlink"]


@pytest.mark.parametrize("name", ["README.md", "test_public.py", "hidden/followups.toml"])
def test_bytes_that_are_no_text_are_told_with_their_place(name, tmp_path):
    """And no other rule says anything of the file."""
    folder = changed(tmp_path)
    (folder / name).write_bytes(b"first line\nfine \xe4 not\n")
    (finding,) = read(folder)
    assert (finding.code, finding.line) == ("not-text", 2)
    assert "byte 6 of line 2" in finding.message


@pytest.mark.parametrize(
    "name", ["solution.py", "test_public.py", "hidden/test_hidden.py", "hidden/reference.py"]
)
def test_what_is_not_python_is_told_with_its_line(name, tmp_path):
    """And no other rule says anything of the file."""
    finding = assert_told(
        tmp_path, Defect(name, "", f"import numpy\n\n{BROKEN}", "not-python", "def moving_average(")
    )
    assert "never closed" in finding.message


@pytest.mark.parametrize("kind", ["accepted", "rejected"])
def test_a_sample_that_is_not_python_is_told(kind, tmp_path):
    """Like the rest."""
    file = f"hidden/{kind}/broken.py"
    assert_told(tmp_path, Defect(file, "", f'"""Broken."""\n{BROKEN}', "not-python", "def"))
