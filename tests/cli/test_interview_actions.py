"""The steps of the workflow of mock interviews, one after the other, as its jobs call them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from heldout.cli.app import app
from heldout.github import interview_bounds, interview_set
from tests.github.doubled import ADA
from tests.github.interviews import BOTH, EVE, NUMBER, OPENED_AT, form, payload, repository
from tests.rehearsal.api.double import Double
from tests.rehearsal.works import EXPLAINED

MAY = {"metadata": "read", "issues": "write"}


class Job(SimpleNamespace):
    """The steps of a run for one event, in one folder."""

    folder: Path
    api: Double

    def told(self, *words: str, **changes: object) -> None:
        """Have another event, and nothing of the one before."""
        (self.folder / "event.json").write_text(json.dumps(payload(*words, **changes)))
        (self.folder / "outputs").write_text("")

    def step(self, *words: object, status: int = 0, **environment: str) -> str:
        """Run a step, and insist on its exit status."""
        around = {
            "GITHUB_API_URL": self.api.url,
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_OUTPUT": str(self.folder / "outputs"),
            "GITHUB_RUN_ID": "77",
            "GITHUB_TOKEN": self.api.token,
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            **environment,
        }
        called = ["actions", "interview", *map(str, words)]
        done = CliRunner().invoke(app, called, env=around)
        assert done.exit_code == status, f"{done.output}\n{done.exception!r}"
        return done.output

    @property
    def outputs(self) -> dict[str, str]:
        """What the steps have told the jobs after them."""
        lines = (self.folder / "outputs").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def run(self, *, name: str) -> str:
        """Run all steps, and give the digest."""
        where = ("--plan", self.folder / name)
        self.step("plan", "--out", self.folder / name)
        self.step("open", *where, "--out", self.folder / f"{name}-opened")
        self.step("read", *where, "--opened", self.folder / f"{name}-opened")
        assert not (self.folder / f"{name}-opened").exists()
        return self.outputs["digest"]

    def comments(self) -> list[str]:
        """What was said in the issue."""
        return [each.body for each in self.api.comments(NUMBER)]


@pytest.fixture
def job(tmp_path, monkeypatch, capfd) -> Iterator[Job]:
    """An issue that ada opened, and nothing said yet."""
    assert capfd is not None
    root = repository(tmp_path / "root")
    monkeypatch.chdir(root.root)
    with Double(pulls=(), permissions=MAY) as api:
        api.open_issue(NUMBER, ADA, "mock-interview", at=datetime.fromisoformat(OPENED_AT))
        made = Job(folder=tmp_path, api=api)
        made.told()
        yield made


def test_a_form_is_opened_and_an_answer_replied_to(job):
    """One comment each: a run started anew says nothing, a second answer changes the reply."""
    digest = job.run(name="one")
    assert job.outputs["deed"] == "open"
    job.step("reply", "--plan", job.folder / "one", "--digest", digest)
    (opening,) = job.comments()
    assert interview_set.slugs(opening) == ("overfitting", "double")
    assert "/actions/runs/77" in opening
    job.told()
    job.step("plan", "--out", job.folder / "again")
    assert job.outputs == {"deed": "nothing"}
    assert not (job.folder / "again").exists()
    job.told(f"# double\n\n{EXPLAINED}")
    for name in ("two", "three"):
        digest = job.run(name=name)
        job.step("reply", "--plan", job.folder / name, "--digest", digest)
    first, reply = job.comments()
    assert first == opening
    assert interview_bounds.count(reply) == 2


def test_nothing_is_said_to_a_stranger(job):
    """Whatever the workflow file says."""
    job.told(BOTH, by=EVE)
    job.step("plan", "--out", job.folder / "plan")
    assert job.outputs == {"deed": "nothing"}
    assert "nothing to say" in job.step("reply", "--fault", "x")
    assert job.api.calls == []


def test_a_reply_that_was_changed_on_the_way_is_not_believed(job):
    """Nor one about another issue; the author hears that it is our fault, and counts stay."""
    digest = job.run(name="plan")
    path = job.folder / "plan" / "reply.json"
    content = path.read_bytes()
    where = ("reply", "--plan", job.folder / "plan", "--digest")
    job.api.say(NUMBER, f"{interview_set.OPENING}\n<!-- tasks: double -->\n")
    job.api.say(NUMBER, interview_bounds.head(3))
    job.told(BOTH)
    for changed in (content.replace(b"Overfitting", b"Underfitting"), b"", None):
        path.write_bytes(changed or b"")
        if changed is None:
            path.unlink()
        told = job.step(*where, digest, status=3)
        assert "changed on the way here" in told or "nothing to go on with" in told
        _, said = job.comments()
        assert said.startswith(interview_bounds.head(3))
        assert "did not arrive as it was" in said
    path.write_bytes(content)
    job.told(number=NUMBER + 1)
    job.api.open_issue(NUMBER + 1, ADA, at=datetime.fromisoformat(OPENED_AT))
    assert "about issue 12" in job.step(*where, digest, status=3)


def test_our_fault_is_told_and_loses_nothing(job):
    """Where nothing was opened, after that, and after an answer."""
    job.step("reply", "--fault", "what you wrote could not be looked at")
    (said,) = job.comments()
    assert "What you wrote could not be looked at" in said
    assert interview_set.slugs(said) is None
    # The next thing that its author says has it tried again, in the same comment.
    job.told("again, please")
    digest = job.run(name="plan")
    job.step("reply", "--plan", job.folder / "plan", "--digest", digest)
    (opening,) = job.comments()
    assert interview_set.slugs(opening) == ("overfitting", "double")
    job.told()
    assert "stays" in job.step("reply", "--fault", "x")
    assert job.comments() == [opening]
    job.told(BOTH)
    job.step("reply", "--fault", "x")
    same, said = job.comments()
    assert same == opening
    assert interview_bounds.count(said) == 0
    assert "Your answer could not be read" in said


def test_steps_that_cannot_be_done_say_why_and_what_next(job):
    """In the order in which somebody would meet them."""
    assert "heldout interview" in job.step("plan", status=2, GITHUB_EVENT_PATH="")
    nowhere = ("--plan", job.folder / "nowhere")
    for words in (("open", "--out", job.folder / "x"), ("read", "--opened", job.folder / "x")):
        assert "actions interview plan" in job.step(*words, *nowhere, status=2)
    job.api.say(NUMBER, f"{interview_set.OPENING}\n<!-- tasks: double -->\n")
    job.told(BOTH)
    job.step("plan", "--out", job.folder / "plan")
    where = ("--plan", job.folder / "plan")
    inside = Path.cwd() / "opened"
    assert "inside the repository" in job.step("open", *where, "--out", inside, status=2)
    assert not inside.exists()
    opened = job.folder / "opened"
    assert "no suites were laid out here" in job.step("read", *where, "--opened", opened, status=2)
    job.step("open", *where, "--out", opened)
    (job.folder / "plan" / "reply.json").mkdir()
    assert "cannot be written" in job.step("read", *where, "--opened", opened, status=3)
    # It was opened for this step, which is over.
    assert not opened.exists()
    assert "no key" not in job.step("plan", "--out", job.folder / "plan", status=2)


def test_a_broken_form_is_answered_and_read_again_once_it_is_right(job):
    """In the same comment."""
    job.told(body=form(track="x"))
    digest = job.run(name="one")
    job.step("reply", "--plan", job.folder / "one", "--digest", digest)
    assert "This form cannot be read" in job.comments()[0]
    job.told("now?")
    digest = job.run(name="two")
    job.step("reply", "--plan", job.folder / "two", "--digest", digest)
    (opening,) = job.comments()
    assert "## Mock interview: coding, easy, 45 minutes" in opening
