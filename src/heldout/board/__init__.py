"""Standings as pages.

page    reports -> one plain HTML page
"""
