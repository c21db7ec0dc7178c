"""Reads written answers: CaseStudy x answer -> Report, offline and without running anything.

answer     Markdown -> an Answer: its parts under headings, and units, each with its lines
clause     what a unit of text says of itself: asked, negated, left out, waved away
diagram    Mermaid -> nodes and edges
figures    numbers with units
structure  what is missing or out of place in an answer: blocks
mistakes   what interviewers see again and again
integrity  attempts to look like an answer
coverage   which points of the rubric are made, each with a quote
assess     all of it, as the Report that every grader returns
"""
