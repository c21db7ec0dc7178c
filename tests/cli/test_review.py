"""review, as people type it: begun, filled in, checked and summed up."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from heldout.cli.app import app
from heldout.errors import BadInputError
from tests.catalogue.churn import WIDE_KEY, Churn
from tests.cli.test_prose import GOOD
from tests.written.review.desktop import fill

SIX = ("ada", "bob", "cyd", "dee", "eli", "fay")
#: What a strict reader would say of each: levels, and how many of the four points are made.
TRUTH = {"ada": (4, 4), "bob": (3, 3), "cyd": (2, 2), "dee": (2, 1), "eli": (1, 0), "fay": (0, 0)}


@pytest.fixture
def churn(tmp_path, monkeypatch) -> Churn:
    """A repository with one written prompt, and answers in a folder of it."""
    root = tmp_path / "reviewed"
    root.mkdir()
    made = Churn(root)
    made.write("hidden/points.toml", WIDE_KEY)
    for name in SIX:
        made.write(f"answers/{name}.md", f"{GOOD}\nThe answer of {name}.\n", below=root)
    monkeypatch.chdir(root)
    return made


@pytest.fixture
def typed(churn):
    """Run `heldout review ...` in it, in this process."""
    assert Path.cwd() == churn.root
    return lambda *arguments: CliRunner().invoke(app, ["review", *map(str, arguments)])


@pytest.fixture
def started(churn, typed):
    """Begin a sheet and fill it in."""

    def begun(answer: str, reviewer: str, levels=(), marks=()) -> Path:
        done = typed("start", f"answers/{answer}.md", "--slug", "churn", "--reviewer", reviewer)
        assert done.exit_code == 0, done.exception
        path = churn.root / f"{answer}.{reviewer.lower().replace(' ', '-')}.review.yaml"
        path.write_text(fill(path.read_text(), levels, marks))
        return path

    return begun


def refused(done) -> BadInputError:
    """What somebody is told who cannot be served."""
    assert isinstance(done.exception, BadInputError)
    return done.exception


def two_of_each(started) -> list[Path]:
    """Six answers, two sheets each: one reviewer reads strictly, one now and then a level off."""
    rng = random.Random(4)
    paths = []
    for name, (level, made) in TRUTH.items():
        marks = ["yes"] * made + ["no"] * (4 - made)
        paths.append(started(name, "Ben", [level] * 3, marks))
        off = [min(4, max(0, level + rng.choice((-1, 0, 0, 1)))) for _ in range(3)]
        paths.append(started(name, "Cleo", off, rng.sample(marks, 4) if made == 2 else marks))
    return paths


def test_start_writes_a_sheet_and_says_what_comes_next(churn, typed):
    """Named by answer and reviewer, in the working directory."""
    done = typed("start", "answers/ada.md", "--slug", "churn", "--reviewer", "Ben  Okafor")
    assert done.exit_code == 0
    assert "3 parts of the evaluation and 4 points to judge" in done.stdout
    assert "heldout review check ada.ben-okafor.review.yaml" in done.stdout
    text = (churn.root / "ada.ben-okafor.review.yaml").read_text()
    assert "answer: answers/ada.md\n" in text
    assert "reviewer: Ben Okafor\n" in text
    assert "# Customer churn: a review of answers/ada.md\n" in text


def test_start_tells_the_prompt_by_the_folder(churn, typed):
    """Anywhere below casestudies/; elsewhere it asks."""
    churn.write("mine/ada.md", GOOD)
    done = typed("start", "casestudies/churn/mine/ada.md", "--reviewer", "Ben", "--json")
    told = {"sheet": "ada.ben.review.yaml", "slug": "churn", "parts": 3, "points": 4}
    assert json.loads(done.stdout) == told
    assert "--slug" in refused(typed("start", "answers/ada.md", "--reviewer", "Ben")).next_step


def test_start_never_writes_over_a_sheet(typed, started):
    """What somebody has judged stays, and the next command is named."""
    path = started("ada", "Ben", [3])
    before = path.read_bytes()
    done = typed("start", "answers/ada.md", "--slug", "churn", "--reviewer", "Ben")
    assert "heldout review check ada.ben.review.yaml" in refused(done).next_step
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["answers/ada.md", "--reviewer", "ADA"], "an answer of their own"),
        (["answers/ada.md", "--reviewer", "Ben", "--author", "ben."], "an answer of their own"),
        (["answers/ada.md", "--reviewer", "?!"], "no letter"),
        (["answers/zoe.md", "--reviewer", "Ben"], "no such file"),
        (["answers", "--reviewer", "Ben"], "not a regular file"),
        (["answers/ada.md", "--reviewer", "Ben", "--output", "no/x.yaml"], "cannot be written"),
        (["empty.md", "--reviewer", "Ben"], "empty"),
    ],
)
def test_start_refuses_what_cannot_be_judged(churn, typed, arguments, told):
    """With a next step, and without a file that is half written."""
    churn.write("empty.md", "\n", below=churn.root)
    error = refused(typed("start", *arguments, "--slug", "churn"))
    assert told in error.fact
    assert error.next_step
    assert not [*churn.root.rglob("*.yaml")]


def test_check_tells_what_is_wrong_what_is_left_and_what_is_done(typed, started):
    """The exit status is that of the worst sheet."""
    done = started("ada", "Ben", [3] * 3, ["yes"] * 4)
    half = started("bob", "Ben", [3], ["yes"])
    bad = started("cyd", "Ben", [7, 3, 3], ["yes"] * 4)
    assert typed("check", done).exit_code == 0
    assert typed("check", done, half).exit_code == 1
    told = typed("check", done, half, bad)
    assert told.exit_code == 2
    assert f"{done}  sound and complete" in told.stdout
    assert "warning[not-judged]: not judged: 2 parts" in told.stdout
    assert "error[bad-level] line" in told.stdout
    rows = [
        json.loads(row) for row in typed("check", done, half, bad, "--json").stdout.splitlines()
    ]
    assert [row["ok"] for row in rows] == [True, True, False]
    assert rows[2]["findings"][0]["next_step"]


def test_check_takes_one_author_for_one_answer(typed, started):
    """Of several answers nobody knows which one is meant."""
    one, other = started("ada", "Ben"), started("bob", "Ben")
    assert "own-answer" in typed("check", one, "--author", "Ben").stdout
    assert "several" in refused(typed("check", one, other, "--author", "Ben")).fact


def test_a_terminal_is_safe_from_a_sheet(typed, started):
    """What somebody typed into it is escaped."""
    path = started("ada", "Ben")
    text = path.read_text().replace("slug: churn", 'slug: "\\e[2J\\n::error::x"')
    path.write_text(text)
    shown = typed("check", path).stdout
    assert "\x1b" not in shown
    assert "\n::error::" not in shown


def test_six_answers_with_two_sheets_each_are_summed_up(typed, started):
    """Kappa of each part and overall, what to talk about, people and the machine."""
    paths = two_of_each(started)
    done = typed("summary", *paths, "--seed", 3)
    assert done.exit_code == 0, done.exception
    assert "12 sheets on 6 answers, 6 of them judged by two people or more" in done.stdout
    for words in ("Problem solving", "overall", "people and machine, the same points", "seed 3"):
        assert words in done.stdout
    found = json.loads(typed("summary", *paths, "--seed", 3, "--json").stdout)
    assert [part["agreement"]["answers"] for part in found["parts"]] == [6, 6, 6]
    assert found["overall"]["low"] < found["overall"]["kappa"] < found["overall"]["high"]
    # Each answer is GOOD, in which the machine finds points; strict readers do not in most.
    assert found["points"]["machine"]["pairs"] == 2 * found["points"]["people"]["pairs"] > 0
    assert found["points"]["people"]["kappa"] > found["points"]["machine"]["kappa"]


def test_a_summary_stops_at_sheets_with_mistakes(typed, started):
    """It says which, and what is wrong with them."""
    paths = [started("ada", "Ben", [3] * 3), started("ada", "Cleo", [9, 3, 3])]
    done = typed("summary", *paths)
    assert refused(done).fact == "1 of 2 sheets cannot be counted, so nothing was"
    assert "ada.cleo.review.yaml  1 mistake" in done.stderr
    assert not done.stdout


def test_a_summary_needs_two_people(typed, started):
    """On at least one answer."""
    paths = [started("ada", "Ben", [3] * 3), started("bob", "Cleo", [3] * 3)]
    assert "second reviewer" in refused(typed("summary", *paths)).next_step


def test_the_command_ends_with_2_on_bad_input(churn, run):
    """As everything does that a user can put right."""
    done = run("review", "summary", "none.yaml", cwd=churn.root)
    assert done.returncode == 2
    assert "none.yaml  1 mistake" in done.stderr
    assert "next: name the file of a sheet" in done.stderr
