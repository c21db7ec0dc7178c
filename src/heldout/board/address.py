"""Where the site is on the web, and where its pages are in it."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from heldout.board.model import Candidate, Task
from heldout.errors import BadInputError
from heldout.report.text import printable

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
#: What a path keeps besides letters and digits; none of it ends a link or a cell in Markdown.
_PLAIN = "/:%-._~&=+,;@"


def base(url: str) -> str:
    """Check the address of the whole site, and end it in a slash. Raises `BadInputError`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _unusable(url, str(error)) from error
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.hostname or ""):
        raise _unusable(url, "it does not begin with https:// and the name of a host")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise _unusable(url, "a user, a query or a fragment is no part of a folder's address")
    host = f"{parts.hostname}:{port}" if port is not None else parts.hostname
    path = quote(parts.path, safe=_PLAIN, errors="replace").strip("/")
    return f"{parts.scheme}://{host}/{path}/" if path else f"{parts.scheme}://{host}/"


def candidate_page(base: str, candidate: Candidate) -> str:
    """Say where a candidate's page is."""
    return f"{base}candidates/{quote(candidate.id, safe='')}.html"


def task_page(base: str, task: Task) -> str:
    """Say where a task's page is."""
    return f"{base}challenges/{quote(task.key, safe='')}.html"


def _unusable(url: str, reason: str) -> BadInputError:
    return BadInputError(
        f"--url {printable(url)} cannot be the address of a site: {reason}",
        next_step="heldout board build --url https://example.org/board/",
    )
