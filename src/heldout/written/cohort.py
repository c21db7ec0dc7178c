"""Answers handed in together: which are copies of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

from heldout.report import Finding
from heldout.written import answer as answers
from heldout.written.assess import decode
from heldout.written.integrity import copies
from heldout.written.prompt import Prompt


def copied(prompt: Prompt, contents: Mapping[str, bytes]) -> dict[str, Finding]:
    """Find answers that repeat one before them, by name.

    The order of `contents` is that of handing in: the first of two cannot have copied, so it is
    left alone, or copying somebody's answer would be a way to have it refused.
    """
    if len(contents) < 2:
        # Nothing to compare with, and reading it takes as long as grading half of it.
        return {}
    texts = {name: decode(content) for name, content in contents.items()}
    read = {
        name: answers.read(text, prompt.sections)
        for name, text in texts.items()
        if isinstance(text, str)
    }
    return {copy.name: copies.finding(copy) for copy in copies.near_copies(read, prompt)}
