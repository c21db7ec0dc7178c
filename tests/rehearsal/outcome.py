"""What came of a run, read from act's log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.rehearsal.workflow import Job

Entry = dict[str, Any]
_FORGIVEN = "Failed but continue next step"


@dataclass(frozen=True)
class Outcome:
    """A result for each job, and what the jobs said.

    A job is named as `grade`, a leg of its matrix as `grade 000`, one of a workflow that it calls
    as `leaderboard / build`. A result is success, failure or skipped.
    """

    results: Mapping[str, str]
    log: list[Entry] = field(repr=False)
    #: All that came out of act. Nothing is masked, so a secret in it is one that a log would have
    #: had to mask.
    raw: str = field(repr=False)
    _jobs: Mapping[str, Job] = field(repr=False)

    def of(self, job: str) -> Outcome:
        """What one job, or one leg, did and said."""
        assert job in self.results, f"{job} is none of {', '.join(self.results)}"
        log = [entry for entry in self.log if entry["job"] == job]
        return replace(self, results={job: self.results[job]}, log=log)

    def commands(self, name: str) -> list[Entry]:
        """The workflow commands of a kind that act obeyed."""
        return [entry for entry in self.log if entry.get("command") == name]

    @property
    def text(self) -> str:
        """What the jobs printed."""
        return "".join(entry["msg"] for entry in self.log if entry.get("raw_output"))

    @property
    def summary(self) -> str:
        """The Markdown that GitHub would show below the run."""
        return "".join(entry["content"] for entry in self.commands("summary"))

    @property
    def steps(self) -> dict[str, str]:
        """The result of each step that ran, by its name; without one, by its script."""
        return {
            entry["step"]: entry["stepResult"]
            for entry in self.log
            if "stepResult" in entry and entry.get("stage") == "Main" and len(_step(entry)) == 1
        }

    def outputs(self, job: str) -> dict[str, str]:
        """The outputs of a job that are plain outputs of a step's script."""
        said = {
            (entry["stepID"][0], entry["name"]): entry["arg"]
            for entry in self.of(job).commands("set-output")
            if len(entry["stepID"]) == 1
        }
        declared = self._jobs[job].outputs
        return {name: said[source] for name, source in declared.items() if source in said}


def read(stdout: str, jobs: Mapping[str, Job]) -> Outcome:
    """Read the log of a run of these jobs. A job that nothing kept from running must have run."""
    log, legs = [], {key: set() for key in jobs}
    for line in stdout.splitlines():
        entry = json.loads(line) if line.startswith("{") else {}
        if "jobID" not in entry:
            continue
        job = _job(entry, jobs)
        name = " ".join([job.key, *map(str, entry["matrix"].values())])
        assert entry["matrix"] or not job.has_matrix, f"{name}: GitHub refuses an empty matrix"
        legs[job.key].add(name)
        log.append({**entry, "job": name})
    results = {entry["job"]: _result(entry, log) for entry in log if "jobResult" in entry}
    together: dict[str, str] = {}
    for key, job in jobs.items():
        needs = [together[each] for each in job.needs]
        if job.is_caller:
            together[key] = _together(needs)
            continue
        if not legs[key]:
            is_kept = job.is_conditional or set(needs) - {"success"}
            assert is_kept, f"{key}: act did not run it, and nothing kept it from running"
            results[key] = "skipped"
            legs[key].add(key)
        missing = legs[key] - results.keys()
        assert not missing, f"{missing}: began, and did not end"
        together[key] = _together([results[each] for each in legs[key]])
    return Outcome(results, log, stdout, jobs)


def _job(entry: Entry, jobs: Mapping[str, Job]) -> Job:
    """Find the job that an entry is from; of one that is called, act tells just the last name."""
    matches = [
        job
        for job in jobs.values()
        if not job.is_caller
        and job.key.rpartition(" / ")[2] == entry["jobID"]
        and entry["job"].startswith(job.logged_under)
    ]
    assert matches, f"{entry['job']} is in none of the workflow files"
    return max(matches, key=lambda job: len(job.logged_under))


def _result(entry: Entry, log: list[Entry]) -> str:
    """Tell the result of a leg, to which act gives that of the whole matrix until then."""
    result: str = entry["jobResult"]
    if result == "failure" and entry["matrix"]:
        own = [each for each in log if each["job"] == entry["job"]]
        failed = {_step(each) for each in own if each.get("stepResult") == "failure"}
        forgiven = {_step(each) for each in own if each["msg"] == _FORGIVEN}
        if not any(len(step) <= 1 for step in failed - forgiven):
            return "success"
    return result


def _step(entry: Entry) -> tuple[str, ...]:
    """Name a step; a step of a composite action has its action's name before its own."""
    return tuple(entry.get("stepID", ()))


def _together(results: list[str]) -> str:
    for each in ("failure", "success"):
        if each in results:
            return each
    return "skipped"
