"""What a sealed worker can see and do: nothing that matters. Under root and under a plain user."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import heldout

SECRET = "planted-secret-3c9f"
SIGHT = Path(__file__).with_name("sight.py")

#: Starts a zygote, loads the solution of standard input, and prints what its functions return.
PROBE = """
import json, socket, sys
from heldout.sandbox import box, zygote
from heldout.sandbox.session import Budget, Session
with box.start(box.ZYGOTE, box.Isolation.BUBBLEWRAP) as started:
    started.await_ready(zygote.READY)
    ours, theirs = socket.socketpair()
    socket.send_fds(started.socket, [b"S"], [theirs.fileno()])
    worker = Session(ours).lease(Budget(20.0, 60.0, 256 << 20))
    worker.request(["load", sys.stdin.buffer.read(), 1])
    seen = {name: worker.request(["call", None, name, [], {}])[:2] for name in sys.argv[1:]}
print(json.dumps(seen, default=str))
"""

FUNCTIONS = (
    *("environment", "files", "material", "modules", "identity"),
    *("processes", "capabilities", "descriptors", "refusals"),
)


def look(user: int | None) -> dict:
    """Look around from inside a worker that is started by root or by another user."""
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    python = sys.executable
    if user is not None:
        own = f"python{sys.version_info.major}.{sys.version_info.minor}"
        # An interpreter in a closed home folder is of no use to another user.
        python = shutil.which(own, path="/usr/bin:/usr/local/bin")
        if python is None or not can_read(Path(heldout.__file__), user):
            pytest.skip(f"no {own} or no checkout that another user can read ({base})")
    paths = [str(Path(heldout.__file__).parents[1]), sysconfig.get_path("purelib")]
    done = subprocess.run(
        [python, "-c", PROBE, *FUNCTIONS],
        input=SIGHT.read_bytes(),
        env={"PATH": os.defpath, "PYTHONPATH": ":".join(paths), "HELDOUT_SECRET": SECRET},
        capture_output=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert SECRET not in done.stdout.decode()
    answers = json.loads(done.stdout)
    assert all(kind == "value" for kind, _ in answers.values()), answers
    return {name: value for name, (_, value) in answers.items()}


def can_read(path: Path, user: int) -> bool:
    """Whether another user reaches a file."""
    command = ["cat", str(path)]
    done = subprocess.run(
        command, user=user, group=user, extra_groups=[], capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.fixture(
    scope="module", params=[pytest.param(None, id="as_is"), pytest.param(12345, id="plain_user")]
)
def seen(request) -> dict:
    """What a worker sees; as root, once started by root and once by a plain user."""
    if request.param is not None and os.geteuid() != 0:
        pytest.skip("already a plain user")
    return look(request.param)


def test_the_environment_is_empty(seen):
    """No variable of the host reaches a worker."""
    assert seen["environment"] == {}


def test_there_are_no_files_but_python_numpy_and_the_worker_itself(seen):
    """Neither the repository nor a suite nor an identity is in the file system."""
    site = "/site/heldout/"
    ours = {f"{site}__init__.py"} | {
        f"{site}sandbox/{name}.py"
        for name in ("__init__", "control", "seal", "seccomp", "wire", "worker", "zygote")
    }
    allowed = (*ours, "/site/msgpack/", "/dev/null", "/etc/ld.so.cache")
    others = [path for path in seen["files"] if not path.startswith(allowed)]
    assert [path for path in others if not Path(path).name.startswith("python3")] == []
    assert seen["material"] == []


def test_no_suite_or_test_runner_is_loaded(seen):
    """The zygote never imported anything of a judge."""
    loaded = [name for name in seen["modules"] if name.split(".")[0] in ("pytest", "_pytest")]
    assert loaded == []
    assert "heldout.judging" not in seen["modules"]


def test_it_is_nobody_and_alone(seen):
    """Process 1 of its own world, as an unprivileged user."""
    assert seen["identity"] == [1, 65534, 65534, 65534]
    assert seen["processes"] == [[], []]


def test_it_has_no_capability(seen):
    """Even asking for them is refused; a closed file stays closed to its owner."""
    status, error, sets, opened = seen["capabilities"]
    assert (status, error) == (-1, 1) or sets == [0] * 6
    assert not opened


def test_its_only_descriptors_are_null_and_the_channel(seen):
    """0, 1 and 2 lead nowhere; 3 leads to the tester."""
    assert seen["descriptors"] == [0, 1, 2, 3]


def test_every_attempt_at_the_outside_is_refused(seen):
    """No process, thread, socket, mount, shared memory, timer or other kernel object can be had."""
    assert seen["refusals"] == []
