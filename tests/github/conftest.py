"""Findings and verifications to be shown, and texts that would like to do more than be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from heldout.authoring.finding import Finding
from heldout.authoring.verification import Verification
from heldout.report import Severity

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github"

HOSTILE = (
    "@everyone",
    "someone@example.org",
    "#12 GH-3 owner/repo#4",
    "https://example.org/?a=b www.example.org ftp://example.org",
    "[text](https://example.org) ![image](https://example.org/x.png) <https://example.org>",
    "<script>alert(1)</script><img src=x onerror=alert(1)></td></details></code>",
    "`code` ``` ~~~ ````````````",
    "| a | b |\n|---|---|",
    "1. item",
    "- item",
    "```\n\nout of the block\n\n~~~\n``````",
    "# heading\n- item\n1. item\n> quote\n---\n***",
    "*bold* _italic_ ~~gone~~ $x^2$ :tada: \\| &lt; &#64;",
    "::error::forged\n::stop-commands::x\r\n::add-mask::e\r##[error]forged",
    "a,line=1,title=b::c%0A%25%",
    "\x1b[31mred\x1b[0m \u202egnihtemos\u2066 \x00\x08\x7f \ud800 \u2028 \x85",
)


def tool(name: str) -> str:
    """A command of the environment that runs the tests."""
    return str(Path(sys.executable).with_name(name))


def finding(**changes: Any) -> Finding:
    """A finding; what matters to a test is named by it."""
    facts: dict[str, Any] = {
        "code": "idle-test",
        "severity": Severity.ERROR,
        "file": "challenges/softmax/hidden/test_hidden.py",
        "line": 12,
        "message": "test_shift catches none of the rejected solutions.",
        "next_step": "add a rejected solution, or drop the test",
    }
    return Finding(**{**facts, **changes})


def verification(*findings: Finding, **changes: Any) -> Verification:
    """A folder's result after everything was tried on it."""
    facts: dict[str, Any] = {
        "slug": "softmax",
        "ok": not any(each.severity == Severity.ERROR for each in findings),
        "findings": findings,
        "is_proved": True,
        "mutants": 100,
        "killed": 97,
        "kill_rate": 0.97,
        "cheats": 165,
        "seconds": 41.6,
    }
    return Verification(**{**facts, **changes})
