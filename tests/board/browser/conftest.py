"""Sites on disk, and one real browser to look at them with.

A page that a test opens may ask for nothing but its own site; everything that it says, asks for or
fails at is kept.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from heldout.board import preview, site
from heldout.board.model import Board
from heldout.board.pages import candidate
from tests.board.sample import hostile_board, sample_board, sample_profile

#: Milliseconds: whatever takes longer is not going to happen.
PATIENCE_MS = 5000
BOARDS = {"sample": sample_board(8, 5), "hostile": hostile_board()}


def compose(board: Board, folder: Path) -> None:
    """Write the whole site of a board into a folder."""
    for path, content in site.shared(board, None):
        site.write_new(folder, path, content)
    for standing in board.standings:
        profile = sample_profile(board, standing)
        page = candidate.head(board, standing) + candidate.body(board, standing, profile)
        site.write_new(folder, f"candidates/{standing.candidate.id}.html", page.encode())
        for path, content in (*site.badges_of(board, standing), *site.badges_passed(standing)):
            site.write_new(folder, path, content)


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> dict[str, Path]:
    """An everyday site and a hostile one, by name."""
    top = tmp_path_factory.mktemp("sites")
    for name, board in BOARDS.items():
        compose(board, top / name)
    return {name: top / name for name in BOARDS}


@pytest.fixture(scope="session")
def addresses(sites) -> Iterator[dict[tuple[str, str], str]]:
    """Where each site is, by its name and the way there: `file` or `http`."""
    servers = {name: preview.make_server(folder, 0) for name, folder in sites.items()}
    threads = [
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        for server in servers.values()
    ]
    for thread in threads:
        thread.start()
    yield {
        **{(name, "file"): f"{folder.as_uri()}/" for name, folder in sites.items()},
        **{(n, "http"): f"http://127.0.0.1:{each.server_port}/" for n, each in servers.items()},
    }
    for server, thread in zip(servers.values(), threads, strict=True):
        server.shutdown()
        thread.join()
        server.server_close()


class Visit:
    """One page of one site at a time, and all that it did beside being shown."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        #: Each in words; empty for a page that minds its own business.
        self.incidents: list[str] = []
        # A pattern that the browser's side can decide by: most requests need not come here.
        context.route(re.compile(f"^(?!{re.escape(base)})"), self._stop)
        self.page.on("console", lambda message: self._note("console", message.text))
        self.page.on("pageerror", lambda error: self._note("error", str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda page: self._note("popup", page.url))
        self.page.on("requestfailed", lambda request: self._note("failed", request.url))
        self.page.on("response", self._read_status)

    def open(self, path: str = "index.html") -> Page:
        """Open a page of the site, and wait until nothing is loading."""
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def _note(self, kind: str, text: str) -> None:
        self.incidents.append(f"{self.page.url.removeprefix(self.base)}: {kind}: {text}")

    def _stop(self, route: Route) -> None:
        self._note("asked for", route.request.url)
        route.abort()

    def _dismiss(self, dialog: Any) -> None:
        self._note("dialog", dialog.message)
        dialog.dismiss()

    def _read_status(self, response: Any) -> None:
        # A file has none.
        if response.url.startswith("http") and response.status != 200:
            self._note(f"status {response.status}", response.url)


@pytest.fixture
def visit(browser, addresses) -> Iterator[Callable[..., Visit]]:
    """Begin a visit of a site, or of a base's pages; options are those of a browser's context."""
    contexts: list[BrowserContext] = []

    def begin(name: str = "sample", way: str = "file", *, base: str = "", **options: Any) -> Visit:
        context = browser.new_context(**options)
        contexts.append(context)
        return Visit(context, base or addresses[name, way])

    yield begin
    for context in contexts:
        context.close()


def pages(folder: Path) -> list[str]:
    """The paths of all pages of a site."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def kinds(folder: Path) -> list[str]:
    """One page of each kind: of candidates and challenges, the first."""
    found: dict[str, str] = {}
    for path in pages(folder):
        found.setdefault(path.rpartition("/")[0] or path, path)
    return list(found.values())
