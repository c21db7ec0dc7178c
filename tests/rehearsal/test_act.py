"""Workflows under act: what jobs find, what comes of them, and what act would keep to itself."""

from __future__ import annotations

import json
import stat
import textwrap

import pytest

from tests.github.conftest import ROOT
from tests.rehearsal import outcome, workflow
from tests.rehearsal.conftest import SHA
from tests.rehearsal.workflow import Job


def test_jobs_hand_on_outputs_and_matrices_and_one_may_run_after_a_failure(play):
    """A leg is named after its place in the matrix; what nothing allows is skipped."""
    found = play("""\
        name: small
        on: pull_request_target
        jobs:
          plan:
            runs-on: ubuntu-24.04
            outputs:
              legs: ${{ steps.deal.outputs.legs }}
            steps:
              - id: deal
                run: echo 'legs={"leg":["000","001","002"]}' >>"$GITHUB_OUTPUT"
          grade:
            needs: plan
            if: needs.plan.outputs.legs != '{"leg":[]}'
            runs-on: ubuntu-24.04
            strategy:
              fail-fast: false
              matrix: ${{ fromJSON(needs.plan.outputs.legs) }}
            steps:
              - name: Forgiven
                continue-on-error: true
                run: exit 1
              - name: Grade
                run: |
                  echo "# leg ${{ matrix.leg }}" >>"$GITHUB_STEP_SUMMARY"
                  echo "::warning file=a.py,line=3::odd"
                  [ ${{ matrix.leg }} != 000 ]
          told:
            needs: [plan, grade]
            if: always()
            runs-on: ubuntu-24.04
            steps:
              - run: echo "grade was a ${{ needs.grade.result }}"
          rest:
            needs: grade
            runs-on: ubuntu-24.04
            steps: [{run: "true"}]
    """)
    assert found.results == {
        "plan": "success",
        "grade 000": "failure",
        "grade 001": "success",
        "grade 002": "success",
        "told": "success",
        "rest": "skipped",
    }
    assert found.outputs("plan") == {"legs": '{"leg":["000","001","002"]}'}
    assert found.of("told").text == "grade was a failure\n"
    leg = found.of("grade 001")
    assert leg.summary == "# leg 001\n"
    assert leg.steps == {"Forgiven": "failure", "Grade": "success"}
    assert [each["kvPairs"]["file"] for each in leg.commands("warning")] == ["a.py"]
    assert found.of("grade 000").steps["Grade"] == "failure"


CALLER = """\
    name: small
    on: pull_request_target
    jobs:
      first:
        runs-on: ubuntu-24.04
        steps: [{run: "STATUS"}]
      board:
        name: the board
        needs: first
        uses: ./.github/workflows/called.yml
      last:
        needs: board
        runs-on: ubuntu-24.04
        steps: [{run: "true"}]
"""
CALLED = """\
    name: called
    on: workflow_call
    jobs:
      first:
        runs-on: ubuntu-24.04
        steps: [{run: echo of the called one}]
      second:
        needs: first
        runs-on: ubuntu-24.04
        steps: [{run: "true"}]
"""


@pytest.mark.parametrize(("status", "rest"), [("true", "success"), ("false", "skipped")])
def test_a_workflow_that_is_called_is_a_part_of_the_run(play, status, rest):
    """Its jobs have the caller's name before their own."""
    found = play(CALLER.replace("STATUS", status), CALLED)
    assert found.results == {
        "first": "success" if status == "true" else "failure",
        "board / first": rest,
        "board / second": rest,
        "last": rest,
    }
    assert found.of("board / first").text == ("of the called one\n" if status == "true" else "")


def test_a_job_that_act_would_leave_out_fails_the_rehearsal(play):
    """Of a runner that it does not know act says little, and that all is well."""
    with pytest.raises(AssertionError, match="other runs on macos-15"):
        play("""\
            name: small
            on: pull_request_target
            jobs:
              one:
                runs-on: ubuntu-24.04
                steps: [{run: "true"}]
              other:
                runs-on: macos-15
                steps: [{run: "true"}]
        """)


def test_a_job_without_a_result_must_have_been_kept_from_running():
    """By a condition, or by what it needs."""
    ran = {"job": "small/one ", "jobID": "one", "matrix": {}, "msg": "", "jobResult": "success"}
    one, two = Job("one", "small/", ()), Job("two", "small/", ("one",))
    with pytest.raises(AssertionError, match="two: act did not run it"):
        outcome.read(json.dumps(ran), {"one": one, "two": two})
    kept = outcome.read(json.dumps(ran), {"one": one, "two": two._replace(is_conditional=True)})
    assert kept.results == {"one": "success", "two": "skipped"}
    del ran["jobResult"]
    with pytest.raises(AssertionError, match="did not end"):
        outcome.read(json.dumps(ran), {"one": one})


def test_a_matrix_without_legs_fails_the_rehearsal(play):
    """GitHub refuses it; act runs the job once, without a leg."""
    with pytest.raises(AssertionError, match="refuses an empty matrix"):
        play("""\
            name: small
            on: pull_request_target
            jobs:
              one:
                runs-on: ubuntu-24.04
                strategy:
                  matrix: ${{ fromJSON('{"leg":[]}') }}
                steps: [{run: "true"}]
        """)


def test_jobs_find_nothing_of_what_surrounds_the_tests(play, monkeypatch, tmp_path):
    """No variable, no terminal, nothing to read; what the repository gives them is there."""
    monkeypatch.setenv("OF_THE_TESTS", "1")
    secret = "# two lines\nAGE-SECRET-KEY-1'\"$HOME\\n"
    found = play(
        """\
        name: small
        on: pull_request_target
        jobs:
          one:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  for n in 0 1 2; do if [ -t $n ]; then exit 1; fi; done
                  [ -z "$(cat)" ]
                  [ -z "$OF_THE_TESTS" ]
                  echo "$PATH | $HOME | $COHORT"
                  echo "$GITHUB_API_URL | $GITHUB_SHA | $GITHUB_REF"
                  echo "$GITHUB_RUN_ID.$GITHUB_RUN_ATTEMPT by $GITHUB_ACTOR"
                  echo "$IDENTITY"
                env:
                  COHORT: ${{ vars.HELDOUT_COHORT }}
                  IDENTITY: ${{ secrets.HELDOUT_IDENTITY }}
        """,
        secrets={"HELDOUT_IDENTITY": secret},
        variables={"HELDOUT_COHORT": "played"},
        environment={"GITHUB_API_URL": "http://127.0.0.1:9"},
        run_id=9_000_000_001,
        attempt=2,
    )
    assert found.results == {"one": "success"}
    folder = tmp_path / "0" / "act"
    assert found.text.splitlines() == [
        f"{folder}/bin:/usr/bin:/bin | {folder}/home | played",
        f"http://127.0.0.1:9 | {SHA} | refs/heads/main",
        "9000000001.2 by ada",
        *secret.splitlines(),
    ]
    assert stat.S_IMODE((folder / "secrets.yml").stat().st_mode) == 0o600


def test_nothing_is_installed_into_the_environment_that_the_tests_run_in(play):
    """Whatever ./run comes to think of it."""
    found = play(
        """\
        name: small
        on: pull_request_target
        jobs:
          one:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  "$STAND_IN_ENVIRONMENT/bin/python" -m pip install \\
                    --no-deps --no-build-isolation --editable "$ROOT" 2>&1 | tail -n 1
        """,
        environment={"ROOT": f"{ROOT}"},
    )
    assert found.text.startswith("Would install heldout")


def test_a_step_that_fails_fails_although_its_output_goes_through_a_pipe(play):
    """Nothing swallows its exit status, nor what it said to standard error."""
    found = play("""\
        name: small
        on: pull_request_target
        jobs:
          one:
            runs-on: ubuntu-24.04
            steps:
              - run: echo why >&2; exit 3
    """)
    assert (found.results, found.text) == ({"one": "failure"}, "why\n")


def test_what_act_does_not_know_is_kept_from_it(play):
    """Three keys of GitHub's; act would refuse the whole file."""
    text = """\
        name: small
        on: pull_request_target
        cache-mode: none
        concurrency:
          group: one
          queue: max
        jobs:
          one:
            environment:
              name: grading
              deployment: false
            runs-on: ubuntu-24.04
            steps: [{run: "true"}]
    """
    assert play(text).results == {"one": "success"}
    with pytest.raises(AssertionError, match="Unknown Property cache-code"):
        play(text.replace("cache-mode", "cache-code"))


def test_jobs_come_after_what_they_need(tmp_path):
    """Also across files; and what one job needs is known."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "small.yml").write_text(textwrap.dedent(CALLER))
    (folder / "called.yml").write_text(textwrap.dedent(CALLED))
    jobs = workflow.jobs(tmp_path, "small.yml")
    assert list(jobs) == ["first", "board / first", "board / second", "board", "last"]
    assert workflow.needed("board / second", jobs) == {"first", "board / first", "board / second"}
