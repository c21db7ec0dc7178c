"""Receipts -> the site: brought up to date where only a little changed, else made as a whole.

What decides a candidate's page is the setting, the candidate's own receipts, and, for its head
alone, the place in the standings. So the rest of a page is kept where only the place has changed.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

import msgspec

from heldout.board import personal, profiles, reading, site, store
from heldout.board.model import Board
from heldout.board.personal import Frame, Job, Page
from heldout.board.rows import moment
from heldout.board.setting import Setting
from heldout.board.standings import Standings
from heldout.board.store import Store
from heldout.catalogue.evaluation import Evaluation

#: Candidates whose pages one process makes at a time.
_CHUNK = 25
#: So many pages are worth more than one process.
_WORTH_SHARING = 100
_SOURCES = {".py", ".html", ".xml", ".css", ".js", ".sql", ".toml"}


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did: `pages` of candidates were made anew; `is_whole` if all of the site was."""

    board: Board
    pages: int
    is_whole: bool


def build(
    receipts: Path,
    out: Path,
    setting: Setting,
    *,
    evaluation: Evaluation | None,
    base: str | None,
    cache: Path,
    jobs: int,
) -> Built:
    """Bring a site up to date. `base` is its address on the web; `cache` a file that can be lost.

    Raises `BadInputError` where the receipts cannot be found, or `out` is somebody else's.
    """
    site.check(out)
    with ExitStack() as stack:
        stack.enter_context(_uncollected())
        workers = stack.enter_context(_workers(jobs)) if jobs > 1 else None
        database = stack.enter_context(store.opened(cache))
        database.refresh(receipts, workers)
        found, board = reading.read(database, setting)
        profiles.prepare(database.connection, evaluation)
        # Of the cohort as a whole, the body of a page knows nothing but what there is to do.
        tasks_alone = msgspec.structs.replace(
            board, as_of=None, standings=(), statistics=(), days=(), stale=(), notices=()
        )
        frame = Frame(tasks_alone, setting, evaluation)
        key = _key(frame, base)
        people = _People(database, board, found, frame)
        folder: site.Folder
        if is_whole := not _is_current(database, out, key):
            folder = new = site.NewFolder(out)
            made = people.write(new, workers)
        else:
            folder = old = site.OldFolder(out)
            made = people.update(old, database.pending())
        for path, content in site.shared(board, base):
            folder.write(path, content)
        folder.finish()
        _remember(database, out, people, key)
    return Built(board=board, pages=made, is_whole=is_whole)


class _People:
    """Everybody's own files. `written` describes the pages that were, once they are."""

    def __init__(self, database: Store, board: Board, found: Standings, frame: Frame) -> None:
        self._database = database
        self._board = board
        self._found = found
        self._frame = frame
        self.is_whole = False
        self.written: list[Page] = []
        self.gone: list[int] = []

    def write(self, folder: site.NewFolder, workers: Executor | None) -> int:
        """Write all files into a new site; returns how many candidates there are."""
        self.is_whole = True
        count = len(self._found.rows)
        shared = workers if count >= _WORTH_SHARING else None
        running = []
        for start in range(0, count, _CHUNK):
            jobs = self._jobs(range(start, min(start + _CHUNK, count)))
            self.written += map(self._described, jobs)
            if shared is None:
                personal.write_all(folder.root, self._frame, jobs)
            else:
                running.append(shared.submit(personal.write_all, folder.root, self._frame, jobs))
        for each in running:
            each.result()
        return count

    def update(self, folder: site.OldFolder, changed: set[int]) -> int:
        """Replace what is no longer true; returns how many bodies were made anew."""
        before = self._before()
        places = [
            n
            for n, user_id in enumerate(self._found.user_ids)
            if user_id in changed or not self._keep(folder, before.get(user_id), n)
        ]
        for job in self._jobs(places):
            self.written.append(self._described(job))
            _put(folder, personal.files(self._frame, job))
        names = {row.candidate.id for row in self._found.rows}
        for gone in {page.id for page in before.values()} - names:
            folder.remove(personal.path_of(gone))
            folder.remove(personal.badges_of(gone))
        self.gone += before.keys() - set(self._found.user_ids)
        return len(places)

    def _keep(self, folder: site.OldFolder, old: Page | None, n: int) -> bool:
        """Keep a page, with another head if need be; False where it is not the one we wrote."""
        standing = self._found.rows[n]
        if old is None or old.id != standing.candidate.id:
            return False
        place = folder.root / old.path
        if old.front == personal.front_key(self._board, standing):
            return place.is_file()
        content = place.read_bytes() if place.is_file() else b""
        if personal.digest(content[: old.head_bytes]) != old.head:
            return False
        front = personal.front(self._board, standing)
        folder.write(old.path, front.head + content[old.head_bytes :])
        _put(folder, front.badges)
        self.written.append(personal.described(self._board, old.user_id, standing, front))
        return True

    def _described(self, job: Job) -> Page:
        return personal.described(self._board, job.user_id, job.standing, job.front)

    def _jobs(self, places: Sequence[int]) -> list[Job]:
        users = [self._found.user_ids[n] for n in places]
        materials = profiles.gather(self._database.connection, users)
        return [
            Job(user, row, personal.front(self._board, row), materials[user])
            for user, row in zip(users, (self._found.rows[n] for n in places), strict=True)
        ]

    def _before(self) -> dict[int, Page]:
        rows = self._database.connection.execute(
            "SELECT user_id, id, front, head, head_bytes FROM pages"
        ).fetchall()
        return {page.user_id: page for page in (Page(*row) for row in rows)}


def _put(folder: site.OldFolder, written: Iterable[tuple[str, bytes]]) -> None:
    for path, content in written:
        folder.write(path, content)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking a hundred thousand frozen structs, which are none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _workers(jobs: int) -> ProcessPoolExecutor:
    """Make processes that share the work; none starts before there is some.

    They are not forked from this one, whose database has threads.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["heldout.board.personal", "heldout.board.store"])
    return ProcessPoolExecutor(jobs, mp_context=context)


def _key(frame: Frame, base: str | None) -> str:
    """Digest all that decides a page besides its candidate's own receipts: our own code as well."""
    timeless = msgspec.structs.replace(frame.setting, now=moment(0))
    what = (frame.board, timeless, frame.evaluation, base)
    digest = hashlib.sha256(repr(what).encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in _SOURCES:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_current(database: Store, out: Path, key: str) -> bool:
    """Whether the site in `out` is the one that was built last from this cache, by the same key."""
    return database.note("key") == key and database.note("marker") == site.signature(out)


def _remember(database: Store, out: Path, people: _People, key: str) -> None:
    """Keep what the next build compares with; only now, when all of the site is in place."""
    run, pages = database.connection.execute, people.written
    columns = list(zip(*(msgspec.structs.astuple(page) for page in pages), strict=True))
    kinds = ("BIGINT", "VARCHAR", "VARCHAR", "VARCHAR", "BIGINT")
    database.connection.begin()
    if people.is_whole:
        run("DELETE FROM pages")
    else:
        users = [page.user_id for page in pages] + people.gone
        run("DELETE FROM pages WHERE user_id IN (SELECT unnest(?::BIGINT[]))", [users])
    if columns:
        marks = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        run(f"INSERT INTO pages SELECT {marks}", [*map(list, columns)])
    database.remember("key", key)
    database.remember("marker", site.signature(out))
    database.settle()
    database.connection.commit()
