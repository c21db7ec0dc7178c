"""Grades code: a challenge's suite and a solution in, a report out.

messages   what host and tester say to each other
suite      a challenge's suite as the judge needs it: source, reference, limits
seed       unpredictable yet repeatable inputs
local      the fixtures' values under plain pytest: the module itself
remote     the fixtures' values in the tester: stand-ins for what lives in a worker
probes     questions a suite may ask of a solution besides calling it
plugin     the pytest plugin: fixtures and the `points` mark
tester     the boxed program that runs a suite against one submission after another
score      cases and their outcomes -> a report
judge      the host's side: boxes, jobs, retries
"""
