"""A folder of receipts -> a DuckDB file that is brought up to date, not made anew, each time.

Only files that changed are read again. The tables:

receipts  every line that can be read
layouts   the tests that a suite is made of
grades    the last grade of each submission; `is_first` where the solution is new, and `tie` orders
          what nothing else does, the same way whenever it came
pending   candidates with changes that no page shows yet
tasks     the cohort's rules, with windows and roster
people    who counts by them; tried, scores, daily, progress: what of theirs, see tables.sql
files     what was read, and when it last changed
problems  lines that cannot be read
pages     candidates' pages as the last build wrote them, to tell what has changed
meta      what else the last build would like to know

It is a cache: whoever deletes it loses nothing but a few seconds.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import filelock
import msgspec

from heldout.board.rows import Rows
from heldout.ledger import folder as ledger
from heldout.ledger.lines import Recorded
from heldout.ledger.problem import Severity

#: So many bytes of changed receipts are worth more than one process.
_WORTH_SHARING_BYTES = 8_000_000

#: The code whose change makes an older cache useless.
_MAKERS = ("rows.py", "store.py", "tables.sql")

_TABLES = """
CREATE TABLE files (file VARCHAR PRIMARY KEY, size BIGINT, mtime_ns BIGINT, inode BIGINT);
CREATE TABLE problems (file VARCHAR, line BIGINT, fact VARCHAR);
CREATE TABLE receipts (
    file VARCHAR, user_id BIGINT, candidate VARCHAR, slug VARCHAR, kind VARCHAR,
    pull_request BIGINT, solution VARCHAR, suite VARCHAR, submitted_us BIGINT, graded_us BIGINT,
    verdict VARCHAR, points DOUBLE, max_points DOUBLE, ratio DOUBLE, layout VARCHAR,
    outcomes VARCHAR, case_points DOUBLE[]
);
CREATE TABLE layouts (
    layout VARCHAR, n BIGINT, name VARCHAR, title VARCHAR, "group" VARCHAR, max_points DOUBLE,
    PRIMARY KEY (layout, n)
);
CREATE SEQUENCE grade_ids;
CREATE TABLE grades AS
    SELECT 0::BIGINT AS id, *, 0::UBIGINT AS tie, false AS is_first FROM receipts;
CREATE TABLE pending (user_id BIGINT PRIMARY KEY);
CREATE TABLE people (user_id BIGINT, login VARCHAR);
CREATE TABLE tried AS SELECT
    id, user_id, 0::INT AS task, submitted_us, tie, is_first, points, ratio, 0::BIGINT AS worth,
    0::DOUBLE AS factor, '' AS reason, false AS is_passed, false AS is_stale FROM grades;
CREATE TABLE scores AS SELECT
    *, 0::BIGINT AS passed_us, 0::BIGINT AS attempts, 0::BIGINT AS needed, '' AS verdict,
    0::DOUBLE AS max_points, '' AS layout, '' AS outcomes FROM tried;
CREATE TABLE daily (user_id BIGINT, day DATE, attempts BIGINT, passed BIGINT);
CREATE TABLE tasks (task INT, slug VARCHAR, kind VARCHAR, weight DOUBLE, suite VARCHAR);
CREATE TABLE windows (from_us BIGINT, until_us BIGINT, factor DOUBLE, reason VARCHAR);
CREATE TABLE roster (login VARCHAR);
CREATE TABLE progress (user_id BIGINT, at_us BIGINT, worth BIGINT);
CREATE TABLE pages (
    user_id BIGINT, id VARCHAR, front VARCHAR, head VARCHAR, head_bytes BIGINT
);
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR);
"""

_ROW = """{
    file: 'VARCHAR', user_id: 'BIGINT', candidate: 'VARCHAR', slug: 'VARCHAR', kind: 'VARCHAR',
    pull_request: 'BIGINT', solution: 'VARCHAR', suite: 'VARCHAR', submitted_us: 'BIGINT',
    graded_us: 'BIGINT', verdict: 'VARCHAR', points: 'DOUBLE', max_points: 'DOUBLE',
    ratio: 'DOUBLE', layout: 'VARCHAR', outcomes: 'VARCHAR', case_points: 'DOUBLE[]'
}"""
_LAYOUT = """{
    layout: 'VARCHAR', n: 'BIGINT', name: 'VARCHAR', title: 'VARCHAR', 'group': 'VARCHAR',
    max_points: 'DOUBLE'
}"""

# A regrade takes the place of the grade before it. A fault of ours is no grade.
_GRADES = """
INSERT INTO grades
WITH last AS (
    SELECT * FROM receipts
    WHERE verdict <> 'judge-error' AND user_id IN (SELECT unnest(?::BIGINT[]))
    QUALIFY row_number() OVER (
        PARTITION BY user_id, kind, slug, solution, submitted_us
        ORDER BY graded_us DESC, file DESC, suite DESC, points DESC
    ) = 1
)
SELECT nextval('grade_ids'), *, hash(solution), row_number() OVER (
    PARTITION BY user_id, kind, slug, solution ORDER BY submitted_us
) = 1 AS is_first
FROM last
"""


def _schema() -> str:
    """Name what the tables are, and what is put into them: by the code that does it."""
    code = (Path(__file__).with_name(name).read_bytes() for name in _MAKERS)
    return hashlib.sha256(b"".join(code)).hexdigest()


class _Seen(msgspec.Struct, frozen=True):
    """What tells whether a file has changed."""

    file: str
    size: int
    mtime_ns: int
    inode: int


class Store:
    """An open database of receipts. Close it, or use it as a context."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = duckdb.connect(str(path), config=dict(_SETTINGS))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was committed stays."""
        self.connection.close()

    def refresh(self, folder: Path, workers: Executor | None = None) -> None:
        """Read the files that changed. `workers` share the reading when there is much of it."""
        now = {each.file: each for each in map(_look, ledger.find(folder))}
        before = {seen.file: seen for seen in self._seen()}
        changed = [each for name, each in now.items() if before.get(name) != each]
        gone = [name for name in before if name not in now]
        if not changed and not gone:
            return
        stale = [each.file for each in changed if each.file in before] + gone
        with tempfile.TemporaryDirectory(prefix="heldout-") as scratch:
            converted = _convert_all(folder, changed, Path(scratch), workers)
            self.connection.begin()
            users = self._users_in(stale) | self._replace(stale, changed, converted)
            self._regrade(users)
            self.put_off(users)
            self.connection.commit()

    def put_off(self, users: Iterable[int]) -> None:
        """Note that something of some candidates is not shown yet."""
        self.connection.execute(
            "INSERT OR IGNORE INTO pending SELECT unnest(?::BIGINT[])", [sorted(users)]
        )

    def pending(self) -> set[int]:
        """Find whose changes are not shown yet, also those of a build that was stopped."""
        found = self.connection.execute("SELECT user_id FROM pending").fetchall()
        return {user_id for (user_id,) in found}

    def settle(self) -> None:
        """Note that everything is shown."""
        self.connection.execute("DELETE FROM pending")

    def problems(self) -> list[tuple[str, int | None, str]]:
        """List the lines that cannot be read: file, line from 1, fact."""
        found = self.connection.execute("SELECT file, line, fact FROM problems ORDER BY ALL")
        return found.fetchall()

    def note(self, key: str) -> str | None:
        """Give what was remembered under a key."""
        found = self.connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return found[0] if found else None

    def remember(self, key: str, value: str) -> None:
        """Remember a text under a key."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    def _seen(self) -> list[_Seen]:
        found = self.connection.execute("SELECT file, size, mtime_ns, inode FROM files").fetchall()
        return [_Seen(*each) for each in found]

    def _users_in(self, files: Sequence[str]) -> set[int]:
        found = self.connection.execute(
            "SELECT DISTINCT user_id FROM receipts WHERE file IN (SELECT unnest(?::VARCHAR[]))",
            [list(files)],
        )
        return {user_id for (user_id,) in found.fetchall()}

    def _replace(
        self, stale: Sequence[str], changed: Sequence[_Seen], converted: Sequence[_Converted]
    ) -> set[int]:
        """Put the rows of changed files in the place of what was read of them before."""
        run = self.connection.execute
        for table in ("files", "problems", "receipts"):
            run(f"DELETE FROM {table} WHERE file IN (SELECT unnest(?::VARCHAR[]))", [list(stale)])  # noqa: S608
        for part in converted:
            source = f"read_json(?, format = 'newline_delimited', columns = {_ROW})"
            run(f"INSERT INTO receipts SELECT * FROM {source}", [str(part.rows)])  # noqa: S608
            source = f"read_json(?, format = 'newline_delimited', columns = {_LAYOUT})"
            run(f"INSERT OR IGNORE INTO layouts SELECT * FROM {source}", [str(part.layouts)])  # noqa: S608
            if part.problems:
                self.connection.executemany("INSERT INTO problems VALUES (?, ?, ?)", part.problems)
        names = [each.file for each in changed]
        run(
            "INSERT INTO files SELECT unnest(?::VARCHAR[]), unnest(?::BIGINT[]),"
            " unnest(?::BIGINT[]), unnest(?::BIGINT[])",
            [
                names,
                [each.size for each in changed],
                [each.mtime_ns for each in changed],
                [each.inode for each in changed],
            ],
        )
        return self._users_in(names)

    def _regrade(self, users: Iterable[int]) -> None:
        ids = [sorted(users)]
        self.connection.execute(
            "DELETE FROM grades WHERE user_id IN (SELECT unnest(?::BIGINT[]))", ids
        )
        self.connection.execute(_GRADES, ids)


#: No extension is ever fetched, and memory stays far below what a small machine has.
_SETTINGS: dict[str, Any] = {
    "threads": 2,
    "memory_limit": "400MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Whatever is read is asked for in an order.
    "preserve_insertion_order": False,
    # A name in a query is a table, never one of our variables.
    "python_enable_replacements": False,
}


class _Converted(msgspec.Struct, frozen=True):
    """Files of rows and layouts, and the lines that did not become one."""

    rows: Path
    layouts: Path
    problems: list[tuple[str, int | None, str]]


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open the cache at a path, or a passing one if that is in use or cannot be written.

    Without the cache a build takes longer, and nothing else changes. One of another version, or a
    damaged one, is begun again.
    """
    with ExitStack() as stack:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Two builds at once would each wait for the other's transactions.
            stack.enter_context(filelock.FileLock(f"{path}.lock", timeout=0))
            store = _open(path)
        except (filelock.Timeout, OSError, duckdb.IOException):
            scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="heldout-"))
            store = _open(Path(scratch) / path.name)
        with store:
            yield store


def _open(path: Path) -> Store:
    try:
        store = Store(path)
        if _is_current(store):
            return store
        store.close()
    except duckdb.Error:
        # Whatever is there, it is no database of ours; the lock says that nobody is writing it.
        pass
    for file in (path, path.with_name(f"{path.name}.wal")):
        file.unlink(missing_ok=True)
    store = Store(path)
    store.connection.execute(_TABLES)
    store.remember("schema", _schema())
    return store


def _is_current(store: Store) -> bool:
    try:
        return store.note("schema") == _schema()
    except duckdb.CatalogException:
        return False


def _look(path: Path) -> _Seen:
    status = path.stat()
    return _Seen(path.name, status.st_size, status.st_mtime_ns, status.st_ino)


def _convert_all(
    folder: Path, changed: Sequence[_Seen], scratch: Path, workers: Executor | None
) -> list[_Converted]:
    """Turn changed files into rows; by several processes where it is worth it."""
    total = sum(each.size for each in changed)
    if workers is None or total < _WORTH_SHARING_BYTES:
        return [_convert(folder, [each.file for each in changed], scratch / "0")]
    # More parts than processes, so that one with heavier files does not end long after the rest.
    parts = [[each.file for each in changed[n::8]] for n in range(8)]
    running = [
        workers.submit(_convert, folder, part, scratch / str(n))
        for n, part in enumerate(parts)
        if part
    ]
    return [each.result() for each in running]


def _convert(folder: Path, files: Sequence[str], stem: Path) -> _Converted:
    rows, encoder = Rows(), msgspec.json.Encoder()
    into = _Converted(stem.with_suffix(".rows"), stem.with_suffix(".layouts"), [])
    with into.rows.open("wb") as out:
        for file in files:
            for each in ledger.read_file(folder / file):
                if isinstance(each, Recorded):
                    out.write(encoder.encode(rows.of(file, each.receipt)) + b"\n")
                elif each.severity == Severity.ERROR:
                    into.problems.append((file, each.line, each.message))
    into.layouts.write_bytes(b"".join(encoder.encode(each) + b"\n" for each in rows.layouts()))
    return into
