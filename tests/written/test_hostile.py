"""Whatever is handed in: a clear finding, and never a crash. How long it takes is measured."""

from __future__ import annotations

import pytest

from benchmarks import hostile
from heldout.report import Verdict
from heldout.written.assess import SIZE_LIMIT_BYTES, Assessor
from tests.written import toy

SMALL = hostile.inputs(4 << 10)
LARGE = {name: hostile.inputs()[name] for name in ("binary", "one byte too much", "10 MB")}


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    """Of the small prompt."""
    return Assessor(toy.prompt())


@pytest.mark.parametrize("name", SMALL)
def test_a_hostile_answer_is_refused_with_a_reason(assessor, name):
    """No points, every case, and findings whose lines are there."""
    content = SMALL[name]
    report = assessor.grade(content)
    assert report.verdict == Verdict.REFUSED
    assert report.points == 0
    assert len(report.cases) == 3
    assert report.findings
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for finding in report.findings:
        assert finding.message
        assert finding.next_step
        assert finding.line is None or 1 <= finding.line <= lines


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_is_not_read(assessor, name):
    """Nor is what is no text."""
    (finding,) = assessor.grade(LARGE[name]).findings
    assert finding.code == "unreadable"
    assert ("UTF-8" in finding.message) == (name == "binary")
    assert (f"{SIZE_LIMIT_BYTES:,}" in finding.message) == (name != "binary")


@pytest.mark.parametrize(
    "text", ["Wir trainieren das Modell jede Nacht und messen die Genauigkeit.", "我们训练模型。"]
)
def test_another_language_is_said_to_be_one(assessor, text):
    """Rubrics are read in English; what is not found there may be there."""
    content = f"## Questions\n\n{text * 12}\n\n## Plan\n\n{text * 12}\n".encode()
    codes = {finding.code for finding in assessor.grade(content).findings}
    assert "unreadable" in codes
