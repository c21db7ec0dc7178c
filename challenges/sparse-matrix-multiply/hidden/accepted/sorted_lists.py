"""Sorts both lists by k and walks along them, then sorts the products by place; no dict at all."""

from itertools import groupby
from math import fsum


def sparse_matmul(a, shape_a, b, shape_b):
    if shape_a[1] != shape_b[0]:
        raise ValueError("shapes do not fit")
    left = sorted(a, key=lambda triple: triple[1])
    right = sorted(b, key=lambda triple: triple[0])
    products, start = [], 0
    for i, k, x in left:
        while start < len(right) and right[start][0] < k:
            start += 1
        place = start
        while place < len(right) and right[place][0] == k:
            products.append((i, right[place][1], x * right[place][2]))
            place += 1
    products.sort(key=lambda triple: triple[:2])
    result = []
    for (i, j), group in groupby(products, key=lambda triple: triple[:2]):
        terms = [term for _, _, term in group]
        total = fsum(terms) if any(isinstance(term, float) for term in terms) else sum(terms)
        if total:
            result.append([i, j, total])
    return result
