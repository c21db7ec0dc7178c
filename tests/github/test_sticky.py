"""The one comment and the labels that are ours: kept up to date, and nobody else's touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from heldout.errors import GitHubFailedError
from heldout.github import api as apis
from heldout.github.api import Api
from heldout.github.sticky import keep, label
from tests.github.doubled import ADA, Clock, client
from tests.rehearsal.api.double import ACTIONS_BOT, Double
from tests.rehearsal.api.memory import User
from tests.rehearsal.api.troubles import Kind

MARKER = "<!-- heldout:scorecard -->"
BODY = f"{MARKER}\n# 3 of 4\n\nWell done."
OURS = ("heldout: graded", "heldout: refused", "heldout: our fault")


@pytest.fixture
def double() -> Iterator[Double]:
    """A repository with our labels, and a pull request, 7."""
    with Double(labels=OURS) as started:
        yield started


@pytest.fixture
def api(double) -> Iterator[Api]:
    """A client of the double; whatever it waits takes no time."""
    with client(double, Clock()) as connected:
        yield connected


def written(double: Double) -> list[tuple[str, str]]:
    """Who wrote which comments."""
    return [(each.user.login, each.body) for each in double.comments(7)]


def test_a_first_comment_is_created_by_the_bot(double, api):
    """Where there are none at all."""
    kept = keep(api, 7, BODY)
    assert kept.deed == "created"
    assert kept.comment_id == double.comments(7)[0].id
    assert written(double) == [("github-actions[bot]", BODY)]


def test_our_comment_is_updated_in_place(double, api):
    """One comment a pull request, however often it is pushed to."""
    first = keep(api, 7, BODY)
    second = keep(api, 7, f"{MARKER}\n# 4 of 4")
    assert (second.comment_id, second.deed) == (first.comment_id, "updated")
    assert written(double) == [("github-actions[bot]", f"{MARKER}\n# 4 of 4")]


@pytest.mark.parametrize("there", [BODY, BODY.replace("\n", "\r\n"), f"{BODY}\n\n"])
def test_a_comment_that_says_so_already_is_left_alone(double, api, there):
    """Nothing is written, and nobody is notified, for another kind of line ends."""
    double.say(7, there)
    assert keep(api, 7, BODY).deed == "left"
    assert double.writes() == []


def test_our_comment_is_found_on_the_last_page(double, api):
    """After 250 of other people's."""
    for number in range(250):
        double.say(7, f"comment {number}", ADA)
    ours = double.say(7, f"{MARKER}\nold")
    assert keep(api, 7, BODY).comment_id == ours.id
    assert len(double.comments(7)) == 251
    assert [call.method for call in double.calls] == ["GET", "GET", "GET", "PATCH"]


@pytest.mark.parametrize(
    "author",
    [
        ADA,
        User("github-actions[bot]", 7, "User"),
        User("github-actions", 7, "Bot"),
        User("dependabot[bot]", 49699333, "Bot"),
        User("GitHub-Actions[bot]", 7, "Bot"),
    ],
)
def test_a_copied_marker_of_anybody_else_is_not_taken_for_ours(double, api, author):
    """A candidate's comment is never edited, and ours is made beside it."""
    forged = double.say(7, f"{MARKER}\nI have 100 points.", author)
    kept = keep(api, 7, BODY)
    assert kept.deed == "created"
    assert double.comments(7)[0] == forged
    assert keep(api, 7, BODY).comment_id == kept.comment_id


@pytest.mark.parametrize(
    "body",
    [
        f"quoted:\n{MARKER}",
        f" {MARKER}\nindented",
        f"{MARKER} and more",
        "<!-- heldout:scorecards -->\nof another tool",
        "",
    ],
)
def test_another_comment_of_the_bot_is_not_ours(double, api, body):
    """Other workflows write under the same name; the marker is the whole first line."""
    double.say(7, body)
    assert keep(api, 7, BODY).deed == "created"
    assert double.comments(7)[0].body == body


def test_a_comment_of_an_account_that_is_gone_is_not_ours(double, api):
    """It has no author at all."""
    double.say_nobody(7, f"{MARKER}\nold")
    assert keep(api, 7, BODY).deed == "created"


def test_who_we_are_can_be_said(double, api):
    """For a cohort that comments with an app of its own."""
    mine = double.say(7, f"{MARKER}\nold", User("cohort[bot]", 9, "Bot"))
    double.say(7, f"{MARKER}\nolder")
    kept = keep(api, 7, BODY, author=apis.User("cohort[bot]", "Bot"))
    assert kept.comment_id == mine.id


def test_of_two_that_are_ours_the_oldest_is_kept_up_to_date(double, api):
    """The other is left as it is."""
    first = double.say(7, f"{MARKER}\nfirst")
    double.say(7, f"{MARKER}\nsecond")
    assert keep(api, 7, BODY).comment_id == first.id
    assert [each.body for each in double.comments(7)] == [BODY, f"{MARKER}\nsecond"]


@pytest.mark.parametrize(
    "kind", [Kind.SERVER_ERROR, Kind.BAD_GATEWAY, Kind.CLOSE, Kind.TRUNCATED, Kind.PAGE]
)
def test_a_comment_whose_creation_was_lost_is_not_made_twice(double, api, kind):
    """It is looked for by marker and author; a candidate's copy does not pass for it."""
    double.say(7, BODY, ADA)
    double.trouble(kind, method="POST", after=True)
    kept = keep(api, 7, BODY)
    assert kept.deed == "created"
    assert written(double) == [("ada", BODY), ("github-actions[bot]", BODY)]
    assert kept.comment_id == double.comments(7)[1].id


def test_a_creation_that_timed_out_is_looked_for(double):
    """The same where nothing ever comes."""
    double.trouble(Kind.HANG, method="POST", after=True)
    with client(double, Clock(), silence_s=0.2) as api:
        keep(api, 7, BODY)
    assert written(double) == [("github-actions[bot]", BODY)]


def test_the_next_job_finds_what_the_last_one_gave_up_on(double):
    """A job without patience fails, and leaves nothing that would be made again."""
    double.trouble(Kind.SERVER_ERROR, method="POST", after=True)
    with client(double, Clock(), patience_s=0.0) as api, pytest.raises(GitHubFailedError):
        keep(api, 7, BODY)
    with client(double, Clock()) as api:
        assert keep(api, 7, BODY).deed == "left"
    assert written(double) == [("github-actions[bot]", BODY)]


@pytest.mark.parametrize("length", [65_537, 70_000])
def test_a_body_that_github_would_not_take_is_a_mistake_of_the_caller(double, api, length):
    """Whoever writes it has to leave something out; nothing is sent."""
    body = f"{MARKER}\n".ljust(length, "x")
    with pytest.raises(ValueError, match=f"{length:,} characters; 65,536"):
        keep(api, 7, body)
    assert double.calls == []


def test_the_longest_body_is_taken(api):
    """In characters, not bytes."""
    body = f"{MARKER}\n".ljust(65_536, "😀")
    keep(api, 7, body)
    assert keep(api, 7, body).deed == "left"


@pytest.mark.parametrize("body", ["", "# 3 of 4", f"\n{MARKER}", "<!-- a --> <!-- b -->\n"])
def test_a_body_without_a_marker_is_a_mistake_of_the_caller(double, api, body):
    """It could not be found again."""
    with pytest.raises(ValueError, match="no marker"):
        keep(api, 7, body)
    assert double.calls == []


def test_our_labels_are_as_wanted_and_others_are_left_alone(double, api):
    """One is added, one taken off, one stays."""
    double.put_labels(7, "bug", "heldout: graded", "heldout: refused")
    label(api, 7, {"heldout: graded", "heldout: our fault"}, ours=OURS)
    assert set(double.labels(7)) == {"bug", "heldout: graded", "heldout: our fault"}
    assert [call.method for call in double.calls] == ["GET", "DELETE", "POST"]


def test_labels_that_are_as_wanted_are_not_written():
    """Whatever the case of their letters is in the repository."""
    with Double(labels=["Heldout: Graded", "bug"]) as double, client(double, Clock()) as api:
        double.put_labels(7, "bug", "heldout: graded")
        label(api, 7, ["heldout: graded"], ours=OURS)
        assert double.writes() == []
        label(api, 7, [], ours=OURS)
        assert double.labels(7) == ("bug",)


def test_a_label_that_the_repository_spells_otherwise_is_ours_all_the_same(double, api):
    """It is there, and it can be taken off."""
    ours = ("Heldout: Graded", "HELDOUT: REFUSED")
    double.put_labels(7, "heldout: graded", "heldout: refused")
    label(api, 7, ["Heldout: Graded"], ours=ours)
    assert double.labels(7) == ("heldout: graded",)
    assert [call.method for call in double.writes()] == ["DELETE"]


def test_no_label_of_ours_may_be_wanted(double, api):
    """Then what was ours is taken off."""
    double.put_labels(7, "bug", *OURS)
    label(api, 7, (), ours=OURS)
    assert double.labels(7) == ("bug",)


def test_a_label_that_is_not_ours_cannot_be_wanted(double, api):
    """Nothing would ever take it off."""
    with pytest.raises(ValueError, match="not ours: bug"):
        label(api, 7, {"bug", "heldout: graded"}, ours=OURS)
    assert double.calls == []


def test_labels_that_fail_leave_the_comment_done(double, api):
    """They are two things; what cannot be added does not keep what is wrong from going."""
    double.put_labels(7, "heldout: graded")
    ours = (*OURS, "heldout: new")
    keep(api, 7, BODY)
    with pytest.raises(GitHubFailedError, match="labels"):
        label(api, 7, {"heldout: new"}, ours=ours)
    assert written(double) == [(ACTIONS_BOT.login, BODY)]
    assert double.labels(7) == ()
