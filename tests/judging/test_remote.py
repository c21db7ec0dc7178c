"""Suites reach a solution's functions, classes and objects through stand-ins."""

from __future__ import annotations

import textwrap

import pytest

from heldout.report import Verdict
from tests.conftest import MANIFEST

SOLUTION = """
import numpy as np

class Counter:
    def __init__(self, start):
        if start < 0:
            raise ValueError("negative")
        self.count = start
        self.history = [start]

    def add(self, n):
        self.count += n
        self.history.append(self.count)
        return self

    def total(self, other):
        return self.count + other.count

    @property
    def half(self):
        return self.count / 2

def in_place(x):
    x += 1
    return x

def pure(x):
    return x + 1

def deep(x):
    x["a"][0].append(1)

class OwnError(KeyError):
    pass

def fail(kind):
    kinds = {"value": ValueError, "own": OwnError, "exit": SystemExit, "stop": StopIteration}
    raise kinds[kind]("no")

def seeds():
    np.random.seed(3)
    return np.random.rand()

def draws():
    return np.random.rand()
"""

TESTS = {
    "construct and call": """
        counter = solution.Counter(3)
        counter.add(4)
        assert counter.count == 7
        assert counter.history == [3, 7]
        assert counter.half == 3.5
    """,
    "objects as arguments": "assert solution.Counter(1).total(solution.Counter(2)) == 3",
    "methods that return objects": "assert solution.Counter(1).add(1).add(1).count == 3",
    "deep copies are apart": """
        first = solution.Counter(1)
        second = copy.deepcopy(first)
        second.add(5)
        assert (first.count, second.count) == (1, 6)
    """,
    "a constructor may raise": """
        with pytest.raises(ValueError, match="negative"):
            solution.Counter(-1)
    """,
    "private names stay private": """
        with pytest.raises(AttributeError):
            solution.Counter(1)._count
    """,
    "built-in exceptions come back": """
        with pytest.raises(ValueError, match="no"):
            solution.fail("value")
    """,
    "own exceptions come back as their built-in base": """
        with pytest.raises(KeyError):
            solution.fail("own")
    """,
    "exits do not end the tester": """
        with pytest.raises(Exception, match="SystemExit"):
            solution.fail("exit")
    """,
    "changed arguments are noticed": """
        solution.in_place(np.zeros(3))
        assert solution.in_place.changed_arguments
        solution.pure(np.zeros(3))
        assert not solution.pure.changed_arguments
        solution.deep({"a": [[]]})
        assert solution.deep.changed_arguments
    """,
    "the tester's own arrays are out of reach": """
        X = np.zeros(3)
        solution.in_place(X)
        assert not X.any()
    """,
    "missing names are attribute errors": """
        with pytest.raises(AttributeError):
            solution.no_such_name()
    """,
    "setting the global seed is noticed": "assert sets_global_seed(solution.seeds)",
    "drawing from it is not": "assert not sets_global_seed(solution.draws)",
    "another worker's object is not taken for one's own": """
        reference.Counter(5)
        with pytest.raises(TypeError):
            reference.pure(solution.Counter(1))
    """,
    "an object is neither true nor false": """
        with pytest.raises(TypeError):
            bool(solution.Counter(1))
    """,
    "stopping an iteration does not stop the suite's": """
        with pytest.raises(Exception, match="StopIteration"):
            list(map(solution.fail, ["stop"]))
    """,
    "an object never equals a value": "assert (solution.Counter(1) == 1) is False",
}


@pytest.mark.parametrize("body", TESTS.values(), ids=TESTS.keys())
def test_a_suite_can_rely_on_it(double, judge, body):
    """Each is a suite of one test, judged in the sandbox."""
    suite = f'''
import copy
import numpy as np
import pytest
from heldout.judging.probes import sets_global_seed

@pytest.mark.points(1, gate=True)
def test_it(solution, reference):
    """It."""
{textwrap.indent(textwrap.dedent(body).strip(), "    ")}
'''
    double.write("hidden/test_hidden.py", suite)
    double.write("hidden/reference.py", SOLUTION + "\ndef double(x): return 2 * x\n")
    (report,) = judge.grade(double.suite(), [(SOLUTION + "\ndouble = pure\n").encode()])
    assert report.verdict == Verdict.PASSED, report


def test_the_speed_ratio_is_measured_and_reported(double, judge):
    """Twice the work is about twice the time, and the report says so."""
    work = "import numpy as np\ndef double(x):\n    for _ in range({n}): np.ones(1000).cumsum()\n"
    double.write("hidden/reference.py", work.format(n=1000) + "    return 2 * x\n")
    double.write(
        "hidden/test_hidden.py",
        textwrap.dedent(
            '''
            import pytest
            from heldout.judging.probes import speed_ratio

            @pytest.mark.points(1, group="efficiency", gate=True)
            def test_speed(solution, reference):
                """Fast enough."""
                ratio = speed_ratio(solution.double, reference.double, args=(1,))
                assert ratio < 10
            '''
        ),
    )
    sources = [
        (work.format(n=n) + "    return 2 * x\n").encode() for n in (250, 1000, 4000, 40_000)
    ]
    reports = list(judge.grade(double.suite(), sources))
    assert [report.verdict for report in reports] == ["passed"] * 3 + ["failed"]
    ratios = [report.speed_ratio for report in reports]
    assert ratios == sorted(ratios)
    assert 2 < ratios[2] < 8


def test_a_slow_call_under_measurement_is_still_compared_with_the_reference(double, judge):
    """The reference stands still meanwhile, and is woken for the comparison."""
    double.write("challenge.toml", MANIFEST.replace("call_s = 1.0", "call_s = 3.0"))
    double.write(
        "hidden/test_hidden.py",
        textwrap.dedent(
            '''
            import pytest
            from heldout.judging.probes import speed_ratio

            @pytest.mark.points(1, group="efficiency", gate=True)
            def test_speed(solution, reference):
                """Fast enough."""
                assert speed_ratio(solution.double, reference.double, args=(1,), rounds=1) < 10
            '''
        ),
    )
    (report,) = judge.grade(double.suite(), [b"def double(x):\n    while True: pass"])
    assert report.verdict == Verdict.TIMEOUT
    assert report.cases[0].wall_s < 4
