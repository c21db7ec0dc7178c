"""What each job's token may do, against what the jobs of a day did with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.github.conftest import FOLDER
from tests.github.test_workflows import load
from tests.rehearsal import day as days
from tests.rehearsal.api.double import PERMISSIONS
from tests.rehearsal.day import Day
from tests.rehearsal.diary import Moment

#: What an action does with a token that it finds; the others here use none. Reading where the pages
#: are takes none either, as long as the repository is public.
#: https://github.com/actions/checkout#recommended-permissions
#: https://github.com/actions/deploy-pages#usage
ACTIONS = {
    "actions/checkout": {"contents=read"},
    "actions/configure-pages": {"pages=read"},
    "actions/deploy-pages": {"pages=write", "id-token=write"},
}
LEVELS = ("none", "read", "write")
#: A call that starts a workflow has the jobs of another file.
CALL = "leaderboard"
FILES = ("grade.yml", "regrade.yml", "leaderboard.yml")
JOBS = [
    (name, key)
    for name in FILES
    for key, job in load(FOLDER / "workflows" / name)["jobs"].items()
    if "steps" in job
]

# Whoever comes first waits for the whole day.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def day(made) -> Day:
    """The day, played once in a session."""
    return days.played(made, made.root.parent)


def granted(file: str, job: str) -> dict[str, str]:
    """What the token of a job may do, as requests name it."""
    return load(FOLDER / "workflows" / file)["jobs"][job]["permissions"]


def is_met(need: tuple[str, ...], by: Mapping[str, str]) -> bool:
    """Whether one of the permissions is there that would do."""
    pairs = (each.replace("_", "-").split("=") for each in need)
    return any(LEVELS.index(by.get(name, "none")) >= LEVELS.index(level) for name, level in pairs)


def ran(day: Day) -> Iterator[tuple[str, str, str, Moment]]:
    """Name each job that ran: its file, its key there, its name in the run, and when."""
    for moment in day.moments.values():
        for name, result in moment.run.results.items():
            caller, _, called = name.partition(" / ")
            file = f"{caller}.yml" if called else moment.run.workflow
            if result != "skipped":
                yield file, (called or caller).split()[0], name, moment


def needs(day: Day, file: str, job: str) -> set[tuple[str, ...]]:
    """Collect what a job's token was needed for, each with all permissions that would do."""
    found = set()
    uses = {
        step["name"]: step.get("uses", "").partition("@")[0]
        for step in load(FOLDER / "workflows" / file)["jobs"][job]["steps"]
    }
    for each_file, key, name, moment in ran(day):
        if (each_file, key) != (file, job):
            continue
        for step in moment.run.of(name).steps:
            found |= {(each,) for each in ACTIONS.get(uses[step], ())}
        if job in moment.pushes:
            found.add(("contents=write",))
        if job == "comment":
            found |= {call.permissions for call in moment.calls}
    return found


def test_every_job_of_the_workflows_ran_on_that_day(day):
    """So that nothing is said below of what was not seen."""
    assert {(file, job) for file, job, _, _ in ran(day)} == set(JOBS)


def test_requests_are_those_of_the_job_that_comments_and_pushes_those_of_the_one_that_records(day):
    """Wherever neither ran, nothing was asked and nothing pushed."""
    for moment in day.moments.values():
        results = moment.run.results
        assert bool(moment.calls) == (results.get("comment") == "success")
        assert moment.pushes == ["record"] * (results["record"] == "success")


def test_the_job_that_comments_may_do_all_that_it_asks_for(day):
    """The API was told of the same permissions, and refused nothing."""
    may = granted("grade.yml", "comment")
    assert day.calls
    assert [call for call in day.calls if not is_met(call.permissions, may)] == []
    assert {call.status for call in day.calls} & {401, 403, 404} == set()
    # What nobody has to grant.
    given = {"metadata": "read"} | {name.replace("-", "_"): may[name] for name in may}
    assert given == PERMISSIONS


def test_a_job_may_do_what_it_did_and_no_more(day):
    """With any of its permissions a level lower, something of the day could not have been done."""
    wrong = []
    for file, job in JOBS:
        may, needed = granted(file, job), needs(day, file, job)
        wrong += [f"{file}, {job}: may not {need}" for need in needed if not is_met(need, may)]
        for name, level in may.items():
            less = {**may, name: LEVELS[LEVELS.index(level) - 1]}
            if all(is_met(need, less) for need in needed):
                wrong.append(f"{file}, {job}: {name} need not be {level}")
    assert wrong == []


def test_a_workflow_that_is_called_is_given_what_its_jobs_need_together():
    """GitHub would not start it with less."""
    called = load(FOLDER / "workflows" / f"{CALL}.yml")["jobs"].values()
    together: dict[str, str] = {}
    for job in called:
        for name, level in job["permissions"].items():
            together[name] = max(together.get(name, "none"), level, key=LEVELS.index)
    assert granted("grade.yml", CALL) == granted("regrade.yml", CALL) == together
