"""How the pages are built: `nox -s docs`, into build/docs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "heldout"
html_title = "heldout"
extensions = ["myst_parser", "contents", "repository_links"]
exclude_patterns = ["_ext", "_static"]
# Anchors as GitHub makes them, so that a link works in both places; four levels of headings.
myst_heading_anchors = 4
myst_enable_extensions: list[str] = []
nitpicky = True
# What a fence says is for readers; a word that no highlighter knows is no mistake.
suppress_warnings = ["misc.highlighting_failure"]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
