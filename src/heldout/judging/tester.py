"""The boxed program that runs a suite against one submission after another.

It imports pytest and collects the suite once. For each job it forks; the child runs the collected
tests in-process, with the solution and the reference in workers leased over the job's own line to
the zygote, sends the outcomes and exits. What a test printed, raised or asserted stays in the box,
except for public suites, which `explain`.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import socket
import sys
import tempfile
import time
import typing
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heldout.judging import messages, plugin, probes, seed
from heldout.judging.pair import Pair
from heldout.judging.remote import Link, Raised, RemoteModule
from heldout.report import Verdict
from heldout.report.text import printable
from heldout.sandbox.session import WALL_FACTOR, Budget, SandboxFaultError, Session, WorkerLostError

READY = b"R"
#: NumPy loads these when they are first used: here once, or in every child anew.
_PRELOADED = (np.linalg, np.random)
JOB = b"J"
GRACE_S = 30.0
_MEMORY_BYTES = 3 << 30
#: Parts of pytest that a suite has no use for; together they cost a third of a short test.
_IDLE_PLUGINS = (
    *("cacheprovider", "doctest", "faulthandler", "junitxml", "logging", "pastebin"),
    *("setuponly", "setupplan", "stepwise", "threadexception", "unittest", "unraisableexception"),
)
_DETAIL_LIMIT_CHARS = 4_000


class _Seen:
    """What pytest's hooks saw of one test."""

    def __init__(self) -> None:
        self.reports: list[pytest.TestReport] = []
        self.raised: BaseException | None = None


class _Child:
    """Runs the tests of one job; a pytest plugin while it does."""

    def __init__(
        self, session: pytest.Session, explain: bool, job: messages.Job, sock: socket.socket
    ) -> None:
        self._session = session
        self._explain = explain
        self._job = job
        line = Session(sock)
        budget = Budget(job.call_s, job.suite_s, job.memory_bytes)
        number = seed.worker_seed(job.seed)
        # The reference is ours: it has the candidate's budget several times over.
        roomy = budget._replace(call_s=4 * job.call_s, total_s=4 * job.suite_s)
        self._reference = Link(line, job.reference, number, roomy)
        twin = self._reference if job.reference else None
        self._solution = Link(line, job.source, number, budget, twin)
        self._shadow = Link(line, job.reference, number, roomy) if job.compare else None
        self._seen = _Seen()

    def run(self) -> messages.Finished:
        """Run every test that the job names."""
        solution = RemoteModule(self._solution)
        self._session.stash[plugin.FIXTURES] = plugin.Fixtures(
            Pair(solution, RemoteModule(self._shadow)) if self._shadow else solution,
            RemoteModule(self._reference) if self._job.reference else None,
            self._job.seed,
        )
        plugins = self._session.config.pluginmanager
        plugins.unregister(name="terminalreporter")
        plugins.register(self)
        probes.measured_ratios.clear()
        obstacle, verdict = self._load()
        if obstacle:
            detail = obstacle if self._explain else ""
            unrun = [messages.Outcome(each.name, verdict, None, detail) for each in self._items()]
            return messages.Finished(tuple(unrun), obstacle=obstacle)
        outcomes: list[messages.Outcome] = []
        over = is_cut = False
        for item in self._items():
            if over:
                outcomes.append(messages.Outcome(item.name, Verdict.TIMEOUT, None, ""))
                continue
            outcome = self._run_one(item)
            outcomes.append(outcome)
            if outcome.verdict == Verdict.PASSED:
                continue
            is_gate = plugin.describe(item).gate
            is_cut = self._job.until == "failure" or (self._job.until == "gate" and is_gate)
            if is_cut:
                break
            # Nothing after a gate that ran out of time could earn a point: spare the machine.
            over = outcome.verdict == Verdict.TIMEOUT and is_gate
        return messages.Finished(
            tuple(outcomes),
            max(probes.measured_ratios, default=None),
            is_cut=is_cut,
            call_s=self._solution.slowest_s,
            suite_s=self._solution.charged_s(),
        )

    def _items(self) -> list[pytest.Item]:
        items = {item.name: item for item in self._session.items}
        return [items[name] for name in self._job.tests or items if name in items]

    def _load(self) -> tuple[str, Verdict]:
        """Load the solution before any input exists that it could tell about.

        Returns why that failed, as text made safe to show, and the verdict on every test.
        """
        try:
            missing = self._solution.ask("missing", list(self._job.entry_points))[1]
        except WorkerLostError as exc:
            return f"solution.py {exc} while it was loaded", Verdict(exc.fate)
        except Exception as exc:
            if isinstance(exc, MemoryError):
                return "solution.py ran out of memory while it was loaded", Verdict.MEMORY
            return f"solution.py does not load: {_one_line(_what_was_raised(exc))}", Verdict.ERROR
        names = [
            name for name in self._job.entry_points if type(missing) is list and name in missing
        ]
        return (f"solution.py defines no {', '.join(names)}" if names else ""), Verdict.ERROR

    def _run_one(self, item: pytest.Item) -> messages.Outcome:
        self._seen = _Seen()
        self._solution.lost = None
        self._solution.output.clear()
        if self._shadow:
            # Two that are compared begin each test alike, whatever they drew in the one before.
            with suppress(WorkerLostError):
                for link in (self._solution, self._shadow):
                    link.reseed(seed.worker_seed(self._job.seed))
        start_s = time.perf_counter()
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        wall_s = round(time.perf_counter() - start_s, 6)
        if isinstance(self._seen.raised, SandboxFaultError):
            raise self._seen.raised
        verdict = self._verdict()
        detail = self._detail() if self._explain and verdict != Verdict.PASSED else ""
        return messages.Outcome(item.name, verdict, wall_s, detail)

    def _verdict(self) -> Verdict:
        if self._solution.lost is not None:
            return Verdict(self._solution.lost.fate)
        outcomes = [report.outcome for report in self._seen.reports]
        if outcomes and all(outcome == "passed" for outcome in outcomes):
            return Verdict.PASSED
        value = self._seen.raised
        if isinstance(value, MemoryError):
            return Verdict.MEMORY
        # A skip or an expected failure counts as a failure: skipped is not passed.
        if isinstance(value, (AssertionError, pytest.fail.Exception, pytest.skip.Exception)):
            return Verdict.FAILED
        return Verdict.ERROR

    def _detail(self) -> str:
        raised = getattr(self._seen.raised, "__heldout_raised__", None)
        if self._solution.lost is not None:
            text = f"your code {self._solution.lost}"
        elif isinstance(raised, Raised):
            lines = [f"{raised.type_name}: {raised.message}"]
            lines += [f"  solution.py:{n} in {where}: {code}" for n, where, code in raised.trace]
            text = "\n".join(lines)
        else:
            text = "\n".join(report.longreprtext for report in self._seen.reports if report.failed)
        printed = "".join(self._solution.output)
        note = f"\nyour code printed:\n{printed}" if printed.strip() else ""
        return text[:_DETAIL_LIMIT_CHARS] + note

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> typing.Generator[None, pytest.TestReport, pytest.TestReport]:
        self._seen.raised = self._seen.raised or (call.excinfo and call.excinfo.value)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seen.reports.append(report)


def _what_was_raised(exc: Exception) -> str:
    raised = getattr(exc, "__heldout_raised__", None)
    if not isinstance(raised, Raised):
        return str(exc)[:200]
    place = f" (line {raised.trace[-1][0]})" if raised.trace else ""
    return f"{raised.type_name}: {raised.message[:200]}{place}"


def _one_line(text: str) -> str:
    """Write out what is no plain character, and break what a workflow log would obey."""
    return printable(text).replace("::", ": :").replace("##[", "## [")


class _Quiet:
    """Builds reports without tracebacks: for a hidden suite nobody will read them."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        return pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="passed" if call.excinfo is None else "failed",
            longrepr=None,
            when="call" if call.when == "collect" else call.when,
        )


class _Server:
    """Serves jobs from inside pytest's own run loop, where the suite is already collected."""

    def __init__(self, host: socket.socket, explain: bool) -> None:
        self._host = host
        self._explain = explain
        self._mistakes: list[str] = []
        self.has_begun = False

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._mistakes.append(report.longreprtext)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.has_begun = True
        messages.send(self._host, self._collected(session))
        while self._serve_one(session):
            pass
        return True

    def _collected(self, session: pytest.Session) -> messages.Collected:
        cases = []
        for item in session.items:
            try:
                cases.append(plugin.describe(item))
            except (ValueError, TypeError) as exc:
                self._mistakes.append(str(exc))
        if not cases and not self._mistakes:
            self._mistakes.append("no test was found in it")
        return messages.Collected(tuple(cases), "\n".join(self._mistakes)[-_DETAIL_LIMIT_CHARS:])

    def _serve_one(self, session: pytest.Session) -> bool:
        data, descriptors, _, _ = socket.recv_fds(self._host, 1, 2)
        if not data:
            return False
        with (
            socket.socket(fileno=descriptors[0]) as line,
            socket.socket(fileno=descriptors[1]) as leases,
        ):
            if os.fork() == 0:
                self._host.close()
                _serve_child(session, self._explain, line, leases)
        return True


def _serve_child(
    session: pytest.Session, explain: bool, line: socket.socket, leases: socket.socket
) -> typing.NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        job = messages.receive(line, messages.Job)
        # The last resort against a test that hangs in our own process: SIGALRM's default ends it.
        signal.alarm(int(WALL_FACTOR * job.suite_s + GRACE_S))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        try:
            finished = _Child(session, explain, job, leases).run()
        except SandboxFaultError as exc:
            finished = messages.Finished((), fault=str(exc))
        messages.send(line, finished)
    finally:
        os._exit(0)


def main(descriptor: int) -> None:
    """Receive the suite, collect it, and serve jobs until the host closes its socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Children report over their own line; nobody waits for them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.dont_write_bytecode = True
    host = socket.socket(fileno=descriptor)
    host.sendall(READY)
    setup = messages.receive(host, messages.Setup)
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        Path(folder, setup.file_name).write_bytes(setup.source)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        server = _Server(host, setup.explain)
        plugins: list[Any] = [plugin, server, *([] if setup.explain else [_Quiet()])]
        status = pytest.main(_arguments(folder, setup), plugins=plugins)
        if not server.has_begun:
            mistake = f"pytest stopped before the first test, with status {int(status)}"
            messages.send(host, messages.Collected((), mistake))


def _arguments(folder: str, setup: messages.Setup) -> list[str]:
    assertions = "rewrite" if setup.explain else "plain"
    return [
        str(Path(folder, setup.file_name)),
        f"--rootdir={folder}",
        f"--assert={assertions}",
        "--import-mode=importlib",
        "--capture=no",
        "--tb=short",
        "-q",
        *(word for name in _IDLE_PLUGINS for word in ("-p", f"no:{name}")),
    ]
