"""A cohort on GitHub, as far as its workflows can tell: forks, pull requests, events, runs.

<folder>/
    authoring/ edition/ upstream.git/ config/    see tests.rehearsal.edition
    forks/<number>/       what the author of a pull request has
    runs/<id>.<attempt>/  see tests.rehearsal.act; files/ is the .github of the commit it is for
    artifacts/ pages/     see tests.rehearsal.act.Setting

    with Stage(made.copy(folder)) as stage:
        run = stage.open("ada", {DOUBLE: RIGHT}, at="2026-09-02T10:00:00Z")
        assert run.results["grade 000"] == "success"
        assert "6 of 6" in stage.comment(run.number)
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from heldout.github.publication import LABELS
from tests.rehearsal import act, payloads
from tests.rehearsal.act import Event, Setting
from tests.rehearsal.api.double import Double
from tests.rehearsal.api.memory import User
from tests.rehearsal.edition import COHORT, Edition, identity
from tests.rehearsal.outcome import Outcome
from tests.rehearsal.payloads import PEOPLE, REPOSITORY, Issue, Person, Pull

TOKEN = "ghs_rehearsal0000000000000000000000000"

#: The content of a file of a pull request: text or bytes, where a link leads, or None for no file.
Content = str | bytes | Path | None


@dataclass(frozen=True, kw_only=True)
class Run(Outcome):
    """What came of a run of a workflow, and what it was a run of."""

    workflow: str
    event: Event
    #: The commit that it checked out.
    sha: str
    id: int
    attempt: int
    folder: Path

    @property
    def number(self) -> int:
        """The pull request's, or the issue's."""
        payload = self.event.payload
        number: int = payload["issue"]["number"] if "issue" in payload else payload["number"]
        return number


class Stage:
    """Pull requests to an edition, and the workflows that they start.

    Entered, it answers as the REST API: `double`. `own_code` has the jobs run the code that the
    edition holds; as a rule they run that of this repository, which is the same and compiled.
    `labels` are those that the maintainer has made beforehand, `permissions` those of the jobs'
    token: of the one that comments on pull requests, if None.
    """

    def __init__(
        self,
        edition: Edition,
        *,
        own_code: bool = False,
        labels: Iterable[str] = LABELS,
        permissions: Mapping[str, str] | None = None,
    ) -> None:
        self.edition = edition
        self.pages = edition.root / "pages"
        self.double = Double(
            REPOSITORY, token=TOKEN, pulls=(), labels=labels, permissions=permissions
        )
        #: What jobs find in their environment besides; GitHub's own variables can be set, too.
        self.environment: dict[str, str] = {}
        self._own_code = own_code
        self._folder = edition.root
        self._pulls: dict[int, Pull] = {}
        self._issues: dict[int, Issue] = {}
        self._ids = count(9_000_000_001)

    def __enter__(self) -> Self:
        self.double.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.double.__exit__(kind, error, trace)

    # What people do; each returns the event that GitHub makes of it.

    def opened(
        self,
        who: str | Person,
        files: Mapping[str, Content],
        *,
        at: str,
        title: str = "My work",
        body: str | None = None,
        **commit: str,
    ) -> Event:
        """Fork, commit, push, open a pull request at a time in UTC. For `commit` see `_commit`."""
        author = PEOPLE[who] if isinstance(who, str) else who
        number = self._new_number()
        fork = self.fork(number)
        fork.parent.mkdir(exist_ok=True)
        self.edition.git("clone", "--quiet", f"{self.edition.upstream}", f"{fork}")
        head = self._commit(number, author, files, at, **commit)
        self._pulls[number] = Pull(number, author, "main", head, self.main, at, at, title, body)
        self.double.open(number)
        return payloads.on_pull("opened", self._pulls[number])

    def pushed(
        self,
        number: int,
        files: Mapping[str, Content],
        *,
        at: str,
        anew: bool = False,
        **commit: str,
    ) -> Event:
        """Commit more, or anew on what `main` was when it was forked; then push by force."""
        old = self._pulls[number]
        if anew:
            self.edition.git("reset", "--quiet", "--hard", "origin/main", cwd=self.fork(number))
        head = self._commit(number, old.author, files, at, **commit)
        labels = self.double.labels(number)
        pull = old._replace(head=head, base=self.main, updated_at=at, labels=labels)
        self._pulls[number] = pull
        return payloads.on_pull("synchronize", pull, before=old.head)

    def reopened(self, number: int, *, at: str, by: str | None = None) -> Event:
        """Open a closed pull request once more, with the head that it has."""
        pull = self._pulls[number]._replace(updated_at=at)
        self._pulls[number] = pull
        return payloads.on_pull("reopened", pull, sender=PEOPLE[by] if by else None)

    def asked(self, who: str, body: str, *labels: str, at: str, title: str = "") -> Event:
        """Open an issue at a time in UTC."""
        author = PEOPLE[who]
        issue = Issue(self._new_number(), author, at, title, body, labels)
        self._issues[issue.number] = issue
        user = User(author.login, author.id, author.type)
        opened_at = datetime.fromisoformat(at)
        self.double.open_issue(issue.number, user, *labels, at=opened_at, title=title)
        return payloads.on_issue(issue)

    def commented(self, number: int, who: str, body: str, *, at: str) -> Event:
        """Comment on an issue at a time in UTC."""
        by = PEOPLE[who]
        said = self.double.say(number, body, User(by.login, by.id, by.type))
        return payloads.on_comment(self._issues[number], by, said.id, at, body)

    def fork(self, number: int) -> Path:
        """The author's own folder, for what cannot be said in files."""
        return self._folder / "forks" / f"{number}"

    @property
    def main(self) -> str:
        """The commit at the tip of `main`."""
        return self.edition.git("rev-parse", "refs/heads/main", cwd=self.edition.upstream)

    # What GitHub does.

    def play(self, event: Event, workflow: str = "grade.yml", *, job: str | None = None) -> Run:
        """Run a workflow for an event, as `main` has it now."""
        return self._run(event, workflow, self.main, next(self._ids), 1, job)

    def open(self, who: str | Person, files: Mapping[str, Content], *, at: str, **more: Any) -> Run:
        """Open a pull request, and grade it. See `opened`."""
        return self.play(self.opened(who, files, at=at, **more))

    def push(self, number: int, files: Mapping[str, Content], *, at: str, **more: Any) -> Run:
        """Push to a pull request, and grade it. See `pushed`."""
        return self.play(self.pushed(number, files, at=at, **more))

    def rerun(self, run: Run) -> Run:
        """Run all jobs again, with the payload and the commit of then, whatever has changed."""
        return self._run(run.event, run.workflow, run.sha, run.id, run.attempt + 1, None)

    def dispatch(self, workflow: str, inputs: Mapping[str, str] | None = None) -> Run:
        """Start a workflow by hand."""
        return self.play(payloads.on_dispatch(workflow, inputs or {}), workflow)

    def at_once(self, events: Iterable[Event], workflow: str = "grade.yml") -> list[Run]:
        """Run a workflow for several events at the same time. Returns the runs in their order."""
        with ThreadPoolExecutor() as pool:
            return list(pool.map(lambda event: self.play(event, workflow), events))

    # What can be seen then.

    def receipts(self, who: str | None = None) -> list[dict[str, Any]]:
        """Everything on the branch `results`, or what is there of somebody; the oldest first."""
        user_id = PEOPLE[who].id if who else None
        upstream = self.edition.upstream
        if not self.edition.git("branch", "--list", "results", cwd=upstream):
            return []
        listed = self.edition.git("ls-tree", "-r", "--name-only", "results", cwd=upstream)
        found = []
        for name in listed.splitlines():
            if name.endswith(".ndjson") and (user_id is None or Path(name).stem == f"{user_id}"):
                text = self.edition.git("show", f"results:{name}", cwd=upstream)
                found += [json.loads(line) for line in text.splitlines()]
        return found

    def comment(self, number: int) -> str:
        """The one comment that workflows wrote at a pull request; nothing if there is none."""
        comments = self.comments(number)
        assert len(comments) <= 1, f"{len(comments)} comments, where one is kept up to date"
        return comments[0] if comments else ""

    def comments(self, number: int) -> list[str]:
        """All that workflows wrote at a pull request or an issue, the oldest first."""
        me = self.double.me
        return [each.body for each in self.double.comments(number) if each.user == me]

    @property
    def secrets(self) -> dict[str, str]:
        """What must be in no log, no artifact, no output and no comment."""
        return {**self.edition.secrets, "GITHUB_TOKEN": TOKEN}

    def artifacts(self, run: Run) -> Path:
        """The artifacts of a run, a folder each."""
        return self._folder / "artifacts" / f"{run.id}" / f"{run.attempt}"

    def leaks(self, run: Run) -> list[str]:
        """Name the secrets that a run's log or artifacts show, and where; also as git sends one."""
        texts = {"log": run.raw.encode()}
        artifacts = self.artifacts(run)
        for path in artifacts.rglob("*"):
            if path.is_file():
                texts[str(path.relative_to(artifacts))] = path.read_bytes()
        shown = {
            name: [line.encode() for line in text.splitlines() if not line.startswith("#")]
            for name, text in self.secrets.items()
        }
        shown["GITHUB_TOKEN"].append(base64.b64encode(f"x-access-token:{TOKEN}".encode()))
        return [
            f"{name} is in {place}"
            for name, lines in shown.items()
            for place, text in texts.items()
            if any(line in text for line in lines)
        ]

    def _new_number(self) -> int:
        return len(self._pulls) + len(self._issues) + 1

    def _commit(
        self,
        number: int,
        author: Person,
        files: Mapping[str, Content],
        at: str,
        *,
        name: str = "",
        email: str = "",
        date: str = "",
    ) -> str:
        """Commit as the author, or under another name and at another time, and push the head."""
        fork = self.fork(number)
        for path, content in files.items():
            _write(fork / path, content)
        written = {
            **identity(name or author.login, email or f"{author.login}@example.org"),
            "GIT_AUTHOR_DATE": date or at,
            "GIT_COMMITTER_DATE": date or at,
        }
        # Also what an edition asks git to leave out.
        self.edition.git("add", "--all", "--force", cwd=fork)
        command = ("commit", "--quiet", "--allow-empty", "--message=Work")
        self.edition.git(*command, cwd=fork, environment=written)
        head = f"+HEAD:refs/pull/{number}/head"
        self.edition.git("push", "--quiet", "origin", head, cwd=fork)
        return self.edition.git("rev-parse", "HEAD", cwd=fork)

    def _run(
        self, event: Event, workflow: str, sha: str, run_id: int, attempt: int, job: str | None
    ) -> Run:
        folder = self._folder / "runs" / f"{run_id}.{attempt}"
        files = folder / "files"
        files.mkdir(parents=True)
        archive = folder / "files.tar"
        command = ("archive", "--format=tar", f"--output={archive}", sha, ".github")
        self.edition.git(*command, cwd=self.edition.upstream)
        shutil.unpack_archive(archive, files, filter="data")
        setting = Setting(
            origin=self.edition.upstream,
            sha=sha,
            artifacts=self._folder / "artifacts",
            pages=self.pages,
            run_id=run_id,
            attempt=attempt,
            secrets=self.secrets,
            variables={"HELDOUT_COHORT": COHORT},
            environment={
                "GITHUB_API_URL": self.double.url,
                "GITHUB_REPOSITORY": REPOSITORY,
                **self.environment,
            },
            own_code=self._own_code,
        )
        outcome = act.run(files, workflow, event, setting, folder / "act", job=job)
        return Run(
            **vars(outcome),
            workflow=workflow,
            event=event,
            sha=sha,
            id=run_id,
            attempt=attempt,
            folder=folder,
        )


def _write(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if isinstance(content, Path):
        path.symlink_to(content)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        path.write_text(content, encoding="utf-8")
