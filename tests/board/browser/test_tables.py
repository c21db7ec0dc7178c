"""Tables that can be sorted and searched, by mouse and by keys; and pages without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.board.browser.conftest import BOARDS, kinds

BOARD = BOARDS["sample"]
TABLE = "table.standings"
ROWS = f"{TABLE} tbody tr"


def names(page: Page) -> list[str]:
    """The candidates that are shown, from the top."""
    return page.locator(f"{ROWS}:visible th a bdi").all_inner_texts()


def heading(page: Page, name: str):
    """A column's heading."""
    return page.locator(f"{TABLE} th[data-sort]").filter(has_text=name)


def in_order(key, *, reverse: bool = False) -> list[str]:
    """The names of the board's candidates by a key; equal ones stay in the order of ranks."""
    return [each.candidate.name for each in sorted(BOARD.standings, key=key, reverse=reverse)]


def test_a_click_on_a_heading_sorts_and_another_turns_it_around(visit):
    """Whoever is sorted by it is told to those who cannot see it, of one heading only."""
    page = visit().open()
    by_rank, by_name = names(page), in_order(lambda each: each.candidate.name.lower())
    assert by_rank == in_order(lambda each: each.rank)
    candidate = heading(page, "Candidate")
    candidate.get_by_role("button").click()
    assert names(page) == by_name
    expect(candidate).to_have_attribute("aria-sort", "ascending")
    assert page.locator(f"{TABLE} [aria-sort]").count() == 1
    candidate.get_by_role("button").click()
    assert names(page) == by_name[::-1]
    expect(candidate).to_have_attribute("aria-sort", "descending")
    heading(page, "Rank").get_by_role("button").click()
    assert names(page) == by_rank


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keys_sort_as_a_click_does(visit, key):
    """The heading is a button, and keeps the focus."""
    page = visit().open()
    passed = heading(page, "Passed")
    passed.get_by_role("button").focus()
    page.keyboard.press(key)
    expect(passed).to_have_attribute("aria-sort", "descending")
    assert names(page) == in_order(lambda each: -each.passed)
    expect(passed.get_by_role("button")).to_be_focused()
    page.keyboard.press(key)
    expect(passed).to_have_attribute("aria-sort", "ascending")
    assert names(page)[0] == in_order(lambda each: each.passed)[0]


def test_times_and_speeds_are_sorted_by_what_they_mean(visit):
    """And who has none comes last, whichever way it is sorted."""
    page = visit().open()
    heading(page, "Reached").get_by_role("button").click()
    assert names(page) == in_order(lambda each: each.reached_at)
    speed = heading(page, "Speed").get_by_role("button")
    slow = [each.candidate.name for each in BOARD.standings if each.speed_ratio is None]
    for _ in range(2):
        speed.click()
        assert set(names(page)[len(BOARD.standings) - len(slow) :]) == set(slow)


def test_the_filter_shows_whom_it_names(visit):
    """Whatever the case; it says how many, and an empty one shows all."""
    page = visit().open()
    field = page.get_by_role("searchbox")
    field.fill("  LOVElace")
    assert names(page) == ["Ada Lovelace"]
    expect(page.get_by_role("status").first).to_have_text("1 of 8")
    field.fill("nobody at all")
    assert names(page) == []
    field.fill("")
    assert len(names(page)) == 8


def test_the_filter_is_kept_while_sorting_and_in_the_address(visit):
    """So it can be sent to somebody."""
    visited = visit()
    page = visited.open()
    page.get_by_role("searchbox").fill("gradient")
    chosen = set(names(page))
    assert 0 < len(chosen) < 8
    heading(page, "Candidate").get_by_role("button").click()
    assert set(names(page)) == chosen
    page.wait_for_url("**/index.html#q=gradient")
    page.reload()
    assert set(names(page)) == chosen
    assert visited.incidents == []


def test_the_filter_takes_a_hostile_text_as_text(visit):
    """From the field and from the address."""
    visited = visit("hostile")
    page = visited.open("index.html#q=%3Cscript%3Ealert(1)")
    assert names(page) == ["<script>alert(1)</script>"]
    visited.open("heatmap.html#q=%E0%A4%A")
    page.get_by_role("searchbox").fill("[(*\\")
    assert visited.incidents == []


@pytest.mark.parametrize("name", BOARDS)
def test_pages_are_whole_without_a_script(visit, sites, name):
    """Every candidate and every figure is there, and no control that would do nothing."""
    visited = visit(name, java_script_enabled=False)
    for path in kinds(sites[name]):
        page = visited.open(path)
        assert page.locator("button, input, select, [role=button], [data-tools] > *").count() == 0
        assert page.locator("main").inner_text().strip()
    page = visited.open()
    assert len(names(page)) == len(BOARDS[name].standings)
    assert page.locator(f"{TABLE} [aria-sort]").count() <= 1
    assert visited.incidents == []


@pytest.mark.parametrize("path", ["index.html", "heatmap.html"])
def test_a_script_adds_what_it_makes_work(visit, path):
    """A field to filter by, and a button in each heading that can be sorted by."""
    page = visit().open(path)
    assert page.get_by_role("searchbox").count() == 1
    headings = page.locator("table[data-sortable] th[data-sort]").count()
    assert page.locator("table[data-sortable] th > button").count() == headings


def test_every_button_sorts(visit, sites):
    """There is no other on any page, and none that is dead."""
    visited = visit()
    for path in kinds(sites["sample"]):
        headings = visited.open(path).evaluate(
            """Array.from(document.querySelectorAll("button"), button => {
              button.click();
              return button.parentNode.getAttribute("aria-sort");
            })"""
        )
        assert set(headings) <= {"ascending", "descending"}, path
    assert visited.incidents == []
