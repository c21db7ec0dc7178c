"""Small mistakes in a reference, made on purpose, to see whether the hidden suite sees them.

operators     which of cosmic-ray's operators are used, and why not all
arrays        operators for the mistakes that people make with NumPy
mutants       a source -> every mutant of it
equivalents   mutants that are declared to be no mistake, each with its reason
"""
