"""Attempts to look like an answer, and honest answers that must not be taken for one."""
