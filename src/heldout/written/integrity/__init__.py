"""Attempts to look like an answer: findings, measures, and units that are no evidence.

vocabulary   the words that a prompt gives away
wording      whether words stand in an order that English has, and are spelt like it
language     which language a text is in
hiding       what a reader does not see
units        each unit by itself
measures     the answer as a whole
limits       where an honest answer ends
topic        whether another prompt fits better
suspicion    units that may not count as evidence
findings     all of it, put in words
copies       answers of a cohort that are too much alike
"""

from heldout.written.integrity.copies import Copy, near_copies
from heldout.written.integrity.findings import find
from heldout.written.integrity.measures import Measures, measure
from heldout.written.integrity.suspicion import distrusted

__all__ = ["Copy", "Measures", "distrusted", "find", "measure", "near_copies"]
