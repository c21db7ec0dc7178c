"""The one jinja2 environment of the site. All text is escaped; what is not there is an error."""

from __future__ import annotations

import jinja2

from heldout.board.model import Board
from heldout.board.pages import figures, plots

#: What else the front page links to, relative to itself.
FEED, CSV, JSON = "feed.xml", "standings.csv", "standings.json"
#: The way from a page to the front page's folder. Relative, so a site works from a file too.
TOP, BELOW = "", "../"

_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("heldout.board"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    # Templates are part of the package and do not change while it runs.
    auto_reload=False,
)
_environment.filters.update(number=figures.number, percent=figures.percent, speed=figures.speed)
_environment.globals.update(
    bar=plots.bar, day=figures.day, kinds=figures.KINDS, feed=FEED, csv=CSV, json=JSON
)


def render(template: str, board: Board, root: str, title: str, here: str, **data: object) -> str:
    """Render `site/<template>`. `root` is TOP or BELOW, `here` the entry of the nav."""
    zone = figures.zone(board)
    return _environment.get_template(f"site/{template}").render(
        board=board, root=root, title=title, here=here, zone=zone, time=figures.clock(board), **data
    )
