"""list, show, check and grade of a written prompt, as they are typed."""

from __future__ import annotations

import json

import pytest

from tests.catalogue.churn import WIDE_KEY, Churn

GOOD = """\
# Customer churn

## Problem understanding

The care team calls customers before they cancel, and success is the revenue kept after the cost
of the calls, compared with a random group that nobody calls. I assume that a customer who has not
paid for sixty days is lost, and I would ask how many calls the team can make in a week.

## Model

We begin with a baseline, a simple rule on days since the last visit, and fit a logistic regression
first, because its coefficients can be explained to the agents: each call sheet shows three reasons.
Only few churners are in the data, so we use class weights in training and calibrate the scores
afterwards, instead of trusting accuracy.
"""


@pytest.fixture
def churn(tmp_path) -> Churn:
    """A repository with one written prompt."""
    root = tmp_path / "prose"
    root.mkdir()
    built = Churn(root)
    built.write("hidden/points.toml", WIDE_KEY)
    return built


@pytest.fixture
def typed(run, churn):
    """Run `heldout ...` in it."""
    return lambda *arguments, **environment: run(*arguments, cwd=churn.root, **environment)


def report(done) -> dict:
    """The only line of JSON."""
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def test_list_shows_written_prompts_too(typed):
    """With their kind where challenges have a track."""
    assert "cases to argue" in typed("list").stdout
    listed = report(typed("list", "--json"))
    assert (listed["slug"], listed["kind"], listed["track"]) == ("churn", "casestudy", "case-study")


def test_show_prints_the_statement(typed):
    """As it is, when it goes into a file."""
    assert typed("show", "churn").stdout.startswith("# Customer churn\n\n## The scenario")


def test_an_untouched_template_is_refused_kindly(typed):
    """One finding, and where to begin."""
    done = typed("check", "churn")
    assert done.returncode == 2
    assert "error[untouched-template]" in done.stdout
    assert "next: heldout show churn, then write below the headings" in done.stdout
    assert "missing" not in done.stdout


def test_check_shows_the_line_with_a_caret(typed, churn):
    """The place, the line, the fact, the fix, as compilers do."""
    churn.write("answer.md", GOOD.replace("a week.", "a week. TODO: the rest."))
    done = typed("check", "churn")
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    place = next(n for n, line in enumerate(lines) if "error[placeholder]" in line)
    assert lines[place + 1].startswith("  --> casestudies/churn/answer.md:7:")
    assert "TODO: the rest" in lines[place + 2]
    assert lines[place + 3].index("^") == lines[place + 2].index("TODO")
    assert lines[place + 4].startswith("  next: ")


def test_check_of_a_sound_answer_passes_and_reads_no_points(typed, churn):
    """It needs no key, and tells nothing of it."""
    churn.write("answer.md", GOOD)
    done = typed("check", "churn", "--json")
    assert (done.returncode, report(done)["verdict"]) == (0, "passed"), done.stdout
    assert report(done)["cases"] == []


def test_check_annotates_on_actions(typed, churn):
    """A candidate sees findings beside the lines."""
    churn.write("answer.md", GOOD.replace("a week.", "a week. TODO: the rest."))
    done = typed("check", "churn", GITHUB_ACTIONS="true")
    assert "::error file=casestudies/churn/answer.md,line=7,title=placeholder::" in done.stdout


def test_grade_reads_points_with_quotes(typed, churn):
    """Every quote is in the line that it names."""
    path = churn.write("mine.md", GOOD, below=churn.root)
    graded = report(typed("grade", "churn", "--solution", path, "--json"))
    assert (graded["kind"], graded["slug"], graded["speed_ratio"]) == ("casestudy", "churn", None)
    assert [case["name"] for case in graded["cases"]] == [
        "success-metric",
        "baseline",
        "class-imbalance",
        "interpretability",
    ]
    lines = GOOD.splitlines()
    for case in graded["cases"]:
        assert case["status"] in ("covered", "not-found", "needs-person")
        assert 0 <= case["confidence"] <= 1
        for quote in case["evidence"]:
            assert quote["quote"] in lines[quote["line"] - 1]
    covered = [case for case in graded["cases"] if case["status"] == "covered"]
    assert covered
    assert all(case["verdict"] == "passed" and case["evidence"] for case in covered)
    assert graded["points"] == sum(case["max_points"] for case in covered)


def test_a_refused_answer_has_all_its_cases(typed, churn):
    """A blocking finding does not hide what was read."""
    path = churn.write("mine.md", GOOD.replace("## Model", "## Modell"), below=churn.root)
    done = typed("grade", "churn", "--solution", path, "--json")
    graded = report(done)
    assert (done.returncode, graded["verdict"]) == (2, "refused")
    assert "missing-section" in {each["code"] for each in graded["findings"]}
    assert len(graded["cases"]) == 4


def test_missing_and_unreadable_files_have_a_line_each(typed, churn):
    """In the order given, with the reason."""
    good = churn.write("good.md", GOOD, below=churn.root)
    binary = churn.root / "binary.md"
    binary.write_bytes(b"\xff\xfe\x00answer")
    done = typed(
        *("grade", "churn", "--json", "--solution", churn.root / "none.md"),
        *("--solution", binary, "--solution", good),
    )
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert [each["verdict"] for each in (first, second)] == ["refused", "refused"]
    assert "no such file" in first["reason"]
    assert "not UTF-8" in second["reason"]
    assert [len(each["cases"]) for each in (first, second, third)] == [4, 4, 4]


def test_a_copy_is_refused_and_the_first_is_not(typed, churn):
    """Who hands in first cannot have copied."""
    first = churn.write("first.md", GOOD, below=churn.root)
    second = churn.write("second.md", GOOD.replace("sixty", "ninety"), below=churn.root)
    done = typed("grade", "churn", "--json", "--solution", first, "--solution", second)
    one, two = map(json.loads, done.stdout.splitlines())
    assert "near-copy" not in {each["code"] for each in one["findings"]}
    assert "near-copy" in {each["code"] for each in two["findings"]}
    assert two["verdict"] == "refused"


def test_grade_without_the_key_says_so(typed, churn):
    """A cohort's edition has it sealed."""
    for path in sorted((churn.folder / "hidden").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (churn.folder / "hidden").rmdir()
    done = typed("grade", "churn")
    assert done.returncode == 2
    assert "neither in the clear nor sealed" in done.stderr


def test_what_a_candidate_wrote_cannot_steer_the_terminal(typed, churn):
    """Controls are spelt out."""
    text = GOOD.replace("a week.", "a week. TODO: \x1b[2J rest.")
    churn.write("answer.md", text)
    done = typed("check", "churn")
    assert "\x1b" not in done.stdout + done.stderr


def test_prompts_that_nobody_has_begun_are_named_in_one_line(typed, churn):
    """Ten findings that say the same would hide the one that matters."""
    for path in churn.folder.rglob("*"):
        if path.is_file():
            copy = churn.root / "casestudies" / "again" / path.relative_to(churn.folder)
            churn.write(str(copy.relative_to(churn.root)), path.read_text(), below=churn.root)
    done = typed("check")
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "not begun yet: again, churn",
        "  next: heldout show again",
    ]
