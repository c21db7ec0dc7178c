"""One walk over the sorted rows, in plain Python, from the highest score down.

Differs from the reference: no NumPy in the work; equal scores are gathered, then add a trapezoid.
"""


def roc_auc(y_true, y_score):
    if len(y_true) != len(y_score):
        raise ValueError("lengths differ")
    rows = sorted(zip(y_score.tolist(), y_true.tolist(), strict=True), reverse=True)
    positives = sum(1 for _, label in rows if label)
    negatives = len(rows) - positives
    if positives == 0 or negatives == 0:
        raise ValueError("both classes are needed")
    area = 0.0
    above = 0
    i = 0
    while i < len(rows):
        tied_positives = tied_negatives = 0
        score = rows[i][0]
        while i < len(rows) and rows[i][0] == score:
            if rows[i][1]:
                tied_positives += 1
            else:
                tied_negatives += 1
            i += 1
        area += tied_negatives * (above + tied_positives / 2)
        above += tied_positives
    return area / (positives * negatives)
