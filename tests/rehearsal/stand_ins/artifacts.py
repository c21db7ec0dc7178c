"""What upload-artifact and download-artifact do, with folders in the place of a service.

$STAND_IN_ARTIFACTS/<run id>/<attempt>/<artifact>/...

As with the real ones: a name is taken once in an attempt; a later attempt finds what an earlier one
left; hidden files stay behind; neither empty folders nor modes are kept.
"""

from __future__ import annotations

import fnmatch
import glob
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_FORBIDDEN_IN_NAMES = re.compile(r'["<>|*?:\r\n\\/]')
_FORBIDDEN_IN_PATHS = re.compile(r'["<>|*?:\r\n]')


def upload(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Copy files to a new artifact. Returns the step's outputs."""
    name = environment["NAME"]
    if not name or _FORBIDDEN_IN_NAMES.search(name):
        sys.exit(f"The artifact name is not valid: {name!r}.")
    root, files = _found(environment["FILES"], environment["HIDDEN_FILES"] == "true")
    if not files:
        told = f"No files were found with the provided path: {environment['FILES']}."
        if environment["MISSING"] == "error":
            sys.exit(told)
        if environment["MISSING"] == "warn":
            print(f"::warning::{told} No artifacts will be uploaded.")
        return {}
    place = _run(environment) / environment["GITHUB_RUN_ATTEMPT"] / name
    if environment["OVERWRITE"] == "true" and place.exists():
        shutil.rmtree(place)
    try:
        place.mkdir(parents=True)
    except FileExistsError:
        sys.exit(f"(409) Conflict: an artifact with this name already exists: {name}")
    digest = hashlib.sha256()
    for file in files:
        path = file.relative_to(root)
        if _FORBIDDEN_IN_PATHS.search(str(path)):
            sys.exit(f"The path for one of the files in artifact is not valid: {path}")
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        content = file.read_bytes()
        (place / path).write_bytes(content)
        digest.update(b"%d %s %d\n%s" % (len(f"{path}"), bytes(path), len(content), content))
    print(f"{len(files)} files are in artifact {name}.")
    return {"artifact-digest": digest.hexdigest()}


def download(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Copy one artifact, or those of a pattern, to a folder. Returns the step's outputs."""
    # A later attempt's artifact hides the one of the same name before it.
    there = {
        each.name: each
        for attempt in sorted(_run(environment).glob("*"), key=lambda path: int(path.name))
        for each in sorted(attempt.iterdir())
    }
    name, pattern = environment["NAME"], environment["PATTERN"]
    if name and name not in there:
        sys.exit(f"Unable to download artifact(s): Artifact not found for name: {name}")
    wanted = [name] if name else fnmatch.filter(there, pattern or "*")
    folder = Path(environment["FOLDER"] or ".").resolve()
    for each in wanted:
        is_flat = name or environment["MERGE"] == "true"
        shutil.copytree(there[each], folder if is_flat else folder / each, dirs_exist_ok=True)
    print(f"Total of {len(wanted)} artifact(s) downloaded: {', '.join(wanted)}")
    return {"download-path": str(folder)}


def _run(environment: Mapping[str, str]) -> Path:
    return Path(environment["STAND_IN_ARTIFACTS"]) / environment["GITHUB_RUN_ID"]


def _found(patterns: str, hidden: bool) -> tuple[Path, list[Path]]:
    """Find files. Returns the folder that an artifact's paths are relative to, and the files."""
    lines = [each.strip() for each in patterns.splitlines() if each.strip()]
    searched, files = [], set()
    for line in lines:
        if line.startswith("!"):
            sys.exit(f"This stand-in leaves nothing out: {line}")
        for each in glob.glob(line, recursive=True):  # noqa: PTH207 — absolute patterns, too
            files |= set(_below(Path(each).absolute(), hidden))
        plain = line if not glob.has_magic(line) else re.split(r"[^/]*[*?\[]", line)[0]
        searched.append(os.path.normpath(Path.cwd() / plain))
    if len(searched) > 1:
        return Path(os.path.commonpath(searched)), sorted(files)
    (root,) = (Path(each) for each in searched)
    return (root.parent if root.is_file() else root), sorted(files)


def _below(path: Path, hidden: bool) -> Iterator[Path]:
    if path.name.startswith(".") and not hidden:
        return
    if path.is_dir():
        for each in path.iterdir():
            yield from _below(each, hidden)
    elif path.is_file():
        yield path


if __name__ == "__main__":
    deed = {"upload": upload, "download": download}[sys.argv[1]]
    outputs = deed(os.environ)
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in outputs.items())
