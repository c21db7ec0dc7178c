"""A task's page: who, how many, and which idea is missed."""

from __future__ import annotations

import msgspec

from heldout.board.model import Rate
from heldout.board.pages import challenge
from tests.board.pages.document import Document
from tests.board.sample import hostile_board, sample_board

BOARD = sample_board()
KMEANS = BOARD.statistics[0]


def test_it_says_who_tried_passed_and_was_first():
    """With the median of solutions that it took."""
    text = Document(challenge.render(BOARD, KMEANS)).all_text()
    for words in ("Tried 8 of 8", "Passed 3 38 %", "to pass 4", "First solved by Grace Hopper"):
        assert words in text


def test_groups_and_tests_keep_the_order_in_which_they_are_missed():
    """With their rates."""
    text = challenge.render(BOARD, KMEANS)
    places = [text.index(f"<bdi>{rate.name}</bdi>") for rate in KMEANS.tests]
    assert places == sorted(places)
    assert "50 %" in text


def test_tests_beyond_the_hardest_are_folded_away():
    """None is lost."""
    rates = tuple(Rate(name=f"test_{n:02}", group="g", passed=n, tried=40) for n in range(30))
    text = challenge.render(BOARD, msgspec.structs.replace(KMEANS, tests=rates))
    assert "<summary>18 more</summary>" in text
    assert all(f"test_{n:02}<" in text for n in range(30))


def test_a_task_that_nobody_tried_says_so():
    """No bars of nothing over nothing."""
    board = hostile_board()
    text = challenge.render(board, board.statistics[1])
    assert "Nobody has tried it yet." in text
    assert "nobody yet" in text
    assert "<table" not in text


def test_prose_has_points_and_code_has_tests():
    """Each by its own word."""
    prose = next(each for each in BOARD.statistics if each.task.kind == "casestudy")
    assert "Points most missed" in challenge.render(BOARD, prose)
    assert "Hardest tests" in challenge.render(BOARD, KMEANS)
