"""Append-only receipts: one line of JSON for each grade, one file for each candidate.

receipt  a Report and a submission's facts -> a Receipt, one line
"""
