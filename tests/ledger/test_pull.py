"""The receipts of a branch in a folder: whole, newer, and never at the cost of what is there."""

from __future__ import annotations

import pytest

from heldout.errors import BadInputError, PullFailedError
from heldout.ledger import branch, pull
from heldout.ledger.branch import Target
from tests.ledger.sample import entries, line

TARGET = Target("origin", "results", "receipts")


@pytest.fixture
def brought(work, environment, tmp_path):
    """Bring the branch of the working repository's remote into a folder."""

    def bring(target: Target = TARGET, patience_s: float = 5.0):
        return pull.pull(
            target,
            tmp_path / "here",
            standing_in=work,
            environment=environment,
            patience_s=patience_s,
        )

    return bring


@pytest.fixture
def record(work, environment):
    """Put receipts on the branch."""
    return lambda *numbers: branch.push(
        entries(*numbers), TARGET, standing_in=work, environment=environment
    )


def files(folder) -> dict[str, bytes]:
    """All that is in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_without_a_branch_there_is_an_empty_folder(brought, tmp_path):
    """A cohort begins that way, and whatever reads the ledger finds one."""
    assert brought() == pull.Pulled(0, None)
    assert files(tmp_path / "here") == {}


def test_the_folder_gets_what_the_branch_has_and_later_what_is_new(brought, record, tmp_path):
    """And a third time nothing, as there is nothing new."""
    first = record(1)
    assert brought() == pull.Pulled(1, first.commit)
    assert files(tmp_path / "here") == {"7.ndjson": line(1)}
    second = record(2)
    assert brought() == pull.Pulled(1, second.commit)
    assert files(tmp_path / "here") == {"7.ndjson": line(1) + line(2)}
    assert brought() == pull.Pulled(0, second.commit)


def test_what_only_the_folder_has_is_not_replaced(brought, record, tmp_path):
    """Neither the file with more in it nor any other."""
    record(1)
    brought()
    mine = {"7.ndjson": line(1) + line(3), "8.ndjson": line(1, user_id=8)}
    for name, content in mine.items():
        (tmp_path / "here" / name).write_bytes(content)
    record(2)
    with pytest.raises(BadInputError, match=r"7\.ndjson; nothing was replaced"):
        brought()
    assert files(tmp_path / "here") == mine


def test_a_file_of_somebody_whom_the_branch_does_not_know_stays(brought, record, tmp_path):
    """It was graded here, and is still to be pushed."""
    record(1)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "8.ndjson").write_bytes(line(1, user_id=8))
    assert brought().changed == 1
    assert files(tmp_path / "here") == {"7.ndjson": line(1), "8.ndjson": line(1, user_id=8)}


def test_a_link_on_the_branch_brings_nothing(brought, remote, git, tmp_path):
    """Whatever it leads to."""
    stream = b"commit refs/heads/results\ncommitter o <o@example.org> 1 +0000\ndata 0\n"
    stream += b"M 120000 inline receipts/7.ndjson\ndata 11\n/etc/passwd\n"
    git(remote, "fast-import", "--quiet", stdin=stream.decode())
    brought()
    assert files(tmp_path / "here") == {}


def test_a_remote_that_is_away_is_told(brought, tmp_path):
    """And the folder is as it was."""
    with pytest.raises(PullFailedError, match="does not appear to be a git repository"):
        brought(Target(f"file://{tmp_path}/nowhere", "results", "receipts"))
    assert files(tmp_path / "here") == {}


def test_a_folder_that_cannot_be_is_told(brought, tmp_path):
    """A file is in its place."""
    (tmp_path / "here").write_bytes(b"")
    with pytest.raises(BadInputError, match="cannot be written here"):
        brought()
