"""A candidate's page: the head knows the rank, the body nobody else."""

from __future__ import annotations

import msgspec

from heldout.board.model import Profile, Task
from heldout.board.pages import candidate
from tests.board.pages.document import Document
from tests.board.sample import hostile_board, sample_board, sample_profile

BOARD = sample_board()
STALE = next(each for each in BOARD.standings if any(score.is_stale for score in each.scores))
FIRST = BOARD.standings[0]
HEAD = candidate.head(BOARD, FIRST)


def body(standing=FIRST, board=BOARD) -> str:
    """The second half of a page."""
    return candidate.body(board, standing, sample_profile(board, standing))


def test_the_head_has_the_rank_the_points_and_the_badges():
    """And how to show the badges elsewhere, with the path from the front page."""
    text = Document(HEAD).all_text()
    assert "1 gold medal of 8" in text
    assert "372.25 of 392" in text
    sources = [each["src"] for each in Document(HEAD).of("img")]
    stem = f"badges/{FIRST.candidate.id}"
    assert sources == [f"../{stem}/rank.svg", f"../{stem}/points.svg"]
    assert f"![Rank]({stem}/rank.svg)" in text


def test_badges_of_a_pseudonym_come_with_a_warning():
    """Whoever embeds one says who they are."""
    hidden = msgspec.structs.replace(BOARD, is_pseudonymous=True)
    assert "pseudonyms" in candidate.head(hidden, FIRST)
    assert "pseudonyms" not in HEAD


def test_the_body_does_not_depend_on_anybody_else():
    """Neither on the rank, the others, what is known of them, nor on when the board was made."""
    alone = msgspec.structs.replace(
        BOARD,
        standings=(FIRST,),
        statistics=(),
        days=(),
        teams=(),
        stale=(),
        notices=(),
        as_of=None,
    )
    moved = msgspec.structs.replace(FIRST, rank=77)
    profile = sample_profile(BOARD, FIRST)
    assert candidate.body(alone, moved, profile) == candidate.body(BOARD, FIRST, profile)


def test_what_nobody_assessed_is_not_a_zero():
    """It says so in words, and has no bar."""
    profile = sample_profile(BOARD, FIRST)
    text = Document(candidate.body(BOARD, FIRST, profile)).all_text()
    assert "Cultural fit 10 % not assessed" in text
    assert "is not a zero" in text
    whole = tuple(
        msgspec.structs.replace(
            each,
            score=0.0,
            parts=tuple(msgspec.structs.replace(part, score=0.0) for part in each.parts),
        )
        for each in profile.criteria
    )
    zero = msgspec.structs.replace(profile, criteria=whole)
    text = candidate.body(BOARD, FIRST, zero)
    assert "not assessed" not in text
    assert "0 %" in text


def test_a_task_that_was_not_tried_is_in_the_table_all_the_same():
    """A row for each task of the board, in its order."""
    standing = BOARD.standings[-1]
    assert len(standing.scores) < len(BOARD.tasks)
    text = body(standing)
    table = text.partition('class="matrix"')[2].partition("</table>")[0]
    assert table.count('<th scope="row">') == len(BOARD.tasks)
    assert table.count("not tried") == len(BOARD.tasks) - len(standing.scores)


def test_late_and_stale_work_is_marked():
    """With what is left of the points, and that a regrade will come."""
    score = msgspec.structs.replace(STALE.scores[0], late_factor=0.8, is_stale=True)
    text = Document(body(msgspec.structs.replace(STALE, scores=(score,)))).all_text()
    assert "late, counts 80 %" in text
    assert "waits for a regrade" in text
    assert "late, counts" not in body(msgspec.structs.replace(STALE, scores=()))


def test_the_history_says_what_does_not_count_and_why():
    """A row for each solution, latest first, with the pull request where it may be told."""
    profile = sample_profile(BOARD, FIRST)
    last = msgspec.structs.replace(profile.attempts[0], reason_not_counted="too late")
    text = candidate.body(
        BOARD, FIRST, Profile(attempts=(last,), criteria=profile.criteria)
    ).partition('id="p_history"')[2]
    assert "does not count: too late" in text
    assert f"#{last.pull_request}" in text
    hidden = msgspec.structs.replace(last, pull_request=None)
    text = candidate.body(BOARD, FIRST, Profile(attempts=(hidden,), criteria=()))
    assert "Pull request" not in text


def test_work_at_a_task_that_is_no_longer_on_the_board_stays_in_the_history():
    """It has no page, so no link, and its title is escaped."""
    gone = Task(slug="gone", kind="challenge", title="<b>gone</b>", weight=1, max_points=1)
    profile = sample_profile(BOARD, FIRST)
    last = msgspec.structs.replace(profile.attempts[0], task=gone)
    text = candidate.body(BOARD, FIRST, Profile(attempts=(last,), criteria=()))
    assert "<td>&lt;b&gt;gone&lt;/b&gt;</td>" in text


def test_a_candidate_without_any_work_has_a_page():
    """With words where the table and the curve would be."""
    board = hostile_board()
    standing = board.standings[-1]
    text = candidate.head(board, standing) + body(standing, board)
    assert Document(text).mistakes == []
    assert "Nothing was handed in yet." in text
    assert "No points yet." in text
