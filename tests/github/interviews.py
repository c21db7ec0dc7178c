"""Mock interviews in issues: a small repository, what its candidates write, and what GitHub tells.

<root>/
    challenges/double/          with follow-up questions and their key
    casestudies/overfitting/    this repository's own
    rubrics/
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec

from heldout.catalogue.repository import Repository
from heldout.github import interview_event
from heldout.github.interview_event import Event
from tests.conftest import Builder
from tests.github.conftest import ROOT
from tests.rehearsal import edition as editions
from tests.rehearsal.works import EXPLAINED, WRITTEN

NUMBER = 12
OPENED_AT = "2026-11-20T10:00:00Z"
ADA = {"login": "ada", "id": 7, "type": "User"}
EVE = {"login": "eve", "id": 666, "type": "User"}
QUESTION = editions._QUESTION
BOTH = f"# overfitting\n{WRITTEN.partition(chr(10))[2]}\n# double\n\n{EXPLAINED}"


def repository(root: Path) -> Repository:
    """Write the repository."""
    double = Builder(root)
    double.write("followups.md", f"# Follow-up questions\n\n## {QUESTION}\n\n<!-- here -->\n")
    key = editions._FOLLOWUPS.replace("QUESTION", QUESTION)
    double.write("hidden/followups.toml", key)
    for name in ("casestudies/overfitting", "rubrics"):
        shutil.copytree(ROOT / name, root / name)
    return Repository(root)


def form(
    track: str = "coding", level: str = "easy", minutes: str = "as usual", seed: str = "SAME"
) -> str:
    """The body of an issue as GitHub makes it of the form."""
    fields = {"Track": track, "Level": level, "Minutes": minutes, "Seed": seed or "_No response_"}
    return "\n\n".join(f"### {name}\n\n{value}" for name, value in fields.items())


def payload(said: str | None = None, *, body: str | None = None, **changes: Any) -> dict[str, Any]:
    """An issue that is opened, or a comment on it; with `by`, `at`, `action`, or other facts."""
    by, at = changes.pop("by", ADA), changes.pop("at", "2026-11-20T11:00:00Z")
    action = changes.pop("action", "opened" if said is None else "created")
    issue = {
        "number": NUMBER,
        "user": ADA,
        "created_at": OPENED_AT,
        "state": "open",
        "title": "Mock interview: ",
        "body": form() if body is None else body,
        "labels": [{"name": "mock-interview"}],
        **changes,
    }
    told = {"action": action, "issue": issue, "repository": {"full_name": "owner/repo"}}
    if said is not None:
        told["comment"] = {"id": 99, "user": by, "created_at": at, "body": said}
    return told


def event(said: str | None = None, **changes: Any) -> Event:
    """Read such a payload."""
    told = json.dumps(payload(said, **changes))
    return msgspec.json.decode(told, type=interview_event.Event)
