"""Folders and manifests -> frozen values.

manifest    a TOML table -> a struct, with every mistake in it at once
challenge   a folder of `challenges/` -> a Challenge
mistakes    a rejected solution -> the hidden tests that catch it
repository  finds the root, its challenges and their folders
"""
