"""The steps of the workflow that grades, one after the other, as its jobs call them."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from heldout.github import publication
from heldout.grading import handover
from heldout.vault import secret
from tests.cli.play import RIGHT, STUB, USERS, WRONG, Play, opened
from tests.rehearsal.api.double import Double

KEYS = ("HELDOUT_COHORT_SECRET", "HELDOUT_IDENTITY")
AT = "2026-09-02T10:00:00Z"


class Run(SimpleNamespace):
    """One run of the workflow for one push: its folder, its event, and its steps."""

    play: Play
    folder: Path
    event: Path
    api: Double

    def step(self, *words: object, status: int = 0, **changes: str | None) -> str:
        """Run a step as a job would, with the variables of the job; None takes one away."""
        around = dict(self.play.environment)
        self.play.environment |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.api.url,
            "GITHUB_EVENT_PATH": str(self.event),
            "GITHUB_OUTPUT": str(self.folder / "outputs"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_TOKEN": self.api.token,
        }
        for name, value in changes.items():
            if value is None:
                self.play.environment.pop(name, None)
            else:
                self.play.environment[name] = value
        try:
            return self.play.heldout("actions", *words, status=status)
        finally:
            self.play.environment = around

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps have told the jobs after them."""
        lines = (self.folder / "outputs").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def plan(self) -> str:
        """Decide, and deal to one leg."""
        self.step(
            "plan", "--out", self.folder / "plan", "--receipts", self.play.receipts,
            "--cohort", "cohorts/played.toml", "--remote", self.play.edition,
        )  # fmt: skip
        self.play.heldout("shard", self.folder / "plan/plan.ndjson", "--out", self.folder / "legs")
        return self.outputs["digest"]

    @property
    def leg(self) -> Path:
        """The one leg."""
        return self.folder / "legs" / "leg-000.ndjson"

    def grade(self) -> Path:
        """Open with the keys, then grade without them."""
        self.step(
            "open",
            "--leg",
            self.leg,
            "--out",
            self.folder / "opened",
            "--remote",
            self.play.edition,
        )
        part = self.folder / "part-000.ndjson"
        where = ("--opened", self.folder / "opened", "--part", part)
        self.step("grade", "--leg", self.leg, *where, **dict.fromkeys(KEYS))
        return part

    def record(self, digest: str, *parts: Path, status: int = 0) -> str:
        """Put receipts on their branch, and bring them here."""
        where = ("--plan", self.folder / "plan", "--remote", self.play.edition)
        told = self.step("record", "--digest", digest, *where, *parts, status=status)
        self.play.heldout("ledger", "pull", self.play.receipts, "--remote", self.play.edition)
        return told

    def comment(self, *words: object, status: int = 0) -> str:
        """Tell the candidate."""
        where = ("--plan", self.folder / "plan", "--receipts", self.play.receipts)
        rules = ("--cohort", "cohorts/played.toml")
        told = self.step("comment", *where, *rules, *words, status=status)
        assert "labels are not set" not in told, told
        return told


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> Play:
    """The stage after the opening."""
    return opened(tmp_path_factory.mktemp("play"))


@pytest.fixture
def push(play, tmp_path):
    """Push somebody's files; the run that this starts."""
    with Double(repository="school/cohort", labels=publication.LABELS) as api:
        made = []

        def pushed(who: str, files: dict[str, str], at: str = AT) -> Run:
            sha = play.push(who, files, anew=True)
            number = list(USERS).index(who) + 1
            if number not in made:
                api.open(number)
                made.append(number)
            folder = tmp_path / f"run-{len(made)}-{sha[:7]}"
            folder.mkdir()
            event = folder / "event.json"
            pull_request = {
                "number": number,
                "user": {"login": who, "id": USERS[who]},
                "head": {"sha": sha},
                "updated_at": at,
            }
            repository = {"full_name": "school/cohort"}
            event.write_text(json.dumps({"pull_request": pull_request, "repository": repository}))
            return Run(play=play, folder=folder, event=event, api=api)

        yield pushed


def test_a_push_is_planned_opened_graded_recorded_and_told(push, play):
    """The keys are with the first two steps only, and nothing of theirs is left behind."""
    run = push("ada", {STUB: WRONG})
    digest = run.plan()
    assert run.outputs["decision"] == "submission"
    assert hashlib.sha256((run.folder / "plan/decision.json").read_bytes()).hexdigest() == digest
    part = run.grade()
    assert not (run.folder / "opened").exists()
    assert "1 recorded, 0 missing" in run.record(digest, part)
    (receipt,) = play.ledger("ada")
    assert (receipt["candidate"], receipt["user_id"], receipt["pull_request"]) == ("ada", 1815, 1)
    assert (receipt["submitted_at"], receipt["verdict"]) == (AT, "failed")
    run.comment("--digest", digest, part)
    (comment,) = run.api.comments(1)
    assert "Ordinary" in comment.body or "double" in comment.body
    assert (run.folder / "summary.md").read_text()
    assert run.api.labels(1) == ("heldout: graded",)
    digits = play.environment["HELDOUT_COHORT_SECRET"].rpartition(":")[2]
    for path in run.folder.rglob("*"):
        assert path.is_dir() or digits not in path.read_text()


def test_grades_with_handed_seeds_are_those_of_the_cohorts_key(push, play):
    """So whoever has the key later can replay them."""
    run = push("grace", {STUB: RIGHT})
    digest = run.plan()
    run.record(digest, run.grade())
    (receipt,) = play.ledger("grace")
    (opening,) = re.findall(r'commitment = "(\w+)"', play.record.read_text())
    assert receipt["seed_commitment"] == opening
    solution = run.folder / "solution.py"
    solution.write_text(RIGHT)
    receipt_place = f"{play.receipts}/1906.ndjson:1"
    key = secret.seed_key(secret.parse(play.environment["HELDOUT_COHORT_SECRET"])).hex()
    told = play.facts("replay", receipt_place, "--solution", solution, "--seed-key", key)
    assert told["agrees"]


def test_what_the_leg_says_of_anybody_else_is_not_recorded(push, play):
    """Its part was changed by code that got out: another person, another time, more points."""
    run = push("ada", {STUB: "def double(x):\n    return x - -x\n"}, "2026-09-03T10:00:00Z")
    digest = run.plan()
    part = run.grade()
    line = json.loads(part.read_text())
    forged = {"user_id": 666, "candidate": "eve", "submitted_at": "2026-08-01T00:00:00Z"}
    other = {**line, "receipt": {**line["receipt"], **forged}}
    part.write_text(f"{json.dumps(other)}\nno json\n{json.dumps(line)}\n")
    told = run.record(digest, part)
    assert "the plan has no such work" in told
    assert "1 recorded, 0 missing" in told
    assert not (play.receipts / "666.ndjson").exists()
    assert play.ledger("ada")[-1]["submitted_at"] == "2026-09-03T10:00:00Z"


def test_a_plan_that_was_changed_on_the_way_is_not_recorded(push, play):
    """Nor one about another push."""
    run = push("ada", {STUB: "def double(x):\n    return 3 * x - x\n"}, "2026-09-04T10:00:00Z")
    digest = run.plan()
    before = play.ledger("ada")
    decision = run.folder / "plan/decision.json"
    content = decision.read_bytes()
    decision.write_bytes(content.replace(b'"ada"', b'"eve"'))
    assert "was changed on the way here" in run.record(digest, status=3)
    decision.write_bytes(content)
    event = run.event.read_text()
    run.event.write_text(event.replace("1815", "666"))
    assert "about another push" in run.record(digest, status=3)
    assert play.ledger("ada") == before


def test_a_leg_that_died_leaves_the_rest_to_the_next_run(push, play):
    """The candidate is told that it was our fault, and no attempt is used."""
    run = push("ada", {STUB: "def double(x):\n    return 4 * x / 2\n"}, "2026-09-05T10:00:00Z")
    digest = run.plan()
    before = play.ledger("ada")
    assert "0 recorded, 1 missing" in run.record(digest)
    run.comment("--digest", digest)
    (comment,) = run.api.comments(1)
    assert "our" in comment.body
    assert run.api.labels(1) == ("heldout: our fault",)
    assert play.ledger("ada") == before


def test_a_run_that_could_not_even_plan_says_so(push):
    """There is no decision then, and no part."""
    run = push("eve", {STUB: RIGHT})
    run.comment("--fault", "your pull request could not be looked at")
    (comment,) = run.api.comments(3)
    assert "could not be looked at" in comment.body


def test_without_its_folder_of_suites_nothing_is_graded(push, tmp_path):
    """And the next command is told."""
    run = push("eve", {STUB: "def double(x):\n    return x * 4 / 2\n"}, "2026-09-06T10:00:00Z")
    run.plan()
    where = ("--opened", tmp_path / "nowhere", "--part", tmp_path / "part.ndjson")
    told = run.step("grade", "--leg", run.leg, *where, status=2)
    assert "no suites were laid out here" in told
    assert "heldout actions open" in told


def test_suites_are_not_opened_into_the_repository(push, play):
    """From there they could get into a commit."""
    run = push("eve", {STUB: "def double(x):\n    return x * 2.0\n"}, "2026-09-07T10:00:00Z")
    run.plan()
    where = ("--out", play.edition / "opened", "--remote", play.edition)
    assert "inside the repository" in run.step("open", "--leg", run.leg, *where, status=2)
    assert not (play.edition / "opened").exists()


def test_what_is_handed_over_has_the_suite_and_seeds_and_no_key(push, play):
    """Only of what the leg grades, and only for this user's eyes."""
    run = push("eve", {STUB: "def double(x):\n    return x + x + 0\n"}, "2026-09-08T10:00:00Z")
    run.plan()
    folder = run.folder / "opened"
    run.step("open", "--leg", run.leg, "--out", folder, "--remote", play.edition)
    assert folder.stat().st_mode & 0o77 == 0
    seeds = msgspec.json.decode((folder / "seeds.json").read_bytes(), type=handover.Seeds)
    assert [each.slug for each in seeds.seeds] == ["double"]
    assert (folder / "double" / "test_hidden.py").is_file()
    digits = play.environment["HELDOUT_COHORT_SECRET"].rpartition(":")[2]
    for path in folder.rglob("*"):
        assert path.is_dir() or digits not in path.read_text()


def test_outside_of_a_job_there_is_no_event(play):
    """The command for everywhere else is told."""
    told = play.heldout("actions", "plan", status=2)
    assert "GITHUB_EVENT_PATH" in told
    assert "heldout grade --pull-request" in told
