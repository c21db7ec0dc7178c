"""An authoring edition, and an overlay -> what a cohort edition holds, and what it must not.

Left out, besides hidden files: tests, benchmarks, sample answers, documents for authors, the
authoring workflow, and whatever has no place in a task's folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from heldout.errors import EditionError
from heldout.vault import archive, suites
from heldout.vault import folder as folders
from heldout.vault import seal as seals
from heldout.vault.age import Identity
from heldout.vault.git import File

#: What a task shows; the rest of its folder is hidden or has no place there.
SHOWN = {
    "challenges": ("README.md", "challenge.toml", "solution.py", "followups.md", "test_public.py"),
    "casestudies": ("README.md", "casestudy.toml", "answer.md"),
}
_LAID_OVER = ("rubrics/*.toml", "rubrics/README.md", "cohorts/*.toml", "cohorts/*/seed.toml")
_PUBLISHED = (
    *("LICENSE", "SECURITY.md", "pyproject.toml", "run"),
    ".devcontainer/**/*",
    *("docs/guide/**/*.md", "docs/commands.md", "docs/submissions.md"),
    *("docs/vault.md", "docs/written.md"),
    *(".github/workflows/*.yml", ".github/workflows/*.yaml", ".github/actions/**/*"),
    *(".github/ISSUE_TEMPLATE/config.yml", ".github/ISSUE_TEMPLATE/mock-interview.yml"),
    ".github/ISSUE_TEMPLATE/report-a-*.yml",
    "src/heldout/**/*",
    *_LAID_OVER,
)
#: They prove challenges and test the grader, neither of which an edition has.
_NOT_PUBLISHED = {".github/workflows/ci.yml", ".github/workflows/nightly.yml"}
_RENAMED = {
    # What authors and tests need is three times as much to install.
    "requirements.run.lock": "requirements.lock",
    # Of several templates for pull requests a candidate needs this one, without a choice.
    ".github/PULL_REQUEST_TEMPLATE/submission.md": ".github/pull_request_template.md",
}
_OWN = {"README.md": "README.md", "gitignore": ".gitignore"}
_TEMPLATES = "src/heldout/authoring/scaffold/"
_LINK = re.compile(rb"\[([^\]\n]+)\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")


class Content(NamedTuple):
    """What is public, by path; hidden folders, by their task's; every hidden file, by path."""

    public: Mapping[str, File]
    suites: Mapping[str, Mapping[str, bytes]]
    hidden: Mapping[str, bytes]
    left_out: tuple[str, ...]


def gather(root: Path, overlay: Path | None, identities: Sequence[Identity]) -> Content:
    """Read what is to be published. Tasks of an overlay replace those of the same name.

    Raises `EditionError` if something is missing, `SuiteInTheWayError` for odd files, and for
    tasks that are sealed already `SealBrokenError` or `IdentityError`.
    """
    sources = [root] if overlay is None else [root, overlay]
    if overlay is not None:
        _check_overlay(overlay)
    public = _shared(root, overlay)
    hidden: dict[str, bytes] = {}
    tasks: dict[str, tuple[Path, Mapping[str, bytes]]] = {}
    for source in sources:
        for task in _tasks(source):
            name = f"{task.parent.name}/{task.name}"
            files = _hidden(task, identities)
            tasks[name] = task, files
            # Also of a task that is replaced: its suite is a secret still.
            label = name if source is root else str(task)
            hidden |= {f"{label}/{folders.NAME}/{path}": each for path, each in files.items()}
    left_out: list[str] = []
    for name, (task, _) in sorted(tasks.items()):
        shown = SHOWN[task.parent.name]
        public |= {f"{name}/{each}": _read(task / each) for each in shown if _is_there(task / each)}
        left_out += (f"{name}/{each}" for each in _strays(task, shown))
    opened = {name: files for name, (_, files) in sorted(tasks.items())}
    return Content(_linked(public), opened, hidden, tuple(left_out))


def is_shown(path: str) -> bool:
    """Whether a path is one of a task's public files, which candidates have or write anyway."""
    home, _, rest = path.partition("/")
    return rest.count("/") == 1 and rest.partition("/")[2] in SHOWN.get(home, ())


def is_everybodys(path: str) -> bool:
    """Whether a public file's lines tell nothing of a hidden one that has them too."""
    return path.startswith(_TEMPLATES) or is_shown(path)


def _check_overlay(overlay: Path) -> None:
    homes = (*SHOWN, "rubrics", "cohorts")
    if not any((overlay / home).is_dir() for home in homes):
        raise EditionError(
            f"nothing is in this overlay: none of the folders {', '.join(homes)}",
            where=overlay,
            next_step="name the folder that holds them: --overlay DIR",
        )


def _tasks(source: Path) -> Iterator[Path]:
    for home in SHOWN:
        if (source / home).is_dir():
            yield from (
                path
                for path in sorted((source / home).iterdir())
                if path.is_dir() and path.name[0] not in "._"
            )


def _hidden(task: Path, identities: Sequence[Identity]) -> Mapping[str, bytes]:
    """Read a task's hidden folder; from what is sealed, only where it is not in the clear."""
    if suites.is_clear(task):
        return folders.read(task / folders.NAME)
    if suites.is_sealed(task):
        return seals.open_sealed(task / seals.FILE, identities)
    raise EditionError(
        "this has no hidden folder, so nothing could grade what candidates write",
        where=task,
        next_step=f"write {folders.NAME}/, or move the folder away, then publish again",
    )


def _shared(root: Path, overlay: Path | None) -> dict[str, File]:
    found = {
        path.relative_to(root).as_posix(): path for each in _PUBLISHED for path in root.glob(each)
    }
    found |= {
        after: root / before for before, after in _RENAMED.items() if (root / before).exists()
    }
    if overlay is not None:
        found |= {
            path.relative_to(overlay).as_posix(): path
            for each in _LAID_OVER
            for path in overlay.glob(each)
        }
    public = {
        name: _read(path)
        for name, path in sorted(found.items())
        if name not in _NOT_PUBLISHED and not path.is_dir() and not _is_by_product(name)
    }
    own = resources.files("heldout.vault") / "edition"
    return public | {name: File((own / each).read_bytes()) for each, name in _OWN.items()}


def _is_by_product(name: str) -> bool:
    parts = name.removeprefix(".github/").split("/")
    return any(part == "__pycache__" or part.startswith(".") for part in parts)


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _read(path: Path) -> File:
    content = folders.read_file(path, archive.MOST_MEMBER_BYTES)
    return File(content, bool(path.stat().st_mode & 0o100))


def _strays(task: Path, shown: Sequence[str]) -> Iterator[str]:
    known = {*shown, folders.NAME, seals.FILE, "__pycache__"}
    for path in sorted(task.iterdir()):
        if path.name not in known and not path.name.startswith("."):
            yield path.name


def _linked(public: Mapping[str, File]) -> dict[str, File]:
    """Leave of each link that leads to something unpublished just its words."""
    folders_too = {str(parent) for path in public for parent in Path(path).parents}

    def relinked(path: str, file: File) -> File:
        if not path.endswith(".md") or is_shown(path):
            return file

        def link(match: re.Match[bytes]) -> bytes:
            target = os.path.normpath(Path(path).parent / os.fsdecode(match[2]))
            return match[0] if target in public or target in folders_too else match[1]

        return file._replace(content=_LINK.sub(link, file.content))

    return {path: relinked(path, file) for path, file in public.items()}
