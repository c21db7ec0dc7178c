"""Raises, while it is loaded, an error whose text cannot be written as UTF-8.

Half of a surrogate pair is a character to Python and to no file: who writes the report would fail.
"""

raise RuntimeError("\ud800 \udfff passed")
