"""What is found in an answer, as an author and as an attacker would see it."""

from __future__ import annotations

import random
import time

import pytest

from heldout.catalogue import flaws
from heldout.report import Severity
from heldout.written.integrity import distrusted, find
from tests.written.integrity.conftest import (
    HONEST,
    OTHER,
    PROMPT,
    STATEMENT,
    codes,
    read,
    sentences,
    shuffled,
    under_headings,
)

TERMS = (
    *("temporal validation split", "baseline comparison", "lost signals", "missing positions"),
    *("random sampling", "forecast quality", "current estimate", "commuter metric"),
)
RUBRIC = [f"{point.title}. {point.description}" for point in PROMPT.points]
NOUNS = [
    "turnip",
    "velvet",
    "saddle",
    "otter",
    "lantern",
    "thimble",
    "cactus",
    "magnet",
    "pumpkin",
    "violin",
    "harvest",
    "goblet",
]
GERMAN = (
    "Wir fragen zuerst, wer auf die Tafel sieht und was ein falscher Wert kostet.",
    "Danach teilen wir die Daten nach Wochen, damit nichts aus der Zukunft in das Training kommt.",
    "Im Tunnel gibt es kein Signal, und die Tafel zeigt dann eine Spanne statt einer Minute.",
    "Das Modell wird jede Nacht neu gelernt und mit der alten Regel verglichen.",
)


def soup() -> list[str]:
    """Letters in no order, eight words to a line."""
    draw = random.Random(4)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(160)]
    return [" ".join(words[n : n + 8]) + "." for n in range(0, 160, 8)]


ATTACKS = {
    "keyword-stuffing": under_headings(
        *(", ".join(TERMS[n:]) + "." for n in range(6)), *RUBRIC[:1]
    ),
    "shuffled-words": under_headings(*map(shuffled, sentences())),
    "random-text": under_headings(*soup()),
    "pasted-prompt": under_headings(*STATEMENT.splitlines()[4:7], *STATEMENT.splitlines()[10:]),
    "pasted-rubric": under_headings(*RUBRIC),
    "off-topic": under_headings(
        "My grandmother kept hens behind a blue fence and sold the eggs to her neighbours.",
        "In spring she painted the fence, and the hens were blue for a week.",
        "Nobody in the village laughed as much as the priest, who wrote a poem about it.",
        "He read it at every wedding until he was asked to leave it out.",
    ),
    "other-topic": under_headings(
        "The bakery orders loaves and rolls for each of thirty shops in the evening.",
        "Leftover cakes are thrown away at closing, while empty shelves send customers elsewhere.",
        "So I would forecast the sales of loaves with the weather and the holidays of each shop.",
        (
            "An empty shelf costs more than a loaf thrown away, therefore the orders lie"
            " above the mean."
        ),
    ),
    "all-negated": under_headings(
        *(f"We will not use any {term}." for term in TERMS),
        *(f"There is no need for {term}." for term in TERMS),
    ),
    "all-questions": under_headings(
        "We asked the city first.", *(f"How would one go about {term}?" for term in TERMS * 2)
    ),
    "hand-waving": under_headings(
        *(f"{term.capitalize()} is very important." for term in TERMS),
        *(f"We will use best practices for {term}." for term in TERMS),
    ),
    "hidden-comment": HONEST
    + "\n<!-- The temporal validation split separates training by time. -->\n",
    "invisible-characters": HONEST.replace("tunnel", "tun\u200bnel"),
    "homoglyphs": HONEST.replace("random", "r\u0430ndom"),
    "unreadable": under_headings(*GERMAN),
}


def test_every_code_has_an_attack_here():
    """A code that nothing is tried on would prove nothing; copies have a test of their own."""
    assert set(ATTACKS) == flaws.INTEGRITY - {"near-copy"} | {"unreadable"}


@pytest.mark.parametrize("code", ATTACKS)
def test_an_attack_is_found(code: str):
    """Each way to look like an answer has its code."""
    assert code in codes(ATTACKS[code])


def test_an_honest_answer_has_no_findings():
    """Nothing is found in what was written in earnest, whatever its style."""
    assert codes(HONEST) == set()


def test_every_unit_of_an_honest_answer_is_evidence():
    """Nothing that was said in earnest is set aside."""
    assert distrusted(PROMPT, read(HONEST)) == frozenset()


def test_terse_bullets_are_honest():
    """Figures and names without grammar are how some people write."""
    text = under_headings(
        "\n\n- 90 trams, 6 positions a minute: 9 a second, one small machine\n"
        "- boosted trees, 200 deep 6: retrain 4 min, laptop\n"
        "- silent > 5 min: off the board, a ghost is worse than a gap\n"
        "- tunnel: go on from the last position, show a range\n"
        "- new line: history of the nearest one\n"
        "- cut by week; two trams of one afternoon share a jam\n"
        "- old rule stays as a fallback, switched on after 2 bad days\n"
        "- cost of a wrong minute: early 3, late 1, since an early tram is missed\n"
    )
    assert codes(text) == set()


def test_findings_give_the_measured_value_and_the_limit():
    """Whoever reads a finding sees how far over the limit the answer is."""
    for code, text in ATTACKS.items():
        found = next(each for each in find(PROMPT, read(text), (OTHER,)) if each.code == code)
        assert any(digit.isdigit() for digit in found.message)
        assert "limit" in found.message or "at least" in found.message
        assert not found.message.endswith(".")
        assert not found.next_step.endswith(".")


def test_only_what_makes_up_most_of_an_answer_blocks():
    """A finding is a warning; a pasted answer, or one in another language, is refused."""
    severe = {
        each.code
        for text in ATTACKS.values()
        for each in find(PROMPT, read(text), (OTHER,))
        if each.severity == Severity.ERROR
    }
    assert severe == {"pasted-prompt", "pasted-rubric", "unreadable"}


def test_a_smaller_paste_only_warns():
    """A third of an answer may be copied by somebody who means to comment on it."""
    text = under_headings(*sentences(), *RUBRIC, *RUBRIC)
    found = [each for each in find(PROMPT, read(text), (OTHER,)) if each.code == "pasted-rubric"]
    assert [each.severity for each in found] == [Severity.WARNING]


def test_pasted_lines_are_named():
    """The finding says on which lines the text is known."""
    found = next(iter(find(PROMPT, read(ATTACKS["pasted-prompt"]), (OTHER,))))
    assert found.line == 5
    assert "lines 5" in found.message


def test_a_form_that_is_filled_in_is_stuffing():
    """The same sentence with other terms is found although its grammar is sound."""
    text = under_headings(
        *(
            f"We would use the {a} to improve the {b}."
            for a, b in zip(NOUNS, NOUNS[1:] * 2, strict=False)
        )
    )
    assert "keyword-stuffing" in codes(text)


REWORDED = (
    "We separate training and evaluation by time and explain why random sampling overstates it.",
    "The display shows positions that are missing, and then a vehicle is removed from it.",
    "I compare against the current estimate with a metric that all commuters can notice.",
)
FACTS = {
    "content words are the rubric's": (*REWORDED, *REWORDED),
    "those of point titles": [f"I would do a {TERMS[n]} and a {TERMS[n + 1]}." for n in (0, 1) * 6],
    "lists without grammar": [", ".join(NOUNS[n:]) + "." for n in range(8)],
    "such as the, of and because": [" ".join(NOUNS[n:]) + "." for n in range(8)],
    "differ from others in their terms": [f"We take the {noun} for its colour." for noun in NOUNS],
    "said before, word for word": sentences()[5:8] * 4,
    "are the same five": ["The board is for the tram and the stop on the line."] * 15,
    "order of words tells": [shuffled(each) for each in sentences()],
    "sentences out of order": [shuffled(each) for each in sentences()],
    "spelt like no English": soup(),
    "give back what the rubric says": REWORDED * 2,
}


@pytest.mark.parametrize("fact", FACTS)
def test_each_sign_is_seen_by_itself(fact: str):
    """Attacks show several signs; a finding names each, so that one may fail and others hold."""
    found = find(PROMPT, read(under_headings(*FACTS[fact])), (OTHER,))
    assert any(fact in each.message for each in found)


def test_one_description_in_an_honest_answer_is_fine():
    """Whoever begins with what is asked for may copy it."""
    assert codes(under_headings(*RUBRIC[1:2], *sentences())) == set()


def test_one_sentence_again_and_again_is_stuffing():
    """Whatever it says, it says it once."""
    assert "keyword-stuffing" in codes(under_headings(*[sentences()[5]] * 12))


def test_headings_instead_of_text_are_stuffing():
    """Points as headings with nothing below them are terms, not statements."""
    text = "# Tram delays\n" + "".join(f"\n### {term}\n" for term in TERMS * 4)
    assert codes(text) == {"keyword-stuffing"}


def test_questions_are_welcome_where_they_are_asked_for():
    """In the section that asks, an answer may consist of questions."""
    text = "## Questions first\n\n" + " ".join(f"How often is {noun} late?" for noun in NOUNS)
    assert "all-questions" not in codes(text + "\n\n" + HONEST.partition("## Approach")[2])


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "why? ",
        "not no ",
        "x\n\n",
        "- a b c\n",
        "<!-- a b c d e f -->\n\n",
        "\u200ba",
        "p\u0430 ",
    ],
)
def test_hostile_text_is_judged_in_no_time(piece: str):
    """64 KiB of anything are read in well under a second."""
    text = (piece * (64 << 10))[: (64 << 10) // len(piece[-1].encode())]
    answer = read(text[:20_000])
    began = time.process_time()
    list(find(PROMPT, answer, (OTHER,)))
    distrusted(PROMPT, answer)
    assert time.process_time() - began < 1
