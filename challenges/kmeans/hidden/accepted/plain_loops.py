"""Plain Python loops over lists, with a random start from the `random` module.

Differs from the reference: no NumPy in the work, never stops early, keeps the centre of an empty
cluster, and returns lists. It is here to show how slow a sound answer may be.
"""

import random


def kmeans_clustering(X, k, max_iterations=100):
    points = [[float(value) for value in row] for row in X]
    n, d = len(points), len(points[0])
    if k <= 0 or k > n:
        raise ValueError("bad number of clusters")

    centroids = [list(row) for row in random.sample(points, k)]
    labels = [0] * n
    for _ in range(max_iterations):
        for i in range(n):
            best = float("inf")
            for j in range(k):
                distance = 0.0
                for f in range(d):
                    distance += (points[i][f] - centroids[j][f]) ** 2
                distance = distance**0.5
                if distance < best:
                    best = distance
                    labels[i] = j
        for j in range(k):
            members = [points[i] for i in range(n) if labels[i] == j]
            if members:
                centroids[j] = [sum(p[f] for p in members) / len(members) for f in range(d)]
    return centroids, labels
