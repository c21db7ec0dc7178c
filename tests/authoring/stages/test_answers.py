"""A prompt's sample answers come out as its folder says, or there is a finding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from heldout.authoring.package import Package
from heldout.authoring.stages import answers
from tests.authoring import packages
from tests.catalogue.churn import WIDE_KEY, Churn
from tests.cli.test_prose import GOOD

#: Says nothing that the key looks for.
BAD = """\
<!--
Never says how success is measured, nor what a model is compared with.

Rejected for: success-metric, baseline, class-imbalance, interpretability
-->

# Customer churn

## Problem understanding

The shop would like to know who leaves and to do something about it before the end of each year,
with the people and the tools that are there already and without any change to them at all.

## Model

We take last summer's table and let the computer find what there is to find in it, and then we hand
the list over to whoever has time for it on a Monday morning.
"""


@pytest.fixture
def churn(tmp_path) -> Churn:
    """A prompt whose samples come out as they should."""
    built = Churn(tmp_path)
    built.write("hidden/points.toml", WIDE_KEY)
    for name in ("one", "two"):
        built.write(f"hidden/accepted/{name}.md", GOOD)
    for n in range(5):
        built.write(f"hidden/rejected/mistake-{n}.md", BAD)
    return built


def found(churn: Churn) -> list[tuple[str, str]]:
    """The codes of what is found, with the files."""
    package = Package(churn.root, churn.folder)
    return [(each.code, each.file.rpartition("/")[2]) for each in answers.prove(package)]


def test_samples_that_come_out_right_leave_nothing_to_say(churn):
    """Every point is made by a good one and missed by a bad one."""
    assert found(churn) == []


def test_a_good_answer_that_does_not_pass_is_reported(churn):
    """The key is too narrow, or the answer not so good."""
    churn.write("hidden/accepted/two.md", BAD.partition("-->\n")[2])
    assert found(churn) == [("answer-fails", "two.md")]


def test_a_good_answer_that_is_flagged_is_reported(churn):
    """With the code it is flagged for."""
    churn.write("hidden/accepted/two.md", GOOD + "\n![drawing](a.png)\n")
    codes = found(churn)
    assert ("answer-fails", "two.md") in codes
    assert ("answer-flagged", "two.md") in codes


def test_a_bad_answer_that_passes_is_reported(churn):
    """And so is each point that it was to miss."""
    churn.write("hidden/rejected/mistake-2.md", BAD.partition("#")[0] + GOOD)
    assert found(churn) == [
        ("answer-passes", "mistake-2.md"),
        *[("reason-not-found", "mistake-2.md")] * 4,
    ]


def test_a_code_that_is_not_found_is_reported(churn):
    """A bad answer fails for the reason that it names."""
    churn.write("hidden/rejected/mistake-2.md", BAD.replace("for: ", "for: placeholder, "))
    assert found(churn) == [("reason-not-found", "mistake-2.md")]


def test_a_point_that_no_good_answer_makes_is_reported(churn):
    """Nothing would show that its key finds anything."""
    for name in ("one", "two"):
        text = GOOD.replace(
            "can be explained to the agents: each call sheet shows three reasons", "fit"
        )
        churn.write(f"hidden/accepted/{name}.md", text)
    assert ("unmade-point", "points.toml") in found(churn)


def test_a_point_that_every_bad_answer_makes_is_reported(churn):
    """Nothing would show that its key leaves anything out."""
    for n in range(5):
        text = BAD.replace("interpretability\n", "baseline\n") + (
            "\nThe coefficients are explained to agents, who see three reasons of Shapley.\n"
        )
        churn.write(f"hidden/rejected/mistake-{n}.md", text)
    assert ("unmissed-point", "points.toml") in found(churn)


QUESTIONS = """\
# Follow-up questions: moving average

## Why is the running sum quicker than a sum for each window?

{first}

## What goes wrong with a running sum of many numbers?

{second}
"""
ASKED_KEY = r"""
[[question]]
title = "Why is the running sum quicker than a sum for each window?"
points = [{ id = "linear", title = "Each number is added once and taken away once" }]

[[question]]
title = "What goes wrong with a running sum of many numbers?"
points = [{ id = "rounding", title = "Rounding errors add up" }, { id = "open", title = "More" }]

[points.linear]
patterns = [
    '\blinear\b',
    '\bonce\b',
    'adds? (?:the )?(?:new|next)',
    'subtract\w*|takes? away',
    'instead of .{0,30}window',
]
anchors = ["Each number is added once and subtracted once.", "It is linear in the length."]

[points.rounding]
patterns = ['\bround\w*', '\berrors?\b', '\bdrifts?\b', 'cancel\w*', 'compensated|kahan']
anchors = ["Rounding errors add up and drift.", "A compensated sum by Kahan keeps them small."]
"""
WELL = (
    "Each step adds the new number and subtracts the oldest, so each is touched once instead of"
    " once a window; the cost is linear in the length and does not depend on the window,"
    " which for a day of readings is the difference between a blink and a coffee."
)
DRIFTS = (
    "Rounding errors add up, so that the sum drifts from the true one, and after large numbers"
    " cancel only the errors are left; a compensated sum after Kahan keeps them small."
)
NONE = (
    "It was a lovely summer and we had been to the sea with all of the children and both dogs " * 2
)


@pytest.fixture
def asked(tmp_path) -> Package:
    """The sound challenge, with sample answers to questions of its own."""
    root = packages.build(tmp_path)
    shutil.copytree(Path(__file__).parents[3] / "rubrics", root / "rubrics")
    folder = root / "challenges" / packages.SLUG
    (folder / "followups.md").write_text(QUESTIONS.format(first="<!-- -->", second="<!-- -->"))
    (folder / "hidden" / "followups.toml").write_text(ASKED_KEY)
    texts = {
        "accepted/one.md": QUESTIONS.format(first=WELL, second=DRIFTS),
        "rejected/sea.md": f"<!--\nNo answer.\n\nRejected for: linear, rounding\n-->\n\n"
        f"{QUESTIONS.format(first=NONE, second=NONE)}",
    }
    for name, text in texts.items():
        path = folder / "hidden" / "followups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Package(root, folder)


def test_answers_to_follow_up_questions_are_read_too(asked):
    """A point without a key is left to people, and the rest is enough to pass."""
    assert list(answers.prove_followups(asked)) == []


def test_a_point_counts_in_the_answer_to_its_own_question(asked):
    """What is right elsewhere is no answer here."""
    path = asked.folder / "hidden/followups/accepted/one.md"
    path.write_text(QUESTIONS.format(first=NONE, second=NONE))
    codes = [each.code for each in answers.prove_followups(asked)]
    assert codes.count("unmade-point") == 2


def test_a_challenge_without_sample_answers_has_nothing_to_read(tmp_path):
    """Its key may come later."""
    root = packages.build(tmp_path)
    package = Package(root, root / "challenges" / packages.SLUG)
    assert list(answers.prove_followups(package)) == []
