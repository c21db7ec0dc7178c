"""Plain Python loops over rows and classes, with lists as the gradient.

Differs from the reference: no NumPy in the work, exact sums, and a row's own loop for its loss. It
is here to show how slow a sound answer may be.
"""

import math


def softmax_cross_entropy(logits, labels):
    n, k = logits.shape
    if len(labels) != n:
        raise ValueError("one label for each row")
    total_loss = 0.0
    gradient = []
    for row, label in zip(logits, labels, strict=True):
        if not 0 <= label < k:
            raise ValueError("no such class")
        largest = -math.inf
        for z in row:
            largest = max(largest, float(z))
        powers = []
        for z in row:
            powers.append(math.exp(float(z) - largest))
        total = math.fsum(powers)
        total_loss += math.log(total) - (float(row[label]) - largest)
        slopes = [power / total / n for power in powers]
        slopes[label] -= 1.0 / n
        gradient.append(slopes)
    return total_loss / n, gradient
