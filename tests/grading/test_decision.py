"""What becomes of the files of a pull request, before anything is run."""

from __future__ import annotations

import shutil

import pytest

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.grading import decision, suites
from heldout.grading.plan import Grade
from heldout.submission.pull_request import PullRequest
from heldout.submission.ruling import Item, Reason, Remedy
from tests.conftest import Builder
from tests.grading.edition import KEY, NOW, RIGHT, WRONG, entry
from tests.grading.sample import receipt as sample

BASE, HEAD = "a" * 40, "c" * 40


def item(slug: str, content: bytes | None = RIGHT, refusal: Reason | None = None) -> Item:
    """A file that is handed in."""
    sha = entry(content)[0].solution_sha if content is not None else None
    path = f"challenges/{slug}/solution.py"
    return Item(
        slug=slug, kind="challenge", path=path, solution_sha=sha, content=content, refusal=refusal
    )


def read(*items: Item, **changes: object) -> PullRequest:
    """A pull request that hands these in."""
    facts = {"decision": "submission", "reasons": (), "items": items, **changes}
    return PullRequest(base_sha=BASE, head_sha=HEAD, **facts)


@pytest.fixture
def decide(tmp_path):
    """Decide about a pull request to a repository with `double`."""
    Builder(tmp_path)
    broken = tmp_path / "challenges" / "broken"
    shutil.copytree(tmp_path / "challenges" / "double", broken)
    shutil.rmtree(broken / "hidden")
    (broken / "hidden.age").write_bytes(b"no age file")
    submitter = entry()[0].submitter

    def decided(pull_request: PullRequest, *receipts) -> decision.Decision:
        slugs = list(decision.slugs(pull_request))
        with suites.opened(Repository(tmp_path), slugs, seed_key=KEY) as opened:
            return decision.decide(pull_request, submitter, opened, receipts, None, NOW)

    return decided


def test_each_file_has_its_fate_and_none_costs_another(decide):
    """To be graded, refused with its reason, and failed where we are to blame."""
    refusal = Reason("too-large", "it is too large", (Remedy("make it smaller", ("rm x",)),))
    made = decide(read(item("double"), item("broken"), item("gone", None, refusal)))
    assert [(file.slug, file.fate) for file in made.files] == [
        ("double", "grade"),
        ("broken", "failed"),
        ("gone", "refused"),
    ]
    assert "make it smaller" in made.files[2].reason
    assert made.files[1].reason == "what grades this could not be opened"
    (grade,) = made.grades
    assert isinstance(grade, Grade)
    assert grade.work.solution_sha == entry(RIGHT)[0].solution_sha
    assert grade.work.head_sha == HEAD


def test_what_is_known_or_was_graded_for_another_is_not_graded(decide):
    """The one has nothing new to record, the other a receipt of its own."""
    (grade,) = decide(read(item("double"))).grades
    own = grade.receipt(sample(), NOW)
    known = decide(read(item("double")), own)
    assert [file.fate for file in known.files] == ["known"]
    assert (known.grades, known.reused) == ((), ())
    other_work = entry(RIGHT, user_id=8)[0]
    theirs = Grade(other_work, grade.grader).receipt(sample(), NOW)
    reused = decide(read(item("double")), theirs)
    assert [file.fate for file in reused.files] == ["reused"]
    assert [each.user_id for each in reused.reused] == [7]
    assert reused.grades == ()


def test_a_decision_comes_back_from_its_file(decide):
    """With receipts, reasons and all."""
    for made in (
        decide(read(item("double"), item("double", WRONG))),
        decide(read(decision="refused", reasons=(Reason("symlink", "a link"),))),
    ):
        assert decision.decode(decision.encode(made), "decision.json") == made


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"version": 0}', b"\xff"])
def test_what_is_no_decision_is_said(content):
    """With the file's name, and what writes one."""
    with pytest.raises(BadInputError, match="no decision about a pull request") as caught:
        decision.decode(content, "plan/decision.json")
    assert "heldout actions plan" in caught.value.next_step
