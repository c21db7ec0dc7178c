"""grade, as a maintainer and other programs use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

RIGHT = "def double(x):\n    return 2 * x\n"
KEYS = [
    *("solution", "slug", "kind", "verdict", "reason"),
    *("points", "max_points", "speed_ratio", "cases"),
]
CASE_KEYS = ["name", "title", "group", "verdict", "points", "max_points", "wall_s"]


@pytest.fixture
def files(tmp_path):
    """Write solutions; return their paths."""

    def written(**sources: str) -> list[str]:
        paths = []
        for name, text in sources.items():
            path = tmp_path / f"{name}.py"
            path.write_text(text)
            paths.append(str(path))
        return paths

    return written


def flags(paths: list[str]) -> list[str]:
    """Turn paths into options."""
    return [word for path in paths for word in ("--solution", path)]


def test_json_has_one_compact_line_for_each_file_in_order(run, files, tmp_path):
    """Also for a missing and a refused one; the worst exit status wins."""
    paths = files(right=RIGHT, wrong="def double(x): return 1", empty="")
    paths.insert(1, str(tmp_path / "missing.py"))
    done = run("grade", "double", *flags(paths), "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["solution"] for line in lines] == paths
    assert [line["verdict"] for line in lines] == ["passed", "refused", "failed", "refused"]
    assert done.returncode == 2
    assert done.stderr == ""
    for line in lines:
        assert list(line) == KEYS
        assert (line["slug"], line["kind"]) == ("double", "challenge")
        assert all(list(case) == CASE_KEYS for case in line["cases"])
    assert lines[0]["cases"][0]["title"] == "Ordinary numbers are doubled."
    assert lines[0]["cases"][0]["wall_s"] > 0
    assert "no such file" in lines[1]["reason"]
    assert "empty" in lines[3]["reason"]


@pytest.mark.parametrize(
    ("source", "status"), [(RIGHT, 0), ("def double(x): return 1", 1), ("def double(x", 1), ("", 2)]
)
def test_the_exit_status_tells_what_happened(run, files, source, status):
    """0 passed, 1 did not pass, 2 could not be taken."""
    assert run("grade", "double", *flags(files(one=source))).returncode == status


def test_without_a_file_the_repositorys_own_solution_is_graded(run, double):
    """What a candidate has in their fork."""
    assert run("grade", "double").returncode == 1
    double.write("solution.py", RIGHT)
    done = run("grade")
    assert done.returncode == 0
    assert "passed, 5 / 5 points" in done.stdout


def test_a_broken_suite_is_our_fault_for_every_file(run, double, files):
    """Each file still has its line, and nobody is blamed."""
    double.write("hidden/test_hidden.py", "import nothing_of_that_name\n")
    done = run("grade", "double", *flags(files(a=RIGHT, b=RIGHT)), "--json")
    assert done.returncode == 3
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["verdict"] for line in lines] == ["judge-error"] * 2
    assert "nothing_of_that_name" in done.stderr
    assert "challenges/double/test_hidden.py" in done.stderr


def test_a_half_written_folder_is_bad_input(run, double):
    """Every mistake is listed."""
    (double.folder / "hidden" / "reference.py").unlink()
    (double.folder / "README.md").unlink()
    done = run("grade", "double")
    assert done.returncode == 2
    assert "README.md: the file is missing" in done.stderr
    assert "hidden/reference.py: the file is missing" in done.stderr


def test_files_need_exactly_one_challenge(run, double, files):
    """Which one is not guessed."""
    other = double.root / "challenges" / "other"
    for path in double.folder.rglob("*.*"):
        name = path.relative_to(double.folder)
        double.write(str(name), path.read_text(), below=other)
    done = run("grade", *flags(files(a=RIGHT)))
    assert done.returncode == 2
    assert "needs exactly one challenge, and 2 are meant" in done.stderr


def test_outside_a_repository_it_is_bad_input(run, tmp_path_factory):
    """With the way in."""
    done = run("grade", cwd=tmp_path_factory.mktemp("elsewhere"))
    assert done.returncode == 2
    assert "no heldout repository here" in done.stderr


def test_what_a_candidate_controls_is_never_printed_raw(run, files):
    """A reason can quote an exception: it is escaped for the terminal."""
    (path,) = files(evil="raise ValueError('\\x1b[31m\\u202e::error::x\\x07')")
    done = run("grade", "double", "--solution", path)
    assert "\\x1b[31m\\x202e: :error: :x\\x07" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "text",
    ["[/nothing]", "[bold green]PASSED[/]", "[link=http://x]y[/link]", "\\ud800", "a\\n::error::b"],
    ids=["closing markup", "colour", "link", "half a character", "line"],
)
def test_no_text_breaks_the_table_or_the_batch(run, files, text):
    """Whatever one submission says, every file has its row and its line."""
    paths = files(evil=f'raise ValueError("{text}")', right=RIGHT)
    done = run("grade", "double", *flags(paths), TERM="xterm-256color", FORCE_COLOR="1")
    assert done.returncode == 1, done.stderr
    assert "passed" in done.stdout
    assert "]8;" not in done.stdout
    assert not any(line.lstrip().startswith("::") for line in done.stdout.splitlines())
    lines = run("grade", "double", *flags(paths), "--json").stdout.splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["error", "passed"]


def test_a_type_name_is_text_like_any_other(run, files):
    """It can hold line ends and commands, too."""
    (path,) = files(evil='raise type("X\\n::error::forged\\x85##[add-mask]e", (ValueError,), {})')
    done = run("grade", "double", "--solution", path, "--json")
    (line,) = done.stdout.splitlines()
    reason = json.loads(line)["reason"]
    assert reason.isprintable()
    assert "::" not in reason
    assert "##[" not in reason


def test_a_symbolic_link_is_refused_and_not_followed(run, files, tmp_path):
    """It could name any file of the grader's."""
    (real,) = files(real=RIGHT)
    link = tmp_path / "link.py"
    link.symlink_to(real)
    done = run("grade", "double", "--solution", link)
    assert done.returncode == 2
    assert "symbolic link" in done.stdout


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_batch_leaves_nothing_running(double, files, end):
    """Ctrl-C, a polite kill and a rude one: no process, no traceback."""
    paths = files(**{f"endless{n}": "def double(x):\n    while True: pass" for n in range(8)})
    command = [sys.executable, "-c", "from heldout.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "grade", "double", *flags(paths)],
        cwd=double.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    started: list[psutil.Process] = []
    deadline = time.monotonic() + 20
    while len(started) < 6 and time.monotonic() < deadline:
        started = psutil.Process(process.pid).children(recursive=True)
        time.sleep(0.05)
    assert len(started) >= 6
    process.send_signal(end)
    _, errors = process.communicate(timeout=20)
    assert process.returncode != 0
    assert "Traceback" not in errors
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []
