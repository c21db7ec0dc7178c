"""What a candidate does alone, and what is remembered of it on their own machine.

place      the folder in the repository that git does not see
checks     what `heldout check` said, a line each
status     how far a task has come: new, begun, passed
"""
