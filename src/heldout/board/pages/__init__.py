"""A Board -> the pages of its site: pure functions to text, the same bytes for the same board.

environment  the one jinja2 environment, and the addresses that pages link to
figures      numbers and times as a person reads them
plots        small SVG drawings
standings    index.html
candidate    candidates/<id>.html, in two halves
challenge    challenges/<key>.html
heatmap      heatmap.html
timeline     timeline.html
"""
