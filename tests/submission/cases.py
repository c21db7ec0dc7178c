"""What a pull request may look like, one kind a row: what it changes, and what comes of it.

docs/submissions.md shows the same rows; `./run python -m tests.submission.cases` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from heldout.submission.change import HOMES, Change, Comparison, Entry
from heldout.submission.source import SIZE_LIMIT_BYTES, solution_sha
from tests.submission.store import FILE, FOLDER, LINK, PROGRAM, SUBMODULE, Blob, Files

STUB = b"def kmeans():\n    raise NotImplementedError\n"
WORK = b"def kmeans():\n    return 1\n"
KMEANS = b"challenges/kmeans/solution.py"
FOLLOWUPS = b"challenges/kmeans/followups.md"
DROPOUT = b"casestudies/dropout/answer.md"
BASE: dict[bytes, bytes | Blob] = {
    b"README.md": b"# Read me\n",
    b"src/heldout/a.py": b"a = 1\n",
    b"src/heldout/b.py": b"b = 1\n",
    KMEANS: STUB,
    FOLLOWUPS: b"# Follow-ups\n",
    b"challenges/kmeans/challenge.toml": b"title = 'K-means'\n",
    b"challenges/kmeans/hidden.age": b"sealed",
    b"challenges/gradient-descent/solution.py": b"def descend(): ...\n",
    b"challenges/gradient-descent/challenge.toml": b"title = 'Gradient descent'\n",
    DROPOUT: b"# Answer\n",
    b"casestudies/dropout/casestudy.toml": b"title = 'Dropout'\n",
}
#: What a pull request puts at paths; None takes a file, or a folder, away.
Edits = Mapping[bytes, "bytes | Blob | None"]


class Case(NamedTuple):
    """A row; `code` is the reason's, of the pull request or of its one item, None if taken."""

    title: str
    edits: Edits
    decision: str
    code: str | None
    words: str = ""


def head(edits: Edits) -> dict[bytes, bytes | Blob]:
    """Apply edits to the base."""
    files = dict(BASE)
    for path, given in edits.items():
        for known in list(files):
            if known == path or known.startswith(path + b"/") or path.startswith(known + b"/"):
                del files[known]
        if given is not None:
            files[path] = given
    return files


CASES = (
    Case("a solution", {KMEANS: WORK}, "submission", None),
    Case(
        "answers to follow-up questions", {FOLLOWUPS: b"# Follow-ups\nYes.\n"}, "submission", None
    ),
    Case("a written answer", {DROPOUT: b"# Answer\nNoise.\n"}, "submission", None),
    Case("an executable file (mode 100755)", {KMEANS: Blob(PROGRAM, WORK)}, "submission", None),
    Case("a byte order mark", {KMEANS: b"\xef\xbb\xbf" + WORK}, "submission", None),
    Case("Windows line ends", {KMEANS: WORK.replace(b"\n", b"\r\n")}, "submission", None),
    Case("the largest file", {KMEANS: b"#" * SIZE_LIMIT_BYTES}, "submission", None),
    Case("nothing", {}, "empty", "empty", "does not have"),
    Case("a stub that only became executable", {KMEANS: Blob(PROGRAM, STUB)}, "empty", "empty"),
    Case("files elsewhere", {b"docs/new.md": b"New"}, "contribution", "contribution", "nothing is"),
    Case(
        "a link, a submodule or an odd name elsewhere",
        {b"docs/a": Blob(LINK, b"/etc"), b"lib": Blob(SUBMODULE), b"docs/a. ": b"x"},
        "contribution",
        "contribution",
    ),
    Case(
        "a new task, with its manifest",
        {
            b"challenges/new/challenge.toml": b"title = 'New'\n",
            b"challenges/new/solution.py": STUB,
            b"challenges/new/hidden/test_hidden.py": b"x",
        },
        "contribution",
        "contribution",
    ),
    Case("a task taken away", {b"challenges/kmeans": None}, "contribution", "contribution"),
    Case(
        "another file in a task's folder",
        {b"challenges/kmeans/mine.py": WORK},
        "contribution",
        "contribution",
        "challenges/*/solution.py",
    ),
    Case(
        "hand-in files and others",
        {KMEANS: WORK, b"src/heldout/a.py": b"a = 2\n"},
        "refused",
        "mixture",
        "git restore --source upstream/main --staged -- src/",
    ),
    Case(
        "a hand-in file and another beside it",
        {KMEANS: WORK, b"challenges/kmeans/.gitattributes": b"* filter=x\n"},
        "refused",
        "mixture",
        "challenges/kmeans/.gitattributes",
    ),
    Case(
        "a hand-in file and a new task",
        {KMEANS: WORK, b"challenges/new/challenge.toml": b"x", b"challenges/new/solution.py": b"x"},
        "refused",
        "mixture",
        "-- challenges/new/",
    ),
    Case(
        "a hand-in file under another name",
        {KMEANS: None, b"challenges/kmeans/mine.py": WORK},
        "refused",
        "renamed",
        "git mv challenges/kmeans/mine.py challenges/kmeans/solution.py",
    ),
    Case(
        "a symbolic link as a hand-in file",
        {KMEANS: Blob(LINK, b"/etc/passwd")},
        "refused",
        "symlink",
        "links are not followed",
    ),
    Case(
        "a symbolic link as a task's folder",
        {b"challenges/kmeans": Blob(LINK, b"../casestudies")},
        "refused",
        "symlink",
        "'challenges/kmeans' is a symbolic link",
    ),
    Case(
        "a symbolic link as the folder of all tasks",
        {b"challenges": Blob(LINK, b"/tmp")},
        "refused",
        "symlink",
    ),
    Case(
        "a symbolic link beside hand-in files",
        {b"challenges/kmeans/data": Blob(LINK, b"hidden.age")},
        "refused",
        "symlink",
    ),
    Case("a submodule as a hand-in file", {KMEANS: Blob(SUBMODULE)}, "refused", "submodule"),
    Case(
        "a submodule as a task's folder",
        {b"challenges/kmeans": Blob(SUBMODULE)},
        "refused",
        "submodule",
        "other repositories are not fetched",
    ),
    Case(
        "a folder where a hand-in file belongs",
        {KMEANS + b"/solution.py": WORK},
        "refused",
        "wrong-kind",
        "is a folder, where a file belongs",
    ),
    Case(
        "a file where a task's folder belongs",
        {b"challenges/kmeans": WORK},
        "refused",
        "wrong-kind",
        "is a file, where a folder belongs",
    ),
    Case(
        "a name with control characters",
        {b"challenges/kmeans/a\x1b[2Jb": b"x"},
        "refused",
        "odd-name",
        "U+001B",
    ),
    Case(
        "a name with a line break",
        {b"challenges/kmeans/solution.py\n": b"x"},
        "refused",
        "odd-name",
        "U+000A",
    ),
    Case(
        "a name that reads backwards",
        {"challenges/kmeans/\u202eyp.noitulos".encode(): b"x"},
        "refused",
        "odd-name",
        "U+202E",
    ),
    Case(
        "a name that is not UTF-8", {b"challenges/k\xff/solution.py": WORK}, "refused", "odd-name"
    ),
    Case(
        "a backslash for a slash",
        {b"challenges\\kmeans\\solution.py": WORK},
        "refused",
        "odd-name",
        "is not 'challenges/kmeans/solution.py'",
    ),
    Case(
        "a backslash in a task's folder",
        {b"challenges/kmeans\\solution.py": WORK},
        "refused",
        "odd-name",
        "holds the character \\",
    ),
    Case(
        "a name that ends in a space",
        {b"challenges/kmeans/solution.py ": WORK},
        "refused",
        "odd-name",
    ),
    Case(
        "a name that ends in a dot",
        {b"challenges/kmeans./solution.py": WORK},
        "refused",
        "odd-name",
    ),
    Case(
        "a name that Windows keeps for itself",
        {b"challenges/aux/solution.py": WORK},
        "refused",
        "odd-name",
        "device on Windows",
    ),
    Case(
        "the short form of a name",
        {b"challenges/kmeans/SOLUTI~1.PY": WORK},
        "refused",
        "odd-name",
        "short form",
    ),
    Case(
        "another stream of a file",
        {b"challenges/kmeans/solution.py:x": WORK},
        "refused",
        "odd-name",
        "the character :",
    ),
    Case(
        "a name that is too long",
        {b"challenges/kmeans/" + b"a" * 256: b"x"},
        "refused",
        "odd-name",
        "256 bytes",
    ),
    Case(
        "a hand-in file in other capitals",
        {b"challenges/kmeans/Solution.py": WORK},
        "refused",
        "odd-name",
        "is not 'challenges/kmeans/solution.py'",
    ),
    Case(
        "the folder of all tasks in other capitals",
        {b"Challenges/kmeans/solution.py": WORK},
        "refused",
        "odd-name",
        "'Challenges' is not 'challenges'",
    ),
    Case(
        "two names that differ in case",
        {b"challenges/KMEANS/solution.py": WORK},
        "refused",
        "collision",
        "'challenges/KMEANS' and 'challenges/kmeans' are the same",
    ),
    Case(
        "two names that differ in how an accent is written",
        {
            "challenges/kmeans/\u00e9.md".encode(): b"x",
            "challenges/kmeans/e\u0301.md".encode(): b"x",
        },
        "refused",
        "collision",
    ),
    Case(
        "a task that does not exist",
        {b"challenges/k-means/solution.py": WORK},
        "submission",
        "unknown-slug",
        "git mv -f challenges/k-means/solution.py challenges/kmeans/solution.py",
    ),
    Case(
        "a written prompt that does not exist",
        {b"casestudies/kmeans/answer.md": WORK},
        "submission",
        "unknown-slug",
        "no written prompt named 'kmeans'",
    ),
    Case(
        "follow-up answers where none are asked",
        {b"challenges/gradient-descent/followups.md": b"Yes."},
        "submission",
        "not-asked",
    ),
    Case(
        "a hand-in file that was deleted", {KMEANS: None}, "submission", "deleted", "the stub back"
    ),
    Case(
        "a file that is too large",
        {KMEANS: b"#" * (SIZE_LIMIT_BYTES + 1)},
        "submission",
        "too-large",
        "262,145 bytes",
    ),
    Case("a file that is not UTF-8", {KMEANS: b"x = 1\n\xff"}, "submission", "not-text", "line 2"),
    Case("a file with a NUL character", {KMEANS: b"x\0"}, "submission", "not-text", "NUL"),
    Case("an empty file", {KMEANS: b"\n"}, "submission", "not-text", "empty"),
    Case(
        "a pointer of Git LFS",
        {KMEANS: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"},
        "submission",
        "lfs-pointer",
        "git lfs pull",
    ),
    Case("an unusual mode (100664)", {KMEANS: Blob(FILE | 0o20, WORK)}, "submission", None),
)


def comparison(edits: Edits) -> Comparison:
    """Compare the base with itself and edits, in memory: what `trees.compare` reads out of git."""
    old, new = _entries(BASE), _entries(head(edits))
    changes = []
    for path in sorted({*old, *new}):
        before, after = old.get(path), new.get(path)
        above = path.rpartition(b"/")[0]
        is_read = all(e is None or e.is_folder for e in (before, after)) and _is_read(path)
        if before == after or is_read or (above in new and not new[above].is_folder):
            continue
        change = Change(path=path, old=before, base=before, new=after)
        given = head(edits).get(path)
        if change.place and given is not None:
            content = given.content if isinstance(given, Blob) else given
            change = msgspec.structs.replace(change, size_bytes=len(content), content=content)
        changes.append(change)
    return Comparison(
        changes=tuple(changes),
        challenges=("gradient-descent", "kmeans"),
        casestudies=("dropout",),
        names=tuple(new),
    )


def _is_read(path: bytes) -> bool:
    """Whether folders of this path are looked into."""
    return path.split(b"/")[0] in HOMES and path.count(b"/") < 2


def _entries(files: Files) -> dict[bytes, Entry]:
    """Give what the trees hold at each path that is read."""
    found: dict[bytes, Entry] = {}
    for path, given in files.items():
        parts = path.split(b"/")
        for n in range(1, len(parts)):
            above = b"/".join(parts[:n])
            below = {p: f for p, f in files.items() if p.startswith(above + b"/")}
            found[above] = Entry(FOLDER, solution_sha(repr(below).encode()))
            if not _is_read(above):
                break
        else:
            blob = given if isinstance(given, Blob) else Blob(FILE, given)
            submodule = blob.mode == SUBMODULE
            found[path] = Entry(blob.mode, "1" * 40 if submodule else solution_sha(blob.content))
    return found


def table() -> str:
    """Write the rows as they stand in the documentation."""
    lines = ["| in the pull request | it is | what is said |", "|---|---|---|"]
    lines += [f"| {case.title} | {outcome(case)} | {said(case)} |" for case in CASES]
    return "\n".join(lines) + "\n"


def outcome(case: Case) -> str:
    """Say what comes of a row."""
    if case.decision != "submission":
        return "**refused**" if case.decision == "refused" else case.decision
    return "taken" if case.code is None else "refused by itself"


def said(case: Case) -> str:
    """Name the reason of a row."""
    return f"`{case.code}`" if case.code else ""


if __name__ == "__main__":
    print(table(), end="")
