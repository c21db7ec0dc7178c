"""Secrets: the keys of a cohort, and suites sealed for those who may open them."""
