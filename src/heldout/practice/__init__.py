"""What a candidate does alone, and what is remembered of it on their own machine.

place      the folder in the repository that git does not see
diary      what was done: checks, hints, fresh starts, a line each
status     how far a task has come: new, begun, passed
"""
