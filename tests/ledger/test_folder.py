"""A folder of receipts: read by anybody at any time, written by one at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import filelock
import pytest

from heldout.errors import BadInputError, LedgerUnwritableError
from heldout.ledger import folder
from heldout.ledger.lines import Recorded
from heldout.ledger.problem import Problem
from tests.ledger import killed_appender
from tests.ledger.sample import NOW, altered, line, receipt

ROOT = Path(__file__).parents[2]


def recorded(path: Path) -> list:
    """The receipts in a folder."""
    return [each.receipt for each in folder.read(path) if isinstance(each, Recorded)]


def problems(path: Path) -> list[Problem]:
    """The problems in a folder."""
    return [each for each in folder.read(path) if isinstance(each, Problem)]


def names(path: Path) -> list[str]:
    """All that is in a folder, hidden or not."""
    return sorted(each.name for each in path.iterdir())


@pytest.fixture
def nobody():
    """Be a user without rights, who has a folder of another's to look at."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        was = os.geteuid()
        (path / "7.ndjson").write_bytes(line(1))
        (path / ".lock").touch(0o666)
        (path / ".lock").chmod(0o666)
        path.chmod(0o555)
        if was == 0:
            os.seteuid(65534)
        try:
            yield path
        finally:
            os.seteuid(was)
            path.chmod(0o755)


def test_receipts_go_into_the_file_of_their_user(tmp_path):
    """In a folder that is made if need be."""
    path = tmp_path / "new" / "receipts"
    done = folder.append(path, [receipt(1), receipt(2, user_id=8), receipt(3)])
    assert (path / "7.ndjson").read_bytes() == line(1) + line(3)
    assert (path / "8.ndjson").read_bytes() == line(2, user_id=8)
    assert done == folder.Appended((receipt(1), receipt(3), receipt(2, user_id=8)), (), ())
    assert names(path) == [".lock", "7.ndjson", "8.ndjson"]


def test_what_is_there_is_not_recorded_again(tmp_path):
    """And no file is written for nothing."""
    folder.append(tmp_path, [receipt(1)])
    before = (tmp_path / "7.ndjson").stat().st_ino
    again = receipt(1, graded_at=NOW)
    assert folder.append(tmp_path, [again]) == folder.Appended((), (again,), ())
    assert (tmp_path / "7.ndjson").stat().st_ino == before


def test_reading_takes_every_ndjson_file_and_tells_where_a_bad_line_is(tmp_path):
    """Whatever it is called, and nothing else."""
    (tmp_path / "all.ndjson").write_bytes(line(1) + b"{\n" + line(2))
    (tmp_path / "7.torn").write_bytes(b"{")
    (tmp_path / "7.json").write_bytes(b"{")
    assert recorded(tmp_path) == [receipt(1), receipt(2)]
    (problem,) = problems(tmp_path)
    assert (problem.file, problem.line) == (str(tmp_path / "all.ndjson"), 2)


def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_are_read(tmp_path):
    """A pipe would keep a reader waiting for ever."""
    (tmp_path / "1.ndjson").mkdir()
    os.mkfifo(tmp_path / "2.ndjson")
    (tmp_path / "3.ndjson").symlink_to("nowhere")
    (tmp_path / "7.ndjson").write_bytes(line(1))
    assert recorded(tmp_path) == [receipt(1)]
    assert [(Path(each.file).name, each.line) for each in problems(tmp_path)] == [
        ("1.ndjson", None),
        ("2.ndjson", None),
        ("3.ndjson", None),
    ]


def test_a_file_without_the_right_to_read_is_a_problem(nobody):
    """With the system's reason."""
    if os.geteuid() == 65534:
        os.seteuid(0)
    (nobody / "7.ndjson").chmod(0)
    if os.getuid() == 0:
        os.seteuid(65534)
    (problem,) = problems(nobody)
    assert "permission denied" in problem.message


def test_a_missing_folder_is_bad_input(tmp_path):
    """Not an empty ledger."""
    with pytest.raises(BadInputError, match="no such file or directory"):
        list(folder.read(tmp_path / "nowhere"))


def test_a_torn_line_is_set_aside_and_each_piece_kept(tmp_path):
    """Once for each piece, and no reader takes it."""
    file = tmp_path / "7.ndjson"
    pieces = [line(2)[:-30], line(3)[:-40], line(2)[:-30]]
    places = []
    for n, piece in enumerate(pieces):
        file.write_bytes(line(1) + piece)
        places += folder.append(tmp_path, [receipt(10 + n)]).set_aside
        assert file.read_bytes() == line(1) + line(10 + n)
    assert [each.name for each in places] == ["7.torn", "7-2.torn", "7.torn"]
    assert [each.read_bytes() for each in places] == pieces
    assert problems(tmp_path) == []


def test_lines_that_cannot_be_read_stay(tmp_path):
    """Byte for byte."""
    old = line(1) + b"\xff\n" + altered(2, version=3, verdict="new")
    (tmp_path / "7.ndjson").write_bytes(old)
    folder.append(tmp_path, [receipt(3)])
    assert (tmp_path / "7.ndjson").read_bytes() == old + line(3)


def test_the_rights_to_a_file_stay_what_they_were(tmp_path):
    """A new file replaces it, and others may have been let in or kept out."""
    file = tmp_path / "7.ndjson"
    file.write_bytes(line(1))
    file.chmod(0o640)
    folder.append(tmp_path, [receipt(2)])
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_is_not_replaced_by_a_file(tmp_path):
    """Whoever put it there would look for the receipts elsewhere."""
    (tmp_path / "elsewhere").write_bytes(line(1))
    (tmp_path / "7.ndjson").symlink_to("elsewhere")
    with pytest.raises(BadInputError, match="no regular file"):
        folder.append(tmp_path, [receipt(2)])
    assert recorded(tmp_path) == [receipt(1)]


def test_a_folder_that_cannot_be_written_is_told(nobody):
    """And nothing is lost."""
    with pytest.raises(LedgerUnwritableError, match="permission denied") as caught:
        folder.append(nobody, [receipt(2)])
    assert "nothing was lost" in caught.value.next_step
    assert recorded(nobody) == [receipt(1)]


def test_a_disk_without_room_is_told_and_nothing_is_left_behind(tmp_path):
    """The old file stays; here a limit on the size of files stands for the disk's."""
    folder.append(tmp_path, map(receipt, range(3)))
    before = (tmp_path / "7.ndjson").read_bytes()
    script = f"""
import pathlib, resource
from heldout.errors import LedgerUnwritableError
from heldout.ledger import folder
from tests.ledger.sample import receipt
resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before)}, {len(before)}))
try:
    folder.append(pathlib.Path({str(tmp_path)!r}), [receipt(4)])
except LedgerUnwritableError as exc:
    print(exc)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "nothing can be recorded here: file too large" in done.stdout
    assert (tmp_path / "7.ndjson").read_bytes() == before
    assert names(tmp_path) == [".lock", "7.ndjson"]


def test_what_a_killed_writer_left_is_swept_up(tmp_path):
    """By the next one, who has the lock."""
    (tmp_path / ".7-12345678.tmp").write_bytes(b"{")
    folder.append(tmp_path, [receipt(1)])
    assert names(tmp_path) == [".lock", "7.ndjson"]


def test_a_lock_that_is_never_given_back_is_told(tmp_path, monkeypatch):
    """After a minute; here sooner."""
    monkeypatch.setattr(folder, "_LOCK_S", 0.05)
    with (
        filelock.FileLock(tmp_path / ".lock"),
        pytest.raises(LedgerUnwritableError, match=r"kept the lock for more than 0\.05 s"),
    ):
        folder.append(tmp_path, [receipt(1)])


def test_writers_at_one_time_lose_nothing(tmp_path):
    """Each waits for its turn, and reads what the one before it wrote."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: folder.append(tmp_path, [receipt(n)]), range(24)))
    assert sorted(recorded(tmp_path), key=repr) == sorted(map(receipt, range(24)), key=repr)


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path):
    """However often it is killed, no reader sees half a line, and nothing that was told is lost.

    DuckDB is the foreign reader: it raises at a line that is no JSON.
    """
    folder.append(tmp_path, [receipt(1_000_000)])
    driver = subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.killed_appender", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    counts = [1]
    foreign = threading.Thread(target=_query_until, args=(driver, tmp_path))
    foreign.start()
    with driver:
        while driver.poll() is None:
            assert problems(tmp_path) == []
            counts.append(len(recorded(tmp_path)))
            time.sleep(0.001)
        told = [int(each) for each in driver.stdout]
    foreign.join()
    assert foreign.failures == []
    assert foreign.queries > 2
    assert len(told) == killed_appender.ROUNDS
    assert counts == sorted(counts)
    assert len(set(counts)) > 3
    kept = recorded(tmp_path)
    assert {*map(receipt, range(told[-1]))} <= {*kept}
    assert len({*kept}) == len(kept)
    folder.append(tmp_path, [receipt(2_000_000)])
    assert names(tmp_path) == [".lock", "7.ndjson"]


def _query_until(ended: subprocess.Popen, path: Path) -> None:
    me = threading.current_thread()
    me.failures, me.queries = [], 0
    with duckdb.connect() as connection:
        while ended.poll() is None:
            try:
                connection.sql(f"select count(*) from read_json('{path}/*.ndjson')").fetchall()
            except duckdb.Error as exc:
                me.failures.append(exc)
            me.queries += 1
