"""Cut the slices of GitHub's API description that the double is held to.

    npm pack @octokit/openapi@23.0.2
    tar xzf octokit-openapi-23.0.2.tgz
    ./run python tests/rehearsal/api/slice.py package/generated/api.github.com.json

Kept are the operations and events listed here and every component that they refer to; prose,
examples and other answers are not. The licence of the description is in LICENSE-description.txt.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SOURCE = "https://registry.npmjs.org/@octokit/openapi/-/openapi-{version}.tgz"
ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}"
OPERATIONS = (
    ("get", f"{ISSUE}/comments"),
    ("post", f"{ISSUE}/comments"),
    ("patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
    ("get", f"{ISSUE}/labels"),
    ("post", f"{ISSUE}/labels"),
    ("delete", f"{ISSUE}/labels/{{name}}"),
    ("get", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("get", "/repos/{owner}/{repo}/issues"),
)
EVENTS = (
    "issue-comment-created",
    "issues-opened",
    "pull-request-opened",
    "pull-request-reopened",
    "pull-request-synchronize",
    "workflow-dispatch",
)
STATUSES = ("200", "201", "403", "404", "410", "422")
#: Keywords of an OpenAPI document that no validator reads.
PROSE = {"description", "example", "examples", "externalDocs", "summary", "tags", "title"}
#: Keywords whose keys are names, not keywords.
NAMING = {"properties", "schemas", "parameters", "responses", "headers", "content", "paths"}
WIDTH = 100


def bare(node: Any, *, names: bool = False) -> Any:
    """Leave out the prose; where keys are names, all of them stay."""
    if isinstance(node, list):
        return [bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: bare(value, names=not names and key in NAMING)
        for key, value in node.items()
        if names or not (key in PROSE or key.startswith("x-"))
    }


def references(node: Any) -> Iterator[str]:
    """Find every `#/components/...` in a piece."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def needed(whole: Mapping[str, Any], pieces: Any) -> dict[str, dict[str, Any]]:
    """Take the components that pieces refer to, and those that these refer to."""
    taken: dict[str, dict[str, Any]] = {}
    waiting = [*references(pieces)]
    while waiting:
        _, _, kind, name = waiting.pop().split("/")
        if name not in taken.setdefault(kind, {}):
            component = bare(whole["components"][kind][name])
            taken[kind][name] = component
            waiting += references(component)
    return {kind: dict(sorted(components.items())) for kind, components in sorted(taken.items())}


def operation(whole: Mapping[str, Any], method: str, path: str) -> dict[str, Any]:
    """Take one operation, with the answers that matter here."""
    full = whole["paths"][path][method]
    answers = {status: full["responses"].get(status) for status in STATUSES}
    piece = bare(
        {key: full[key] for key in ("operationId", "parameters", "requestBody") if key in full}
    )
    piece["responses"] = bare({status: answer for status, answer in answers.items() if answer})
    return piece


def lines(node: Any, indent: int = 0) -> str:
    """Write JSON that is small and still has lines: what fits on one is on one."""
    compact = json.dumps(node, separators=(",", ":"))
    if indent + len(compact) <= WIDTH or not isinstance(node, dict | list) or not node:
        return compact
    inner = "\n" + " " * (indent + 1)
    if isinstance(node, dict):
        parts = [f"{json.dumps(k)}:{lines(v, indent + 1)}" for k, v in node.items()]
        return "{" + inner + f",{inner}".join(parts) + "}"
    return "[" + inner + f",{inner}".join(lines(v, indent + 1) for v in node) + "]"


def main(description: Path) -> None:
    """Write both slices beside this file."""
    whole = json.loads(description.read_bytes())
    version = whole["info"]["version"]
    info = {
        "title": "A slice of GitHub's REST API description",
        "version": version,
        "license": whole["info"]["license"],
        "x-package": "@octokit/openapi",
        "x-source": SOURCE.format(version=version),
    }
    paths: dict[str, dict[str, Any]] = {}
    for method, path in OPERATIONS:
        paths.setdefault(path, {})[method] = operation(whole, method, path)
    events = [{"$ref": f"#/components/schemas/webhook-{name}"} for name in EVENTS]
    for name, pieces in {"description": paths, "events": events}.items():
        document = {
            "openapi": whole["openapi"],
            "info": info,
            "servers": whole["servers"],
            "paths": pieces if name == "description" else {},
            "components": needed(whole, pieces),
        }
        (FOLDER / f"{name}.json").write_text(lines(document) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
