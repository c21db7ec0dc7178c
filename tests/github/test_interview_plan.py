"""What is to be done about an event, by what GitHub remembers of the issue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec
import pytest

from heldout.errors import BadInputError, GitHubFailedError
from heldout.github import interview_bounds, interview_plan, interview_set
from heldout.github.interview_bounds import ANSWERS_READ, Bound
from heldout.github.interview_plan import Piece, Plan, Reply
from tests.github.doubled import ADA, Clock, client
from tests.github.interviews import BOTH, EVE, NUMBER, OPENED_AT, event, form, repository
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.troubles import Kind

MAY = {"metadata": "read", "issues": "read"}
TASKS = "<!-- heldout:interview -->\n<!-- tasks: overfitting double -->\n## Hello"
QUIET = (Piece(slug="overfitting", kind="casestudy"), Piece(slug="double", kind="follow-up"))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A challenge and a written prompt, and no cohort."""
    return repository(tmp_path_factory.mktemp("plan"))


@pytest.fixture
def double() -> Iterator[Double]:
    """A repository with an issue, for a token that may read it."""
    with Double(pulls=(), permissions=MAY) as started:
        started.open_issue(NUMBER, ADA, "mock-interview", at=datetime.fromisoformat(OPENED_AT))
        yield started


@pytest.fixture
def make(double, root):
    """Make the plan for an event, whatever waiting takes."""

    def making(*words, **changes) -> Plan | None:
        with client(double, Clock()) as api:
            return interview_plan.make(event(*words, **changes), root, api)

    return making


def test_an_opened_form_gives_the_rounds(make):
    """The same again, as long as nothing was said."""
    plan = make()
    assert (plan.deed, plan.number, plan.mistakes) == ("open", NUMBER, ())
    assert [each.slug for each in plan.loop.rounds] == ["overfitting", "double"]
    assert plan.loop.seed == "SAME"
    assert make(body=form(seed="")).loop.seed == interview_set.derived("owner/repo", NUMBER)
    assert make() == plan


def test_a_form_with_mistakes_gives_those(make):
    """Also where nothing fits into the time, or there is no text at all."""
    assert [each[:5] for each in make(body=form(track="?", minutes="?")).mistakes] == [
        "Track",
        "Minut",
    ]
    assert make(body=form(track="behavioral")).mistakes == (
        "Minutes: no task of this track fits into 40; write more",
    )
    assert len(make(body="x" * 65_536).mistakes) == 2


def test_a_form_that_was_set_right_is_read_when_its_author_speaks(make, double):
    """The comment that lists mistakes has no tasks in it."""
    double.say(NUMBER, "<!-- heldout:interview -->\n## This form cannot be read")
    assert make("fixed it").deed == "open"
    assert make("fixed it").loop is not None


def test_what_an_interview_is_stays(make, double):
    """A run that starts anew says nothing, and an edited issue changes nothing."""
    double.say(NUMBER, TASKS)
    assert make() is None
    plan = make(BOTH, body=form("full", "hard", "480", "OTHER"))
    assert (plan.deed, plan.pieces, plan.read) == ("answer", QUIET, 0)


def test_a_forged_opening_is_not_ours(make, double):
    """Anybody can write the same words."""
    double.say(NUMBER, TASKS.replace("overfitting double", "double"), ADA)
    assert make(BOTH).deed == "open"
    double.say(NUMBER, TASKS)
    double.say(NUMBER, interview_bounds.head(0), ADA)
    assert make(BOTH).pieces == QUIET


def test_strangers_and_conversation_are_left_alone(make, double):
    """A stranger's comment does not even cost a request."""
    assert make("hello", by=EVE) is None
    assert double.calls == []
    double.say(NUMBER, TASKS)
    assert make("thanks!") is None


def test_what_was_not_answered_is_told(make, double):
    """Named and empty, not named, and of another interview."""
    double.say(NUMBER, TASKS)
    plan = make("# double\n\n## Why?\n\n<!-- later -->")
    assert (plan.pieces, plan.empty, plan.missing) == ((), ("double",), ("overfitting",))
    assert make("word " * 50).missing == ("overfitting", "double")


def test_a_reply_is_not_lost_to_a_comment_without_an_answer(make, double):
    """A long question, or a template that was pasted once more."""
    double.say(NUMBER, TASKS)
    double.say(NUMBER, interview_bounds.head(1))
    assert make("word " * 50) is None
    assert make("# double\n\n## Why?\n\n") is None
    assert make(BOTH).read == 1


def test_after_so_many_answers_the_form_alone_is_looked_at(make, double):
    """The count is ours; that the author deletes their comments does not matter."""
    double.say(NUMBER, TASKS)
    double.say(NUMBER, interview_bounds.head(ANSWERS_READ))
    plan = make(BOTH)
    assert {each.bound for each in plan.pieces} == {Bound("answers")}
    # Nothing that is read has to be counted.
    assert all("comments" in call.template for call in double.calls)


def test_a_third_interview_of_a_day_is_looked_at_for_its_form(make, double):
    """Closed or not; somebody else's, and what is no interview, do not count."""
    double.say(NUMBER, TASKS)
    at = datetime.fromisoformat(OPENED_AT)
    double.open_issue(9, ADA, "mock-interview", at=at, state="closed")
    double.open_issue(10, ADA, "bug", at=at)
    assert make(BOTH).pieces == QUIET
    double.open_issue(11, ADA, "mock-interview", at=at)
    assert {each.bound for each in make(BOTH).pieces} == {Bound("interviews")}


def test_what_counts_in_a_cohort_is_told_apart(make, double, root):
    """The rest of the same answer is read; by GitHub's clock, not by this machine's."""
    double.say(NUMBER, TASKS)
    rules = root.root / "cohorts" / "spring.toml"
    rules.parent.mkdir()
    rules.write_text(
        'title = "Spring"\nopens = 2026-09-01T00:00:00Z\ncloses = 2026-12-01T00:00:00Z\n'
        "[casestudies]\noverfitting = 1\n"
    )
    try:
        kept = Piece(slug="overfitting", kind="casestudy", bound=Bound("cohort", "Spring"))
        assert make(BOTH).pieces == (kept, QUIET[1])
        assert make(BOTH, at="2026-12-02T00:00:00Z").pieces == QUIET
    finally:
        rules.unlink()
        rules.parent.rmdir()


@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.TOO_MANY])
def test_trouble_at_github_passes_or_is_told(make, double, kind):
    """A while is waited out; then it is our fault."""
    double.say(NUMBER, TASKS)
    double.trouble(kind, 2, retry_after_s=1)
    assert make(BOTH).pieces == QUIET
    double.trouble(kind, 1000)
    with pytest.raises(GitHubFailedError):
        make(BOTH)


def test_a_file_of_another_kind_is_bad_input(make):
    """Also one that a later version wrote."""
    plan = make()
    assert interview_plan.decode(interview_plan.encode(plan), Plan, "x") == plan
    newer = msgspec.json.encode(plan).replace(b'"version":1', b'"version":2')
    for content, kind in ((newer, Plan), (b"", Plan), (msgspec.json.encode(plan), Reply)):
        with pytest.raises(BadInputError, match=f"no {kind.__name__.lower()} of an interview"):
            interview_plan.decode(content, kind, "x")
