"""Attacks by code that is run, in the box of a worker: what it says, reads, writes and starts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest

from heldout.github.publication import GRADED as IS_GRADED
from tests.rehearsal.attacks import BRAND, harm
from tests.rehearsal.edition import CASESTUDY
from tests.rehearsal.stage import Run, Stage
from tests.rehearsal.works import ANSWER, WRITTEN

AT = "2026-09-02T10:00:00Z"
_ROOT = "ROOT_OF_THE_STAGE"
#: Looks and writes wherever it gets to, and answers right if that was nowhere.
PROBES = f"""\
import glob
import os
import sys

ROOT = "{_ROOT}"
HERE = {BRAND!r}
SECRET = {{
    *("hidden.age", "test_hidden.py", "followups.toml", "seeds.json", "secrets.yml"),
    *("plan.ndjson", "decision.json", "leg-000.ndjson", "part-000.ndjson", "event.json"),
}}
found = []


def opens(path, flags):
    try:
        os.close(os.open(path, flags, 0o600))
    except (OSError, ValueError):
        return
    found.append(path)


found += [name for name in os.environ if name.startswith(("GITHUB_", "HELDOUT_", "RUNNER_"))]
found += glob.glob("/proc/*/environ") + glob.glob(f"{{ROOT}}/**/*", recursive=True)
for path in ("/proc/self/environ", "/proc/1/environ", ".git/config", "../.git/config"):
    opens(path, os.O_RDONLY)
for name in ("OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"):
    opens(os.environ.get(f"GITHUB_{{name}}", ""), os.O_WRONLY)
for folder, folders, files in os.walk("/"):
    found += SECRET.intersection(files) or ".git" in folders and [folder] or []
    # Its own, and gone with it.
    if not folder.startswith("/tmp"):
        opens(f"{{folder}}/{{HERE}}", os.O_WRONLY | os.O_CREAT)
for module in list(sys.modules.values()):
    opens(getattr(module, "__file__", None) or "", os.O_RDWR)


def double(x):
    for _ in range(1000):
        print(f"::add-mask::success\\n::error::{{HERE}}\\n::set-output name=decision::{{HERE}}")
    for descriptor in (1, 2):
        try:
            os.write(descriptor, f"\\n::stop-commands::{{HERE}}\\n".encode() * 100_000)
        except OSError:
            pass
    return x + x if not found else None
"""
_COMMANDS = f"\n::error::{BRAND}\n::add-mask::success\n##[group]{BRAND}\n::set-output name=legs::"
_MARKDOWN = f"@everyone #1 <img src=x onerror=alert(1)> | {BRAND} |\n```\n# {BRAND}\n</details>"
RAISES = "def double(x):\n    raise ValueError({})\n"
CODE = {
    "probes": PROBES,
    "commands": RAISES.format(repr(_COMMANDS)),
    "markdown": RAISES.format(repr(_MARKDOWN)),
    "megabyte": RAISES.format(f"{BRAND!r} * 90_000"),
    "exits": "import os\n\ndef double(x):\n    os._exit(0)\n",
    "loops": "def double(x):\n    while True:\n        pass\n",
    "forks": """\
import os

def double(x):
    while True:
        try:
            os.fork()
        except OSError:
            pass
""",
}


def _slug(cheat: str) -> str:
    return cheat.replace("_", "-")


#: Of the tricks against suites, three that look for files where job `grade` has them.
CHEATS = ("walks_the_file_system", "reads_other_processes_files", "overwrites_the_suite")


SLUGS = (*CODE, *map(_slug, CHEATS))
GRADED = dict.fromkeys(
    ("plan", "grade 000", "record", "comment", "leaderboard / build", "leaderboard / deploy"),
    "success",
)


def solution(slug: str) -> str:
    """Where code for a task is handed in."""
    return f"challenges/{slug}/solution.py"


@pytest.fixture(scope="module")
def crowded(made, tmp_path_factory) -> Iterator[Stage]:
    """A stage with a task for each attack: `double`, with little time."""
    with Stage(made.copy(tmp_path_factory.mktemp("attacks") / "stage")) as entered:
        home = entered.edition.authoring / "challenges" / "double"
        files = {f"{path.relative_to(home)}": path.read_text() for path in home.rglob("*.*")}
        del files["hidden/followups.toml"]
        manifest = files["challenge.toml"]
        files["challenge.toml"] = manifest.replace("6.0", "1.0").replace(
            "call_s = 1.0", "call_s = 0.5"
        )
        entered.edition.publish(
            {f"challenges/{slug}/{name}": text for slug in SLUGS for name, text in files.items()}
        )
        yield entered


@pytest.fixture(scope="module")
def attacked(crowded) -> Run:
    """One push with an attack for each task, and a written answer."""
    root = f"{crowded.edition.root}"
    works = {solution(slug): text.replace(_ROOT, root) for slug, text in CODE.items()}
    folder = resources.files("heldout.authoring.cheats")
    works |= {solution(_slug(name)): (folder / f"{name}.py").read_text("utf-8") for name in CHEATS}
    answer = f"{WRITTEN}\n{_MARKDOWN}\n{_COMMANDS}\n"
    return crowded.open("eve", {**works, ANSWER: answer}, at=AT)


def earned(stage: Stage, run: Run) -> dict[str, tuple[str, float]]:
    """The verdict and the points of each task of a push."""
    mine = [each for each in stage.receipts() if each["pull_request"] == run.number]
    return {each["slug"]: (each["verdict"], each["points"]) for each in mine}


def test_code_that_breaks_off_or_never_ends_earns_nothing(crowded, attacked):
    """Each gets its verdict, and the others are graded all the same."""
    assert attacked.results == GRADED
    found = earned(crowded, attacked)
    assert {slug: found[slug] for slug in CODE if slug != "probes"} == {
        "commands": ("error", 0),
        "markdown": ("error", 0),
        "megabyte": ("error", 0),
        "exits": ("crashed", 0),
        "loops": ("timeout", 0),
        "forks": ("timeout", 0),
    }
    assert len(crowded.receipts()) == len(found) == len(SLUGS) + 1
    assert crowded.receipts() == crowded.receipts("eve")
    assert crowded.double.labels(attacked.number) == (IS_GRADED,)


def test_cheats_that_look_for_files_find_none(crowded, attacked):
    """Where job `grade` has the opened suites, they are not to be seen."""
    found = earned(crowded, attacked)
    assert [found[_slug(name)] for name in CHEATS] == [("failed", 0)] * len(CHEATS)


def test_what_looks_and_writes_everywhere_gets_nowhere(crowded, attacked):
    """It answers right if it found no secret, no file of the job and no place to write to."""
    assert earned(crowded, attacked)["probes"] == ("passed", 6)


def test_nothing_that_is_printed_raised_or_written_is_shown_or_obeyed(crowded, attacked):
    """In no log, summary, comment or artifact, and on no board; the answer itself is graded."""
    assert harm(crowded, attacked) == []
    verdict, points = earned(crowded, attacked)[CASESTUDY]
    assert verdict == "passed"
    assert points > 0
    assert len(crowded.comment(attacked.number)) < 20_000
    pages = [path.read_bytes() for path in crowded.pages.rglob("*") if path.is_file()]
    assert not [page for page in pages if BRAND.encode() in page]
