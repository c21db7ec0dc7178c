"""A draft -> the text of every file, from the templates beside this module."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import jinja2
import msgspec

from heldout.authoring.scaffold.draft import ChallengeDraft, Draft
from heldout.catalogue.rubric import Rubric

_SUFFIX = ".j2"


def render(draft: Draft, rubric: Rubric | None = None) -> dict[str, str]:
    """Render every template of the draft's kind; returns texts by their names in the folder.

    Templates see the draft's fields by name, the filter `toml`, and for a written prompt the
    sections and points of its rubric, where there is one.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / draft.templates),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - what comes out is no HTML
        keep_trailing_newline=True,
    )
    environment.filters["toml"] = toml
    variables = msgspec.structs.asdict(draft)
    if isinstance(draft, ChallengeDraft):
        variables["entry_point"] = draft.entry_point
    if rubric is not None:
        variables |= {"sections": rubric.sections, "points": rubric.points}
    names = environment.list_templates(filter_func=lambda name: name.endswith(_SUFFIX))
    return {
        name.removesuffix(_SUFFIX): environment.get_template(name).render(variables)
        for name in names
    }


def toml(value: str | int | Sequence[str]) -> str:
    """Write a value as TOML: a whole number, a basic string or an array of them.

    These are written as in JSON, but for DEL, which only TOML wants escaped. The strings must be
    encodable.
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
