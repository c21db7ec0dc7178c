"""A suite is a contributor's code: what it can see and do from inside the tester's box."""

from __future__ import annotations

import os
import socket
import textwrap
from pathlib import Path

import heldout
from heldout.judging.judge import Judge
from heldout.report import Verdict
from heldout.sandbox import stage
from heldout.sandbox.box import Isolation

SUITE = '''
import os
import socket
from pathlib import Path
import pytest

@pytest.mark.points(1, gate=True)
def test_environment(solution):
    """No secret in the environment."""
    assert "planted-secret" not in repr(dict(os.environ))
    assert b"planted-secret" not in Path("/proc/self/environ").read_bytes()
    assert b"planted-secret" not in Path("/proc/1/environ").read_bytes()

@pytest.mark.points(1)
def test_files(solution):
    """No repository, no home, nothing to write to but /tmp."""
    assert not Path({root!r}, "challenges").exists()
    assert not Path({root!r}, ".git").exists()
    for place in ("/", "/site", "/packages", "/site/heldout"):
        with pytest.raises(OSError):
            Path(place, "x").write_text("x")

@pytest.mark.points(1)
def test_network(solution):
    """Not even the machine itself answers."""
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", {port}), timeout=2)

@pytest.mark.points(1)
def test_processes(solution):
    """Only the box's own."""
    pids = [name for name in os.listdir("/proc") if name.isdigit()]
    assert len(pids) < 10
    assert os.getuid() == {uid}
'''


def test_a_suite_sees_no_secret_no_repository_no_network_and_no_other_process(double, monkeypatch):
    """It passes only if it finds nothing."""
    monkeypatch.setenv("HELDOUT_SECRET", "planted-secret")
    root = str(Path(heldout.__file__).parents[2])
    with socket.create_server(("127.0.0.1", 0)) as server:
        uid = stage.NOBODY if os.geteuid() == 0 else os.geteuid()
        suite = SUITE.format(root=root, port=server.getsockname()[1], uid=uid)
        double.write("hidden/test_hidden.py", textwrap.dedent(suite))
        with Judge(Isolation.BUBBLEWRAP) as judge:
            (report,) = judge.grade(double.suite(), [b"def double(x): return 2 * x"])
    assert report.verdict == Verdict.PASSED, report
