"""The tutorial, carried out from its first line to its last."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
#: The line before a block that is a file, or that goes to the end of one.
_FILE = re.compile(r"(Add to )?`(challenges/[\w./-]+)`:$")
#: What a fence of shell commands says of their exit status: 0 unless it is written there.
_STATUS = re.compile(r"exits with status (\d)")


def steps() -> Iterator[tuple[str, str, str]]:
    """Read the blocks in order: a file with its name, commands with their status, or output."""
    before = ""
    for token in MarkdownIt().parse(TUTORIAL.read_text(encoding="utf-8")):
        if token.type == "inline":
            before = token.content.splitlines()[-1]
        elif token.type == "fence":
            file, status = _FILE.search(before), _STATUS.search(before)
            if file is not None:
                yield "more" if file[1] else "file", file[2], token.content
            elif token.info in ("sh", "text"):
                yield token.info, status[1] if status else "0", token.content
            before = ""


def test_the_tutorial_leads_from_nothing_to_a_proof(tmp_path):
    """Its files are written, its commands typed, and what it shows is what is printed."""
    (tmp_path / "challenges").mkdir()
    (tmp_path / "pyproject.toml").touch()
    heldout = Path(sys.executable).with_name("heldout")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "GITHUB_ACTIONS": ""}
    printed = ""
    for kind, name, content in steps():
        if kind == "file":
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif kind == "more":
            path = tmp_path / name
            # Two empty lines, as between any two functions.
            path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{content}", encoding="utf-8")
        elif kind == "text":
            for line in content.splitlines():
                assert " ".join(line.split()) in printed, f"{line}\nis not in\n{printed}"
        else:
            printed = ""
            for command in content.replace("\\\n", " ").splitlines():
                words = shlex.split(command, comments=True)
                assert words[:2] == ["./run", "heldout"] or words[0] == "rm"
                argv = [str(heldout), *words[2:]] if words[0] == "./run" else words
                done = subprocess.run(
                    argv,
                    cwd=tmp_path,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    check=False,
                    timeout=170,
                )
                assert done.returncode == int(name), f"{command}\n{done.stdout}{done.stderr}"
                printed += " ".join(done.stdout.split())
    # Of the proof that is kept: it has just been passed.
    proved = subprocess.run(
        [heldout, "verify", "softmax", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    line = json.loads(proved.stdout)
    assert (line["ok"], line["findings"], line["cheat_points"]) == (True, [], 0)
    assert line["kill_rate"] >= 0.95
