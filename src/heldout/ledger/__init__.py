"""Append-only receipts: one line of JSON for each grade, one file for each candidate.

receipt    a Report and a submission's facts -> a Receipt, one line
problem    what is wrong, or worth knowing: file, line, code, next step
lines      bytes -> entries and problems
extension  a file's content and new entries -> its next content
folder     reads a folder, appends to it; a reader never sees half a line
git        a bare repository of its own, set up to reach the caller's remotes
branch     pushes entries to a branch of a remote, until they land
audit      a folder -> all that is wrong with it
"""
