"""The feed: Atom as RFC 4287 asks, the same for the same board."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.board import feed
from heldout.board.model import Board, Solved
from tests.board.sample import CLOSES, OPENS, hostile_board, sample_board

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/board/"
#: RFC 3339 with the capitals that RFC 4287 asks for.
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
#: RFC 4151: an authority, a date, and what the authority named then.
TAG = re.compile(
    r"tag:[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?"
    r":([\w.~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*",
    re.ASCII,
)
#: How many of each an element may have: sections 4.1.1, 4.1.2 and 3.2.
COUNTS = {
    "feed": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "author": (0, 99),
        "link": (0, 99),
        "entry": (0, 999),
    },
    "entry": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "published": (0, 1),
        "author": (0, 99),
        "link": (0, 99),
        "content": (0, 1),
    },
    "author": {"name": (1, 1)},
}


def broken_rules(written: bytes) -> list[str]:
    """Which rules of RFC 4287 a feed breaks, of those that this one could."""
    root = ET.fromstring(written)
    found = [] if root.tag == f"{ATOM}feed" else ["the root is no atom:feed"]
    entries = root.findall(f"{ATOM}entry")
    for element in root.iter():
        found += _of_element(element)
    if root.find(f"{ATOM}author") is None and any(e.find(f"{ATOM}author") is None for e in entries):
        found.append("4.1.1: neither the feed nor each entry has an author")
    for entry in entries:
        links = [each for each in entry.findall(f"{ATOM}link") if _relation(each) == "alternate"]
        if entry.find(f"{ATOM}content") is None and not links:
            found.append("4.1.2: neither content nor an alternate link")
    ids = [each.findtext(f"{ATOM}id") for each in (root, *entries)]
    if len(set(ids)) < len(ids):
        found.append("4.2.6: an id names two things")
    return found


def _of_element(element: ET.Element) -> list[str]:
    name, text = element.tag.removeprefix(ATOM), element.text or ""
    found = []
    if name in COUNTS:
        children = Counter(child.tag.removeprefix(ATOM) for child in element)
        found += [f"{name}: unknown {child}" for child in children if child not in COUNTS[name]]
        for child, (least, most) in COUNTS[name].items():
            if not least <= children[child] <= most:
                found.append(f"{name}: {children[child]} of {child}")
        links = Counter(
            (_relation(link), link.get("type"), link.get("hreflang"))
            for link in element.findall(f"{ATOM}link")
        )
        found += [f"4.1.1: two links alike, {each}" for each, n in links.items() if n > 1]
    elif name in ("updated", "published"):
        found += [] if TIME.fullmatch(text) else [f"3.3: no time, {text}"]
    elif name == "id":
        found += [] if TAG.fullmatch(text) else [f"4.2.6: no absolute IRI, {text}"]
    elif name == "link":
        parts = urlsplit(element.get("href", ""))
        found += [] if parts.scheme and parts.netloc else ["a link that is not absolute"]
    elif len(element):
        found.append(f"3.1.1: text has elements in {name}")
    return found


def _relation(link: ET.Element) -> str:
    return link.get("rel", "alternate")


def titles(board: Board) -> list[str]:
    """The titles of a board's entries, in order."""
    root = ET.fromstring(feed.render(board))
    return [each.findtext(f"{ATOM}title") or "" for each in root.findall(f"{ATOM}entry")]


def with_first(board: Board, at: datetime) -> Board:
    """The board, but its first task was solved at another time."""
    task, *others = board.statistics
    assert task.first is not None
    solved = Solved(candidate=task.first.candidate, at=at)
    return msgspec.structs.replace(
        board, statistics=(msgspec.structs.replace(task, first=solved), *others)
    )


@pytest.mark.parametrize("base", [None, BASE])
@pytest.mark.parametrize(
    "board",
    [
        sample_board(8, 5),
        hostile_board(),
        sample_board(0, 0),
        msgspec.structs.replace(sample_board(0, 0), as_of=None, opens=None, closes=None, title=""),
    ],
    ids=["sample", "hostile", "empty", "bare"],
)
def test_a_feed_is_valid(board, base):
    """With an address of the site and without, with entries and without."""
    assert broken_rules(feed.render(board, base)) == []


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        (b"<updated>2026", b"<updated>on 2026", "3.3"),
        (b"<id>tag:heldout.invalid,2025:", b"<id>", "4.2.6"),
        (b"/kmeans<", b"/fraud-detection.casestudy<", "4.2.6"),
        (b"name>", b"email>", "author"),
        (b"author>", b"contributor>", "4.1.1"),
        (b"content>", b"summary>", "4.1.2"),
        (b'href="https://example.org', b'href="', "absolute"),
    ],
)
def test_the_checks_of_this_test_find_what_is_wrong(was, becomes, rule):
    """Else they would prove nothing."""
    written = feed.render(sample_board(8, 5), None if rule == "4.1.2" else BASE)
    assert was in written
    assert any(rule in each for each in broken_rules(written.replace(was, becomes)))


def test_newest_is_first_and_tells_who_and_what():
    """Each task that anybody has solved has one entry."""
    board = sample_board(8, 5)
    solved = [each for each in board.statistics if each.first]
    solved.sort(key=lambda each: each.first.at, reverse=True)
    assert titles(board) == [
        f"{each.first.candidate.name} solved {each.task.title} first" for each in solved
    ]


def test_the_feed_is_as_new_as_its_newest_entry():
    """No clock: a feed in which nothing is new says so, whenever it is built."""
    board = with_first(sample_board(8, 5), CLOSES)
    root = ET.fromstring(feed.render(board))
    assert root.findtext(f"{ATOM}updated") == "2026-03-23T20:00:00Z"
    later = msgspec.structs.replace(board, as_of=datetime(2027, 1, 1, tzinfo=UTC))
    assert feed.render(later) == feed.render(board)


def test_an_entry_keeps_its_id_when_a_regrade_finds_another_first():
    """And when the site moves: readers would show it as new."""
    board = sample_board(8, 5)

    def ids(written: bytes) -> set[str | None]:
        return {each.text for each in ET.fromstring(written).iter(f"{ATOM}id")}

    assert ids(feed.render(board)) == ids(feed.render(with_first(board, OPENS), BASE))
    other = msgspec.structs.replace(board, title="Autumn")
    assert not ids(feed.render(board)) & ids(feed.render(other))


def test_links_lead_to_the_site_where_its_address_is_known():
    """To itself, to the front page, and to each task's page."""
    root = ET.fromstring(feed.render(sample_board(8, 5), BASE))
    links = {(_relation(link), link.get("href")) for link in root.findall(f"{ATOM}link")}
    assert links == {("self", f"{BASE}feed.xml"), ("alternate", BASE)}
    task = f"{BASE}challenges/kmeans.follow-up.html"
    assert task in {link.get("href") for link in root.iter(f"{ATOM}link")}
    assert not list(ET.fromstring(feed.render(sample_board(8, 5))).iter(f"{ATOM}link"))


@given(st.text(max_size=80))
def test_any_text_leaves_a_feed_that_parses(text):
    """XML 1.0 cannot hold most controls, not even as references."""
    board = hostile_board()
    first = board.statistics[0]
    task = msgspec.structs.replace(first.task, title=text)
    named = msgspec.structs.replace(
        board, title=text, statistics=(msgspec.structs.replace(first, task=task),)
    )
    assert broken_rules(feed.render(named, BASE)) == []


def test_markup_stays_text():
    """Readers of feeds show HTML where they find it."""
    (title,) = titles(hostile_board())
    assert title == ("<script>alert(1)</script> solved </title><script>alert('t')</script> first")
    root = ET.fromstring(feed.render(hostile_board()))
    assert not [each for each in root.iter() if each.get("type") in ("html", "xhtml")]
