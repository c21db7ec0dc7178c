"""Plain Python: sorted pairs, counts in two dicts that are updated row by row.

Differs from the reference: no NumPy in the work; sums of squares are kept as whole numbers and
updated, so that the number of classes plays no role.
"""


def best_split(X, y):
    n = len(y)
    labels = [int(label) for label in y]
    totals = {}
    for label in labels:
        totals[label] = totals.get(label, 0) + 1
    squares = sum(count * count for count in totals.values())
    parent = 1.0 - squares / n**2
    feature, threshold, best = None, None, 0.0
    for j in range(len(X[0])):
        pairs = sorted((float(X[i][j]), labels[i]) for i in range(n))
        left, right = dict.fromkeys(totals, 0), dict(totals)
        squares_left, squares_right = 0, squares
        for i in range(n - 1):
            value, label = pairs[i]
            squares_left += 2 * left[label] + 1
            squares_right -= 2 * right[label] - 1
            left[label] += 1
            right[label] -= 1
            following = pairs[i + 1][0]
            if value == following:
                continue
            n_left, n_right = i + 1, n - i - 1
            after = (n_left - squares_left / n_left + n_right - squares_right / n_right) / n
            if parent - after - best > 1e-12:
                middle = value / 2 + following / 2
                feature, threshold, best = (
                    j,
                    min(middle, value) if middle >= following else middle,
                    parent - after,
                )
    return feature, threshold, best
