"""A double of GitHub's REST API, held to GitHub's own description of it.

description.json, events.json   slices of that description; `slice.py` cuts them
described   what the description says against a request or an answer
events      what it says against the payload of an event
sample      the least that a schema takes
double      the server
desk        what it answers when all is well
memory      what it remembers, and how it writes that
troubles    what it does when it is told to do something else
"""
