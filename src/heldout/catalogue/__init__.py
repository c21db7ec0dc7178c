"""Folders and manifests -> frozen values.

manifest    a TOML table -> a struct, with every mistake in it at once
challenge   a folder of `challenges/` -> a Challenge
mistakes    a rejected solution -> the hidden tests that catch it
rubric      a file of `rubrics/` -> a Rubric: sections of an answer, points that prompts share
evaluation  `rubrics/evaluation.toml` -> the Evaluation: criteria in described levels
rubrics     the folder `rubrics/`
casestudy   a folder of `casestudies/` and its rubric -> a CaseStudy
points      `hidden/points.toml` -> the answer key: patterns and anchors of each point
pattern     a regular expression that no answer can make slow
flaws       the codes of what can be wrong with an answer; a rejected answer -> its reasons
repository  finds the root, what is in it, and its folders
unknown     the error for a name that nothing goes by
"""
