"""Everybody can read the pages: with keys, with a screen reader, in the dark, on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.board.browser.conftest import kinds

#: Keeps the class and the text of all that gets the focus.
_RECORD = """() => {
  window.reached = [];
  addEventListener("focusin", ({target}) => {
    window.reached.push([target.className, target.innerText ?? ""]);
  });
}"""
_MOST = """document.querySelectorAll("a, button, input, summary, [tabindex='0']").length"""

#: Tables that are wider than their place: class, role and tabindex of what they scroll in.
_SCROLLING = """() => Array.from(document.querySelectorAll("table"), table => table.parentNode)
  .filter(box => box.checkVisibility() && box.scrollWidth > box.clientWidth)
  .map(box => [box.className, box.getAttribute("role"), box.getAttribute("tabindex")])"""


@pytest.fixture(scope="module")
def axe() -> Axe:
    """The checker, whose script is read once."""
    return Axe()


def violations(page: Page) -> list[str]:
    """What axe finds on a page that has its script, in words."""
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(each => each.violations)")
    return [
        f"{each['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("sample", [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]),
        # The same style sheet with other words: each width and each scheme once.
        ("hostile", [(360, "light"), (1280, "dark")]),
    ],
)
def test_axe_finds_nothing_on_any_kind_of_page(visit, sites, axe, name, looks):
    """WCAG's levels A and AA and the best practices: narrow and wide, in light and in dark."""
    visited = visit(name)
    found = []
    for path in kinds(sites[name]):
        page = visited.open(path)
        page.evaluate(axe.axe_script)
        for width, scheme in looks:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found += [f"{path}, {width}, {scheme}: {each}" for each in violations(page)]
    assert not found, "\n".join(found)


def test_axe_would_find_something(visit, axe):
    """Else the test before would prove nothing."""
    page = visit().open()
    page.evaluate(axe.axe_script)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [each.partition(":")[0] for each in violations(page)] == ["image-alt"]


def focus_order(page: Page) -> list[list[str]]:
    """What the Tab key reaches, from the top of a page until it leaves."""
    page.evaluate(_RECORD)
    for _ in range(page.evaluate(_MOST) + 1):
        page.keyboard.press("Tab")
    order: list[list[str]] = page.evaluate("window.reached")
    # After the last one it begins again.
    return order[: order.index(order[0], 1)] if order[0] in order[1:] else order


def test_tab_reaches_the_skip_link_the_navigation_and_each_table(visit, sites):
    """In this order, and what scrolls can be scrolled with keys."""
    visited = visit(viewport={"width": 360, "height": 740})
    for path in kinds(sites["sample"]):
        page = visited.open(path)
        order = focus_order(page)
        assert order[0][0] == "skip", path
        links = page.locator("nav a").all_inner_texts()
        assert [each[1] for each in order[2 : 2 + len(links)]] == links, path
        scrolling = page.evaluate(_SCROLLING)
        # Chromium lets keys reach these by itself; not every browser does.
        assert [each for each in scrolling if each[1:] != ["region", "0"]] == [], path
        assert {each[0] for each in scrolling} <= {each[0] for each in order}, path


def test_the_skip_link_shows_when_it_is_reached_and_leads_to_the_content(visit):
    """The next Tab is past the navigation."""
    page = visit().open()
    skip = page.locator("a.skip")
    assert (skip.bounding_box() or {"y": -1})["y"] < 0 or not _in_view(page)
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def _in_view(page: Page) -> bool:
    return bool(
        page.evaluate(
            "(() => { const box = document.querySelector('a.skip').getBoundingClientRect();"
            " return box.bottom > 0 && box.right > 0 && box.width > 1; })()"
        )
    )


def test_the_focus_is_seen(visit):
    """An outline, or something like it, on links, headings that sort, fields and regions."""
    page = visit().open()
    for each in ("nav a", "table.standings th button", "input[type=search]", ".scroll"):
        page.locator(each).first.focus()
        # As by the keyboard: a mouse may show less.
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; })()"
        )
        assert (style[0] != "none" and style[1] >= 1) or style[2] != "none", each
