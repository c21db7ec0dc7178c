"""A mock interview in an issue, from the form to the reply; and what each job's token was used for.

It is held after the cohort is over, by the clock of the events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from heldout.github import interview_bounds, interview_set
from heldout.github.interview_event import LABEL
from tests.github.interviews import BOTH, form
from tests.rehearsal.api.double import Call
from tests.rehearsal.api.troubles import Kind
from tests.rehearsal.stage import Run, Stage
from tests.rehearsal.test_permissions import granted, is_met

DURING, AFTER = "2026-10-26T10:00:00Z", "2026-11-20T10:00:00Z"
MAY = {"metadata": "read", "issues": "write"}
BOTH_JOBS = {"read": "success", "reply": "success"}
NO_JOB = {"read": "skipped", "reply": "skipped"}
COMMENTS = ("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments")
SAID = ("POST", COMMENTS[1])
CHANGED = ("PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}")
ISSUES = ("GET", "/repos/{owner}/{repo}/issues")
#: Nobody's to read but ours, and never said.
UNSEEN = ("patterns", "anchors", "one addition is enough", "x ?\\+ ?x")
MENTION = "@everybody, look: <img src=x> ::error::no"


@pytest.fixture
def stage(made, tmp_path) -> Iterator[Stage]:
    """The edition on GitHub, for a token that may write to issues."""
    labels = ("heldout: graded", LABEL)
    with Stage(made.copy(tmp_path / "stage"), labels=labels, permissions=MAY) as entered:
        yield entered


def asked_for(calls: Sequence[Call], *, read: list, reply: list) -> None:
    """Hold the calls to what each job is to ask for, and that to what its token may do."""
    assert [(each.method, each.template) for each in calls] == [*read, *reply]
    assert {each.status for each in calls} <= {200, 201}
    for job, own in (("read", calls[: len(read)]), ("reply", calls[len(read) :])):
        may = granted("interview.yml", job)
        assert all(is_met(each.permissions, may) for each in own)
        # With a level less it could not have been done.
        less = {**may, "issues": {"write": "read", "read": "none"}[may["issues"]]}
        assert not all(is_met(each.permissions, less) for each in own)


@pytest.mark.timeout(300)
def test_an_interview_is_opened_answered_and_left_alone_by_others(stage):
    """The form, a stranger's comment, and an answer whose reading meets trouble at GitHub."""
    run = stage.play(stage.asked("ada", form(), LABEL, at=DURING), "interview.yml")
    assert run.results == BOTH_JOBS
    number, calls = run.number, stage.double.calls
    (opening,) = stage.comments(number)
    assert interview_set.slugs(opening) == ("overfitting", *tasks_of(opening)[1:])
    assert "--track coding --level easy --minutes 45 --seed SAME" in opening
    asked_for(calls, read=[COMMENTS], reply=[COMMENTS, SAID])

    calls.clear()
    stranger = stage.commented(number, "eve", BOTH, at=AFTER)
    assert stage.play(stranger, "interview.yml").results == NO_JOB
    assert calls == []

    stage.double.trouble(Kind.BAD_GATEWAY, method="GET", path="comments")
    answer = BOTH.replace("## Limits\n", f"## Limits\n\nTODO {MENTION}\n", 1)
    run = stage.play(stage.commented(number, "ada", answer, at=AFTER), "interview.yml")
    assert run.results == BOTH_JOBS
    same, reply = stage.comments(number)
    assert same == opening
    assert interview_bounds.count(reply) == 1
    assert "Double, follow-up questions | ✅ passed: 1 of 1 rubric point | 1 of 1 |" in reply
    assert "⛔ not accepted yet" in reply
    assert "❌ to set right, line" in reply
    assert_nothing_got_out(stage, run, reply)
    found = [each for each in calls if each.status != 502]
    asked_for(found, read=[COMMENTS, COMMENTS, ISSUES], reply=[COMMENTS, SAID])


@pytest.mark.timeout(300)
def test_while_a_cohort_counts_it_the_form_alone_is_looked_at(stage):
    """No key is opened for it, no answer is used up; and the reply says why."""
    event = stage.asked("ada", form(), LABEL, at=DURING)
    number = event.payload["issue"]["number"]
    stage.double.say(number, f"{interview_set.OPENING}\n<!-- tasks: overfitting double -->\n")
    said = f"{interview_bounds.head(2)}## 1 of 2 points"
    stage.double.say(number, said)
    run = stage.play(stage.commented(number, "ada", BOTH, at=DURING), "interview.yml")
    assert run.results == BOTH_JOBS
    _, reply = stage.comments(number)
    assert reply.startswith(interview_bounds.head(2))
    assert "it counts in the cohort Played, which is not over" in reply
    assert "✅" not in reply
    calls = stage.double.calls
    asked_for(calls, read=[COMMENTS, COMMENTS], reply=[COMMENTS, CHANGED])


def tasks_of(opening: str) -> tuple[str, ...]:
    """The tasks; there is a prompt and one of two challenges, or both."""
    found = interview_set.slugs(opening) or ()
    assert set(found[1:]) <= {"double", "triple"}
    assert "double" in found
    return found


def assert_nothing_got_out(stage: Stage, run: Run, reply: str) -> None:
    """Neither a secret nor a key of answers; and what a stranger wrote does nothing anywhere."""
    assert stage.leaks(run) == []
    artifacts = [path for path in stage.artifacts(run).rglob("*") if path.is_file()]
    assert [path.name for path in artifacts] == ["reply.json"]
    for text in (run.text, reply, artifacts[0].read_text("utf-8")):
        assert not any(each in text for each in UNSEEN)
    for text in (run.text, reply):
        assert "@everybody" not in text
        assert "<img" not in text
    assert [each["arg"] for each in run.commands("error")] == []
