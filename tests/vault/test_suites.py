"""Sealing and unsealing in a repository: nothing is rewritten for nothing, and nothing is lost."""

from __future__ import annotations

import pytest

from heldout.catalogue.repository import Repository
from heldout.errors import (
    IdentityError,
    SealBrokenError,
    SuiteInTheWayError,
    UnknownSlugError,
)
from heldout.vault import folder, seal, suites
from heldout.vault.suites import Outcome, Step


@pytest.fixture
def task(double, ada):
    """The folder of `double`, sealed, with its hidden folder still in the clear."""
    suites.seal(double.folder, [ada.recipient], [])
    return double.folder


def age_of(task):
    """The sealed bytes."""
    return (task / seal.FILE).read_bytes()


def test_sealed_and_unsealed_again_it_is_the_same(task, ada):
    """With nothing else in the task's folder than before."""
    before = folder.read(task / "hidden")
    (task / "hidden").rename(task.parent.parent / "away")
    names = {path.name for path in task.iterdir()}
    assert suites.unseal(task, [ada]) == Outcome("challenges/double", Step.UNSEALED, 4)
    assert folder.read(task / "hidden") == before
    assert {path.name for path in task.iterdir()} == names | {"hidden"}


def test_what_is_sealed_already_is_not_written_anew(task, ada, grace):
    """Only who can open it can tell; for others it is."""
    first = age_of(task)
    assert suites.seal(task, [ada.recipient], [grace, ada]).step == Step.UNCHANGED
    assert age_of(task) == first
    for identities in ([], [grace]):
        assert suites.seal(task, [ada.recipient], identities).step == Step.SEALED
        assert age_of(task) != first


def test_a_changed_file_is_sealed_anew(task, ada):
    """And so is one more, and one less."""
    for change in (
        lambda hidden: (hidden / "reference.py").write_bytes(b"def double(x): return x + x\n"),
        lambda hidden: (hidden / "accepted" / "more.py").touch(),
        lambda hidden: (hidden / "accepted" / "more.py").unlink(),
    ):
        change(task / "hidden")
        assert suites.seal(task, [ada.recipient], [ada]).step == Step.SEALED
        assert seal.open_sealed(task / seal.FILE, [ada]) == folder.read(task / "hidden")


def test_other_recipients_are_a_reason_to_seal_anew(task, ada, grace):
    """Rotation is to change recipients.txt and to seal: one more, and then the old one less."""
    assert suites.seal(task, [ada.recipient, grace.recipient], [ada]).step == Step.SEALED
    assert suites.seal(task, [grace.recipient, ada.recipient], [grace]).step == Step.UNCHANGED
    assert suites.seal(task, [grace.recipient], [grace]).step == Step.SEALED
    with pytest.raises(IdentityError):
        seal.open_sealed(task / seal.FILE, [ada])


def test_a_damaged_file_is_sealed_anew(task, ada):
    """What is in the clear is worth more."""
    (task / seal.FILE).write_bytes(age_of(task)[:-1])
    assert suites.seal(task, [ada.recipient], [ada]).step == Step.SEALED
    assert seal.open_sealed(task / seal.FILE, [ada])


def test_newer_work_is_never_unsealed_over(task, ada):
    """Every file that differs is named, and the two commands that go on."""
    hidden = task / "hidden"
    (hidden / "reference.py").write_bytes(b"newer")
    (hidden / "accepted" / "new.py").touch()
    (hidden / "rejected" / "squares.py").unlink()
    before = folder.read(hidden)
    with pytest.raises(SuiteInTheWayError) as caught:
        suites.unseal(task, [ada])
    assert "reference.py has 5 bytes here, 32 sealed" in caught.value.fact
    assert "accepted/new.py is only here" in caught.value.fact
    assert "rejected/squares.py is only in the sealed one" in caught.value.fact
    assert "test_hidden.py" not in caught.value.fact
    assert "heldout seal double" in caught.value.next_step
    assert "hidden.old" in caught.value.next_step
    assert folder.read(hidden) == before


def test_the_same_in_the_clear_is_left_as_it_is(task, ada):
    """With its times, and by-products beside it."""
    (task / "hidden" / "__pycache__").mkdir()
    times = {path: path.stat().st_mtime_ns for path in (task / "hidden").rglob("*")}
    assert suites.unseal(task, [ada]).step == Step.UNCHANGED
    assert {path: path.stat().st_mtime_ns for path in (task / "hidden").rglob("*")} == times


def test_whatever_has_the_folders_name_is_left_alone(task, ada):
    """A file, a dead link, a folder of notes that are never sealed; an empty folder is no loss."""
    hidden = task / "hidden"
    hidden.rename(task.parent.parent / "away")
    hidden.write_text("notes")
    with pytest.raises(SuiteInTheWayError, match="something else than a folder"):
        suites.unseal(task, [ada])
    hidden.unlink()
    hidden.symlink_to("nowhere")
    with pytest.raises(SuiteInTheWayError, match="something else than a folder"):
        suites.unseal(task, [ada])
    hidden.unlink()
    hidden.mkdir()
    (hidden / ".notes").touch()
    with pytest.raises(SuiteInTheWayError, match="never sealed are here"):
        suites.unseal(task, [ada])
    (hidden / ".notes").unlink()
    assert suites.unseal(task, [ada]).step == Step.UNSEALED


def test_nothing_to_seal_or_to_unseal_is_told(task, ada):
    """With the command that would make it so."""
    (task / "hidden").rename(task.parent.parent / "away")
    with pytest.raises(SuiteInTheWayError, match="no hidden folder in the clear") as caught:
        suites.seal(task, [ada.recipient], [ada])
    assert caught.value.next_step == "heldout unseal double"
    (task / seal.FILE).unlink()
    with pytest.raises(SuiteInTheWayError, match="no sealed file"):
        suites.unseal(task, [ada])


@pytest.mark.parametrize("change", [lambda old: old[:-1], lambda _: b"", lambda old: old[:100]])
def test_a_damaged_file_unseals_nothing(task, ada, change):
    """And leaves no half of a folder."""
    (task / "hidden").rename(task.parent.parent / "away")
    (task / seal.FILE).write_bytes(change(age_of(task)))
    with pytest.raises(SealBrokenError):
        suites.unseal(task, [ada])
    assert not (task / "hidden").exists()
    assert not list(task.glob(".*"))


def test_tasks_are_found_by_name(double, repository):
    """Of both kinds; all without a name, and an unknown one is bad input."""
    found = suites.find(repository, ["kmeans", "customer-churn"])
    assert [each.parent.name for each in found] == ["challenges", "casestudies"]
    assert [each.name for each in suites.find(repository, ())] == repository.names()
    with pytest.raises(UnknownSlugError, match="did you mean double"):
        suites.find(Repository(double.root), ["duoble"])
