"""The stage: what people do on it, what events say of that, and what is kept of a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rehearsal import payloads, works
from tests.rehearsal.api.events import check_event
from tests.rehearsal.api.memory import User
from tests.rehearsal.conftest import pinned
from tests.rehearsal.payloads import PEOPLE, Person
from tests.rehearsal.stage import TOKEN, Stage
from tests.rehearsal.works import DOUBLE, RIGHT, TRIPLE, WRONG

AT, LATER = "2026-09-02T10:00:00Z", "2026-09-03T11:30:00Z"

#: Reads the head as data, and records that it did.
READS = """\
    name: grade
    on: pull_request_target
    jobs:
      read:
        runs-on: ubuntu-24.04
        steps:
          - uses: actions/checkout@PIN
          - run: |
              echo "main: $(git rev-parse HEAD) on $(git branch --show-current)"
              if git cat-file -e "$HEAD"; then exit 1; fi
              git fetch --quiet origin "$HEAD"
              git show "$HEAD:challenges/double/solution.py"
              cmp challenges/double/solution.py <(git show "HEAD:challenges/double/solution.py")
              printf '%s' "$IDENTITY" | wc -l
            env:
              HEAD: ${{ github.event.pull_request.head.sha }}
              IDENTITY: ${{ secrets.HELDOUT_IDENTITY }}
      record:
        runs-on: ubuntu-24.04
        steps:
          - run: |
              git init --quiet .
              git config user.name r
              git config user.email r@localhost
              git remote add origin "file://$STAND_IN_ORIGIN"
              git fetch --quiet origin results && git reset --quiet --hard FETCH_HEAD || true
              mkdir -p receipts
              echo '{"sha": "${{ github.event.pull_request.head.sha }}"}' >>receipts/$WHO.ndjson
              git add . && git commit --quiet -m receipt
              git push --quiet origin HEAD:refs/heads/results
            env:
              WHO: ${{ github.event.pull_request.user.id }}
"""
SAYS = """\
    name: says
    on: [pull_request_target, workflow_dispatch]
    jobs:
      say:
        runs-on: ubuntu-24.04
        steps:
          - run: |
              echo "$GITHUB_SHA $GITHUB_RUN_ID.$GITHUB_RUN_ATTEMPT $GITHUB_API_URL"
              echo "${{ github.event.pull_request.head.sha }} ${{ github.event.inputs.tasks }}"
              echo "$GITHUB_REPOSITORY $COHORT $GITHUB_EVENT_NAME by $GITHUB_ACTOR"
            env:
              COHORT: ${{ vars.HELDOUT_COHORT }}
"""
INSTALLED = """\
    name: grade
    on: pull_request_target
    jobs:
      one:
        runs-on: ubuntu-24.04
        steps:
          - uses: actions/checkout@PIN
          - uses: actions/setup-python@PIN
            with: {python-version: "3.13"}
          - run: ./run python -c 'import heldout; print(heldout.__file__)'
"""


def put(stage: Stage, text: str) -> str:
    """Have `main` of the edition hold another grade.yml. Returns the commit."""
    return stage.edition.commit({".github/workflows/grade.yml": pinned(text)})


def test_what_is_handed_in_is_worth_what_is_said_of_it(made, tmp_path):
    """Scenarios rely on it."""
    for name in ("RIGHT", "HALF_RIGHT", "WRONG", "EXPLAINED"):
        file = tmp_path / f"{name}{'.md' if name == 'EXPLAINED' else '.py'}"
        file.write_text(getattr(works, name))
    words = [word for file in sorted(tmp_path.iterdir()) for word in ("--solution", file)]
    told = made.heldout("grade", "double", *words, "--json", cwd=made.authoring, status=1)
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert {Path(line["solution"]).stem: line["points"] for line in lines} == {
        "EXPLAINED": 1,
        "HALF_RIGHT": 3,
        "RIGHT": 6,
        "WRONG": 0,
    }


def test_a_workflow_checks_out_main_and_reads_the_head_by_its_name(stage):
    """The head is not there before it is fetched; results get onto their branch."""
    main = put(stage, READS)
    run = stage.open("ada", {DOUBLE: RIGHT}, at=AT)
    assert run.results == {"read": "success", "record": "success"}
    assert f"main: {main} on main\n{RIGHT}" in run.of("read").text
    head = run.event.payload["pull_request"]["head"]["sha"]
    assert stage.receipts() == stage.receipts("ada") == [{"sha": head}]
    assert stage.receipts("grace") == []
    # The identity has lines, and none of them is in what the jobs printed.
    assert int(run.of("read").text.splitlines()[-1]) > 0
    assert stage.leaks(run) == []


def test_who_what_and_when_are_the_events_whatever_a_commit_says(stage):
    """Logins, ids, numbers and times; and GitHub's own description has nothing against it."""
    forged = {"name": "Linus", "email": "l@example.org", "date": "2001-01-01T00:00:00Z"}
    event = stage.opened("eve", {DOUBLE: RIGHT}, at=AT, body="@everyone", **forged)
    told = stage.edition.git("log", "-1", "--format=%an %ae %aI %cn %cI", cwd=stage.fork(1))
    when = "2001-01-01T00:00:00+00:00"
    assert told == f"Linus l@example.org {when} Linus {when}"
    pull = event.payload["pull_request"]
    assert (pull["user"]["login"], pull["user"]["id"]) == ("eve", PEOPLE["eve"].id)
    assert (event.payload["number"], pull["updated_at"]) == (1, AT)
    renamed = stage.opened(Person("eve2", PEOPLE["eve"].id), {}, at=LATER)
    assert renamed.payload["pull_request"]["user"]["login"] == "eve2"
    pushed = stage.pushed(1, {DOUBLE: WRONG}, at=LATER)
    assert pushed.payload["before"] == pull["head"]["sha"]
    assert pushed.payload["after"] == pushed.payload["pull_request"]["head"]["sha"]
    assert pushed.payload["pull_request"]["created_at"] == AT
    reopened = stage.reopened(1, at=LATER, by="mel")
    assert reopened.payload["sender"]["login"] == "mel"
    dispatched = payloads.on_dispatch("regrade.yml", {"everything": "true"})
    for each in (event, renamed, pushed, reopened, dispatched):
        assert check_event(*each) == []
    gone = payloads.without_fork(event)
    assert gone.payload["pull_request"]["head"]["repo"] is None
    assert pull["head"]["repo"]["full_name"] == "eve/cohort"


def test_issues_and_comments_are_told_as_github_tells_them(stage):
    """They have their numbers from the same row as pull requests."""
    stage.opened("ada", {}, at=AT)
    asked = stage.asked("eve", "### Track\n\nfull", "mock-interview", at=AT, title="Mock interview")
    said = stage.commented(2, "mel", "hello", at=LATER)
    for each in (asked, said):
        assert check_event(*each) == []
        assert each.payload["issue"]["number"] == 2
        assert each.payload["issue"]["labels"] == [{"name": "mock-interview"}]
    assert said.payload["comment"]["id"] == stage.double.comments(2)[0].id
    assert stage.comments(2) == []


def test_a_push_by_force_leaves_the_old_head_to_be_fetched(stage):
    """As on GitHub: an event that waited still names it."""
    put(stage, READS)
    first = stage.opened("ada", {DOUBLE: RIGHT}, at=AT)
    second = stage.pushed(1, {DOUBLE: WRONG}, at=LATER, anew=True)
    run = stage.play(first, job="read")
    assert RIGHT in run.text
    assert WRONG in stage.play(second, job="read").text


def test_whatever_a_tree_can_hold_can_be_pushed(stage):
    """Bytes, a link, a file that is gone."""
    files = {DOUBLE: b"\xff", "challenges/double/link": Path("/etc/passwd"), TRIPLE: None}
    head = stage.opened("eve", files, at=AT).payload["pull_request"]["head"]["sha"]
    listed = stage.edition.git("ls-tree", "-r", head, "challenges", cwd=stage.edition.upstream)
    modes = {line.split("\t")[1]: line.split()[0] for line in listed.splitlines()}
    assert modes["challenges/double/link"] == "120000"
    assert TRIPLE not in modes


def test_a_rerun_is_of_the_same_event_and_commit(stage):
    """Whatever has been pushed since, to either side."""
    before = put(stage, SAYS)
    run = stage.open("ada", {DOUBLE: RIGHT}, at=AT)
    put(stage, SAYS.replace("name: says", "name: changed"))
    stage.pushed(1, {DOUBLE: WRONG}, at=LATER)
    again = stage.rerun(run)
    assert run.sha == again.sha == before
    assert again.event == run.event
    one, two = run.text.splitlines(), again.text.splitlines()
    assert one[1:] == two[1:]
    assert one[0] == f"{before} {run.id}.1 {stage.double.url}"
    assert two[0] == f"{before} {run.id}.2 {stage.double.url}"
    assert one[2] == "ml-school/cohort played pull_request_target by ada"


def test_runs_can_take_place_at_once(stage):
    """Each in a folder of its own; whoever pushes second may be refused, and says so."""
    put(stage, SAYS)
    events = [stage.opened(who, {DOUBLE: RIGHT}, at=AT) for who in ("ada", "grace", "alan")]
    runs = stage.at_once(events)
    assert [run.number for run in runs] == [1, 2, 3]
    assert [run.results for run in runs] == [{"say": "success"}] * 3
    assert len({run.id for run in runs}) == len({run.folder for run in runs}) == 3
    for run, event in zip(runs, events, strict=True):
        assert run.text.splitlines()[1].strip() == event.payload["pull_request"]["head"]["sha"]


def test_a_maintainer_starts_a_workflow_by_hand(stage):
    """With inputs."""
    stage.edition.commit({".github/workflows/regrade.yml": pinned(SAYS)})
    run = stage.dispatch("regrade.yml", {"tasks": "double"})
    assert run.text.splitlines()[1].strip() == "double"
    assert "workflow_dispatch by mel" in run.text


def test_the_one_comment_is_the_one_that_workflows_wrote(stage):
    """Whatever else people say; two of them would be one too many."""
    stage.opened("ada", {DOUBLE: RIGHT}, at=AT)
    assert stage.comment(1) == ""
    stage.double.say(1, "Is this right?", user=User("ada", 1, "User"))
    stage.double.say(1, "6 of 6 points")
    assert stage.comment(1) == "6 of 6 points"
    stage.double.say(1, "once more")
    with pytest.raises(AssertionError, match="2 comments"):
        stage.comment(1)


def test_a_leak_is_found_in_the_log_and_in_artifacts(stage):
    """Nothing is masked here that a program could have shown."""
    put(
        stage,
        """\
        name: grade
        on: pull_request_target
        jobs:
          one:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "$SECRET"; printf 'x-access-token:%s' "$TOKEN" | base64 -w0 >kept
                env:
                  SECRET: ${{ secrets.HELDOUT_COHORT_SECRET }}
                  TOKEN: ${{ github.token }}
              - uses: actions/upload-artifact@PIN
                with: {name: plan, path: kept}
        """,
    )
    run = stage.open("ada", {}, at=AT)
    assert TOKEN not in run.raw
    assert stage.leaks(run) == [
        "HELDOUT_COHORT_SECRET is in log",
        "GITHUB_TOKEN is in plan/kept",
    ]


def test_a_suite_can_be_published_anew(stage):
    """Sealed; pull requests from before still have where they left `main`."""
    before = stage.main
    hidden = "challenges/double/hidden/test_hidden.py"
    text = (stage.edition.authoring / hidden).read_text()
    after = stage.edition.publish({hidden: f"{text}\n# Another suite.\n"})
    assert after == stage.main != before
    changed = stage.edition.git("diff", "--name-only", before, after).splitlines()
    assert "challenges/double/hidden.age" in changed
    assert not [name for name in changed if "hidden/" in name]


@pytest.mark.parametrize("own_code", [False, True])
def test_jobs_run_the_code_of_this_repository_or_the_editions_own(made, tmp_path, own_code):
    """As a rule the first, which is compiled."""
    with Stage(made.copy(tmp_path / "stage"), own_code=own_code) as stage:
        put(stage, INSTALLED)
        run = stage.open("ada", {}, at=AT)
    assert ("hostexecutor/src/heldout" in run.text) == own_code
