"""Solutions and suites of every kind, judged for real: boxes, workers and all."""

from __future__ import annotations

import os
import signal
import textwrap

import msgspec
import psutil
import pytest

from heldout.errors import SuiteBrokenError
from heldout.judging.judge import Judge
from heldout.judging.trial import Trial
from heldout.report import Report, Verdict
from heldout.sandbox.box import Isolation
from tests.conftest import MANIFEST


def verdicts(report: Report) -> list[str]:
    """The verdict of each case, in order."""
    return [case.verdict.value for case in report.cases]


def test_right_code_passes(grade_double):
    """Full marks, and a case for every test with its title."""
    report = grade_double("def double(x):\n    return x + x")
    assert report.verdict == Verdict.PASSED
    assert (report.points, report.max_points) == (5.0, 5.0)
    assert [case.title for case in report.cases] == [
        "Ordinary numbers are doubled.",
        "Negative numbers are doubled.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def double(x): return 2 * abs(x)", ["passed", "failed"]),
        ("def double(x): return x / 0", ["error", "error"]),
        ("def double(x): raise SystemExit(0)", ["error", "error"]),
        ("def double(x): raise KeyboardInterrupt", ["error", "error"]),
        ("def double(x): raise AssertionError", ["failed", "failed"]),
        ("import os\ndef double(x): os._exit(0)", ["crashed", "crashed"]),
        ("def double(x):\n    while x >= 0: pass\n    return 2 * x", ["timeout", "timeout"]),
        ("def double(x):\n    while x < 0: pass\n    return 2 * x", ["passed", "timeout"]),
        ("def double(x): return [0] * 10**12", ["memory", "memory"]),
        ("def double(x): return object()", ["failed", "failed"]),
        ("def double(x): return double", ["failed", "failed"]),
        ("def double(x): return (i for i in [x])", ["failed", "failed"]),
        ("import numpy as np\ndef double(x): return np.array([None])", ["error", "error"]),
    ],
)
def test_wrong_code_gets_the_verdict_it_earned(grade_double, source, expected):
    """Each way to be wrong has its own word."""
    assert verdicts(grade_double(source)) == expected


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        ("def double(x) return", Verdict.ERROR, "SyntaxError"),
        ("import tensorflow\ndef double(x): return 2 * x", Verdict.ERROR, "ModuleNotFoundError"),
        ("1 / 0", Verdict.ERROR, "ZeroDivisionError: division by zero (line 1)"),
        ("def triple(x): return 3 * x", Verdict.ERROR, "defines no double"),
        ("import os\nos._exit(0)", Verdict.CRASHED, "while it was loaded"),
        ("while True: pass", Verdict.TIMEOUT, "while it was loaded"),
        ("x = [0] * 10**12", Verdict.MEMORY, "memory"),
    ],
)
def test_code_that_does_not_load_says_why(grade_double, source, verdict, words):
    """Nothing has been asked yet, so the reason gives nothing away."""
    report = grade_double(source)
    assert report.verdict == verdict
    assert words in report.reason
    assert {case.verdict for case in report.cases} == {verdict}
    assert report.points == 0


def test_workers_that_fail_to_load_do_not_pile_up(double):
    """Each that is lost makes room for the next."""
    source = """
        import os
        if int.from_bytes(os.urandom(1)) % 2:
            raise ValueError
        def double(x): os._exit(0)
    """
    others = len(psutil.Process().children(recursive=True))
    with Judge(Isolation.BUBBLEWRAP, jobs=1) as made:
        sources = [textwrap.dedent(source).encode() + b"#%d" % n for n in range(10)]
        for report in made.grade(double.suite(), sources):
            assert report.verdict in (Verdict.ERROR, Verdict.CRASHED, Verdict.FAILED)
            assert len(psutil.Process().children(recursive=True)) - others < 14


def test_a_report_never_holds_what_a_hidden_test_saw(grade_double):
    """Exceptions that quote the input stay in the box."""
    report = grade_double("def double(x): raise ValueError(f'input was {x}')")
    assert "input" not in repr(report)


def test_what_the_code_prints_is_not_shown(grade_double):
    """Neither is output, from Python or below it."""
    report = grade_double(
        """
        import os
        def double(x):
            print("marker")
            os.write(1, b"marker")
            os.write(2, b"marker")
            return 2 * x
        """
    )
    assert report.verdict == Verdict.PASSED
    assert "marker" not in repr(report)


@pytest.mark.parametrize(
    "body",
    [
        "undefined_name",
        "assert reference.double(2) == 5",
        "assert solution.double(2) == 5",
        "raise RuntimeError('x')",
        "pytest.skip('not today')",
        "pytest.fail('no')",
        "reference.no_such_function(1)",
    ],
)
def test_a_test_that_the_reference_fails_too_is_a_judge_error(double, judge, body):
    """Our fault is never their failure, even where the code is wrong as well."""
    double.write(
        "hidden/test_hidden.py",
        textwrap.dedent(
            f'''
            import pytest

            @pytest.mark.points(1, gate=True)
            def test_broken(solution, reference):
                """Broken."""
                assert solution.double(1) == 2
                {body}
            '''
        ),
    )
    for source in (b"def double(x): return 2 * x", b"def double(x): return 0"):
        (report,) = judge.grade(double.suite(), [source])
        assert report.verdict == Verdict.JUDGE_ERROR
        assert "test_broken" in report.reason


def test_a_suite_cannot_be_fooled_by_swallowing_the_death_of_a_worker(double, judge):
    """A test that takes any exception for an answer is not passed by a crash."""
    double.write(
        "hidden/test_hidden.py",
        textwrap.dedent(
            '''
            import pytest

            @pytest.mark.points(1, gate=True)
            def test_lenient(solution):
                """Anything may be raised."""
                try:
                    solution.double(1)
                except BaseException:
                    pass
            '''
        ),
    )
    sources = [b"import os\ndef double(x): os._exit(0)", b"def double(x):\n    while True: pass"]
    reports = judge.grade(double.suite(), sources)
    assert [report.verdict for report in reports] == [Verdict.CRASHED, Verdict.TIMEOUT]


@pytest.mark.parametrize(
    ("suite", "words"),
    [
        ("def test_x(:", "SyntaxError"),
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("raise SystemExit(0)", "pytest stopped"),
        ("", "no test"),
        ("def test_x(solution): pass", "docstring"),
        ('import pytest\n@pytest.mark.points(-1)\ndef test_x():\n    """X."""', "more than 0"),
        ('import pytest\n@pytest.mark.points(1, group="x")\ndef test_x():\n    """X."""', "group"),
        ('import pytest\n@pytest.mark.points(1, gat=1)\ndef test_x():\n    """X."""', "gat"),
    ],
)
def test_a_suite_that_cannot_be_used_is_named_with_its_mistake(double, judge, suite, words):
    """Before anything is graded, and in the suite's name."""
    double.write("hidden/test_hidden.py", suite)
    with pytest.raises(SuiteBrokenError, match=words):
        list(judge.grade(double.suite(), [b"def double(x): return 2 * x"]))


def test_a_test_that_kills_the_tester_is_not_blamed_on_the_code(double, judge):
    """The reference in the code's place dies as well."""
    double.write(
        "hidden/test_hidden.py",
        textwrap.dedent(
            '''
            import os, pytest

            @pytest.mark.points(1, gate=True)
            def test_fatal(solution):
                """Fatal."""
                os._exit(0)
            '''
        ),
    )
    (report,) = judge.grade(double.suite(), [b"def double(x): return 2 * x"])
    assert report.verdict == Verdict.JUDGE_ERROR


def test_reports_come_in_the_order_given(double, judge):
    """Though slow ones finish last."""
    slow = b"import time\ndef double(x):\n    time.sleep(0.2)\n    return 2 * x"
    wrong = b"def double(x): return 0"
    done: list[Report] = []
    reports = list(judge.grade(double.suite(), [slow, wrong, slow, wrong], done.append))
    assert [report.verdict for report in reports] == ["passed", "failed"] * 2
    assert len(done) == 4


def test_the_same_seed_gives_the_same_inputs(double, judge):
    """A grade can be repeated exactly, and another seed gives other inputs."""
    double.write(
        "hidden/test_hidden.py",
        textwrap.dedent(
            '''
            import pytest

            @pytest.mark.points(1, gate=True)
            def test_even(solution, rng):
                """Even half of the time."""
                assert rng.integers(2) == solution.double(0)
            '''
        ),
    )
    source = b"def double(x): return x"
    seeds = [bytes([n]) * 32 for n in range(12)]
    runs = []
    for given in (seeds, seeds):
        trials = [Trial(source=source, seed=each) for each in given]
        runs.append([each.report.verdict for each in judge.attempt(double.suite(), trials)])
    assert runs[0] == runs[1]
    # The reference stumbles over the same half, so that is nobody's failure.
    assert set(runs[0]) == {Verdict.PASSED, Verdict.JUDGE_ERROR}


def test_a_zygote_killed_in_the_middle_costs_nobody_anything(double):
    """The box is started again and the submission graded anew."""
    slow = b"import time\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x"
    with Judge(Isolation.BUBBLEWRAP, jobs=1) as made:
        reports = []
        for report in made.grade(double.suite(), [slow] * 3):
            reports.append(report)
            if len(reports) == 1:
                for process in psutil.Process().children():
                    os.kill(process.pid, signal.SIGKILL)
        assert [report.verdict for report in reports] == ["passed"] * 3


def test_a_judge_leaves_no_process_behind(double):
    """Not even with a solution that will not end."""
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    with Judge(Isolation.BUBBLEWRAP) as made:
        list(made.grade(double.suite(), [b"def double(x):\n    while True: pass"]))
        running = psutil.Process().children(recursive=True)
    started = [process for process in running if process.pid not in before]
    assert started
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []


def test_without_isolation_the_verdicts_are_the_same(double):
    """The unsealed worker keeps every deadline."""
    sources = [
        b"def double(x): return 2 * x",
        b"def double(x): return 0",
        b"def double(x):\n    while True: pass",
        b"import os\ndef double(x): os._exit(0)",
    ]
    with Judge(Isolation.NONE) as made:
        reports = list(made.grade(double.suite(), sources))
    assert [report.verdict for report in reports] == ["passed", "failed", "timeout", "crashed"]


def test_a_slow_call_may_use_a_multiple_of_what_the_reference_uses(double, judge):
    """An endless loop where the reference is quick is cut at the floor, not at the limit."""
    double.write("challenge.toml", MANIFEST.replace("call_s = 1.0", "call_s = 4.0"))
    spin = "import time\ndef double(x):\n    end = time.process_time() + {s}\n"
    spin += "    while time.process_time() < end: pass\n    return 2 * x\n"
    sources = [spin.format(s=s).encode() for s in (0.2, 1.6)]
    reports = list(judge.grade(double.suite(), sources))
    assert [report.verdict for report in reports] == [Verdict.PASSED, Verdict.TIMEOUT]
    double.write("hidden/reference.py", spin.format(s=0.01))
    reports = list(judge.grade(double.suite(), sources))
    assert [report.verdict for report in reports] == [Verdict.PASSED, Verdict.PASSED]


def test_a_tester_that_explains_never_serves_a_suite_that_must_not(judge, double):
    """Not even when the two are the same in all else."""
    silent = msgspec.structs.replace(double.suite(), reference=b"")
    told = msgspec.structs.replace(silent, explain=True)
    for suite, expected in ((told, True), (silent, False), (told, True)):
        (report,) = judge.grade(suite, [b"def double(x):\n    return 3 * x\n"])
        assert bool(report.cases[0].detail) is expected
