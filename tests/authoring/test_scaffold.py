"""New folders: complete, sound as far as they go, and whole or not there at all."""

from __future__ import annotations

import keyword
import re
import shutil
import signal
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.authoring.package import Package
from heldout.authoring.rules import PACKAGE_RULES
from heldout.authoring.rules.unwritten import Unwritten
from heldout.authoring.scaffold import answer, author, folder, question, template
from heldout.authoring.scaffold.draft import CaseStudyDraft, ChallengeDraft
from heldout.catalogue import challenge as challenges
from heldout.catalogue.challenge import SLUG, Challenge
from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.judging import suite as suites
from heldout.report import GROUPS, Verdict

ROOT = Path(__file__).parents[2]
#: Names of every kind and length that the questions let through.
ENTRY_POINTS = [
    ("softmax",),
    ("DecisionTree",),
    ("f", "C"),
    ("x" * 40, "Y" + "y" * 39, "z" * 40),
    ("X" * 40,),
]


def answers(questions, slug="softmax", **given) -> dict:
    """Answers by default, but for what is given as a flag."""
    flags = {each.field: given.get(each.field) for each in questions}
    return answer.gather(slug, questions, flags, None)


def drafted(slug: str = "softmax", **fields) -> ChallengeDraft:
    """A draft by default, but for the fields given."""
    return ChallengeDraft(**{**answers(question.for_challenge("Jane Doe"), slug), **fields})


@pytest.fixture
def scaffold(tmp_path):
    """Write the folder of a draft into an empty repository, and load it."""

    def written(draft: ChallengeDraft) -> Challenge:
        (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
        folder.write(tmp_path / "challenges" / draft.slug, template.render(draft))
        return challenges.load(tmp_path / "challenges" / draft.slug)

    return written


@pytest.mark.parametrize(
    "title", ["Softmax", 'The "soft" max', "C:\\max", "# é 'x' <b>", "{{ x }}"]
)
def test_the_folder_loads_and_says_what_was_answered(scaffold, title):
    """Whatever characters a title has."""
    draft = drafted(
        title=title, track="statistics", minutes=25, entry_points=("a", "B"), authors=('J "J" D',)
    )
    challenge = scaffold(draft)
    for field in ("title", "track", "difficulty", "minutes", "asked", "entry_points", "authors"):
        assert getattr(challenge.manifest, field) == getattr(draft, field)
    assert len(challenge.hidden.accepted) == len(challenge.hidden.rejected) == 1
    assert challenge.statement.read_text(encoding="utf-8").startswith(f"# {title}\n")


def test_every_question_of_the_answer_key_is_asked(scaffold):
    """Under the same heading."""
    place = scaffold(drafted()).folder
    asked = (place / "followups.md").read_text(encoding="utf-8")
    for each in tomllib.loads((place / "hidden" / "followups.toml").read_text())["question"]:
        assert f"\n## {each['title']}\n" in asked


@pytest.mark.parametrize("entry_points", ENTRY_POINTS)
def test_the_folder_is_as_tidy_as_this_repository(scaffold, tmp_path, entry_points):
    """Its linter and its formatter have nothing to say, however long the names are."""
    scaffold(drafted("x" * 40, entry_points=entry_points))
    # The linter looks for our own package where it looks here.
    (tmp_path / "src").symlink_to(ROOT / "src")
    for command in (("check",), ("format", "--check", "--diff")):
        done = subprocess.run(
            [Path(sys.executable).with_name("ruff"), *command, "--no-cache", "challenges"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("entry_points", ENTRY_POINTS)
def test_the_stub_fails_every_public_test_kindly(scaffold, judge, entry_points):
    """By saying what is to be written, and nothing else."""
    challenge = scaffold(drafted(entry_points=entry_points))
    (report,) = judge.grade(suites.public(challenge), [challenge.solution.read_bytes()])
    assert len(report.cases) >= 5
    assert {case.verdict for case in report.cases} == {Verdict.ERROR}
    assert all("NotImplementedError: write " in case.detail for case in report.cases)


@pytest.mark.parametrize("entry_points", ENTRY_POINTS)
def test_once_the_code_is_written_the_suites_work(scaffold, judge, entry_points):
    """They accept right code, refuse the stub and wrong code, and have gates and all groups."""
    challenge = scaffold(drafted(entry_points=entry_points))
    stub = challenge.solution.read_text(encoding="utf-8")

    def filled(answer: str) -> bytes:
        start = re.sub(r"raise .*__init__ here.*", "pass", stub)
        return re.sub(r"raise NotImplementedError.*", f"return {answer}", start).encode()

    right = filled("2.0 * np.asarray(X, dtype=np.float64)")
    challenge.hidden.reference.write_bytes(right)
    wrong = filled("2.0 * np.asarray(X, dtype=np.float64) + 1e-6")
    handed_in = [right, stub.encode(), wrong]
    public = list(judge.grade(suites.public(challenge), handed_in))
    assert public[0].verdict == Verdict.PASSED, public[0]
    good, untouched, bad = judge.grade(suites.hidden(challenge, challenge.hidden), handed_in)
    assert good.verdict == Verdict.PASSED, good
    assert len(good.cases) >= 12
    assert {case.group for case in good.cases} == set(GROUPS)
    assert (untouched.verdict, untouched.points) == (Verdict.ERROR, 0)
    assert (bad.verdict, bad.points) == (Verdict.FAILED, 0)
    titles = [case.title for case in (*public[0].cases, *good.cases)]
    assert len(set(titles)) == len(titles)


def test_every_file_says_what_is_still_to_be_written(scaffold, tmp_path):
    """So that `heldout verify` can list it."""
    place = scaffold(drafted()).folder
    package = Package(tmp_path, place)
    marked = {finding.file for finding in Unwritten().check(package)}
    assert marked == {package.named(name) for name in package.files}


@pytest.mark.parametrize("entry_points", ENTRY_POINTS)
def test_nothing_else_is_wrong_with_the_files(scaffold, tmp_path, entry_points):
    """But for what there is too little of."""
    place = scaffold(drafted("x" * 40, entry_points=entry_points)).folder
    package = Package(tmp_path, place)
    rules = [rule for rule in PACKAGE_RULES if package.kind in rule.kinds]
    codes = {finding.code for rule in rules for finding in rule.check(package)}
    assert codes == {"unwritten", "few-samples", "few-followups"}


@pytest.mark.parametrize("kind", question.KINDS)
def test_a_written_prompt_loads_and_says_what_was_answered(repository, tmp_path, kind):
    """With the rubric of its kind."""
    shutil.copytree(repository.root / "rubrics", tmp_path / "rubrics")
    copy = Repository(tmp_path)
    rubrics = {name: copy.rubric(name).kinds for name in copy.rubric_names()}
    questions = question.for_casestudy("Jane Doe", rubrics)
    draft = CaseStudyDraft(**answers(questions, "churn", kind=kind, title='A "\\" title'))
    folder.write(tmp_path / "casestudies" / "churn", template.render(draft))
    loaded = copy.casestudy("churn").manifest
    for field in ("title", "kind", "difficulty", "minutes", "rubric", "authors"):
        assert getattr(loaded, field) == getattr(draft, field)


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.integers(0, 2**63 - 1))
def test_a_value_comes_back_from_toml_as_it_was(value):
    """Quotes, backslashes, controls and all."""
    assert tomllib.loads(f"x = {template.toml(value)}")["x"] == value
    assert tomllib.loads(f"x = {template.toml([value])}")["x"] == [value]


@given(st.from_regex(SLUG, fullmatch=True))
def test_every_slug_has_a_function_of_its_name(slug):
    """Also one that begins with a digit or is a word of Python's."""
    questions = question.for_challenge("Jane Doe")
    (name,) = answers(questions, slug[:40])["entry_points"]
    assert name.isidentifier()
    assert not keyword.iskeyword(name)


@pytest.mark.parametrize(
    ("slug", "name"),
    [("batch-norm", "batch_norm"), ("2-sum", "solve_2_sum"), ("lambda", "solve_lambda")],
)
def test_a_function_is_named_after_the_slug(slug, name):
    """Or so that Python takes it."""
    assert question.name_of(slug) == name


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("title", " ", "--title: it is empty"),
        ("title", "a\x1bb", "--title: 'a\\x1bb' has characters that cannot be printed"),
        ("title", "\ud800", "--title: '\\ud800' has characters that cannot be printed"),
        ("title", "x" * 81, "--title: it has 81 characters; 80 are the most"),
        ("track", "maths", "--track: 'maths' is not one of algorithms, ml-coding, statistics"),
        ("difficulty", "Easy", "--difficulty: 'Easy' is not one of easy, medium, hard"),
        ("asked", "never", "--asked: 'never' is not one of very likely, common, emerging"),
        ("minutes", "4", "--minutes: '4' is not a whole number from 5 to 240"),
        ("minutes", "soon", "--minutes: 'soon' is not a whole number from 5 to 240"),
        ("minutes", "1" * 5000, "is not a whole number from 5 to 240"),
        ("entry_points", "soft-max", "--entry-point: 'soft-max' is neither a function's name"),
        ("entry_points", "softMax", "--entry-point: 'softMax' is neither a function's name"),
        ("entry_points", "_f", "--entry-point: '_f' is neither a function's name"),
        ("entry_points", "f,", "--entry-point: '' is neither a function's name"),
        ("entry_points", "lambda", "--entry-point: 'lambda' already means something in Python"),
        ("entry_points", "sum", "--entry-point: 'sum' already means something in Python"),
        ("entry_points", "f,g,f", "--entry-point: 'f' is there twice"),
        ("entry_points", "x" * 41, "has 41 characters; 40 are the most"),
        ("authors", "", "--author: it is empty"),
    ],
)
def test_a_flag_that_will_not_do_is_named_with_what_would(field, text, expected):
    """The fact is a sentence about the value."""
    with pytest.raises(BadInputError) as caught:
        answers(question.for_challenge("Jane Doe"), **{field: text})
    assert expected in caught.value.fact


def test_all_flags_that_will_not_do_are_told_at_once():
    """Before anything is asked."""

    def ask(*_):
        raise AssertionError("nobody is asked")

    questions = question.for_challenge("Jane Doe")
    given = {each.field: None for each in questions} | {"minutes": "x", "track": "y"}
    with pytest.raises(BadInputError) as caught:
        answer.gather("softmax", questions, given, ask)
    assert re.findall(r"--\w+", caught.value.fact) == ["--track", "--minutes"]


@pytest.mark.parametrize("name", [None, "a\x07b", " "])
def test_without_a_usable_author_the_flag_is_asked_for(name):
    """Git may know nobody, or somebody who cannot be printed."""
    with pytest.raises(BadInputError, match="--author is needed"):
        answers(question.for_challenge(name))


@pytest.mark.parametrize("kind", question.KINDS)
def test_a_written_prompt_has_a_rubric_of_its_kind(repository, kind):
    """Among those of this repository; elsewhere any may be named."""
    ours = {name: repository.rubric(name).kinds for name in repository.rubric_names()}
    draft = CaseStudyDraft(**answers(question.for_casestudy("Jane Doe", ours), kind=kind))
    assert kind in ours[draft.rubric]
    nowhere = question.for_casestudy("Jane Doe", {})
    assert answers(nowhere, kind=kind)["rubric"] == kind
    assert answers(nowhere, kind=kind, rubric="other")["rubric"] == "other"


def test_kind_and_rubric_fit_each_other():
    """Whichever of the two is known first."""
    rubrics = {"star": ("behavioral",), "paper": ("research", "theory")}
    questions = question.for_casestudy("Jane Doe", rubrics)
    assert answers(questions, rubric="paper")["kind"] == "research"
    for flags, fact in (
        ({"rubric": "mine"}, "--rubric: 'mine' is not one of star, paper"),
        ({"kind": "theory", "rubric": "star"}, "--rubric: star is for behavioral, not for theory"),
        ({"kind": "production"}, "--rubric is needed"),
    ):
        with pytest.raises(BadInputError, match=fact):
            answers(questions, **flags)
    kind = next(each for each in questions if each.field == "kind")
    with pytest.raises(ValueError, match="paper is for research, theory, not for behavioral"):
        kind.read("behavioral", {"slug": "x", "rubric": "paper"})


def test_git_may_be_missing(tmp_path, monkeypatch):
    """Then nobody knows the author."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert author.known(tmp_path) is None


def test_a_folder_is_open_to_all_that_the_umask_lets_in(tmp_path):
    """Like any other folder; text ends its lines alike on every system."""
    place = tmp_path / "challenges" / "softmax"
    folder.write(place, {"a/b.txt": "one\ntwo\n"})
    (tmp_path / "challenges" / "usual").mkdir()
    modes = {path.stat().st_mode for path in (tmp_path / "challenges").iterdir()}
    assert len(modes) == 1
    assert stat.S_ISDIR(modes.pop())
    assert (place / "a" / "b.txt").read_bytes() == b"one\ntwo\n"
    assert sorted(path.name for path in (tmp_path / "challenges").iterdir()) == ["softmax", "usual"]


@pytest.mark.parametrize("kind", ["folder", "file", "link", "dead link"])
def test_what_is_already_there_stays_as_it_is(tmp_path, kind):
    """Be it a folder, a file or a link that leads nowhere."""
    place = tmp_path / "softmax"
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path if kind == "link" else tmp_path / "nowhere")
    before = (place.lstat(), sorted(tmp_path.iterdir()))
    with pytest.raises(BadInputError, match="left as it is") as caught:
        folder.write(place, {"README.md": "theirs"})
    assert caught.value.where == place
    assert (place.lstat(), sorted(tmp_path.iterdir())) == before


def test_what_appears_in_the_meantime_stays_too(tmp_path):
    """Two authors may have the same idea."""
    place = tmp_path / "softmax"

    class Files(dict):
        def items(self):
            yield "README.md", "mine"
            place.mkdir()

    with pytest.raises(BadInputError, match="left as it is"):
        folder.write(place, Files())
    assert list(place.iterdir()) == []
    assert list(tmp_path.iterdir()) == [place]


def test_a_home_that_cannot_be_made_is_named(tmp_path):
    """And one that was made for nothing goes away again."""
    (tmp_path / "challenges").write_text("a file")
    with pytest.raises(BadInputError, match="cannot be written"):
        folder.write(tmp_path / "challenges" / "softmax", {"README.md": "x"})
    with pytest.raises(BadInputError, match="File name too long"):
        folder.write(tmp_path / "casestudies" / "churn", {"x" * 300: "x"})
    assert [path.name for path in tmp_path.iterdir()] == ["challenges"]


_KILLED = """\
import os, pathlib, signal, sys
from heldout.authoring.scaffold import folder

class Files(dict):
    def items(self):
        yield "README.md", "half"
        os.kill(os.getpid(), signal.SIGKILL)

folder.write(pathlib.Path(sys.argv[1]), Files())
"""


def test_a_killed_process_leaves_nothing_that_looks_like_a_folder(tmp_path):
    """And the next call clears away what it left."""
    (tmp_path / "pyproject.toml").touch()
    place = tmp_path / "challenges" / "softmax"
    done = subprocess.run([sys.executable, "-c", _KILLED, place], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not place.exists()
    assert Repository(tmp_path).slugs() == []
    assert len(list(place.parent.iterdir())) == 1
    folder.write(place, {"README.md": "whole"})
    assert list(place.parent.iterdir()) == [place]
    assert list(place.iterdir()) == [place / "README.md"]
