"""The one comment on a candidate's pull request, as the candidate reads it."""

from __future__ import annotations

import re
import shlex
from datetime import datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from heldout.github.comment import MARKER, render, summary
from heldout.report import Verdict
from heldout.submission.ruling import Reason, Remedy
from tests.github.conftest import HOSTILE
from tests.github.scorecards import (
    BAD,
    GOOD,
    LINKS,
    MIXTURE,
    card,
    case,
    finding,
    lines,
    page,
    point,
    prose,
    task,
    ungraded,
    untried,
)
from tests.github.test_markdown import ACTIVE, RENDERER, Page, read


def test_a_whole_comment():
    """What a candidate sees after a first push."""
    shown = card(
        task(GOOD, BAD, speed_ratio=2.3, attempts_left=4, reason="1 of 2 tests passed"),
        untried=(untried(),),
        attempts_per_day=5,
    )
    assert render(shown).startswith(f"{MARKER}\n## 2 of 4 points so far\n")
    assert lines(shown) == [
        "2 of 4 points so far",
        "Spring 2027 · ada · commit 1a2b3c4 · 3 Mar 2027, 10:15 UTC",
        "The task of this push: partly passed.",
        *("task", "result", "points", "attempts left"),
        *("K-means clustering", "🟡 partly passed: 1 of 2 tests", "2 of 4", "4 today"),
        "What to try next",
        "K-means clustering: get “Ties are broken” to pass../run heldout check kmeans",
        (
            "Principal components: nothing of it is handed in yet; read what is asked."
            "./run heldout show pca"
        ),
        (
            "These commands run on your own machine. "
            "Then commit and push, and the new result appears here."
        ),
        "What this push changed",
        "K-means clustering: 🟡 partly passed, 2 of 4 points",
        "1 of 2 tests passed. It took 2.3 times the reference's time.",
        "Correctness: 1 of 1 passed",
        "Edge cases: 0 of 1 passed",
        "❌ not passed: Ties are broken (worth 2 points)",
        "1 test passed",
        "Correctness",
        "✅ passed: Sums are right (2 points)",
        "Not tried yet: 1 task",
        "Principal components: ./run heldout show pca",
        (
            "This comment is kept up to date: every push writes it anew, a regrade does not. "
            "You have 5 attempts a day for each task. What is not taken, what was graded before, "
            "and what we failed to grade use none. Checks on your own machine do not either."
        ),
        (
            "More: this run, the board, what is taken from a pull request, how written answers are"
            " read."
        ),
    ]


def test_the_summary_says_the_same():
    """Only the marker and the sentence about the comment differ."""
    shown = card(task(GOOD, BAD), untried=(untried(),))
    comment = render(shown).removeprefix(f"{MARKER}\n")
    kept, told = "This comment is kept up to date", "A comment on the pull request says the same"
    assert comment.split(kept)[0] == summary(shown).split(told)[0]
    assert MARKER not in summary(shown)


def test_a_refused_tree_says_that_nothing_is_lost():
    """What was handed in before is still there."""
    before = task(GOOD, outcome=None)
    shown = lines(card(before, decision="refused", reasons=(MIXTURE,), untried=(untried(),)))
    assert shown[0] == "This push could not be taken"
    assert shown[2] == "Nothing was counted, and no attempt was used. What you had before stands."
    assert "Earlier work" in shown
    assert "What to try next" not in shown
    assert "What you had before" not in render(card(decision="refused", reasons=(MIXTURE,)))


def test_our_fault_is_all_that_is_said_where_nothing_was_decided():
    """No table of before could be taken for a result."""
    broken = card(task(GOOD), decision=None, fault="the machine stopped", untried=(untried(),))
    assert lines(broken)[:1] == ["This push could not be graded"]
    assert lines(broken)[2] == (
        "Something went wrong on our side, not on yours. It costs you no points and no attempt. "
        "A maintainer can run it again, and your next push tries again too. "
        "What went wrong: The machine stopped."
    )
    assert len(lines(broken)) == 5
    assert len(lines(card(decision=None))) == 5


def test_a_fault_beside_results_is_said_before_them():
    """What could be graded is still shown."""
    shown = lines(card(task(GOOD), fault="the board was not built"))
    assert shown[2].endswith("What went wrong: The board was not built.")
    assert "✅ passed: 1 of 1 test" in shown


def test_an_empty_push_is_told_how_to_hand_something_in():
    """With what there is to try."""
    reason = Reason("empty", "there is nothing here", (Remedy("work on a file", ("git push",)),))
    shown = lines(card(decision="empty", reasons=(reason,), untried=(untried(),)))
    assert shown[0] == "Nothing is handed in yet"
    assert {"What to do: Work on a file.", "git push", "Not tried yet: 1 task"} <= set(shown)


def test_a_contribution_is_told_in_a_few_lines_that_nothing_is_graded():
    """Neither scores nor attempts matter to it."""
    reason = Reason("contribution", "nothing is handed in", ())
    before = (task(GOOD, outcome=None),)
    shown = lines(card(*before, decision="contribution", reasons=(reason,), attempts_per_day=5))
    assert shown[0] == "Nothing is graded here"
    assert len(shown) == 5
    assert "attempt" not in " ".join(shown)


def test_what_a_task_brings_to_the_total_has_a_column_where_it_differs():
    """Weights and late work are not explained to those without."""
    late = task(GOOD, worth=2.7, most=3.0)
    assert {"in the total", "2.7 of 3", "2.7 of 3 points"} <= set(lines(card(late)))
    assert "in the total" not in lines(card(task(GOOD)))
    assert "attempts left" not in lines(card(task(GOOD)))
    assert "none today" in lines(card(task(GOOD, attempts_left=0)))
    assert lines(card(ungraded("refused"))).count("\u2013") == 1


def test_questions_are_told_from_the_challenge_that_they_are_about():
    """Both have the challenge's title."""
    assert "K-means clustering, follow-up questions" in lines(card(task(GOOD, kind="follow-up")))


def test_a_push_is_summed_up_in_a_sentence():
    """In words that agree with the numbers."""
    assert "The task of this push passed." in lines(card(task(GOOD)))
    assert "All 2 tasks of this push passed." in lines(card(task(GOOD), task(GOOD)))
    three = card(task(GOOD), task(GOOD), task(BAD))
    assert "3 tasks in this push: 1 not passed yet, 2 passed." in lines(three)
    assert lines(card(task(case("A.", points=1.0, max_points=1.0))))[0] == "1 of 1 point"


def test_who_has_passed_everything_is_told_so():
    """An empty list of next steps would leave them wondering."""
    done = "Everything that counts is handed in and has passed. There is nothing left to do."
    assert done in lines(card(task(GOOD)))
    assert done not in lines(card(task(BAD)))
    assert done not in lines(card(task(GOOD), untried=(untried(),)))
    assert done not in lines(card(prose(point("A", Verdict.UNDECIDED), verdict=Verdict.UNDECIDED)))


def test_what_passed_is_folded_and_what_did_not_stands_open():
    """Only so much stands open; nothing is opened that is not closed."""
    shown = page(card(*[task(BAD)] * 5, task(GOOD), *[task(GOOD, outcome=None)] * 6))
    sections = [each for each in shown.elements if each.startswith("details")]
    assert sections == ["details [('open', None)]"] * 4 + ["details"] * 3


def test_little_earlier_work_is_a_table_and_much_of_it_is_folded():
    """It comes after this push."""
    few = lines(card(task(GOOD), *[task(GOOD, outcome=None, title="Old")] * 5))
    assert few.index("Old") > few.index("What this push changed")
    assert "Not changed by this push: 45 tasks" not in few
    many = lines(card(*[task(GOOD, outcome=None)] * 45))
    assert "Not changed by this push: 40 tasks" in many
    assert "Not changed by this push: 5 tasks" in many


def test_without_a_cohort_or_a_board_neither_is_mentioned():
    """Nothing leads nowhere."""
    elsewhere = datetime(2027, 3, 3, 12, 15, tzinfo=timezone(timedelta(hours=2)))
    alone = card(
        task(GOOD),
        submitted_at=elsewhere,
        cohort=None,
        links=msgspec.structs.replace(LINKS, board=None),
    )
    assert lines(alone)[1] == "ada · commit 1a2b3c4 · 3 Mar 2027, 10:15 UTC"
    assert "the board" not in " ".join(lines(alone))


def hostile_card(text: str):
    """A card that says something everywhere, and everything in the same words."""
    bad = case(text, Verdict.FAILED, group=text, name=text)
    refusal = Reason(text, text, (Remedy(text, (text, "git fetch upstream")), Remedy(text)))
    found = (finding(code=text, message=text, next_step=text),) * 10
    names = {"slug": text, "title": text}
    return card(
        task(bad, case(text, group=text), reason=text, **names),
        prose(point(text, Verdict.FAILED), findings=found, verdict=Verdict.REFUSED, **names),
        ungraded("declined", reason=text, **names),
        ungraded("refused", refusal=refusal, **names),
        ungraded("failed", reason=text, **names),
        task(case(text), outcome=None, **names),
        candidate=text,
        head_sha=text,
        cohort=text,
        fault=text,
        reasons=(refusal,),
        untried=(untried(**names), untried(kind="follow-up", **names)),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_in_every_place_and_does_nothing_there(text):
    """The page has the elements that it has with tame text, and nothing to mention or to click."""
    written = render(hostile_card(text))
    made = RENDERER.render(written)
    assert Page(made).elements == page(hostile_card("x")).elements
    copied = re.compile("<pre>.*?</pre>", re.DOTALL)
    assert not ACTIVE.search(Page(copied.sub("", made)).text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_of_a_printed_summary_is_a_workflow_command(text):
    """A runner looks at each line of a log for them."""
    written = summary(hostile_card(text))
    assert "##[" not in written
    assert not any(line.lstrip().startswith("::") for line in written.splitlines())
    assert all(line.isprintable() for line in written.split("\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_command_of_the_page_is_safe_to_paste(text):
    """The task's name is one word of it, whatever is in it."""
    code = re.findall("<code>(.*?)</code>", RENDERER.render(render(hostile_card(text))))
    shown = [read(Page(each).text) for each in code if "heldout" in each]
    assert shown
    assert all(len(shlex.split(each.replace(" -- ", " "))) == 4 for each in shown)


def test_an_address_that_is_none_of_the_web_is_no_link():
    """And none ends its link early."""
    odd = msgspec.structs.replace(LINKS, run="javascript:alert(1)", board="https://a.b/) [x](c")
    made = page(card(task(GOOD), links=odd))
    assert "javascript" not in render(card(task(GOOD), links=odd))
    assert "a [('href', 'https://a.b/%29%20%5Bx%5D%28c')]" in made.elements


def test_lines_are_only_broken_where_they_are_meant_to_be():
    """In a comment GitHub shows every end of a line."""
    shown = render(card(task(GOOD, BAD), prose(point("A", Verdict.FAILED)), untried=(untried(),)))
    made = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table").render(shown)
    assert Page(made).elements.count("br") == 3
    assert shown.endswith(".\n")
    assert "\n\n\n" not in shown
    assert not any(line.endswith(" ") for line in shown.split("\n"))


LONG = card(
    *(task(GOOD, BAD, title=f"T{n}: größer 🟡") for n in range(4)),
    *(task(GOOD, outcome=None) for _ in range(50)),
    untried=(untried(),),
)


@given(st.integers(0, 6000))
def test_a_page_that_is_too_long_ends_early_and_says_so(limit):
    """Cut between pieces, within the limit, with the way to the rest and nothing left open."""
    for whole, cut, size in (
        (render(LONG), render(LONG, limit), lambda text: len(text.encode("utf-16-le")) // 2),
        (summary(LONG), summary(LONG, limit), lambda text: len(text.encode())),
    ):
        assert size(whole) > 6000
        assert size(cut) <= limit
        if cut:
            kept, note, rest = cut.partition("**The rest is left out**")
            assert note
            assert "](https://" in rest
            assert whole.startswith(kept)
            assert cut.count("<details") == cut.count("</details>")
            assert cut.startswith(MARKER) == whole.startswith(MARKER)


def test_what_matters_most_is_kept_of_three_hundred_tasks():
    """Headline, table and next steps are there, and the way to the rest."""
    cases = [case(f"Test {n} of many.", Verdict.FAILED, group="edge cases") for n in range(9)]
    many = card(*(task(GOOD, *cases, title=f"Task {n}") for n in range(300)))
    comment = render(many)
    assert len(comment) <= 65_536
    shown = lines(many)
    assert shown[0] == "600 of 6,000 points"
    assert {"Task 0", "Task 29", "What to try next", "More of this push: 40 tasks"} <= set(shown)
    assert shown[-3] == (
        "The rest is left out, since a comment holds only so much. "
        "The summary of the run has all of it."
    )
    assert len(summary(many).encode()) <= 1024 * 1024


def test_giant_texts_are_clipped():
    """Nobody's text fills the page."""
    giant = hostile_card("|`@" * 100_000)
    assert len(render(giant).encode()) <= 65_536
    assert "More:" in render(giant)
