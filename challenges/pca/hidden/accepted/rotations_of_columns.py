"""Plain loops over lists: columns are rotated in pairs until all are perpendicular.

Differs from the reference: the one-sided Jacobi method of M. Hestenes (1958), on whichever of the
data and its transpose has fewer columns; lists come back. It is here to show how slow a sound
answer may be.
"""

import math


class PCA:
    """As in the statement."""

    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        rows = [[float(value) for value in row] for row in X]
        n, d = len(rows), len(rows[0])
        k = self.n_components
        if k < 1 or k > n or k > d:
            raise ValueError("n_components does not fit the data")
        self.mean = [math.fsum(column) / n for column in zip(*rows, strict=True)]
        rows = [[x - m for x, m in zip(row, self.mean, strict=True)] for row in rows]
        columns = [list(column) for column in zip(*rows, strict=True)]
        if d <= n:
            # A product of data and rotations: the columns are scores, the rotations directions.
            turns = rotate(columns)
            spreads = [math.sqrt(dot(column, column)) for column in columns]
            directions = turns
        else:
            rotate(rows)
            spreads = [math.sqrt(dot(row, row)) for row in rows]
            largest = max(spreads)
            directions = [
                [x / s for x in row] if s > 1e-13 * largest else None
                for row, s in zip(rows, spreads, strict=True)
            ]
        order = sorted(range(len(spreads)), key=lambda j: -spreads[j])
        found = [directions[j] for j in order[:k]]
        self.components_ = complete(found, d)
        total = math.fsum(s * s for s in spreads) / (n - 1)
        self.explained_variance_ = [spreads[j] ** 2 / (n - 1) for j in order[:k]]
        self.explained_variance_ratio_ = [
            v / total if total else 0.0 for v in self.explained_variance_
        ]

    def transform(self, X):
        centred = [[float(x) - m for x, m in zip(row, self.mean, strict=True)] for row in X]
        return [[dot(row, component) for component in self.components_] for row in centred]

    def inverse_transform(self, scores):
        columns = list(zip(*self.components_, strict=True))
        return [
            [m + dot(row, column) for m, column in zip(self.mean, columns, strict=True)]
            for row in scores.tolist()
        ]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def rotate(vectors):
    """Make the vectors perpendicular, in place; return the rotations that did it, one a vector."""
    count = len(vectors)
    turns = [[float(i == j) for i in range(count)] for j in range(count)]
    for _ in range(60):
        worst = 0.0
        for p in range(count):
            for q in range(p + 1, count):
                a, b = vectors[p], vectors[q]
                aa, bb, ab = dot(a, a), dot(b, b), dot(a, b)
                if ab == 0.0 or aa == 0.0 or bb == 0.0:
                    continue
                worst = max(worst, abs(ab) / math.sqrt(aa * bb))
                slope = (bb - aa) / (2.0 * ab)
                t = math.copysign(1.0, slope) / (abs(slope) + math.hypot(1.0, slope))
                c = 1.0 / math.hypot(1.0, t)
                for each in (vectors, turns):
                    u, v = each[p], each[q]
                    each[p] = [c * x - c * t * y for x, y in zip(u, v, strict=True)]
                    each[q] = [c * t * x + c * y for x, y in zip(u, v, strict=True)]
        if worst < 1e-14:
            break
    return turns


def complete(found, d):
    """Put unit vectors perpendicular to all others where there was no direction left."""
    given = [vector for vector in found if vector is not None]
    axis = 0
    for j, vector in enumerate(found):
        while vector is None:
            trial = [float(i == axis) for i in range(d)]
            axis += 1
            for _ in range(2):
                for other in given:
                    along = dot(trial, other)
                    trial = [x - along * y for x, y in zip(trial, other, strict=True)]
            length = math.sqrt(dot(trial, trial))
            if length > 0.1 / math.sqrt(d):
                vector = [x / length for x in trial]
                given.append(vector)
        found[j] = vector
    return found
