"""Records one receipt before somebody else: `python -m tests.ledger.rival REMOTE FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from heldout.ledger import branch
from heldout.ledger.branch import Target
from tests.ledger.sample import entries

if __name__ == "__main__":
    branch.push(
        entries(99),
        Target(sys.argv[1], "results", "receipts"),
        standing_in=Path(sys.argv[2]),
        environment=os.environ,
    )
