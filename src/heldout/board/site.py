"""A Board -> a folder that any web server can show.

    out/
      index.html  heatmap.html  timeline.html  style.css  board.js
      candidates/<id>.html     challenges/<task>.html
      badges/<id>/rank.svg  points.svg  <task>.svg
      standings.json  standings.csv  feed.xml  README.md

The whole site is made beside its place and put there in one move. After that, files are replaced
one by one, each at once, and only those that changed: a visitor never meets half a page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from heldout.board import badges, digest, exports, feed
from heldout.board.model import Board, Standing
from heldout.board.pages import challenge, heatmap, standings, timeline
from heldout.errors import BadInputError

#: Tells a site of ours from a folder of somebody's.
MARKER = "standings.json"
#: All that the board writes at the top; whatever else is there is left alone.
OWN = (
    "index.html", "heatmap.html", "timeline.html", "style.css", "board.js", ".nojekyll",
    "candidates", "challenges", "badges", MARKER, "standings.csv", "feed.xml", "README.md",
)  # fmt: skip
_STATIC = files("heldout.board") / "static"


def shared(board: Board, base: str | None) -> Iterator[tuple[str, bytes]]:
    """Make every file that is nobody's own: its path in the site, and its bytes.

    `base` is the site's address on the web, as `address.base` gives it, if it is known.
    """
    yield "index.html", standings.render(board).encode()
    yield "heatmap.html", heatmap.render(board).encode()
    yield "timeline.html", timeline.render(board).encode()
    for each in board.statistics:
        yield f"challenges/{each.task.key}.html", challenge.render(board, each).encode()
    yield "feed.xml", feed.render(board, base)
    yield "README.md", digest.render(board, base).encode()
    yield "standings.csv", exports.to_csv(board)
    yield MARKER, exports.to_json(board)
    for name in ("style.css", "board.js"):
        yield name, (_STATIC / name).read_bytes()
    # GitHub Pages would else leave out what begins with an underscore, and run a generator.
    yield ".nojekyll", b""


def badges_of(board: Board, standing: Standing) -> Iterator[tuple[str, bytes]]:
    """Make the two badges that change with everybody's work."""
    stem = f"badges/{standing.candidate.id}"
    yield f"{stem}/rank.svg", badges.rank(standing, board).encode()
    yield f"{stem}/points.svg", badges.points(standing, board).encode()


def badges_passed(standing: Standing) -> Iterator[tuple[str, bytes]]:
    """Make a badge for each task that a candidate has passed."""
    for score in standing.scores:
        if score.is_passed:
            yield (
                f"badges/{standing.candidate.id}/{score.task.key}.svg",
                badges.passed(score).encode(),
            )


class Folder(Protocol):
    """Where a site is written to."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file, by its path in the site."""

    def finish(self) -> None:
        """Show it to visitors, if they do not see it yet."""


class NewFolder:
    """A site that nobody sees yet; `finish` puts it in place of the old one."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.root = out.with_name(f".{out.name}.building")
        if self.root.exists():
            # Left by a build that was stopped.
            shutil.rmtree(self.root)
        for name in ("candidates", "challenges", "badges"):
            (self.root / name).mkdir(parents=True)

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the new site."""
        write_new(self.root, path, content)

    def finish(self) -> None:
        """Swap the sites; what else was in the old one's folder moves along."""
        old = self.out.with_name(f".{self.out.name}.old")
        if old.exists():
            shutil.rmtree(old)
        if self.out.exists():
            for entry in os.scandir(self.out):
                if entry.name not in OWN:
                    Path(entry.path).rename(self.root / entry.name)
            self.out.rename(old)
        self.root.rename(self.out)
        shutil.rmtree(old, ignore_errors=True)


class OldFolder:
    """The site as visitors see it: each file is replaced at once, if it changed at all."""

    def __init__(self, out: Path) -> None:
        self.root = out

    def write(self, path: str, content: bytes) -> None:
        """Replace a file, unless it is the same."""
        place = self.root / path
        if _size(place) == len(content) and place.read_bytes() == content:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f".{place.name}.partial")
        try:
            partial.write_bytes(content)
            partial.replace(place)
        except OSError:
            partial.unlink(missing_ok=True)
            raise

    def finish(self) -> None:
        """Do nothing: visitors have seen each file as it came."""

    def remove(self, path: str) -> None:
        """Take away a page or a folder of badges whose candidate is gone."""
        place = self.root / path
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def signature(out: Path) -> str:
    """Tell one writing of a site from another, by a file that every build writes or keeps."""
    try:
        status = (out / MARKER).stat()
    except OSError:
        return ""
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns}"


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def write_new(root: Path, path: str, content: bytes) -> None:
    """Write a file where nobody looks yet."""
    place = root / path
    try:
        place.write_bytes(content)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def check(out: Path) -> None:
    """Refuse a folder that holds something else. Raises `BadInputError`."""
    if not out.exists():
        return
    if not out.is_dir():
        raise BadInputError(
            "this is a file, and the site needs a folder",
            where=out,
            next_step="name another place: heldout board build --out DIR",
        )
    if any(out.iterdir()) and not (out / MARKER).is_file():
        raise BadInputError(
            "this folder is not empty and holds no site of a board; it is left as it is",
            where=out,
            next_step="name an empty folder: heldout board build --out DIR",
        )
