"""Untrusted files as data, and the policy of what is taken from them.

source   one file of a candidate -> its bytes, or why it is refused
"""
