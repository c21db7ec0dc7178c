"""What we get wrong is said to be our fault, uses no attempt, and is graded by the next push."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from heldout.github import publication
from heldout.vault import age, secret
from tests.rehearsal import act
from tests.rehearsal.accidents import (
    AT,
    BOARD,
    GRADED,
    HALF_GRADED,
    LATER,
    LOUD,
    NOT_GRADED,
    OUR_FAULT,
    UNGRADED,
    UNPLANNED,
    came_to,
    ledger_check,
    out_of_order,
    told,
)
from tests.rehearsal.stage import Stage
from tests.rehearsal.works import ANSWER, DOUBLE, RIGHT, TRIPLE, TRIPLED, WRITTEN

#: Below the edition's root.
COHORT = "edition/cohorts/played.toml"
IDENTITY, SECRET = "config/heldout/identity.txt", "config/heldout/cohorts/played.secret"
HIDDEN = "challenges/triple/hidden/test_hidden.py"
#: So that there is a middle to grading them.
SLOW = "import time\n\n\ndef {}(x):\n    time.sleep(0.3)\n    return {} * x\n"
LABELS = {publication.GRADED, publication.FAULT}


def test_suites_that_do_not_open_or_fail_their_own_reference_cost_nothing(stage):
    """The keys missing or another, a file that is damaged, a suite that is wrong."""
    identity = stage.edition.root / IDENTITY
    held = identity.read_text()
    files = {DOUBLE: LOUD + RIGHT, TRIPLE: LOUD + TRIPLED, ANSWER: WRITTEN}
    identity.write_text("")
    run = stage.open("ada", files, at=AT)
    assert came_to(stage, run) == UNGRADED
    assert told(stage, 1).count(NOT_GRADED) == 3
    assert told(stage, 1).count("Why:** What grades this could not be opened.") == 3
    assert told(stage, 1).count("| 3 today |") == 3
    assert run.of("plan").text.count("no identity is at hand to open it") == 3
    assert stage.double.labels(1) == (publication.FAULT,)

    identity.write_text(age.new_identity().reveal())
    run = stage.rerun(run)
    assert came_to(stage, run) == UNGRADED
    assert told(stage, 1).count(NOT_GRADED) == 3
    assert run.of("plan").text.count("cannot be graded: ") == 3
    assert stage.receipts() == []

    identity.write_text(held)
    suite = (stage.edition.authoring / HIDDEN).read_text()
    stage.edition.publish({HIDDEN: suite.replace("== 3 * number", "== 4 * number")})
    sealed = stage.edition.folder / "challenges/double/hidden.age"
    sound = sealed.read_bytes()
    sealed.write_bytes(sound[:-1000] + bytes([sound[-1000] ^ 1]) + sound[-999:])
    stage.edition.commit({})
    run = stage.push(1, {}, at=AT)
    assert came_to(stage, run) == HALF_GRADED
    assert told(stage, 1).count(NOT_GRADED) == 2
    assert "Why:** What grades this could not be opened." in told(stage, 1)
    assert "Why:** The suite fails its own reference in test_ordinary;" in told(stage, 1)
    assert told(stage, 1).count("| 3 today |") == 2
    assert "double cannot be graded: the file is damaged or cut short" in run.of("plan").text
    assert [r["verdict"] for r in stage.receipts()] == ["passed", "judge-error"]
    assert set(stage.double.labels(1)) == LABELS

    sealed.write_bytes(sound)
    stage.edition.commit({})
    stage.edition.publish({HIDDEN: suite})
    run = stage.push(1, {}, at=LATER)
    assert came_to(stage, run) == GRADED
    assert [(r["slug"], r["verdict"]) for r in stage.receipts()[2:]] == [
        ("double", "passed"),
        ("triple", "passed"),
    ]
    assert told(stage, 1).count("| 2 today |") == 3
    assert stage.double.labels(1) == (publication.GRADED,)


@pytest.mark.nightly
def test_what_a_broken_sandbox_or_a_killed_step_left_is_graded_next(stage, tmp_path, monkeypatch):
    """What was graded before the kill is recorded, and nothing twice."""
    bubblewrap = tmp_path / "broken" / "bwrap"
    bubblewrap.parent.mkdir()
    refusal = "bwrap: No permissions to create a new namespace"
    bubblewrap.write_text(f"#!/bin/sh\necho '{refusal}' >&2\nexit 1\n")
    bubblewrap.chmod(0o755)
    files = {DOUBLE: LOUD + SLOW.format("double", 2), TRIPLE: LOUD + SLOW.format("triple", 3)}
    with monkeypatch.context() as patched:
        patched.setattr(act, "SYSTEM", f"{bubblewrap.parent}:{act.SYSTEM}")
        run = stage.open("ada", files, at=AT)
    assert came_to(stage, run) == {**HALF_GRADED, **dict.fromkeys(BOARD, "skipped")}
    assert refusal in run.of("grade 000").text
    assert told(stage, 1).count(NOT_GRADED) == 2
    assert told(stage, 1).count("| 3 today |") == 2
    assert (stage.receipts(), stage.double.labels(1)) == ([], (publication.FAULT,))

    with killed_in_the_middle(stage) as killed:
        run = stage.rerun(run)
    assert len(killed) == 1
    assert came_to(stage, run) == HALF_GRADED
    assert run.of("grade 000").steps["Grade"] == "failure"
    (first,) = stage.receipts()
    assert told(stage, 1).count(NOT_GRADED) == 1
    assert told(stage, 1).count("| 3 today |") == told(stage, 1).count("| 2 today |") == 1
    assert "Why:** The grading of this did not come to an end." in told(stage, 1)
    assert set(stage.double.labels(1)) == LABELS

    assert came_to(stage, stage.push(1, {}, at=LATER)) == GRADED
    one, other = stage.receipts()
    assert one == first
    assert {one["slug"], other["slug"]} == {"double", "triple"}
    assert "## 12 of 12 points" in told(stage, 1)
    assert told(stage, 1).count("| 2 today |") == 2
    assert "2 receipts in 1 file: sound" in ledger_check(stage, tmp_path / "ledger")


#: What has another content then or is gone, what is said of it, and what to do next.
BROKEN = (
    (SECRET, "", "no secret is at hand, so no grade could be replayed", "name the cohort's secret"),
    (
        SECRET,
        secret.new().reveal(),
        "the secret at hand has a seed key",
        "name the cohort's secret",
    ),
    (COHORT, None, "played.toml: the file is missing", "correct the lines above"),
    (COHORT, "title = ", "played.toml: ", "correct the lines above"),
    ("edition/plan", "No folder.", "the plan cannot be written", "name a folder that is not there"),
)


@pytest.mark.nightly
def test_what_keeps_us_from_a_plan_is_said_to_maintainers_and_is_our_fault(stage):
    """The cohort's secret or its file, or no room: and no attempt is used."""
    main = stage.main
    held = (stage.edition.root / SECRET).read_text()
    for number, (name, content, fact, next_step) in enumerate(BROKEN, start=1):
        path = stage.edition.root / name
        if content is None:
            path.unlink()
        else:
            path.write_text(content)
        stage.edition.commit({})
        run = stage.open("ada", {DOUBLE: LOUD + RIGHT}, at=AT)
        assert came_to(stage, run) == UNPLANNED, fact
        assert fact in run.of("plan").text
        assert f"next: {next_step}" in run.of("plan").text
        assert OUR_FAULT in told(stage, number)
        assert stage.double.labels(number) == (publication.FAULT,)
        (stage.edition.root / SECRET).write_text(held)
        stage.edition.git("read-tree", "-u", "--reset", main)
    assert stage.receipts() == []


def test_a_plan_that_cannot_be_kept_is_our_fault(stage, tmp_path, monkeypatch):
    """GitHub's artifacts are out of order."""
    out_of_order("upload-artifact", "Failed to CreateArtifact", tmp_path / "broken", monkeypatch)
    run = stage.open("ada", {DOUBLE: LOUD + RIGHT}, at=AT)
    assert came_to(stage, run) == UNPLANNED
    assert OUR_FAULT in told(stage, 1)


@contextmanager
def killed_in_the_middle(stage: Stage) -> Iterator[list[int]]:
    """Kill the process that grades once its part has a first grade. Gives what was killed."""
    killed: list[int] = []
    is_over = threading.Event()
    places = "runs/*/act/home/.cache/act/*/hostexecutor/part-000.ndjson"

    def watch() -> None:
        while not killed and not is_over.wait(0.01):
            for part in stage.edition.root.glob(places):
                if part.stat().st_size:
                    killed.extend(each.pid for each in grading_in(part.parent))

    def grading_in(folder: Path) -> Iterator[psutil.Process]:
        for each in psutil.process_iter(["cmdline", "cwd"]):
            if each.info["cwd"] == f"{folder}" and "grade" in (each.info["cmdline"] or ()):
                each.kill()
                yield each

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield killed
    finally:
        is_over.set()
        thread.join()
