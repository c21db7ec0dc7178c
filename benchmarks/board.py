"""What a board costs: the site, an update of it, and standings beside SQLite and plain Python.

    python -m benchmarks.board [--candidates 1000] [--large 5000]

Prints a table; everything is made in a temporary folder.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import msgspec
import psutil
from playwright.sync_api import sync_playwright

from benchmarks import plain_standings, receipts
from heldout.board import build, standings, store
from heldout.board.rows import microseconds
from heldout.board.setting import Setting
from heldout.catalogue import repository
from heldout.ledger import folder as ledger
from heldout.ledger import receipt
from heldout.ledger.lines import Recorded
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict

NOW = datetime(2026, 11, 25, tzinfo=UTC)
TASKS, ATTEMPTS = 40, 5
_UPDATES = 5
_CHROMIUM = "/usr/bin/chromium"


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long a block took, and the most memory that all our processes had in it."""
    peak, done = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(peak, done), daemon=True)
    watch.start()
    start_s = time.perf_counter()
    yield
    elapsed_s = time.perf_counter() - start_s
    done.set()
    watch.join()
    print(f"{what:58} {elapsed_s:8.2f} s   {peak[0] / 1e6:7.0f} MB", flush=True)


def _watch(peak: list[int], done: threading.Event) -> None:
    """Sum up what is ours alone, so that pages shared with children count once."""
    own = psutil.Process()
    while not done.wait(0.1):
        total = 0
        for process in (own, *own.children(recursive=True)):
            try:
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        peak[0] = max(peak[0], total)


def site(root: Path, candidates: int) -> Path:
    """Measure the whole site, no change, and updates after one receipt."""
    folder, out = root / "receipts", root / "site"
    receipts.write(folder, candidates, TASKS, ATTEMPTS)
    count = candidates * TASKS * ATTEMPTS
    evaluation = repository.find(Path(__file__)).evaluation()

    def update() -> build.Built:
        return build.build(
            folder,
            out,
            Setting(now=NOW),
            evaluation=evaluation,
            base=None,
            cache=root / "cache.duckdb",
            jobs=2,
        )

    with timed(f"whole site of {count:,} receipts"):
        update()
    with timed("the same again, nothing new"):
        update()
    taken = []
    for n in range(_UPDATES):
        # From nearly nothing to nearly everything: one in the middle overtakes many.
        user = 1 + n * (candidates - 1) // (_UPDATES - 1)
        _append(folder, user)
        start_s = time.perf_counter()
        built = update()
        taken.append(time.perf_counter() - start_s)
        assert not built.is_whole
    what = "after one new receipt, median and worst of 5"
    print(f"{what:58} {median(taken):8.2f} s   {max(taken):.2f} s")
    return out


def _append(folder: Path, user: int) -> None:
    """Give somebody full marks in the last task."""
    (last,) = list(receipts.of_candidate(user, receipts.tasks(TASKS), 1))[-1:]
    better = msgspec.structs.replace(
        last,
        submitted_at=last.submitted_at + timedelta(hours=1),
        solution_sha=f"{user:040x}",
        verdict=Verdict.PASSED,
        points=last.max_points,
        cases=tuple(
            msgspec.structs.replace(case, verdict=Verdict.PASSED, points=case.max_points)
            for case in last.cases
        ),
    )
    with (folder / f"{user}.ndjson").open("ab") as file:
        file.write(receipt.encode(better))


def pages(out: Path) -> None:
    """Measure how large the largest pages are, and how soon Chromium shows them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        for name in ("index.html", "heatmap.html", "candidates/1.html"):
            content = (out / name).read_bytes()
            page = browser.new_page()
            page.goto((out / "timeline.html").as_uri())
            start_s = time.perf_counter()
            page.goto((out / name).as_uri(), wait_until="load")
            shown_s = time.perf_counter() - start_s
            packed = len(gzip.compress(content, 6))
            print(
                f"{name:58} {shown_s:8.2f} s   {len(content) / 1e3:7.0f} kB, "
                f"{packed / 1e3:.0f} kB compressed"
            )
            page.close()
        browser.close()


def side_by_side(root: Path, candidates: int) -> None:
    """Measure standings of many receipts in DuckDB, SQLite and plain Python, after loading."""
    folder = root / "large"
    receipts.write(folder, candidates, TASKS, ATTEMPTS)
    count = candidates * TASKS * ATTEMPTS
    with store.opened(root / "large.duckdb") as opened:
        with timed(f"loading {count:,} receipts, one process"):
            opened.refresh(folder)
        with timed(f"standings of {count:,} receipts in DuckDB"):
            setting = Setting(now=NOW)
            tasks = standings.prepare(opened, setting)
            ours = standings.read(opened.connection, tasks, setting)
    everything = list(_read(folder))
    with timed("the same in plain Python"):
        plain = plain_standings.standings(everything, None, NOW)
    connection = sqlite3.connect(":memory:")
    connection.execute(plain_standings.SQLITE_TABLE)
    connection.executemany(
        "INSERT INTO grades VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_row, everything)
    )
    with timed("the same in SQLite, in memory"):
        lite = plain_standings.in_sqlite(connection)
    first = [(row.rank, user) for row, user in zip(ours.rows, ours.user_ids, strict=True)]
    assert first == [place[:2] for place in plain] == [row[:2] for row in lite]


def _read(folder: Path) -> Iterator[Receipt]:
    """Read receipts without their cases, which would fill the memory and change no standing."""
    for each in ledger.read(folder):
        assert isinstance(each, Recorded)
        yield msgspec.structs.replace(each.receipt, cases=())


def _row(each: Receipt) -> tuple[object, ...]:
    is_passed = each.verdict == Verdict.PASSED
    at_us = microseconds(each.submitted_at)
    return (
        each.user_id, each.slug, each.kind, each.solution_sha, at_us, each.points,
        each.speed_ratio, is_passed,
    )  # fmt: skip


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=1000)
    parser.add_argument("--large", type=int, default=5000)
    given = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="heldout-board-"))
    try:
        pages(site(root, given.candidates))
        side_by_side(root, given.large)
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
