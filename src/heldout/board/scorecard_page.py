"""A Scorecard -> one plain HTML page: no script, no request, readable without a style sheet."""

from __future__ import annotations

from datetime import datetime

import jinja2

from heldout.board.scorecard import MOST_LEVEL, Scorecard

_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("heldout.board"), autoescape=True, undefined=jinja2.StrictUndefined
)


def render(card: Scorecard, made_at: datetime) -> str:
    """Render a scorecard as one HTML document."""
    return _environment.get_template("scorecard.html").render(
        card=card, made_at=made_at, most_level=MOST_LEVEL
    )
