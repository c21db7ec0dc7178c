"""How somebody grows: what was tried and passed, where points are lost, and what to do next.

facts      what is known: the catalogue's tasks, works, interviews
reading    receipts, the diary and the interviews of a repository -> Facts
model      what a Progress is made of
tasks      works -> each task, and each track
measures   works -> groups of hidden tests, and the criteria of the evaluation
days       times -> weeks, a streak, a curve
advice     all of that -> what to do next, and why
summary    Facts and a clock -> a Progress
page       a Progress -> one HTML page
"""
