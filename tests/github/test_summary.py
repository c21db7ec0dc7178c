"""The job's summary, as a newcomer reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.github import summary
from heldout.github.markdown import escape
from heldout.report import Severity
from tests.github.conftest import HOSTILE, finding, verification
from tests.github.test_markdown import ACTIVE, RENDERER, Page, read

DIFF = "--- a\n+++ b\n@@ -1 +1 @@\n-    return x\n+    return -x"


def page(*verifications, **options) -> Page:
    """The summary, rendered."""
    return Page(RENDERER.render(summary.render(verifications, **options)))


def lines(*verifications) -> list[str]:
    """The summary's lines as a person reads them."""
    return [read(line) for line in page(*verifications).text.splitlines() if line.strip()]


def test_a_proved_folder_says_so_first():
    """One line for each folder, before anything else."""
    shown = lines(verification(), verification(finding(), slug="kmeans"))
    assert shown[0] == "1 of 2 folders in order"
    assert "✅ softmax: proved" in shown
    assert "❌ kmeans: not proved yet, 1 error" in shown


def test_a_warning_keeps_nobody_out_but_is_mentioned():
    """Errors and warnings are counted apart."""
    warning = finding(severity=Severity.WARNING)
    assert "✅ softmax: proved; 2 warnings worth a look" in lines(verification(warning, warning))


def test_a_finding_has_its_place_its_fact_and_its_next_step():
    """A row that can be acted on without opening the log."""
    text = page(verification(finding(), finding(line=None, file="challenges/softmax/x.py"))).text
    assert "challenges/softmax/hidden/test_hidden.py:12\n" in read(text)
    assert "challenges/softmax/x.py\n" in read(text)
    assert "❌ test_shift catches none of the rejected solutions. (idle-test)\n" in read(text)
    assert "add a rejected solution, or drop the test\n" in read(text)
    assert "./run heldout verify softmax shows the same on your machine" in read(text)


def test_every_figure_comes_with_a_sentence_that_says_what_it_means():
    """A newcomer knows neither mutants nor cheats."""
    shown = lines(verification(idle_tests=("test_a", "test_b"), flaky_tests=("test_c",)))
    for name, figure in {
        "mutants killed": "97 of 100 (97.0%)",
        "idle tests": "test_a, test_b",
        "flaky tests": "test_c",
        "cheats": "165 tried, 0 points earned",
        "time": "42 s",
    }.items():
        position = shown.index(name)
        assert shown[position + 1] == figure
        assert shown[position + 2].endswith(".")
        assert len(shown[position + 2]) > 20


def test_a_folder_that_was_not_run_shows_no_figures():
    """Zero mutants killed would look like a bad result."""
    nothing = {"mutants": 0, "killed": 0, "kill_rate": None, "cheats": 0}
    unrun = verification(finding(), is_proved=False, **nothing)
    shown = lines(unrun)
    assert "❌ softmax: not in order yet, 1 error; nothing was tried" in shown
    assert not {"mutants killed", "cheats", "time"} & set(shown)


def test_a_prompt_without_code_is_proved_without_figures():
    """Its answers were read; there is nothing to run."""
    casestudy = verification(mutants=0, killed=0, kill_rate=None, cheats=0, slug="feed-ranking")
    assert lines(casestudy)[0] == "1 of 1 folder in order"
    assert "✅ feed-ranking: proved" in lines(casestudy)
    assert "mutants killed" not in lines(casestudy)


def test_surviving_mutants_are_folded_diffs():
    """They are many, and long."""
    made = page(verification(survivors=(DIFF, DIFF)))
    assert made.elements.count("details") == 1
    assert made.elements.count("pre") == 2
    assert "2 mutants survived: mistakes that no hidden test notices" in made.text
    assert "+    return -x" in made.text


def test_nothing_to_verify_is_said():
    """An empty summary would look like a fault."""
    assert lines()[0] == "Nothing to verify"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_in_every_place_and_does_nothing_there(text):
    """In slugs, files, codes, messages, next steps, tests' names and diffs."""
    bad = finding(file=text, code=text, message=text, next_step=text)
    names = {"slug": text, "idle_tests": (text,), "flaky_tests": (text,), "survivors": (text,)}
    made = page(verification(bad, **names))
    tame = page(
        verification(
            finding(file="x", code="x", message="x", next_step="x"),
            **{name: "x" if name == "slug" else ("x",) for name in names},
        )
    )
    assert made.elements == tame.elements
    outside_of_code = RENDERER.render(summary.render([verification(bad, **names)])).split("<pre>")
    assert not ACTIVE.search(Page(outside_of_code[0]).text)


@given(st.integers(0, 6000))
def test_a_summary_that_is_too_long_ends_early_and_says_so(limit_bytes):
    """Cut between two rows, never inside one, and within the limit in bytes."""
    long = [verification(*[finding()] * 9, survivors=(DIFF,), slug=f"ü{n}") for n in range(4)]
    whole, cut = summary.render(long), summary.render(long, limit_bytes)
    assert len(whole.encode()) > 6000
    assert len(cut.encode()) <= limit_bytes
    if cut:
        kept, note, rest = cut.rpartition("\n**The rest is left out**")
        assert note
        assert "heldout verify" in rest
        assert whole.startswith(kept)
        assert not kept or kept.endswith("\n")


def test_two_megabytes_of_findings_fit():
    """GitHub drops a summary of more than 1 MiB whole; which folders are proved stays readable."""
    many = verification(*[finding(message="ä" * 400)] * 5000)
    giant = verification(finding(message="|`@" * 700_000), survivors=("+x\n" * 700_000,) * 50)
    made = summary.render([verification(slug="kmeans"), giant, many])
    assert len(made.encode()) <= 1024 * 1024
    assert f"**{escape('kmeans')}**: proved" in made
    assert "**The rest is left out**" in made


def test_giant_diffs_leave_room_for_what_follows():
    """Each is clipped, and only so many are shown; how many there are is said."""
    survivors = verification(survivors=("+x\n" * 700_000,) * 50)
    made = page(survivors, verification(slug="kmeans", seconds=7.0))
    assert "50 mutants survived" in made.text
    assert "... and 10 more." in made.text
    assert made.text.rstrip().endswith("This is how long the proof took.")
    assert "7 s" in made.text


def test_what_mutants_must_come_to_is_what_is_asked_for():
    """The summary and the proof name the same share."""
    from heldout.authoring.stages.mutation import KILL_RATE

    assert f"at least {KILL_RATE:.0%}" in summary.render([verification()])
