"""What reports say of failing hidden tests."""

from __future__ import annotations

import msgspec

from heldout.authoring.stages import feedback
from tests.conftest import HIDDEN


def test_titles_alone_give_nothing_away(bench):
    """A failing test's own words stay in the box."""
    assert feedback.prove(bench()) == ()


def test_a_title_that_tells_an_input_is_found(bench, double):
    """With the test's line."""
    telling = HIDDEN.replace("Negative numbers are doubled.", "The double of 271 is right.")
    double.write("hidden/test_hidden.py", telling.replace("-3", "271"))
    (finding,) = feedback.prove(bench())
    assert (finding.code, finding.line) == ("feedback-leaks", 10)
    assert "271" in finding.message


def test_a_report_that_repeats_the_suite_is_found(bench, monkeypatch):
    """If the judge ever explained a hidden suite, this would say so."""
    made = bench()
    failing = feedback._failing

    def explained(*args):
        return msgspec.structs.replace(failing(*args), explain=True)

    monkeypatch.setattr(feedback, "_failing", explained)
    facts = " ".join(finding.message for finding in feedback.prove(made))
    assert "what the test raised" in facts
    assert "a line of the suite" in facts
