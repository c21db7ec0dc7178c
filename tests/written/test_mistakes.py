"""What is absent is found only if nothing comes near it; a manner is a warning."""

from __future__ import annotations

import time
from typing import get_args

import pytest

from heldout.catalogue.flaws import Mistake
from heldout.catalogue.rubric import Section
from heldout.report import Finding, Severity
from heldout.written import answer, mistakes
from tests.written import toy

SECTIONS = (
    Section(id="ask", title="Ask", description="Ask.", max_words=900, asks=True),
    Section(id="result", title="Result", description="Result.", max_words=900, required=False),
)
ALL: tuple[Mistake, ...] = get_args(Mistake)

TERSE = """## Ask
- Assume 10M users, 200 req/s. Ask: who owns the label?
- LightGBM over a net: cheaper, loses ~1 % AUC.
- New shop, no history -> regional mean.
- Replay March; 5 % canary; page me if p99 > 80 ms.
## Result
Went live in May. Next time: label budget first.
"""
CHATTY = """## Ask
So before anything I would sit down with the nurses and hear what they want from this list.
We went for the plain model. The deep one was nicer on paper, although nobody could explain it.
Some patients come for the first time, and for them the sheet simply said so.
We laid the old list beside the new one for a month.
## Result
The ward kept it. These days I bring a drawing along.
"""
SECOND_LANGUAGE = """## Ask
The goal is that the machine stops not so often. I suppose that the camera sees each piece.
I prefer the small network, because the big one needs more time as we have.
If the light is broken, the piece goes to the man.
I keep 500 photos on the side for to compare it.
## Result
The scrap was reduced. I learned that the worker must be asked before.
"""
BARE = "## Ask\nWe put a transformer on top of Kafka and serve it to everybody.\n" * 2


def find(text: str, *codes: Mistake) -> list[Finding]:
    """Look for some mistakes in an answer; for all if none is named."""
    prompt = toy.prompt(sections=SECTIONS, mistakes=codes or ALL)
    return [*mistakes.find(prompt, answer.read(text, SECTIONS))]


@pytest.mark.parametrize("text", [TERSE, CHATTY, SECOND_LANGUAGE])
def test_honest_answers(text: str) -> None:
    """An honest answer in any voice has no mistake found in it."""
    assert find(text) == []


@pytest.mark.parametrize(
    "code",
    [
        *("no-clarified-requirements", "no-edge-cases", "no-trade-off"),
        *("no-testing", "no-result", "no-lesson"),
    ],
)
def test_absences(code: Mistake) -> None:
    """Where nothing comes near it, an absence blocks."""
    (found,) = find(BARE, code)
    assert (found.code, found.severity) == (code, Severity.ERROR)
    assert not found.next_step.endswith(".")


def test_only_the_prompts_mistakes() -> None:
    """A mistake that the prompt does not list is not looked for."""
    assert [each.code for each in find(BARE, "no-testing")] == ["no-testing"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("no-clarified-requirements", "Who reads the list?"),
        ("no-clarified-requirements", "I presume a call takes long."),
        ("no-clarified-requirements", "I'd want to find out what a lost client is."),
        ("no-edge-cases", "When the camera fails, a person looks."),
        ("no-edge-cases", "A brand-new customer gets the popular items."),
        ("no-edge-cases", "On Black Friday it slows."),
        ("no-trade-off", "We took the tree rather than the net."),
        ("no-trade-off", "It is slower but right."),
        ("no-trade-off", "Batch is cheaper."),
        ("no-testing", "We back-test it on March."),
        ("no-testing", "A slice of traffic stays with the old ranker as a baseline."),
        ("no-testing", "Every tenth order is kept aside."),
        ("no-result", "Complaints fell by half."),
        ("no-result", "It runs in 3 wards."),
        ("no-result", "The board approved it."),
        ("no-lesson", "In hindsight that was late."),
        ("no-lesson", "It taught me patience."),
        ("no-lesson", "Since then I draw first."),
        ("no-lesson", "Next time I\u2019d ring them up."),
    ],
)
def test_one_sign_is_enough(code: Mistake, sentence: str) -> None:
    """A single sentence that comes near it, in whatever words, takes an absence away."""
    assert find(f"{BARE}\n{sentence}\n", code) == []


def test_absence_points_at_its_section() -> None:
    """A result is missed where it is expected."""
    text = f"{BARE}\n## Result\n\nPeople nodded at the pictures on the wall.\n"
    (found,) = find(text, "no-result")
    assert text.split("\n")[(found.line or 0) - 1] == "## Result"
    assert (found.column, found.length) == (4, 6)


def test_result_is_looked_for_in_its_section() -> None:
    """Figures of the situation are no result."""
    assert find(f"{BARE}\nIt had 200 users.\n\n## Result\n\nPeople nodded.\n", "no-result")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("so the model reads it and " * 40, "on average"),
        ("We do as the nurses say here. " * 3 + "A short one comes next. " * 60, "goes on for"),
        ("Basically the model is, you know, kind of a tree, as I said.\n\n" * 3, "phrases such as"),
        ("We serve the model to all users.\n\n" * 60, "the same words"),
    ],
)
def test_rambling(text: str, fact: str) -> None:
    """Endless sentences, paragraphs without a break, fillers and repetition are worth a look."""
    found = find(f"## Ask\n{text}", "rambling")
    assert any(fact in each.message for each in found)
    assert {each.severity for each in found} == {Severity.WARNING}


def test_jargon() -> None:
    """Names that few know and nobody explains are listed, from four on."""
    text = "## Ask\nWe feed the QZX into our BLORP service and then call VRMF and TQLP for all.\n"
    (found,) = find(text, "unexplained-jargon")
    assert found.severity is Severity.WARNING
    assert "QZX, BLORP, VRMF" in found.message
    assert text.split("\n")[1][found.column - 1 :][: found.length] == "QZX"


@pytest.mark.parametrize(
    "more",
    [
        "\nThe quick exchange (QZX) is ours.\n",
        "\nQZX (our quick exchange) is ours.\n",
        "\nQZX is the table of prices.\n",
    ],
)
def test_jargon_that_is_explained(more: str) -> None:
    """A name that is explained anywhere counts no more."""
    text = "## Ask\nWe feed the QZX into our BLORP service and then call VRMF and TQLP for all.\n"
    assert find(text + more, "unexplained-jargon") == []


def test_jargon_of_the_prompt() -> None:
    """What the statement itself says needs no explanation."""
    text = "## Ask\nWe feed the QZX into our BLORP service and then call VRMF and TQLP for all.\n"
    prompt = toy.prompt(
        sections=SECTIONS, mistakes=("unexplained-jargon",), statement="BLORP sells shoes."
    )
    assert [*mistakes.find(prompt, answer.read(text, SECTIONS))] == []


BLAMING = (
    "## Ask\nThe model was late because of the incompetent platform group. Management refused to"
    " listen. They never answered a single mail of mine.\n"
)


def test_blame() -> None:
    """Fault put on others again and again is worth a look."""
    (found,) = find(BLAMING, "blames-others")
    assert (found.code, found.severity, found.line) == ("blames-others", Severity.WARNING, 2)
    assert "3 sentences" in found.message


@pytest.mark.parametrize(
    "own",
    [
        "I should have asked earlier.",
        "In hindsight I was hard to follow.",
        "It was my mistake too.",
    ],
)
def test_own_share(own: str) -> None:
    """Who sees their own part may name that of others."""
    assert find(f"{BLAMING}\n{own}\n", "blames-others") == []


@pytest.mark.parametrize("piece", ["a ", "1 ", "XAB ", "was the ", "a-b-c ", "no ", "(", "X's "])
def test_hostile_text(piece: str) -> None:
    """However a text repeats itself, looking through it is quick."""
    prompt = toy.prompt(sections=SECTIONS, mistakes=ALL)
    read = answer.read("## Ask\n\nword " + piece * (64_000 // len(piece)), SECTIONS)
    start = time.process_time()
    list(mistakes.find(prompt, read))
    assert time.process_time() - start < 0.9


def test_what_one_could_not_have_done_is_no_own_share() -> None:
    """It is the opposite."""
    (found,) = find(f"{BLAMING} There was nothing I could have done.", "blames-others")
    assert found.code == "blames-others"
