"""A workflow file, and those that it calls: which jobs there are, and what they wait for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

#: The only label that jobs here may name; act leaves out a job with another, and says all is well.
LABEL = "ubuntu-24.04"
#: What GitHub knows and act does not, by the key above it; nothing above is the file.
_UNKNOWN = {"": ("cache-mode",), "concurrency": ("queue",), "environment": ("deployment",)}
_FILES = (".github", "workflows")
_STEP_OUTPUT = re.compile(r"\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}")


class Job(NamedTuple):
    """A job. One of a workflow that is called has its caller's key before its own."""

    key: str
    #: How its name in act's log begins.
    logged_under: str
    needs: tuple[str, ...]
    is_conditional: bool = False
    has_matrix: bool = False
    #: It runs nothing itself; it needs all that it calls.
    is_caller: bool = False
    #: The step and the output of it, by the output's name.
    outputs: Mapping[str, tuple[str, str]] = {}


def jobs(folder: Path, name: str) -> dict[str, Job]:
    """Read the jobs of `.github/workflows/<name>`, each after those it needs."""
    found = {job.key: job for job in _read(folder.joinpath(*_FILES, name), folder)}
    ordered: dict[str, Job] = {}
    while len(ordered) < len(found):
        ready = [
            job
            for job in found.values()
            if job.key not in ordered and ordered.keys() >= set(job.needs)
        ]
        assert ready, f"{name}: jobs wait for one another, or for one that is not there"
        ordered |= {job.key: job for job in ready}
    return ordered


def needed(job: str, among: Mapping[str, Job]) -> set[str]:
    """A job, and whatever has to run before it."""
    return {job}.union(*(needed(each, among) for each in among[job].needs))


def copy(source: Path, target: Path) -> None:
    """Copy the workflow files of a folder, without what act would take for a mistake."""
    folder = target.joinpath(*_FILES)
    folder.mkdir(parents=True)
    for path in source.joinpath(*_FILES).glob("*.yml"):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        # YAML 1.1 reads the key `on` as true. What is written is JSON, which is YAML, too.
        loaded = {"on" if key is True else key: value for key, value in loaded.items()}
        text = json.dumps(_known(loaded), default=str)
        (folder / path.name).write_text(text, encoding="utf-8")


def _known(value: Any, above: str = "") -> Any:
    if isinstance(value, list):
        return [_known(each, above) for each in value]
    if not isinstance(value, dict):
        return value
    unknown = _UNKNOWN.get(above, ())
    return {key: _known(each, str(key)) for key, each in value.items() if key not in unknown}


def _read(path: Path, folder: Path) -> Iterator[Job]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    title = loaded.get("name", path.name)
    for key, job in loaded["jobs"].items():
        needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        called = job.get("uses", "")
        if called.startswith("./"):
            below = list(_read(folder / called, folder))
            for each in below:
                yield each._replace(
                    key=f"{key} / {each.key}",
                    logged_under=f"{job.get('name', key)}/{each.logged_under}",
                    needs=(*needs, *(f"{key} / {need}" for need in each.needs)),
                    is_conditional="if" in job or each.is_conditional,
                )
            # Whoever needs the caller needs all that it calls.
            all_of_it = tuple(f"{key} / {each.key}" for each in below)
            yield Job(key, "", all_of_it, is_caller=True)
            continue
        label = job["runs-on"]
        assert label == LABEL, f"{path.name}: {key} runs on {label}, which is not rehearsed"
        yield Job(
            key,
            f"{title}/",
            tuple(needs),
            is_conditional="if" in job,
            has_matrix="matrix" in job.get("strategy", {}),
            outputs={
                name: match.group(1, 2)
                for name, value in job.get("outputs", {}).items()
                if (match := _STEP_OUTPUT.fullmatch(str(value)))
            },
        )
