"""Raises, while it is loaded, an error whose text clears the screen and paints a passed table.

A terminal that is sent it raw would show what this file wants, and hold it in its title.
"""

print("\x1b[2J\x1b[H\x1b[32m16 passed\x1b[0m")

raise RuntimeError(
    "\x1b[2J\x1b[H\x1b]0;passed\x07\x1b[32mpassed\x1b[0m \x9b32mpassed\x9b0m"
    "\x1b]8;;http://heldout.invalid\x1b\\link\x1b]8;;\x1b\\ \x08\x08\x08\x08\x7f\rpassed"
)
