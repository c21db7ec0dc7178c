"""Which submissions of a cohort are copies, after renaming and reordering. Nothing is ever run.

names        a file's own names, and those that it imports
normal_form  source code -> its statements without what a copier changes first
fingerprint  a file's statements -> fragments, and how much of one file is in another
collection   paths -> fingerprints, or why a file is left out
cohort       submissions and the known solutions -> the pairs that are alike
"""
