"""The comment that replies to an answer, as a person reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heldout.github import interview_bounds
from heldout.github.api import LONGEST_BODY
from heldout.github.interview_bounds import Bound
from heldout.github.interview_plan import Piece, Plan, Reading, Reply
from heldout.github.interview_reply import fail, render
from heldout.report import CaseResult, Finding, Report, Severity, Status, Verdict
from tests.github.conftest import HOSTILE
from tests.github.interviews import BOTH, event, repository
from tests.github.scorecards import LINKS, finding
from tests.report.test_markdown import ACTIVE, RENDERER, Page, read

AT = datetime(2026, 11, 20, 11, tzinfo=UTC)
_VERDICTS = {
    Status.COVERED: Verdict.PASSED,
    Status.NOT_FOUND: Verdict.FAILED,
    Status.NEEDS_PERSON: Verdict.UNDECIDED,
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A challenge and a written prompt."""
    return repository(tmp_path_factory.mktemp("reply"))


def point(title: str, status: Status = Status.COVERED) -> CaseResult:
    """A point worth two."""
    return CaseResult(
        name="point",
        title=title,
        group="technical.problem-solving",
        verdict=_VERDICTS[status],
        points=2.0 if status == Status.COVERED else 0.0,
        max_points=2.0,
        wall_s=None,
        status=status,
    )


def reading(
    *points: CaseResult,
    slug: str = "overfitting",
    bound: Bound | None = None,
    findings: tuple[Finding, ...] = (),
    reason: str = "",
) -> Reading:
    """What reading the answer to the prompt came to, or to the questions."""
    has_errors = any(each.severity == Severity.ERROR for each in findings)
    passed = all(each.status == Status.COVERED for each in points)
    kind = "casestudy" if slug == "overfitting" else "follow-up"
    return Reading(
        piece=Piece(slug=slug, kind=kind, bound=bound),
        report=Report(
            slug=slug,
            kind=kind,
            verdict=Verdict.REFUSED if has_errors else Verdict.PASSED if passed else Verdict.FAILED,
            reason=reason,
            points=sum(each.points for each in points),
            max_points=sum(each.max_points for each in points),
            speed_ratio=None,
            cases=points,
            findings=findings,
        ),
    )


@pytest.fixture
def shown(root):
    """Write the reply; its lines as a person reads them."""

    def showing(*readings: Reading, **facts) -> list[str]:
        plan = Plan(deed="answer", number=12, at=AT, **facts)
        showing.body = render(Reply(plan=plan, readings=readings), event(BOTH), root, LINKS)
        showing.page = Page(RENDERER.render(showing.body))
        return [read(line) for line in showing.page.text.splitlines() if read(line)]

    return showing


def test_it_is_told_as_a_scorecard_tells_it(shown):
    """Points first, then a table, then point by point: made, not made, left to a person."""
    prompt = reading(
        point("Says why"), point("Says how", Status.NOT_FOUND), point("Fair", Status.NEEDS_PERSON)
    )
    lines = shown(prompt, reading(point("Adds"), slug="double"), read=1)
    assert lines[:2] == [
        "4 of 8 points",
        "ada · this answer · 20 Nov 2026, 11:00 UTC · 2 of 5 answers read",
    ]
    table = lines.index("points") + 1
    assert lines[table : table + 3] == [
        "Overfitting",
        "🟡 partly passed: 1 of 3 rubric points",
        "2 of 6",
    ]
    assert "Double, follow-up questions" in lines
    assert "❌ not covered: Says how (worth 2 points)" in lines
    assert "👤 left to a person: Fair (worth 2 points)" in lines
    assert "✅ covered: Says why (2 points)" in lines
    assert interview_bounds.count(shown.body) == 2
    assert "/issues/12#issuecomment-99" in shown.body


def test_findings_have_their_lines(shown):
    """What is to be set right comes before the points."""
    lines = shown(reading(point("Says why"), findings=(finding(),)))
    told = next(line for line in lines if "line 41" in line)
    assert told.startswith("❌ to set right, line 41: 'TODO' stands where your text belongs.")
    assert "Overfitting: ⛔ not accepted yet, 2 of 2 points" in lines


@pytest.mark.parametrize(
    ("bound", "why"),
    [
        (Bound("cohort", "Spring @all"), "it counts in the cohort Spring @all, which is not over"),
        (Bound("unknown"), "the rules of a cohort cannot be read"),
        (Bound("answers"), "5 answers of this issue were read"),
        (Bound("interviews"), "you opened 2 interviews or more within the day"),
        (Bound("key"), "could not be opened here"),
    ],
)
def test_where_points_are_not_read_it_says_why(shown, bound, why):
    """And what of the form is to be set right; there are no points then, and no answer is used."""
    lines = shown(reading(bound=bound, findings=(finding(),)), read=1)
    assert lines[0] == "Looked at for its form"
    assert any(why in line for line in lines), lines
    assert any("line 41" in line for line in lines)
    assert "Overfitting: ⛔ not accepted yet" in lines
    assert interview_bounds.count(shown.body) == 1
    sound = shown(reading(bound=bound, reason="the form is in order"))
    assert "Overfitting: 📝 its form is in order" in sound
    assert "⚪ not graded yet" in sound
    assert not any("✅" in line for line in sound)
    assert not ACTIVE.search(shown.page.text)


def test_one_answer_is_read_and_another_is_not(shown):
    """The points are those of what was read."""
    lines = shown(reading(bound=Bound("cohort", "S")), reading(point("Adds"), slug="double"))
    assert lines[0] == "2 of 2 points"
    assert interview_bounds.count(shown.body) == 1


def test_what_was_not_answered_is_told(shown):
    """By the names of the headings."""
    lines = shown(reading(point("Adds"), slug="double"), missing=("overfitting",), others=("pca",))
    assert "Not in this answer: overfitting." in lines
    assert "Not of this interview, and not read: pca." in lines
    empty = shown(empty=("double",))
    assert empty[0] == "Nothing could be read in this comment"
    assert "Nothing is written yet below the headings of double." in empty
    assert any("# name-of-the-task" in line for line in shown(missing=("double",)))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_comes_of_a_strangers_text_is_shown_and_does_nothing(shown, text):
    """Nobody is called by it, and nothing of it is markup."""
    found = finding(message=text, next_step=text)
    shown(reading(point("Adds"), findings=(finding(message="x", next_step="x"),), reason="x"))
    plain = shown.page.elements
    shown(reading(point(text), findings=(found,), reason=text))
    assert shown.page.elements == plain
    assert not ACTIVE.search(shown.page.text)


def test_the_longest_reply_fits(shown):
    """What does not is left out, and it says so."""
    points = [point("y" * 200, Status.NOT_FOUND) for _ in range(200)]
    lines = shown(*[reading(*points) for _ in range(10)])
    assert len(shown.body) <= LONGEST_BODY
    assert "The rest is left out, since a comment holds only so much." in lines
    assert lines[-1].startswith("More: this run")


def test_our_fault_is_told_and_counts_for_nothing():
    """The count stays as it was."""
    body = fail(3, "what you wrote could not be looked at", LINKS)
    assert interview_bounds.count(body) == 3
    text = read(Page(RENDERER.render(body)).text)
    assert "Something went wrong on our side" in text
    assert "What went wrong: What you wrote could not be looked at." in text
