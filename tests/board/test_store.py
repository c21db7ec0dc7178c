"""store: receipts in a database that is brought up to date."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from heldout.board import store
from tests.board.receipts import graded, record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the cache is."""
    return tmp_path / "cache" / "board.duckdb"


def _count(opened: store.Store, table: str = "receipts") -> int:
    found = opened.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return found[0] if found else 0


def _read(opened: store.Store, folder: Path) -> set[int]:
    """Refresh, and say whose receipts changed."""
    opened.settle()
    opened.refresh(folder)
    return opened.pending()


def test_only_files_that_changed_are_read_again(path, tmp_path):
    """Their candidates are named; the others' are not."""
    folder = record(tmp_path / "receipts", [graded(1, 4), graded(2, 6)])
    with store.opened(path) as opened:
        assert _read(opened, folder) == {1, 2}
        assert _read(opened, folder) == set()
        record(folder, [graded(2, 9, at=30)])
        assert _read(opened, folder) == {2}
        assert _count(opened) == 3


def test_what_was_read_is_there_when_the_cache_is_opened_again(path, tmp_path):
    """That is what a cache is for."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    with store.opened(path) as opened:
        opened.refresh(folder)
    with store.opened(path) as opened:
        assert _read(opened, folder) == set()
        assert _count(opened) == 1


def test_a_file_that_is_gone_takes_its_receipts_along(path, tmp_path):
    """And its candidate is named as changed."""
    folder = record(tmp_path / "receipts", [graded(1, 4), graded(2, 6)])
    with store.opened(path) as opened:
        opened.refresh(folder)
        (folder / "1.ndjson").unlink()
        assert _read(opened, folder) == {1}
        assert _count(opened) == _count(opened, "grades") == 1


def test_lines_that_cannot_be_read_are_told_and_cost_no_other(path, tmp_path):
    """A torn last line, no JSON, a number that is none: file, line, fact."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    good = (folder / "1.ndjson").read_bytes()
    bad = [b"{", good.replace(b'"points":4,', b'"points":NaN,'), good.replace(b"failed", b"great")]
    (folder / "1.ndjson").write_bytes(
        good + b"\n".join(line.strip() for line in bad) + b"\n" + good[:50]
    )
    with store.opened(path) as opened:
        opened.refresh(folder)
        assert _count(opened) == 1
        assert [(file, line) for file, line, _ in opened.problems()] == [
            ("1.ndjson", line) for line in (2, 3, 4, 5)
        ]
        (folder / "1.ndjson").write_bytes(good)
        opened.refresh(folder)
        assert opened.problems() == []


def test_any_name_of_a_file_will_do(path, tmp_path):
    """One candidate's receipts may be in several files."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    (folder / "1.ndjson").rename(folder / "imported 'x'.ndjson")
    record(folder, [graded(1, 6, at=30)])
    with store.opened(path) as opened:
        opened.refresh(folder)
        assert _count(opened) == 2


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000, b"\0" * 8192])
def test_a_damaged_cache_is_begun_again(path, tmp_path, content):
    """Nothing but time is lost with it."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    path.parent.mkdir()
    path.write_bytes(content)
    with store.opened(path) as opened:
        opened.refresh(folder)
        assert _count(opened) == 1


def test_a_cache_of_another_version_is_begun_again(path, tmp_path):
    """Its tables may mean something else."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    with store.opened(path) as opened:
        opened.refresh(folder)
        opened.remember("schema", "0")
    with store.opened(path) as opened:
        assert _count(opened) == 0


def test_a_refresh_that_fails_leaves_what_was_there(path, tmp_path, monkeypatch):
    """All of it is taken over at once, or none."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    with store.opened(path) as opened:
        opened.refresh(folder)
        record(folder, [graded(1, 6, at=30)])
        monkeypatch.setattr(store, "_GRADES", "SELECT broken")
        with pytest.raises(duckdb.Error):
            opened.refresh(folder)
        monkeypatch.undo()
    with store.opened(path) as opened:
        assert _count(opened) == 1
        assert _read(opened, folder) == {1}
        assert _count(opened) == 2


def test_a_name_in_a_query_is_never_a_variable_or_a_download(path):
    """No extension is fetched, and no Python object is read by its name."""
    secret = [(1,)]
    with store.opened(path) as opened, pytest.raises(duckdb.CatalogException):
        opened.connection.execute("SELECT * FROM secret")
    assert secret


def test_a_cache_in_use_by_another_build_is_left_to_it(path, tmp_path):
    """The second one reads everything anew, and is as right."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    with store.opened(path) as first, store.opened(path) as second:
        assert second.path != path
        assert _read(first, folder) == _read(second, folder) == {1}


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    """A file where its folder should be."""
    folder = record(tmp_path / "receipts", [graded(1, 4)])
    (tmp_path / "taken").touch()
    with store.opened(tmp_path / "taken" / "board.duckdb") as opened:
        assert _read(opened, folder) == {1}
