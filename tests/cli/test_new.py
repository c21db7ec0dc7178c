"""new: folders as an author makes them, with flags or by answering questions."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

HELDOUT = str(Path(sys.executable).with_name("heldout"))
#: Sets a limit on the size of files, then becomes the command line.
_TIGHT = (
    "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500)); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
CHALLENGE_FILES = [
    "README.md",
    "challenge.toml",
    "followups.md",
    "hidden/accepted/another_way.py",
    "hidden/followups.toml",
    "hidden/reference.py",
    "hidden/rejected/one_mistake.py",
    "hidden/test_hidden.py",
    "hidden/test_reference.py",
    "solution.py",
    "test_public.py",
]


@pytest.fixture
def unknown(tmp_path, monkeypatch):
    """Nobody has told git a name; returns a function that does."""
    config = tmp_path / "git.config"
    config.touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    return lambda name: config.write_text(f'[user]\nname = "{name}"\n', encoding="utf-8")


@pytest.fixture
def manifest(double):
    """Read a manifest of the repository."""

    def read(name: str) -> dict:
        return tomllib.loads((double.root / name).read_text(encoding="utf-8"))

    return read


def files(folder: Path) -> list[str]:
    """The names of all files in a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_new_challenge_is_listed_and_its_stub_fails_kindly(run, double, manifest):
    """With every question answered by default, but for the author."""
    done = run("new", "challenge", "soft-max", "--author", "Jane Doe")
    assert done.returncode == 0, done.stderr
    assert files(double.root / "challenges" / "soft-max") == CHALLENGE_FILES
    for name in CHALLENGE_FILES:
        assert name in done.stdout
    assert "next: " in done.stdout
    assert "heldout verify soft-max" in done.stdout
    made = manifest("challenges/soft-max/challenge.toml")
    assert made["title"] == "Soft max"
    assert made["entry_points"] == ["soft_max"]
    assert made["authors"] == ["Jane Doe"]
    assert "Soft max" in run("list").stdout
    checked = run("check", "soft-max")
    assert checked.returncode == 1
    assert "NotImplementedError: write soft_max here" in checked.stdout


def test_flags_answer_the_questions(run, manifest):
    """Each of them; an entry point may be given again."""
    flags = {
        "title": 'The "k" in C:\\means',
        "track": "statistics",
        "difficulty": "hard",
        "minutes": "45",
        "asked": "very likely",
        "author": "Zoë",
    }
    words = [word for flag, value in flags.items() for word in (f"--{flag}", value)]
    done = run(
        *("new", "challenge", "k-medoids", *words),
        *("--entry-point", "KMedoids", "--entry-point", "cost"),
    )
    assert done.returncode == 0, done.stderr
    made = manifest("challenges/k-medoids/challenge.toml")
    assert made["title"] == flags["title"]
    assert (made["track"], made["difficulty"]) == ("statistics", "hard")
    assert (made["minutes"], made["asked"]) == (45, "very likely")
    assert (made["entry_points"], made["authors"]) == (["KMedoids", "cost"], ["Zoë"])


def test_json_is_one_object(run, double):
    """For programs: the folder from the root, the files from the folder."""
    deep = double.root / "challenges" / "double"
    done = run("new", "challenge", "softmax", "--author", "J", "--json", cwd=deep)
    (line,) = done.stdout.splitlines()
    assert json.loads(line) == {
        "slug": "softmax",
        "folder": "challenges/softmax",
        "files": CHALLENGE_FILES,
    }


def test_a_new_case_study_has_a_home_of_its_own(run, double, manifest):
    """Made with the first one."""
    done = run("new", "casestudy", "churn", "--kind", "behavioral", "--author", "J", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert (made["slug"], made["folder"]) == ("churn", "casestudies/churn")
    assert files(double.root / "casestudies" / "churn") == made["files"]
    facts = manifest("casestudies/churn/casestudy.toml")
    assert (facts["title"], facts["kind"]) == ("Churn", "behavioral")
    assert facts["authors"] == ["J"]


def test_a_rubric_must_be_one_of_those_that_exist(run, double, repository):
    """Where there are any; it is chosen by the kind."""
    for name in ("research", "theory"):
        text = (repository.root / "rubrics" / f"{name}.toml").read_text(encoding="utf-8")
        double.write(f"rubrics/{name}.toml", text, below=double.root)
    done = run("new", "casestudy", "churn", "--rubric", "reserch", "--author", "J")
    assert done.returncode == 2
    assert "--rubric: 'reserch' is not one of research, theory" in done.stderr
    unfit = run("new", "casestudy", "churn", "--author", "J", "--kind", "production")
    assert unfit.returncode == 2
    assert "--rubric is needed" in unfit.stderr
    assert not (double.root / "casestudies").exists()


def test_the_author_is_whom_git_knows(run, unknown, manifest):
    """Unless a flag says otherwise."""
    unknown("Ada Löve")
    assert run("new", "challenge", "softmax").returncode == 0
    assert manifest("challenges/softmax/challenge.toml")["authors"] == ["Ada Löve"]


@pytest.mark.usefixtures("unknown")
def test_without_a_terminal_nothing_is_asked(run, double):
    """What has no default is bad usage, and the flag is named."""
    done = run("new", "challenge", "softmax")
    assert done.returncode == 2
    assert "--author is needed" in done.stderr
    assert done.stdout == ""
    assert not (double.root / "challenges" / "softmax").exists()


def test_flags_that_will_not_do_are_all_told(run, double):
    """As bad usage, with what would do, and nothing is written."""
    done = run("new", "challenge", "softmax", "--track", "maths", "--minutes", "2", "--author", "")
    assert done.returncode == 2
    assert "--track: 'maths' is not one of algorithms, ml-coding, statistics" in done.stderr
    assert "--minutes: '2' is not a whole number from 5 to 240" in done.stderr
    assert "--author: it is empty" in done.stderr
    assert "next: " in done.stderr
    assert [path.name for path in (double.root / "challenges").iterdir()] == ["double"]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("Soft_Max", "'soft-max' is"),
        ("../softmax", "'softmax' is"),
        ("softm\u0430x", "CYRILLIC SMALL LETTER A"),
        ("nul", "device on Windows"),
        ("dou-ble", "'double' with other hyphens"),
        ("doub1e", "looks like 'double'"),
        ("churn", "churn is taken"),
    ],
)
def test_a_name_that_will_not_do_is_refused(run, double, slug, expected):
    """Also one that a case study has."""
    double.write("casestudies/churn/README.md", "", below=double.root)
    done = run("new", "challenge", slug, "--author", "J")
    assert done.returncode == 2
    assert expected in done.stderr
    assert [path.name for path in (double.root / "challenges").iterdir()] == ["double"]


@pytest.mark.parametrize("kind", ["folder", "file", "dead link"])
def test_nothing_is_overwritten(run, double, kind):
    """What is there is named, and stays as it is."""
    place = double.root / "challenges" / "softmax"
    if kind == "folder":
        double.write("notes.txt", "mine", below=place)
    elif kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to("nowhere")
    done = run("new", "challenge", "softmax", "--author", "J")
    assert done.returncode == 2
    assert f"{place}: this is already here" in done.stderr
    if kind == "folder":
        assert files(place) == ["notes.txt"]
    elif kind == "file":
        assert place.read_text() == "mine"
    else:
        assert os.readlink(place) == "nowhere"  # noqa: PTH115 - the text as it is


def test_a_full_disk_leaves_nothing_behind(double):
    """And costs no traceback."""
    before = files(double.root)
    done = subprocess.run(
        [sys.executable, "-c", _TIGHT, HELDOUT, *("new", "challenge", "softmax", "--author", "J")],
        cwd=double.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "challenges/softmax: the folder cannot be written (File too large)" in done.stderr
    assert "next: make room" in done.stderr
    assert files(double.root) == before
    assert [path.name for path in (double.root / "challenges").iterdir()] == ["double"]


def test_without_what_authors_need_the_extra_is_named(run, tmp_path):
    """Candidates do not have it."""
    hide = tmp_path / "hide"
    hide.mkdir()
    (hide / "sitecustomize.py").write_text(
        "import sys\nsys.modules['confusable_homoglyphs'] = None\n"
    )
    done = run("new", "challenge", "softmax", "--author", "J", PYTHONPATH=str(hide))
    assert done.returncode == 3
    assert "heldout[authoring]" in done.stderr


class Terminal:
    """A pseudo-terminal with `heldout` at its other end."""

    def __init__(
        self, folder: Path, *words: str, stdin: int | None = None, stdout: int | None = None
    ) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [HELDOUT, *words],
            cwd=folder,
            stdin=theirs if stdin is None else stdin,
            stdout=theirs if stdout is None else stdout,
            stderr=theirs,
            env={**os.environ, "TERM": "dumb"},
        )
        os.close(theirs)
        self.seen = ""

    def wait_for(self, text: str, timeout_s: float = 30.0) -> None:
        """Read until a text has been shown since the last one."""
        shown, deadline = "", time.monotonic() + timeout_s
        while text not in shown:
            left_s = deadline - time.monotonic()
            assert left_s > 0, f"{text!r} is not in {shown!r}"
            if select.select([self._ours], [], [], left_s)[0]:
                shown += self._read()
        self.seen += shown

    def answer(self, question: str, text: str) -> None:
        """Wait for a question and type a line."""
        self.wait_for(question)
        os.write(self._ours, f"{text}\n".encode())

    def press(self, keys: bytes) -> None:
        """Type without the end of a line."""
        os.write(self._ours, keys)

    def close(self) -> int:
        """Read the rest; return the exit status."""
        while part := self._read():
            self.seen += part
        os.close(self._ours)
        return self.process.wait(timeout=30)

    def _read(self) -> str:
        try:
            return os.read(self._ours, 65536).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            return ""


def test_on_a_terminal_every_question_is_asked(double, unknown, manifest):
    """An empty line takes the default; a wrong answer is told, and asked for again."""
    unknown("Ada")
    terminal = Terminal(double.root, "new", "challenge", "batch-norm")
    terminal.answer("Title [Batch norm]:", "")
    terminal.answer("Track (algorithms, ml-coding, statistics) [ml-coding]:", "maths")
    terminal.answer("'maths' is not one of algorithms, ml-coding, statistics", "algorithms")
    terminal.answer("Difficulty (easy, medium, hard) [medium]:", "hard")
    terminal.answer("Minutes that an interviewer would give [30]:", "500")
    terminal.answer("is not a whole number from 5 to 240", "20")
    terminal.answer("How often it is asked (very likely, common, emerging) [common]:", "emerging")
    terminal.answer("with commas between [batch_norm]:", "forward, backward")
    terminal.answer("Author [Ada]:", "")
    assert terminal.close() == 0, terminal.seen
    assert "challenges/batch-norm is there" in terminal.seen
    made = manifest("challenges/batch-norm/challenge.toml")
    assert (made["title"], made["track"], made["difficulty"]) == (
        "Batch norm",
        "algorithms",
        "hard",
    )
    assert (made["minutes"], made["asked"], made["authors"]) == (20, "emerging", ["Ada"])
    assert made["entry_points"] == ["forward", "backward"]


def test_what_a_flag_says_is_not_asked(double):
    """A case study's rubric follows from its kind."""
    terminal = Terminal(
        double.root,
        *("new", "casestudy", "churn", "--title", "Churn", "--author", "J", "--difficulty", "easy"),
    )
    terminal.answer("Kind (system-design, ", "theory")
    terminal.answer("Minutes that an interviewer would give [45]:", "")
    terminal.answer("Rubric [theory]:", "")
    assert terminal.close() == 0, terminal.seen
    for flag in ("Title", "Author", "Difficulty"):
        assert flag not in terminal.seen


@pytest.mark.usefixtures("unknown")
def test_a_terminal_insists_on_what_has_no_default(double):
    """Whoever leaves has written nothing, and the exit status says so."""
    terminal = Terminal(double.root, "new", "challenge", "softmax")
    for question in ("Title", "Track", "Difficulty", "Minutes", "How often", "Functions"):
        terminal.answer(question, "")
    terminal.answer("Author:", "")
    terminal.wait_for("Author:")
    terminal.press(b"\x04")
    terminal.wait_for("stopped; nothing was written")
    assert terminal.close() == 130
    assert [path.name for path in (double.root / "challenges").iterdir()] == ["double"]


def test_questions_leave_standard_output_to_json(double):
    """They are asked on standard error."""
    words = ("--author", "J", "--track", "statistics", "--minutes", "30", "--entry-point", "f")
    terminal = Terminal(
        double.root, "new", "challenge", "softmax", *words, "--json", stdout=subprocess.PIPE
    )
    for question in ("Title", "Difficulty", "How often"):
        terminal.answer(question, "")
    with terminal.process.stdout as output:
        assert json.loads(output.read())["slug"] == "softmax"
    assert terminal.close() == 0, terminal.seen


def test_who_types_nothing_is_asked_nothing(double):
    """Though the errors go to a terminal."""
    words = ("new", "challenge", "softmax", "--author", "J")
    terminal = Terminal(double.root, *words, stdin=subprocess.DEVNULL)
    assert terminal.close() == 0, terminal.seen
    assert "Title" not in terminal.seen


@pytest.mark.parametrize("slug", ["Double", "double"])
def test_a_name_that_will_not_do_is_refused_before_anything_is_asked(double, slug):
    """Nobody answers seven questions for nothing."""
    terminal = Terminal(double.root, "new", "challenge", slug)
    terminal.wait_for("next: ")
    assert terminal.close() == 2
    assert "Title" not in terminal.seen
