"""Cheats against one challenge."""

from __future__ import annotations

from heldout.authoring.stages import corpus

#: A trick that any suite would fall for which only asks that nothing be raised.
CONSTANT = '"""Returns the same, always."""\ndef __getattr__(name):\n    return lambda *a, **k: 4\n'
WEAK = '''
import pytest

@pytest.mark.points(3, group="correctness", gate=True)
def test_answers(solution):
    """There is an answer."""
    assert solution.double(3)
'''


def test_no_cheat_earns_a_point_of_a_sound_suite(bench, tmp_path):
    """Neither points nor findings; the corpus is there to be tried."""
    path = tmp_path / "constant.py"
    path.write_text(CONSTANT)
    assert corpus.prove(bench(), [path]) == ((), 0)
    assert len(corpus.cheats()) >= 60


def test_a_cheat_that_scores_is_named(bench, double, tmp_path):
    """With the points that it earned."""
    double.write("hidden/test_hidden.py", WEAK)
    path = tmp_path / "constant.py"
    path.write_text(CONSTANT)
    (finding,), points = corpus.prove(bench(), [path])
    assert (finding.code, points) == ("cheat-scores", 3)
    assert "constant earns 3 points" in finding.message
