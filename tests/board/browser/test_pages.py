"""Every page, in a real browser: it opens, minds its own business, and fits."""

from __future__ import annotations

import pytest

from tests.board.browser.conftest import BOARDS, kinds, pages
from tests.board.sample import HOSTILE_NAMES

#: All elements of a page, and all names of attributes.
NAMES = """() => {
  const all = Array.from(document.querySelectorAll("*"));
  return [...all.map(e => e.localName), ...all.flatMap(e => e.getAttributeNames())];
}"""


@pytest.mark.parametrize("way", ["file", "http"])
@pytest.mark.parametrize("name", BOARDS)
def test_every_page_opens_and_does_nothing_else(visit, sites, name, way):
    """No message, no error, no dialog, no request that fails or leaves the site."""
    visited = visit(name, way)
    for path in pages(sites[name]):
        visited.open(path)
        assert visited.page.locator("h1").count() == 1, path
    assert visited.incidents == []


def test_a_visit_sees_what_a_page_does(visit, tmp_path):
    """Else the test before would prove nothing."""
    script = "<script>console.log(1); alert(2); fetch('https://example.org/'); x.y</script>"
    (tmp_path / "bad.html").write_text(f"<!doctype html>{script}<img src='nowhere.png'>")
    visited = visit(base=f"{tmp_path.as_uri()}/")
    with visited.page.expect_event("pageerror"):
        visited.open("bad.html")
    said = "; ".join(visited.incidents)
    for kind in ("console: 1", "dialog: 2", "asked for: https://example.org/", "error: x is"):
        assert kind in said
    assert "nowhere.png" in said
    visited = visit(way="http")
    visited.open("candidates/nobody.html")
    assert "status 404" in visited.incidents[0]


def test_a_hostile_name_runs_nothing_and_becomes_no_element(visit, sites):
    """Hostile pages are made of what everyday pages are made of, and of one script."""
    everyday = visit("sample")
    known = {
        name for path in kinds(sites["sample"]) for name in everyday.open(path).evaluate(NAMES)
    }
    visited = visit("hostile", "http")
    visited.page.add_init_script("window.alert = () => { window.hacked = true }")
    for path in pages(sites["hostile"]):
        page = visited.open(path)
        assert page.evaluate("window.hacked") is None, path
        assert set(page.evaluate(NAMES)) - known == set(), path
        assert page.evaluate("document.scripts.length") == 1, path
    assert visited.incidents == []


def test_hostile_names_are_read_as_they_are(visit):
    """Nothing of them is lost, and a name that runs right to left turns nothing around."""
    page = visit("hostile").open()
    shown = page.locator("tbody th bdi").all_inner_texts()
    for standing in BOARDS["hostile"].standings:
        assert " ".join(standing.candidate.name.split()) in shown
    assert len(HOSTILE_NAMES) == page.locator("table.standings tbody tr").count()


@pytest.mark.parametrize("name", BOARDS)
def test_a_phone_scrolls_no_page_sideways(visit, sites, name):
    """360 pixels wide, in portrait; tables scroll in their own regions."""
    visited = visit(name, viewport={"width": 360, "height": 740})
    wide = {}
    for path in pages(sites[name]):
        page = visited.open(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[path] = width
    assert wide == {}


def test_a_page_is_drawn(visit, sites):
    """In light and in dark, and not the same."""
    visited = visit(viewport={"width": 800, "height": 600})
    visited.page.set_content("<!doctype html>")
    blank = len(visited.page.screenshot())
    for path in kinds(sites["sample"]):
        page = visited.open(path)
        light = page.screenshot()
        page.emulate_media(color_scheme="dark")
        dark = page.screenshot()
        page.emulate_media(color_scheme="light")
        assert min(len(light), len(dark)) > 4 * blank, path
        assert light != dark, path
