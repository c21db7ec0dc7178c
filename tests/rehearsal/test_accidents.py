"""Accidents of pull requests, of the API and of the ledger: each ends well, or is said and kept."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from heldout.github import publication
from heldout.ledger import branch, lines
from heldout.ledger.branch import Target
from tests.ledger.sample import receipt
from tests.rehearsal import payloads
from tests.rehearsal.accidents import (
    AT,
    BOARD,
    GRADED,
    LATER,
    LOUD,
    NEXT_DAY,
    OUR_FAULT,
    UNGRADED,
    UNPLANNED,
    UNTAKEN,
    came_to,
    ledger_check,
    out_of_order,
    told,
)
from tests.rehearsal.act import Event
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.troubles import Kind
from tests.rehearsal.payloads import PEOPLE
from tests.rehearsal.stage import Stage
from tests.rehearsal.works import DOUBLE, HALF_RIGHT, RIGHT, WRONG

FAULT = (publication.FAULT,)
COHORT = "cohorts/played.toml"


def head(event: Event) -> str:
    """The commit that an event is about."""
    sha: str = event.payload["pull_request"]["head"]["sha"]
    return sha


#: Who, what, when; and why it is not taken.
DECLINED = (
    ("countess", HALF_RIGHT, "2026-09-03T23:59:59Z", "The 1 attempt of 2026-09-03 at double is"),
    ("lady", HALF_RIGHT, "2026-09-04T09:00:00Z", "You are not on the roster of Played; ask its"),
    ("countess", HALF_RIGHT, "2026-11-01T10:00:00Z", "Played closed at 2026-10-27 00:00"),
)


@pytest.mark.nightly
def test_each_event_counts_once_for_its_head_its_account_and_its_time(stage, tmp_path):
    """Wherever the branch is by then, without a fork, under another name, and run again."""
    rules = (stage.edition.folder / COHORT).read_text()
    rules = rules.replace("day = 3", "day = 1").replace('"ada"', '"ada", "countess"')
    stage.edition.commit({COHORT: rules})
    first = stage.opened("ada", {DOUBLE: LOUD + WRONG}, at=AT)
    second = stage.pushed(1, {DOUBLE: LOUD + RIGHT}, at=NEXT_DAY, anew=True)
    second = renamed(payloads.without_fork(second), "countess")
    before = stage.play(first)
    assert came_to(stage, before) == GRADED
    assert "## 0 of 6 points" in told(stage, 1)
    assert f"· ada · commit <code>{head(first)[:7]}</code> · 2 Sep 2026, 10:00" in told(stage, 1)
    assert "| none today |" in told(stage, 1)

    assert came_to(stage, stage.play(second)) == GRADED
    recorded = stage.receipts()
    keys = ("candidate", "head_sha", "submitted_at", "points")
    assert [tuple(map(each.get, keys)) for each in recorded] == [
        ("ada", head(first), AT, 0),
        ("countess", head(second), NEXT_DAY, 6),
    ]
    assert recorded == stage.receipts("ada")
    assert "2 receipts in 1 file: sound" in ledger_check(stage, tmp_path / "ledger")
    assert f"· countess · commit <code>{head(second)[:7]}</code> · 3 Sep" in told(stage, 1)

    assert came_to(stage, stage.rerun(before)) == UNGRADED
    assert f"· ada · commit <code>{head(first)[:7]}</code> · 2 Sep 2026, 10:00" in told(stage, 1)
    assert "| Double | ❌ not passed yet: 0 of 3 tests | 6 of 6 | none today |" in told(stage, 1)
    assert stage.double.labels(1) == (publication.GRADED,)

    for login, solution, at, reason in DECLINED:
        event = stage.pushed(1, {DOUBLE: LOUD + solution}, at=at)
        assert came_to(stage, stage.play(renamed(event, login))) == UNGRADED
        assert f"Why:** {reason}" in told(stage, 1)
        assert "No attempt was used, and what you had before stands." in told(stage, 1)
        assert "## 6 of 6 points" in told(stage, 1)
        assert stage.double.labels(1) == ()
    assert stage.receipts() == recorded


def renamed(event: Event, login: str) -> Event:
    """The same event of an account that goes by another name by now."""
    return payloads.but(event, {"pull_request": {"user": {"login": login}}})


def test_a_head_that_is_gone_before_it_is_looked_at_is_our_fault(stage):
    """It uses no attempt, and the next event is about what is there."""
    gone = stage.opened("ada", {DOUBLE: WRONG}, at=AT)
    stage.pushed(1, {DOUBLE: RIGHT}, at=LATER, anew=True)
    stage.edition.git("gc", "--quiet", "--prune=now", cwd=stage.edition.upstream)
    run = stage.play(gone)
    assert came_to(stage, run) == UNPLANNED
    assert f"{head(gone)} could not be fetched from origin" in run.of("plan").text
    assert "next: see that the remote has it" in run.of("plan").text
    assert OUR_FAULT in told(stage, 1)
    assert "What went wrong: Your pull request could not be looked at." in told(stage, 1)
    assert (stage.receipts(), stage.double.labels(1)) == ([], FAULT)


def test_what_cannot_be_read_is_told_and_what_is_no_business_of_ours_is_not(stage):
    """An empty pull request, a contribution, a history that has nothing to do with this one."""
    stage.opened("alan", {}, at=AT)
    fork = stage.fork(1)
    stage.edition.git("switch", "--quiet", "--orphan", "alone", cwd=fork)
    unrelated = stage.pushed(1, {DOUBLE: RIGHT}, at=LATER)
    empty = stage.opened("grace", {}, at=AT)
    contribution = stage.opened("eve", {"docs/typo.md": "A page.\n"}, at=AT)
    runs = stage.at_once([unrelated, empty, contribution])
    assert [came_to(stage, run) for run in runs] == [
        UNTAKEN,
        UNTAKEN,
        {**UNTAKEN, "comment": "skipped"},
    ]
    assert "## This push could not be taken" in told(stage, 1)
    assert "git switch --create hand-in upstream/main" in told(stage, 1)
    assert "## Nothing is handed in yet" in told(stage, 2)
    assert stage.comment(3) == ""
    assert [stage.double.labels(n) for n in (1, 2, 3)] == [(publication.REFUSED,), (), ()]
    assert stage.receipts() == []


def test_two_at_once_and_eight_others_lose_nothing(stage, tmp_path):
    """Every receipt is in the ledger once, and each pull request has a comment of its own."""
    events = [
        stage.opened("ada", {DOUBLE: LOUD + WRONG}, at=AT),
        stage.opened("grace", {DOUBLE: LOUD + RIGHT}, at=AT),
    ]
    with ThreadPoolExecutor(1) as waiting:
        crowd = waiting.submit(crowd_in, stage)
        runs = stage.at_once(events)
        written = crowd.result()
    assert [came_to(stage, run) for run in runs] == [GRADED, GRADED]
    counted = Counter(each["user_id"] for each in stage.receipts())
    assert counted == {**written, PEOPLE["ada"].id: 1, PEOPLE["grace"].id: 1}
    assert f"{counted.total()} receipts in 10 files: sound" in ledger_check(stage, tmp_path / "l")
    assert "## 0 of 6 points" in told(stage, 1)
    assert "· ada ·" in told(stage, 1)
    assert "## 6 of 6 points" in told(stage, 2)
    assert "· grace ·" in told(stage, 2)


def crowd_in(stage: Stage) -> dict[int, int]:
    """Have eight users record receipts, one by one, from when a run is about to. Counts them."""
    until = time.monotonic() + 120
    while not [*stage.edition.root.glob("runs/*/act/home/.cache/act/*/hostexecutor/parts/*")]:
        assert time.monotonic() < until, "no run got as far as to record something"
        time.sleep(0.05)
    target = Target(f"{stage.edition.upstream}", "results", "receipts")

    def record(user: int) -> None:
        for n in range(2):
            made = receipt(n, user_id=user, candidate=f"other-{user}", slug="double")
            entries = [lines.entry(made)]
            branch.push(entries, target, standing_in=stage.edition.root, environment=os.environ)

    users = range(1, 9)
    with ThreadPoolExecutor(len(users)) as pool:
        assert [*pool.map(record, users)] == [None] * 8
    return dict.fromkeys(users, 2)


REFUSES = """\
#!/bin/sh
while read -r _ _ ref; do
    if [ "$ref" = refs/heads/results ]; then
        echo "error: GH006: Protected branch update failed for $ref." >&2
        exit 1
    fi
done
"""


#: Of our client for GitHub: it waits as often, and not as long.
HURRIED = {
    "src/heldout/github/connection.py": {
        "SILENCE_S = 30.0": "SILENCE_S = 1.0",
        "multiplier=1.0": "multiplier=0.01",
        "wait_random(0.0, 1.0)": "wait_random(0.0, 0.01)",
    },
    "src/heldout/github/answer.py": {"LIMITED_S = 60.0": "LIMITED_S = 0.01"},
}


@pytest.mark.nightly
def test_what_the_branch_or_the_api_does_not_take_is_made_good(made, tmp_path, monkeypatch):
    """Receipts are recorded without Pages or a comment; the comment comes once, labels or none."""
    with Stage(made.copy(tmp_path / "stage"), own_code=True, labels=()) as stage:
        hurry(stage)
        hook = stage.edition.upstream / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(REFUSES)
        hook.chmod(0o755)
        trouble_everywhere(stage.double)
        run = stage.open("ada", {DOUBLE: LOUD + HALF_RIGHT}, at=AT)
        assert came_to(stage, run) == {
            **GRADED,
            "record": "failure",
            **dict.fromkeys(BOARD, "skipped"),
        }
        assert "GH006: Protected branch update failed" in run.of("record").text
        assert "next: push the same receipts again" in run.of("record").text
        assert f"{OUR_FAULT} " in told(stage, 1)
        assert "What went wrong: What came out could not be recorded." in told(stage, 1)
        for label in publication.LABELS:
            assert f"gh label create '{label}'" in run.of("comment").text
        assert (stage.receipts(), stage.double.labels(1)) == ([], ())
        answers = Counter(call.status for call in stage.double.calls)
        assert answers.items() >= {500: 1, 502: 1, 429: 1, 403: 3}.items()
        assert answers[None] >= 2

        hook.unlink()
        # For an hour: nobody waits that long.
        stage.double.trouble(Kind.PRIMARY, path="comments", reset_at=int(time.time()) + 3600)
        with monkeypatch.context() as patched:
            out_of_order("configure-pages", "Get Pages site failed", tmp_path / "broken", patched)
            run = stage.rerun(run)
        assert came_to(stage, run) == {
            **GRADED,
            "comment": "failure",
            "leaderboard / build": "failure",
            "leaderboard / deploy": "skipped",
        }
        assert "API rate limit exceeded" in run.of("comment").text
        assert re.search(r"next: run the job again in (59|60) min", run.of("comment").text)
        assert "## 3 of 6 points" in run.summary
        (one,) = stage.receipts()
        assert (one["head_sha"], one["points"], one["submitted_at"]) == (head(run.event), 3, AT)
        assert not stage.pages.exists()

        assert came_to(stage, stage.rerun(run)) == UNGRADED
        assert stage.receipts() == [one]
        assert "## 3 of 6 points" in told(stage, 1)
        assert "| 2 today |" in told(stage, 1)
        assert "our side" not in told(stage, 1)


def trouble_everywhere(double: Double) -> None:
    """Have each kind of trouble come once, wherever it can do something."""
    for kind in (Kind.SERVER_ERROR, Kind.GARBAGE, Kind.HANG):
        double.trouble(kind, method="GET", path="comments")
    double.trouble(Kind.PRIMARY, method="GET", path="comments", reset_at=0)
    for kind in (Kind.SECONDARY, Kind.TOO_MANY, Kind.PAGE, Kind.BAD_GATEWAY):
        double.trouble(kind, method="POST", path="comments")
    # It is written, and we never hear of it.
    double.trouble(Kind.CLOSE, method="POST", path="comments", after=True)
    double.trouble(Kind.TRUNCATED, method="GET", path="labels")


def hurry(stage: Stage) -> None:
    """Have the edition's own code wait less."""
    changed = {}
    for name, changes in HURRIED.items():
        text = (stage.edition.folder / name).read_text()
        for before, after in changes.items():
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        changed[name] = text
    stage.edition.commit(changed)
