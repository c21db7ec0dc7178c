"""The heat map: a cell each, coloured by class, said in figures."""

from __future__ import annotations

import gzip
import re

from heldout.board.pages import heatmap
from tests.board.sample import sample_board

BOARD = sample_board()
TEXT = heatmap.render(BOARD)


def test_every_candidate_has_a_cell_for_every_task():
    """Those not tried are empty."""
    table = TEXT.partition("<tbody>")[2]
    assert table.count("<td") == len(BOARD.standings) * len(BOARD.tasks)
    tried = sum(len(each.scores) for each in BOARD.standings)
    assert table.count("<td></td>") == len(BOARD.standings) * len(BOARD.tasks) - tried


def test_the_class_is_the_step_that_the_figure_has_reached():
    """99 is not in the step of 100."""
    cells = re.findall(r'<td class="s(\d+)">(\d+)</td>', TEXT)
    assert cells
    assert all(int(step) == int(figure) // 10 for step, figure in cells)


def test_a_cell_is_in_the_column_of_its_task():
    """Also where tasks before it were not tried."""
    last = BOARD.standings[-1]
    row = next(line for line in TEXT.splitlines() if f"candidates/{last.candidate.id}.html" in line)
    cells = re.findall(r"<td[^>]*>(\d*)</td>", row)
    tried = {score.task.key for score in last.scores}
    assert [bool(cell) for cell in cells] == [task.key in tried for task in BOARD.tasks]


def test_a_big_cohort_is_a_light_page():
    """40 tasks, 100 candidates: a tenth of what is allowed."""
    text = heatmap.render(sample_board(100, 40))
    assert len(gzip.compress(text.encode())) < 20_000
