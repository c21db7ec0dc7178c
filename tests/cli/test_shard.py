"""shard, as a workflow types it."""

from __future__ import annotations

import inspect
import json
from datetime import timedelta

import pytest

from heldout.cli.shard import shard
from heldout.grading.shards import MOST_LEGS, decode_plan, encode_plan, encode_seconds
from tests.grading.sample import FOLLOW_UP, KMEANS, NOON, grade

PLANNED = [grade(n, at=NOON + timedelta(hours=n)) for n in range(5)]


@pytest.fixture
def plan(double):
    """A plan of five works, one of another kind; each takes longer than a start."""
    planned = [*PLANNED[:4], grade(4, at=NOON + timedelta(hours=4), kind="follow-up")]
    (double.root / "plan.ndjson").write_bytes(encode_plan(planned))
    (double.root / "seconds.ndjson").write_bytes(encode_seconds({KMEANS: 40.0, FOLLOW_UP: 80.0}))
    return planned


def test_a_plan_is_dealt_to_legs_and_their_matrix_is_printed(run, double, plan):
    """One line for `fromJSON`, and nothing else on standard output; each work is in one leg."""
    done = run("shard", "plan.ndjson", "--seconds", "seconds.ndjson", "--legs", 3, "--out", "a/b")
    assert (done.returncode, done.stdout) == (0, '{"leg":["000","001","002"]}\n'), done.stderr
    assert done.stderr == "5 to grade in 3 legs, the longest about 80 s\n"
    folder = double.root / "a" / "b"
    names = [f"leg-{each}.ndjson" for each in json.loads(done.stdout)["leg"]]
    assert sorted(path.name for path in folder.iterdir()) == names
    legs = [decode_plan((folder / name).read_bytes(), name) for name in names]
    assert sorted(map(len, legs)) == [1, 2, 2]
    assert sorted(each.work.submitter.submitted_at for leg in legs for each in leg) == [
        each.work.submitter.submitted_at for each in plan
    ]
    assert [plan[4]] in list(map(list, legs))


@pytest.mark.usefixtures("plan")
def test_work_that_is_not_worth_a_second_start_is_one_leg(run, double):
    """Unmeasured work is thought to be short; the same legs may be there already, no others."""
    written = double.write(
        "legs/leg-000.ndjson", (double.root / "plan.ndjson").read_text(), below=double.root
    )
    done = run("shard", "plan.ndjson")
    assert (done.returncode, done.stdout) == (0, '{"leg":["000"]}\n'), done.stderr
    assert written.read_bytes() == (double.root / "plan.ndjson").read_bytes()
    other = double.write("legs/leg-007.ndjson", "", below=double.root)
    done = run("shard", "plan.ndjson")
    assert (done.returncode, done.stdout) == (2, "")
    assert "legs/leg-007.ndjson: this leg of another plan is there already" in done.stderr
    assert sorted(other.parent.iterdir()) == [written, other]


def test_an_empty_plan_has_no_legs(run, double):
    """A workflow leaves its matrix out then."""
    double.write("plan.ndjson", "", below=double.root)
    done = run("shard", "plan.ndjson")
    assert (done.returncode, done.stdout) == (0, '{"leg":[]}\n')


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["seconds.ndjson"], "seconds.ndjson:1: this line of the plan is no work"),
        (["plan.ndjson", "--seconds", "nowhere"], "nowhere: the measured times cannot be read"),
        (["plan.ndjson", "--out", "plan.ndjson"], "plan.ndjson: the legs cannot be written"),
    ],
)
def test_bad_input_is_explained(run, arguments, words):
    """Which file, what, and status 2."""
    done = run("shard", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in " ".join(done.stderr.split())


def test_the_default_number_of_legs_is_the_most_there_are():
    """The command repeats it, as it imports nothing until it runs."""
    assert inspect.signature(shard).parameters["legs"].default == MOST_LEGS
