"""Plain loops over lists, one column after another.

Differs from the reference: no NumPy in the work, Welford's recursion for mean and variance, and
the three terms of the paper for the derivative; lists come back. It is here to show how slow a
sound answer may be.
"""

import math


def batch_norm_forward(
    X, gamma, beta, running_mean, running_var, training=True, momentum=0.1, eps=1e-5
):
    rows = X.tolist()
    n, d = len(rows), len(rows[0])
    out = [[0.0] * d for _ in range(n)]
    means, variances, columns = running_mean.tolist(), running_var.tolist(), []
    for j in range(d):
        column = [float(row[j]) for row in rows]
        mean, var = means[j], variances[j]
        if training:
            mean = squares = 0.0
            for i, x in enumerate(column):
                step = x - mean
                mean += step / (i + 1)
                squares += step * (x - mean)
            var = squares / n
            unbiased = squares / (n - 1) if n > 1 else 0.0
            means[j] += momentum * (mean - means[j])
            variances[j] += momentum * (unbiased - variances[j])
        root = math.sqrt(var + eps)
        g, b = float(gamma[j]), float(beta[j])
        for i, x in enumerate(column):
            out[i][j] = g * ((x - mean) / root) + b
        columns.append((g, root, [x - mean for x in column]))
    return out, means, variances, columns


def batch_norm_backward(dout, cache):
    rows = dout.tolist()
    n, d = len(rows), len(rows[0])
    dX = [[0.0] * d for _ in range(n)]
    dgamma, dbeta = [0.0] * d, [0.0] * d
    for j, (g, root, centred) in enumerate(cache):
        dvar = dmean = 0.0
        for i in range(n):
            dgamma[j] += rows[i][j] * centred[i] / root
            dbeta[j] += rows[i][j]
            dvar -= 0.5 * g * rows[i][j] * centred[i] / root**3
            dmean -= g * rows[i][j] / root
        for i in range(n):
            dX[i][j] = g * rows[i][j] / root + dvar * 2.0 * centred[i] / n + dmean / n
    return dX, dgamma, dbeta
