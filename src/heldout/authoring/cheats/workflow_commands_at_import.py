"""Speaks GitHub's workflow commands while it is loaded: in what it prints and in what it raises.

A log that shows them raw would hide lines, mask words, or show a notice that all is well.
"""

import os
import sys

_COMMANDS = (
    "::add-mask::0",
    "::stop-commands::quiet",
    "::error file=README.md,line=1::forged",
    "##[error]forged",
    "##[add-mask]e",
    "::notice::all tests passed",
)
for _command in _COMMANDS:
    print(f"\n{_command}")
    sys.stderr.write(f"\r\n{_command}\n")
    os.write(1, f"\n{_command}\n".encode())

raise RuntimeError("::error::forged ##[error]forged%0A::notice::forged\n::stop-commands::quiet")
