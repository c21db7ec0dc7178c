"""Standings and scorecards, as data and as pages.

store           a folder of receipts -> a DuckDB file that is brought up to date
rows            receipts as rows of it
setting         the cohort's rules, the catalogue and a clock, as a board needs them
standings       who is where, and why
statistics      how the cohort fares with each task
profiles        what a candidate's own page shows
pseudonyms      names for boards that are shown outside
reading         all of that -> a Board
model           what a Board is made of
pages/          a Board -> HTML
badges, digest, exports, feed, address
                a Board -> SVG, Markdown, JSON and CSV, Atom; and the links between them
personal        the files of one candidate
site            the folder of a site
build           receipts -> the site, brought up to date
preview         the site on this machine
scorecard       graded work and people's levels -> the evaluation of one candidate
scorecard_page  the same as one plain HTML page
"""
