"""Limits, and code that runs into them."""

from __future__ import annotations

from heldout.authoring.stages import limits
from tests.conftest import MANIFEST

SLEEPER = '"""Sleeps.\n\nCaught by: test_negative\n"""\nimport time\ndef double(x):\n    {}\n'


def within(double, *, suite_s, call_s):
    """Set the limits of the challenge."""
    text = MANIFEST.replace("suite_s = 6.0", f"suite_s = {suite_s}")
    double.write("challenge.toml", text.replace("call_s = 1.0", f"call_s = {call_s}"))


def test_limits_far_from_every_sample_have_no_findings(bench):
    """The endless solution is stopped, the right ones are quick."""
    assert limits.prove(bench()) == ()


def test_right_code_near_a_limit_is_told(bench, double):
    """With the limit's line in the manifest."""
    double.write("hidden/accepted/adds.py", SLEEPER.format("time.sleep(0.4)\n    return x + x"))
    found = limits.prove(bench())
    assert {each.code for each in found} == {"slow-accepted"}
    assert found[0].file == "challenges/double/challenge.toml"
    text = (double.folder / "challenge.toml").read_text().splitlines()
    assert text[found[0].line - 1].startswith("call_s")


def test_a_sample_that_passes_with_doubled_limits_is_told(bench, double):
    """It hangs on the machine whether it is caught."""
    within(double, suite_s=3.0, call_s=0.2)
    slow = "time.sleep(0.9 if x < 0 else 0)\n    return 2 * x"
    double.write("hidden/rejected/sleeps.py", SLEEPER.format(slow))
    (finding,) = limits.prove(bench())
    assert (finding.code, finding.file) == (
        "sensitive-limit",
        "challenges/double/hidden/test_hidden.py",
    )
    assert "test_negative" in finding.message


def test_an_endless_solution_that_no_test_calls_is_not_stopped(bench, double):
    """Then the suite does not look at the code at all."""
    text = '"""Empty."""\n\ndef test_nothing(solution):\n    """Nothing."""\n    assert solution\n'
    double.write("hidden/test_hidden.py", text)
    assert "endless-not-stopped" in {each.code for each in limits.prove(bench())}
