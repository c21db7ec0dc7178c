"""Standings and scorecards, as data and as pages.

page            reports -> standings, one plain HTML page
scorecard       graded work and people's levels -> the evaluation of one candidate
scorecard_page  the same as one plain HTML page
"""
