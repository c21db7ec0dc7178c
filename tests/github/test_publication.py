"""Where a scorecard is published: a comment, labels and a summary, on a double of the API."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from heldout.errors import BadInputError
from heldout.github import publication
from heldout.github.event import Event, Head, PullRequest, Repository, User
from heldout.github.scorecard import Links, Scorecard, Task
from heldout.report import Verdict
from tests.rehearsal.api.double import Double

AT = datetime(2026, 9, 2, tzinfo=UTC)
EVENT = Event(PullRequest(7, User("ada", 1815), Head("c" * 40), AT), Repository("school/cohort"))


def task(outcome: str | None = "graded") -> Task:
    """A task of a push."""
    return Task(
        slug="kmeans",
        kind="challenge",
        title="K-means",
        points=1.0,
        max_points=2.0,
        worth=1.0,
        most=2.0,
        verdict=Verdict.FAILED,
        cases=(),
        outcome=outcome,
    )


def card(*tasks: Task, **changes: object) -> Scorecard:
    """A scorecard."""
    made = Scorecard(
        candidate="ada",
        head_sha="c" * 40,
        submitted_at=AT,
        decision="submission",
        reasons=(),
        tasks=tasks,
        untried=(),
        links=Links(repository="https://github.com/school/cohort", run="https://github.com/r"),
    )
    return msgspec.structs.replace(made, **changes)


@pytest.fixture
def publish(tmp_path):
    """Publish on a double; and the double, and the summary's file."""
    with Double(repository="school/cohort", labels=publication.LABELS) as double:
        summary = tmp_path / "summary.md"
        variables = {
            "GITHUB_API_URL": double.url,
            "GITHUB_TOKEN": double.token,
            "GITHUB_STEP_SUMMARY": str(summary),
        }

        def published(made: Scorecard, **changes: str) -> publication.Published:
            return publication.publish(made, EVENT, {**variables, **changes})

        published.double, published.summary = double, summary
        yield published


def test_the_comment_is_created_then_kept_up_to_date(publish):
    """One comment, the labels, and a summary for each run."""
    assert publish(card(task())).kept.deed == "created"
    assert publish(card(task("refused"))).kept.deed == "updated"
    assert publish(card(task("refused"))).kept.deed == "left"
    (comment,) = publish.double.comments(7)
    assert comment.body.startswith("<!-- heldout:scorecard -->\n")
    assert publish.double.labels(7) == ("heldout: refused",)
    assert publish.summary.read_text().count("## 1 of 2 points") == 3
    assert "<!--" not in publish.summary.read_text()


@pytest.mark.parametrize(
    ("made", "labels"),
    [
        (card(task("graded"), task("declined")), {"heldout: graded"}),
        (card(task("known")), {"heldout: graded"}),
        (card(task("graded"), task("refused")), {"heldout: graded", "heldout: refused"}),
        (card(decision="refused"), {"heldout: refused"}),
        (card(task("failed")), {"heldout: our fault"}),
        (card(task(None), fault="it broke", decision=None), {"heldout: our fault"}),
        (card(task("declined")), set()),
        (card(task(None)), set()),
    ],
)
def test_labels_say_what_became_of_the_push(made, labels):
    """What was handed in before has no say."""
    assert set(publication.labels(made)) == labels


def test_labels_that_the_repository_does_not_have_cost_nothing_but_labels(publish):
    """The comment is there, and the fault is handed back."""
    with Double(repository="school/cohort") as bare:
        done = publish(card(task()), GITHUB_API_URL=bare.url, GITHUB_TOKEN=bare.token)
        assert done.unlabelled is not None
        assert len(bare.comments(7)) == 1


def test_without_a_token_the_summary_is_there_and_the_setting_is_told(publish):
    """As a workflow has it."""
    with pytest.raises(BadInputError, match="GITHUB_TOKEN") as caught:
        publish(card(task()), GITHUB_TOKEN="")
    assert "github.token" in caught.value.next_step
    assert "## 1 of 2 points" in publish.summary.read_text()


def test_links_lead_to_the_repository_the_run_and_the_board():
    """Also on a server of one's own; a run that is no number is left out."""
    found = publication.links({"GITHUB_RUN_ID": "12"}, EVENT, "https://school.github.io/cohort/")
    assert found.run == "https://github.com/school/cohort/actions/runs/12"
    assert found.board == "https://school.github.io/cohort/"
    own = publication.links({"GITHUB_SERVER_URL": "https://git.example.org/"}, EVENT, None)
    assert own.repository == "https://git.example.org/school/cohort"
    assert own.run == "https://git.example.org/school/cohort/actions"
