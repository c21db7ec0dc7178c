"""Answers read in two steps: with a key and without the text, with the text and without a key."""

from __future__ import annotations

import json
import shutil

import pytest

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.github import interview_reading
from heldout.github.interview_bounds import Bound
from heldout.github.interview_plan import Piece, Plan
from heldout.report import Status, Verdict
from heldout.vault.age import Identity, new_identity
from tests.github.interviews import BOTH, event, repository
from tests.grading.edition import seal

PROMPT = Piece(slug="overfitting", kind="casestudy")
QUESTIONS = Piece(slug="double", kind="follow-up")


@pytest.fixture(scope="module")
def clear(tmp_path_factory) -> Repository:
    """An authoring edition."""
    return repository(tmp_path_factory.mktemp("clear"))


@pytest.fixture(scope="module")
def identity() -> Identity:
    """Whom the cohort edition is sealed for."""
    return new_identity()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory, clear, identity) -> Repository:
    """A cohort edition of it."""
    root = tmp_path_factory.mktemp("sealed") / "edition"
    shutil.copytree(clear.root, root)
    for task in ("challenges/double", "casestudies/overfitting"):
        seal(root / task, identity)
    return Repository(root)


@pytest.fixture
def read(tmp_path):
    """Open, then read; what could not be opened is in `faults`."""

    def reading(root, *pieces, text=BOTH, identities=()):
        told = event(text)
        plan = Plan(deed="answer", number=12, at=told.at, pieces=pieces)
        folder = tmp_path / "opened"
        shutil.rmtree(folder, ignore_errors=True)
        reading.faults = interview_reading.lay_out(plan, root, identities, folder)
        reading.folder = folder
        return interview_reading.read(plan, told, root, folder)

    return reading


def test_an_authoring_edition_needs_no_key(read, clear):
    """Points covered are counted, and what is not shown is not kept."""
    reply = read(clear, PROMPT, QUESTIONS)
    assert [each.piece for each in reply.readings] == [PROMPT, QUESTIONS]
    prompt, questions = (each.report for each in reply.readings)
    assert prompt.verdict == Verdict.PASSED
    assert prompt.points > 0
    assert (questions.verdict, questions.points, questions.kind) == ("passed", 1.0, "follow-up")
    assert all(case.evidence is None and case.confidence is None for case in prompt.cases)
    assert reply.read == 1


def test_a_cohort_edition_is_opened_by_its_key_and_read_without(read, sealed, identity):
    """What is handed over has what this answer is read by, and no key."""
    reply = read(sealed, QUESTIONS, identities=[identity])
    assert read.faults == {}
    (found,) = reply.readings
    assert (found.piece.bound, found.report.points) == (None, 1.0)
    assert sorted(path.name for path in read.folder.iterdir()) == ["double", "seeds.json"]
    assert read.folder.stat().st_mode & 0o77 == 0
    assert json.loads((read.folder / "seeds.json").read_bytes())["seeds"] == []


def test_without_a_key_the_form_is_looked_at(read, sealed):
    """No answer is used up, and the log says why."""
    text = f"- [x] Round 1\n\n{BOTH}".replace("## Limits\n", "## Limits\n\nTODO\n", 1)
    reply = read(sealed, PROMPT, text=text)
    (found,) = reply.readings
    assert found.piece.bound == Bound("key")
    assert (found.report.verdict, found.report.cases) == (Verdict.REFUSED, ())
    assert "no identity is at hand" in read.faults["overfitting"].fact
    assert reply.read == 0
    # By the lines of the comment.
    assert text.split("\n").index("TODO") + 1 in [each.line for each in found.report.findings]


def test_what_is_bound_is_neither_opened_nor_read(read, sealed, identity):
    """Its form is; the rest of the same answer is read."""
    bound = Piece(slug="overfitting", kind="casestudy", bound=Bound("cohort", "Spring"))
    reply = read(sealed, bound, QUESTIONS, identities=[identity])
    assert [len(each.report.cases) for each in reply.readings] == [0, 1]
    assert not (read.folder / "overfitting").exists()
    assert reply.readings[0].piece == bound
    assert read(sealed, bound).read == 0


def test_questions_that_nobody_wrote_a_key_for_are_left_to_people(read, clear, tmp_path):
    """As those of a challenge whose hidden half has none."""
    root = Repository(tmp_path / "without")
    shutil.copytree(clear.root, root.root)
    (root.root / "challenges/double/hidden/followups.toml").unlink()
    (found,) = read(root, QUESTIONS).readings
    assert found.piece.bound == Bound("key")


def test_an_answer_that_says_nothing_makes_no_point(read, clear):
    """And a hostile one is read as any other."""
    words = f"# double\n\n## Why?\n\n@everyone <script>x</script> {'lorem ' * 60}\n"
    (found,) = read(clear, QUESTIONS, text=words).readings
    assert {each.status for each in found.report.cases} == {Status.NOT_FOUND}


def test_where_nothing_was_laid_out_nothing_is_read(clear, tmp_path):
    """It is a step that was left out, and no answer."""
    told = event(BOTH)
    plan = Plan(deed="answer", number=12, at=told.at, pieces=(PROMPT,))
    with pytest.raises(BadInputError, match="no suites were laid out here"):
        interview_reading.read(plan, told, clear, tmp_path / "nowhere")
    nothing = Plan(deed="open", number=12, at=told.at)
    assert interview_reading.read(nothing, told, clear, tmp_path / "nowhere").readings == ()
