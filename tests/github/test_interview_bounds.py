"""What is read for its points, and what is not: by cohorts, by issue, by author."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from heldout.catalogue import opening
from heldout.catalogue.opening import Opening
from heldout.github import interview_bounds as bounds
from heldout.github.api import Opened
from heldout.github.interview_bounds import Bound, of_author, of_cohorts
from tests.github.interviews import repository

OPENS, CLOSES = "2026-09-01T00:00:00Z", "2026-10-27T00:00:00Z"
AFTER = datetime(2026, 11, 20, tzinfo=UTC)
DURING = datetime(2026, 9, 16, tzinfo=UTC)
BEFORE = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture
def cohort(tmp_path):
    """Write the rules of a cohort, and look what they say of an answer."""
    root = repository(tmp_path)

    def looked(rules: str, at: datetime, kind: str = "casestudy", slug: str = "overfitting"):
        path = root.root / "cohorts" / "spring.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'title = "Spring"\nopens = {OPENS}\ncloses = {CLOSES}\n{rules}')
        return of_cohorts(root, slug, kind, at)

    looked.root = root
    return looked


def test_without_a_cohort_everything_is_read(tmp_path):
    """As in an authoring edition."""
    assert of_cohorts(repository(tmp_path), "overfitting", "casestudy", DURING) is None


@pytest.mark.parametrize(
    ("rules", "at", "is_kept"),
    [
        ("", DURING, True),
        # What is asked of the key before it opens helps as much.
        ("", BEFORE, True),
        ("", AFTER, False),
        ('[late]\npolicy = "none"', AFTER, True),
        ('[late]\npolicy = "penalty"\nper_day = 0.01', AFTER, True),
        ('[late]\npolicy = "penalty"\nper_day = 0.5', AFTER, False),
        ('[late]\npolicy = "penalty"\nper_day = 0.5', datetime(2026, 10, 27, 9, tzinfo=UTC), True),
        ("[casestudies]\noverfitting = 1", DURING, True),
        # Of the same task, and not this.
        ("[challenges]\ndouble = 1", DURING, False),
    ],
)
def test_what_can_still_count_in_a_cohort_is_kept(cohort, rules, at, is_kept):
    """Late work, too; and only what is weighed."""
    assert cohort(rules, at) == (Bound("cohort", "Spring") if is_kept else None)


def test_questions_are_weighed_apart_from_the_code(cohort):
    """By the table for them."""
    assert cohort("[followups]\ndouble = 1", DURING, "follow-up", "double")
    assert cohort("[challenges]\ndouble = 1", DURING, "follow-up", "double") is None


def test_the_record_of_a_closing_says_when_it_is_over(cohort):
    """Whatever its dates; before that it is not."""
    rules = '[late]\npolicy = "none"'
    cohort(rules, AFTER)
    key = "0" * 64
    closed = Opening(
        commitment=opening._sha256(key),
        opened_at=DURING,
        key=key,
        closed_at=AFTER - timedelta(days=1),
    )
    opening.write(opening.file(cohort.root.root, "spring"), closed)
    assert cohort(rules, AFTER) is None
    assert cohort(rules, AFTER - timedelta(days=2)) == Bound("cohort", "Spring")


def test_where_rules_cannot_be_read_nothing_is(cohort):
    """Nobody knows then what counts; that a record is broken is as bad."""
    assert cohort("tile = 1", AFTER) == Bound("unknown")
    cohort("", AFTER)
    path = opening.file(cohort.root.root, "spring")
    path.parent.mkdir()
    path.write_text("commitment = 1")
    assert of_cohorts(cohort.root, "overfitting", "casestudy", AFTER) == Bound("unknown")


def test_the_count_of_answers_is_kept_in_the_replys_head():
    """As many as are read are read."""
    assert bounds.count("") == bounds.count("<!-- heldout:interview-reply -->\nx") == 0
    for read in (0, 4, 5):
        assert bounds.count(f"{bounds.head(read)}## Hello".replace("\n", "\r\n")) == read
    assert bounds.of_issue(bounds.ANSWERS_READ - 1) is None
    assert bounds.of_issue(bounds.ANSWERS_READ) == Bound("answers")


def test_a_third_interview_within_a_day_is_not_read():
    """What is opened later takes nothing from one that was opened before."""

    def opened(*hours: int) -> list[Opened]:
        return [Opened(100 - n, AFTER - timedelta(hours=h)) for n, h in enumerate(hours)]

    assert of_author(100, AFTER, opened(0)) is None
    assert of_author(100, AFTER, opened(0, 1)) is None
    assert of_author(100, AFTER, opened(0, 1, 23)) == Bound("interviews")
    assert of_author(100, AFTER, opened(0, 1, 24)) is None
    assert of_author(98, AFTER, opened(-3, -2, 0)) is None


def test_only_as_much_of_the_list_is_asked_for_as_matters():
    """Whoever has opened thousands costs a page."""

    def endless():
        for n in range(3):
            yield Opened(99 - n, AFTER - timedelta(hours=30 * n))
        pytest.fail("this is older than a day")

    assert of_author(100, AFTER, endless()) is None
