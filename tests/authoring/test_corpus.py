"""Every cheat against every challenge, and fuzzed solutions: nightly, as it takes long."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heldout.catalogue.repository import Repository
from heldout.judging import suite as suites
from heldout.report import Verdict
from tests.authoring.test_cheats import CHEATS

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(3600)]

ROOT = Path(__file__).parents[2]
PIECES = [
    "def double(x):",
    "    return 2 * x",
    "double = 3",
    "\\x00",
    "import os",
    "while",
    "(",
    "é",
]


@pytest.mark.parametrize("slug", Repository(ROOT).slugs())
def test_no_cheat_earns_a_point_in_any_challenge(slug, judge, capsys):
    """Prints the table of verdicts."""
    challenge = Repository(ROOT).challenge(slug)
    suite = suites.hidden(challenge, challenge.hidden)
    reports = dict(
        zip(CHEATS, judge.grade(suite, [path.read_bytes() for path in CHEATS]), strict=True)
    )
    with capsys.disabled():
        for path, report in reports.items():
            print(f"{slug:20} {path.stem:40} {report.verdict:12} {report.points:g}")
    assert {report.points for report in reports.values()} == {0}
    assert not any(
        report.verdict in (Verdict.PASSED, Verdict.JUDGE_ERROR) for report in reports.values()
    )


@given(text=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20))).map("\\n".join))
@settings(suppress_health_check=list(HealthCheck))
def test_a_malformed_solution_never_is_our_fault(text, double, judge):
    """Any text at all gets a verdict."""
    (report,) = judge.grade(double.suite(), [text.encode("utf-8", "replace")])
    assert report.verdict != Verdict.JUDGE_ERROR
