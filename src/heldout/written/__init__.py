"""Reads written answers: CaseStudy x answer -> Report, offline and without running anything.

prompt        what an answer is read against, in memory
answer        Markdown -> an Answer: its parts under headings, and units, each with its lines
assess        all that follows, as the Report that every grader returns
cohort        answers handed in together: which are copies

What is missing or out of place, which blocks:

structure     the form of an answer, with the help of
drawings      diagrams that sections need
links         links that lead nowhere, and images
placeholders  what people write where something is still to be written
layout        lines as a reader sees them, and places on them
figures       numbers with units
diagram       Mermaid -> nodes and edges, by way of flowchart and graph
mistakes      what interviewers see again and again, told by
signs         words for what one has thought of
jargon        abbreviations that a technical reader knows

Attempts to look like an answer are told in the package integrity.

Which points are made:

clause        what a unit says of itself: asked, negated, left out, waved away; its words: cues
lexicon       words that carry grammar and not meaning
relevance     how much a unit is like what a key says
signals       what speaks for a point, as a row of figures
fusion        figures -> the probability that a point is made
coverage      probability -> covered, not found or needs a person, with quotes
"""
