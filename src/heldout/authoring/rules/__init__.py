"""One small class for each thing that can be wrong; its docstring is the message.

rule    what a rule is
proof   what only running a challenge can show
"""
