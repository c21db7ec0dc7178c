"""Code, prose and reviewers, joined into one evaluation."""

from __future__ import annotations

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from heldout.board import scorecard, scorecard_page
from heldout.board.scorecard import Judgement, Scorecard
from heldout.catalogue.evaluation import Criterion, Evaluation, SubCriterion
from heldout.report import CaseResult, Report, Verdict

LEVELS = ("none", "poor", "fair", "good", "great")


def part(name: str) -> SubCriterion:
    """A part with short levels."""
    return SubCriterion(id=name, title=name.title(), description=f"{name}.", levels=LEVELS)


EVALUATION = Evaluation(
    title="Evaluation",
    description="Two criteria.",
    criteria=(
        Criterion(
            id="technical", title="Technical", weight=60, parts=(part("code"), part("design"))
        ),
        Criterion(id="communication", title="Communication", weight=40, parts=(part("clarity"),)),
    ),
    code={"correctness": "technical.code"},
)


def report(slug: str, *cases: tuple[str, Verdict, float]) -> Report:
    """What came of one task: groups, verdicts and points that could be had."""
    results = tuple(
        CaseResult(
            name=f"case_{n}",
            title=f"Case {n}.",
            group=group,
            verdict=verdict,
            points=most if verdict == Verdict.PASSED else 0.0,
            max_points=most,
            wall_s=None,
        )
        for n, (group, verdict, most) in enumerate(cases)
    )
    return Report(
        slug=slug,
        kind="challenge",
        verdict=Verdict.FAILED,
        reason="",
        points=0.0,
        max_points=1.0,
        speed_ratio=None,
        cases=results,
    )


CODE = report("kmeans", ("correctness", Verdict.PASSED, 3), ("correctness", Verdict.FAILED, 1))
PROSE = report(
    "fraud",
    ("technical.design", Verdict.PASSED, 1),
    ("technical.design", Verdict.UNDECIDED, 5),
)


def judged(level: int, reviewer: str = "grace") -> Judgement:
    """A level of clarity."""
    return Judgement(
        part="communication.clarity", level=level, reviewer=reviewer, slug="fraud", answer="a.md"
    )


def build(*reports: Report, judgements: tuple[Judgement, ...] = ()) -> Scorecard:
    """Build Ada's scorecard."""
    return scorecard.build(
        "Ada", EVALUATION, reports, judgements, {"communication.clarity": ["fraud"]}
    )


def parts(card: Scorecard) -> dict[str, scorecard.PartScore]:
    """The parts by their ids."""
    return {each.id: each for criterion in card.criteria for each in criterion.parts}


def test_tests_feed_a_part_by_their_group_and_points_by_their_criterion():
    """Each by the points that could be had."""
    found = parts(build(CODE, PROSE))
    assert (found["technical.code"].score, found["technical.code"].basis) == (0.75, "machine")
    assert [each.slug for each in found["technical.design"].evidence] == ["fraud", "fraud"]


def test_points_that_need_a_person_count_neither_way():
    """They are told, and nobody loses by them."""
    card = build(PROSE)
    assert card.open_points == 1
    assert parts(card)["technical.design"].score == 1


def test_what_no_one_assessed_is_named_and_is_not_a_zero():
    """The score is over the rest, and says over how much."""
    card = build(CODE, PROSE)
    assert card.missing == ("Clarity",)
    assert (card.assessed, card.judged) == (60, 0)
    assert card.score == pytest.approx(100 * (0.75 + 1) / 2)
    assert build().score is None


def test_people_come_before_machines():
    """The mean of their levels, out of four."""
    card = build(CODE, judgements=(judged(2), judged(3, "alan")))
    clarity = parts(card)["communication.clarity"]
    assert (clarity.level, clarity.score, clarity.basis) == (2.5, 0.625, "people")
    assert card.judged == 40
    assert card.score == pytest.approx((30 * 0.75 + 40 * 0.625) / 70 * 100, abs=0.05)


def test_each_part_says_how_to_raise_it():
    """The next level, what was lost, or what would be assessed at all."""
    found = parts(build(CODE, judgements=(judged(2),)))
    assert found["communication.clarity"].next_steps == ("level 3 is reached by this: good",)
    assert found["technical.code"].next_steps == ("kmeans: Case 1 (is still open, 1 point)",)
    nobody = parts(build())["communication.clarity"].next_steps
    assert nobody[0] == "hand in one of fraud"
    assert "heldout review start" in nobody[1]


def test_our_fault_says_nothing_of_anybody():
    """A report that is a judge's error is left out."""
    broken = report("kmeans", ("correctness", Verdict.JUDGE_ERROR, 3))
    assert build(broken).score is None


def test_the_page_is_whole_and_shows_names_as_text():
    """Whatever a candidate is called."""
    card = scorecard.build("<script>x</script>", EVALUATION, [CODE], [judged(4)], {})
    page = scorecard_page.render(card, datetime(2026, 3, 1, tzinfo=UTC))
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, _: object) -> None:
            seen.append(tag)

    Reader().feed(page)
    assert "script" not in seen
    assert "&lt;script&gt;" in page
    assert seen.count("details") == 3
    assert "4 of 4" in page
