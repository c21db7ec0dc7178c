"""A mock interview: rounds of questions against a clock, and what came of them.

loop       a seed and the catalogue -> the rounds; the same seed gives anybody the same
session    a file of events -> where the interview stands; nothing is lost when it is cut off
"""
