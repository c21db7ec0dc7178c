"""The front page: places, points, what waits, and what a program or a script holds on to."""

from __future__ import annotations

import re

import msgspec

from heldout.board.pages import standings
from tests.board.pages.document import Document
from tests.board.sample import hostile_board, sample_board

BOARD = sample_board()
TEXT = standings.render(BOARD)
PAGE = Document(TEXT)


def rows(text: str) -> list[str]:
    """The table of candidates, a row each."""
    table = text.partition('<table id="p_table"')[2].partition("</table>")[0]
    return re.findall(r"<tr id=.*?</tr>", table, re.DOTALL)


def test_rows_are_in_the_order_of_the_board_and_named_by_candidate():
    """So `index.html#ID` leads to a candidate."""
    ids = [re.match(r'<tr id="([^"]+)"', row)[1] for row in rows(TEXT)]
    assert ids == [each.candidate.id for each in BOARD.standings]


def test_a_row_says_all_that_decides_its_place():
    """Rank, name, team, points, tasks passed, progress, speed, and when."""
    text = Document(rows(TEXT)[0]).all_text()
    assert text == (
        "1 gold medal David Blackwell Gradient Ascent 372.25 5"
        " 372.25 points since 21 Mar 2026 1.3 \u00d7 21 Mar 2026, 07:41"
    )
    assert "Points of 392" in PAGE.all_text()
    assert "Passed of 5" in PAGE.all_text()


def test_the_first_three_ranks_have_medals_in_words_too():
    """Who shares a rank shares the medal; the fourth has none."""
    medals = [re.findall(r"(\w+) medal", row) for row in rows(TEXT)]
    assert medals[:4] == [["gold"], ["silver"], ["bronze"], []]
    tied = tuple(msgspec.structs.replace(each, rank=1) for each in BOARD.standings[:2])
    text = standings.render(msgspec.structs.replace(BOARD, standings=tied))
    assert text.count("gold medal") == 2


def test_who_has_nothing_has_no_medal_no_speed_and_no_time():
    """Dashes, not zeros that look measured, and not the first of January 1970."""
    board = hostile_board()
    empty = msgspec.structs.replace(board.standings[-1], rank=1)
    text = rows(standings.render(msgspec.structs.replace(board, standings=(empty,))))[0]
    assert "medal" not in text
    assert text.count("\u2013") == 2
    assert "<time" not in text


def test_columns_say_how_a_script_may_sort_them():
    """The number of cells is that of the headings; progress is a picture and cannot be sorted."""
    headings = [each for each in PAGE.of("th") if "aria-sort" in each or "data-sort" in each]
    kinds = [each["data-sort"] for each in headings]
    assert kinds == ["number", "text", "number", "number", "number", "time"]
    assert [each.get("aria-sort") for each in headings] == ["ascending", *[None] * 5]


def test_what_waits_for_a_regrade_is_counted_and_named():
    """In full up to a number; the count is of all."""
    assert "2 works wait for a regrade" in PAGE.all_text()
    many = msgspec.structs.replace(BOARD, stale=BOARD.stale[:1] * 60)
    text = Document(standings.render(many)).all_text()
    assert "60 works wait for a regrade" in text
    assert "and 10 more" in text
    one = msgspec.structs.replace(BOARD, stale=BOARD.stale[:1])
    assert "1 work waits for a regrade" in Document(standings.render(one)).all_text()


def test_notices_the_late_policy_and_the_times_are_on_the_page():
    """What a reader has to know beside the table."""
    text = PAGE.all_text()
    assert BOARD.notices[0].text in text
    assert f"Late work: {BOARD.late_policy}" in text
    assert "Opens 2 Mar 2026, 08:00 Closes 23 Mar 2026, 20:00 As of 24 Mar 2026, 03:12" in text
    assert "How ties break" in text


def test_teams_are_left_out_where_there_are_none():
    """No empty table."""
    assert 'id="p_teams"' in TEXT
    assert 'id="p_teams"' not in standings.render(msgspec.structs.replace(BOARD, teams=()))


def test_a_board_without_candidates_says_so():
    """The day before the opening."""
    empty = msgspec.structs.replace(
        BOARD, standings=(), statistics=(), days=(), teams=(), stale=(), notices=(), as_of=None
    )
    assert "Nobody has handed in anything yet." in standings.render(empty)


def test_what_a_task_is_worth_is_not_claimed_before_anybody_knows():
    """Nobody was graded yet, so nobody has seen its points."""
    board = sample_board()
    unknown = msgspec.structs.replace(board.statistics[0].task, max_points=0.0)
    first = msgspec.structs.replace(board.statistics[0], task=unknown)
    text = standings.render(msgspec.structs.replace(board, statistics=(first,)))
    assert f'data-task="{unknown.key}"' in text
    assert '<td class="n">\u2013</td>' in text
