"""Counts the pairs that are in order while it merges, as one counts inversions.

Differs from the reference: a sort of its own; twice the number of wins, ties counted once, in ints.
"""


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("not as many labels as scores")
    rows = [(float(s), bool(y)) for s, y in zip(y_score, y_true, strict=True)]
    positives = sum(label for _, label in rows)
    pairs = positives * (len(rows) - positives)
    if not pairs:
        raise ValueError("no pairs")
    return sort_and_count(rows)[1] / (2 * pairs)


def sort_and_count(rows):
    """The rows by score, and twice the wins of positives over negatives among them."""
    if len(rows) < 2:
        return rows, 0
    middle = len(rows) // 2
    left, left_wins = sort_and_count(rows[:middle])
    right, right_wins = sort_and_count(rows[middle:])
    wins = left_wins + right_wins + across(left, right) + across(right, left)
    return sorted(left + right), wins


def across(ones, others):
    """Twice the wins of the positives of `ones` over the negatives of `others`; both are sorted."""
    wins = below = tied = 0
    i = j = 0
    for score, label in ones:
        while i < len(others) and others[i][0] < score:
            below += not others[i][1]
            i += 1
        while j < len(others) and others[j][0] <= score:
            tied += not others[j][1]
            j += 1
        if label:
            wins += below + tied
    return wins
