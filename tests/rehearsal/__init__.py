"""A rehearsal of what happens on GitHub, on this machine.

act         runs a workflow file for an event
workflow    what jobs a workflow file has; outcome: what came of them
stand_ins   small actions in the place of those that workflows use
clone       this repository, for ci.yml
edition     a cohort edition, published of an authoring edition with three tasks
payloads    people, and what GitHub tells of what they do
works       what they hand in
stage       pull requests, runs, receipts, comments
api         a double of GitHub's REST API
"""
