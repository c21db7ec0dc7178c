"""What holds for every page: the policy, the nesting, the escaping, the same bytes again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import jinja2
import pytest

from heldout.board.model import Board
from heldout.board.pages import candidate, challenge, environment, heatmap, standings, timeline
from tests.board.pages.document import Document
from tests.board.sample import HOSTILE_NAMES, hostile_board, sample_board, sample_profile

_KB = 1000
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
    " base-uri 'none'; form-action 'none'"
)


def pages(board: Board) -> Iterator[tuple[str, str]]:
    """Every page of a board, by its path."""
    yield "index.html", standings.render(board)
    yield "heatmap.html", heatmap.render(board)
    yield "timeline.html", timeline.render(board)
    for each in board.statistics:
        yield f"challenges/{each.task.key}.html", challenge.render(board, each)
    for each in board.standings:
        text = candidate.head(board, each) + candidate.body(
            board, each, sample_profile(board, each)
        )
        yield f"candidates/{each.candidate.id}.html", text


EVERYDAY = dict(pages(sample_board()))
HOSTILE = dict(pages(hostile_board()))
ALL = [*EVERYDAY.items(), *((f"hostile {path}", text) for path, text in HOSTILE.items())]

TEXTS = [pytest.param(text, id=path) for path, text in ALL]


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_is_one_well_nested_document(text):
    """Whatever the names are, no element is left open or closed twice, and no id is repeated."""
    page = Document(text)
    assert page.mistakes == []
    assert page.repeated_ids() == []
    assert text.startswith("<!doctype html>")
    assert [len(page.of(name)) for name in ("html", "body", "main", "h1")] == [1, 1, 1, 1]


@pytest.mark.parametrize(("path", "text"), ALL, ids=[path for path, _ in ALL])
def test_a_page_has_nothing_that_its_own_policy_forbids(path, text):
    """One script and one style sheet, both of the site; no style or handler in an element."""
    page = Document(text)
    root = "../" if "/" in path else ""
    assert [each["content"] for each in page.of("meta") if "http-equiv" in each] == [POLICY]
    assert page.of("script") == [{"defer": None, "src": f"{root}board.js"}]
    assert page.of("style") == []
    sheets = [each["href"] for each in page.of("link") if each["rel"] == "stylesheet"]
    assert sheets == [f"{root}style.css"]
    for _, attributes in page.elements:
        assert not any(name == "style" or name.startswith("on") for name in attributes)


@pytest.mark.parametrize("text", TEXTS)
def test_links_stay_in_the_site(text):
    """Relative, without a query, and so true in a folder, under any path, and from a file."""
    for name in ("href", "src"):
        for _, attributes in Document(text).elements:
            assert re.fullmatch(
                r"(\.\./)?[a-z0-9./#_-]+", attributes.get(name) or "x", re.IGNORECASE
            )


def test_links_lead_to_pages_that_there_are():
    """From every page of the everyday board, by the paths that the site has."""
    others = {"style.css", "board.js", environment.FEED, environment.CSV, environment.JSON}
    for path, text in EVERYDAY.items():
        for attributes in Document(text).of("a"):
            target = (attributes["href"] or "").partition("#")[0]
            if "/" in path:
                assert not target or target.startswith("../")
                target = target.removeprefix("../")
            assert not target or target in EVERYDAY or target in others


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_read_as_it_was_written(name):
    """On the front page, the heat map and the candidate's own page it is text in a <bdi>."""
    places = {each.candidate.name: each.candidate.id for each in hostile_board().standings}
    for path in ("index.html", "heatmap.html", f"candidates/{places[name]}.html"):
        assert name in Document(HOSTILE[path]).said("bdi")


def test_markup_in_titles_and_notices_makes_no_element():
    """Titles of tasks, of the cohort, names of groups and tests, notices, the late policy."""
    for text in HOSTILE.values():
        page = Document(text)
        assert not {"i", "u", "b"} & {tag for tag, _ in page.elements}
        assert "alert" not in "".join(page.said("script"))


def test_the_same_board_makes_the_same_bytes():
    """No clock, no order of a set, nothing of the machine."""
    assert dict(pages(sample_board())) == EVERYDAY
    assert "/work" not in "".join(EVERYDAY.values())


def test_what_a_template_asks_for_and_does_not_get_is_an_error():
    """A misspelt name never becomes an empty place on a page."""
    with pytest.raises(jinja2.UndefinedError):
        environment.render("timeline.html", sample_board(), root="", title="", here="")


def test_script_and_style_sheet_are_small():
    """They are read on every first visit."""
    folder = files("heldout.board") / "static"
    assert len((folder / "style.css").read_bytes()) < 12 * _KB
    assert len((folder / "board.js").read_bytes()) < 6 * _KB


def test_every_class_on_a_page_is_known_to_the_style_sheet_or_is_a_hook():
    """A class that nobody styles is a misspelling, but for those that tests look for."""
    sheet = (files("heldout.board") / "static" / "style.css").read_text()
    hooks = {"rank", "points", "waiting", "notice", "tasks", "matrix", "fastest", "days", "rates"}
    hooks |= {"gold", "late", "stale", "out", "badges", "wide", "full"}
    for _, text in ALL:
        for _, attributes in Document(text).elements:
            for name in (attributes.get("class") or "").split():
                assert name in hooks or re.search(rf"\.{name}\b", sheet), name
