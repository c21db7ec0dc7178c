"""A whole day of a cohort, as one story; `tests.rehearsal.day` tells it.

HELDOUT_DIARY=diary.txt ./run pytest tests/rehearsal/test_day.py    keeps a diary of it
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.rehearsal import day as days
from tests.rehearsal.day import BY_HAND, DAY, PRINTED, Day
from tests.rehearsal.diary import Moment, written
from tests.rehearsal.edition import Edition
from tests.rehearsal.payloads import PEOPLE
from tests.rehearsal.works import ANSWER, DOUBLE, FOLLOWUPS, TRIPLE

BOARD = ("leaderboard / build", "leaderboard / deploy")
GRADED = dict.fromkeys(("plan", "grade 000", "record", "comment", *BOARD), "success")
REFUSED = dict.fromkeys(("plan", "comment"), "success") | dict.fromkeys(
    ("grade", "record", *BOARD), "skipped"
)
PUSHES = ("wrong", "right", "two", "outage", "third", "attack")
RECORDING = ("wrong", "right", "two", "outage", "third")
#: What is printed by solutions or written in hidden suites, before and after one was fixed.
UNSEEN = (PRINTED, "rng.integers(", "reference.double(", "assert solution.", "2**62", "2**52")

# The first of these tests waits for the whole day.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def day(made) -> Day:
    """The day, played once in a session."""
    # Beside the edition, where every worker of the session finds it.
    found = days.played(made, made.root.parent)
    place = os.environ.get("HELDOUT_DIARY")
    if place:
        Path(place).write_text(written(f"A day, {DAY}", found.moments.values()), "utf-8")
    return found


def results(moment: Moment) -> list[tuple[str, str, float]]:
    """What was recorded: of which task, and how many points."""
    return [(each["slug"], each["kind"], each["points"]) for each in moment.receipts]


def test_every_job_runs_that_has_something_to_do_and_no_other(day):
    """All of them succeed; those without work are skipped."""
    found = {name: dict(moment.run.results) for name, moment in day.moments.items()}
    by_hand = {name: result for name, result in GRADED.items() if name != "comment"}
    assert found == {
        **dict.fromkeys(RECORDING, GRADED),
        "attack": REFUSED,
        "fixed": {**by_hand, "grade 001": "success"},
        "again": {"plan": "success"} | dict.fromkeys(("grade", "record", *BOARD), "skipped"),
    }


def test_only_what_has_changed_is_graded(day):
    """What stands is known, what is too much is declined, and of a refused push nothing is left."""
    fates = {name: {path: fate for path, (fate, _) in day[name].fates.items()} for name in PUSHES}
    assert fates == {
        "wrong": {DOUBLE: "grade"},
        "right": {DOUBLE: "grade"},
        "two": {ANSWER: "grade", TRIPLE: "grade"},
        "outage": {ANSWER: "grade", TRIPLE: "known"},
        "third": {FOLLOWUPS: "grade", DOUBLE: "declined"},
        "attack": {},
    }
    assert [day[name].legs for name in PUSHES] == [[1], [1], [2], [1], [1], []]


def test_what_is_graded_is_recorded_once_and_for_whoever_handed_it_in(day):
    """By the event: who, in which pull request, at which commit, at what time."""
    assert {name: results(day[name]) for name in PUSHES} == {
        "wrong": [("double", "challenge", 0)],
        "right": [("double", "challenge", 6)],
        "two": [("overfitting", "casestudy", 5), ("triple", "challenge", 6)],
        "outage": [("overfitting", "casestudy", 9.5)],
        "third": [("double", "follow-up", 1)],
        "attack": [],
    }
    for name in PUSHES:
        moment = day[name]
        pull = moment.run.event.payload["pull_request"]
        for each in moment.receipts:
            assert (each["candidate"], each["user_id"]) == (moment.who, PEOPLE[moment.who].id)
            assert (each["pull_request"], each["head_sha"]) == (pull["number"], pull["head"]["sha"])
            assert each["submitted_at"] == f"{DAY}T{moment.at}:00Z"


def test_a_comment_is_created_once_and_then_kept_up_to_date(day):
    """Labels are put on when they change; what was started by hand asks the API for nothing."""
    created = [("POST", "comments", 201), ("POST", "labels", 200)]
    updated = [("PATCH", "{comment_id}", 200)]
    assert {name: moment.writes for name, moment in day.moments.items()} == {
        "wrong": created,
        "right": updated,
        "two": created,
        "outage": [("PATCH", "{comment_id}", 429), *updated],
        "third": updated,
        "attack": created,
        "fixed": [],
        "again": [],
    }
    assert {name: day[name].headline for name in PUSHES} == {
        "wrong": "0 of 6 points so far",
        "right": "6 of 6 points so far",
        "two": "11 of 15.5 points so far",
        "outage": "15.5 of 15.5 points so far",
        "third": "7 of 7 points so far",
        "attack": "This push could not be taken",
    }
    labels = {name: day[name].labels for name in PUSHES}
    graded = dict.fromkeys(RECORDING, ("heldout: graded",))
    assert labels == {**graded, "attack": ("heldout: refused",)}


def test_what_was_turned_away_is_told_where_and_counts_as_soon_as_it_is_set_right(day):
    """First what blocks the answer, then that nothing is missing."""
    blocked, good = day["two"].comment, day["outage"].comment
    assert "| Overfitting | ⛔ not accepted yet: 4 of 8 rubric points | 5 of 9.5 | 1 today |" in (
        blocked.splitlines()
    )
    assert 'set this right first: the section "Limits" is missing' in day["two"].told
    assert "| Overfitting | ✅ passed: 8 of 8 rubric points | 9.5 of 9.5 | none today |" in (
        good.splitlines()
    )
    assert "is missing" not in good


def test_attempts_are_used_up_once(day):
    """Each new solution is one, and no other task's; what is declined, known or refused is none."""
    left = {
        name: {
            row.split(" | ")[0].removeprefix("| "): row.split(" | ")[-1].removesuffix(" |")
            for row in day[name].comment.splitlines()
            if row.endswith(" today |")
        }
        for name in PUSHES
    }
    assert left == {
        "wrong": {"Double": "1 today"},
        "right": {"Double": "none today"},
        "two": {"Overfitting": "1 today", "Triple": "1 today"},
        "outage": {"Overfitting": "none today", "Triple": "1 today"},
        "third": {"Double": "none today", "Double, follow-up questions": "1 today"},
        "attack": {"Double": "2 today"},
    }
    assert day["third"].fates[DOUBLE][1] == (
        f"all 2 attempts of {DAY} at double are used up; to have this graded, push again from "
        "2026-09-17 00:00+00:00 (UTC) on: git commit --allow-empty -m again && git push"
    )


def test_the_comment_arrives_though_the_api_is_out_of_order(day):
    """It is asked again after 502, and as late as it wants after 429; nothing is done twice."""
    asked = [(call.method, call.status) for call in day["outage"].calls]
    comments, labels = ("GET", 200), ("GET", 200)
    assert asked == [
        *(("GET", 502), ("GET", 502), comments),
        *(("PATCH", 429), ("PATCH", 200), labels),
    ]
    assert day["outage"].run.of("comment").text.splitlines()[-1].endswith(": updated")


def test_an_attack_is_refused_and_changes_nothing(day):
    """Neither another's receipts nor a workflow; what eve had before stands."""
    attack = day["attack"]
    assert "What you had before stands." in attack.told
    assert "but '.github/', 'receipts/' are changed too" in attack.told
    assert "| Double | 🟡 partly passed: 1 of 3 tests | 3 of 6 | 2 today |" in attack.comment
    assert attack.receipts == []
    assert attack.standings == day["third"].standings
    # The run was of the workflow that main has, before and after.
    assert attack.run.sha == day["third"].run.sha


def test_a_fixed_test_grades_again_what_it_is_about_and_nothing_else(day):
    """All of it, on two legs; who, what and when stay as they were recorded."""
    fixed = day["fixed"]
    assert fixed.legs == [16, 16]
    graded = [("wrong", 0), ("right", 0)]
    before = [*(day[name].receipts[n] for name, n in graded), *day.by_hand]
    assert len(day.by_hand) == BY_HAND
    assert keyed(fixed.receipts).keys() == keyed(before).keys()
    suites = {each["suite_sha256"] for each in before}
    for key, each in keyed(fixed.receipts).items():
        assert each["suite_sha256"] not in suites
        assert each["graded_at"] > keyed(before)[key]["graded_at"]
        assert each["seed_commitment"] == keyed(before)[key]["seed_commitment"]
    points = [(each["candidate"], each["points"]) for each in fixed.receipts]
    assert sorted(points) == [("ada", 0), ("ada", 6), *[("eve", 4)] * BY_HAND]


def keyed(receipts: list[dict]) -> dict[tuple, dict]:
    """Receipts by what was handed in, by whom, and when."""
    names = ("user_id", "candidate", "slug", "kind", "solution_sha", "submitted_at")
    return {
        tuple(each[name] for name in (*names, "pull_request", "head_sha")): each
        for each in receipts
    }


def test_what_was_graded_again_is_not_graded_once_more(day):
    """The second time there is nothing to do."""
    assert "0 to grade" in day["again"].run.of("plan").text
    assert (day["again"].legs, day["again"].receipts) == ([], [])


def test_the_board_is_built_after_each_push_that_records_something(day):
    """It says the same as the comment."""
    points = {name: moment.points for name, moment in day.moments.items()}
    assert [(name, list(each.items())) for name, each in points.items()] == [
        ("wrong", [("eve", 3), ("ada", 0)]),
        ("right", [("ada", 6), ("eve", 3)]),
        ("two", [("grace", 11), ("ada", 6), ("eve", 3)]),
        ("outage", [("grace", 15.5), ("ada", 6), ("eve", 3)]),
        ("third", [("grace", 15.5), ("ada", 7), ("eve", 3)]),
        ("attack", [("grace", 15.5), ("ada", 7), ("eve", 3)]),
        ("fixed", [("grace", 15.5), ("ada", 7), ("eve", 4)]),
        ("again", [("grace", 15.5), ("ada", 7), ("eve", 4)]),
    ]
    for name in RECORDING:
        assert day[name].headline.startswith(f"{points[name][day[name].who]:g} of ")
    scores = [score for row in day["fixed"].standings["standings"] for score in row["scores"]]
    assert not any(score["is_stale"] for score in scores)


def test_nobody_gets_to_see_what_they_should_not(day):
    """No secret, no line of a hidden suite, nothing that a solution has printed."""
    assert {name: moment.harm for name, moment in day.moments.items() if moment.harm} == {}
    for moment in day.moments.values():
        files = [path for path in moment.artifacts.rglob("*") if path.is_file()]
        texts = [path.read_text("utf-8", errors="replace") for path in files]
        for text in (moment.run.raw, moment.run.summary, moment.comment, *texts):
            assert [word for word in UNSEEN if word in text] == []
    assert day.violations == []


def test_at_the_end_the_ledger_is_sound_and_a_receipt_replays(day, tmp_path):
    """With the cohort's key anybody comes to the same grade."""
    edition = Edition(day.root)
    edition.heldout("ledger", "pull", tmp_path, "--remote", edition.upstream)
    recorded = BY_HAND + sum(len(moment.receipts) for moment in day.moments.values())
    told = edition.heldout("ledger", "check", tmp_path)
    assert f"{recorded} receipts in 3 files: sound" in told
    ada = tmp_path / f"{PEOPLE['ada'].id}.ndjson"
    # Graded by the suite as it is now.
    sha = day["right"].receipts[0]["solution_sha"]
    right = max(n for n, line in enumerate(ada.read_text("utf-8").splitlines(), 1) if sha in line)
    edition.git("fetch", "--quiet", f"{edition.upstream}", "refs/pull/2/head")
    (key,) = edition.root.rglob("*.secret")
    replayed = edition.heldout("replay", f"{ada}:{right}", "--seed-key", key)
    assert "agrees" in replayed
