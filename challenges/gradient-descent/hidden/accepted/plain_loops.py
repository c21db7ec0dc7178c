"""Plain Python loops over rows and features, on NumPy scalars, with a list as the result.

Differs from the reference: no NumPy in the work, and the prediction of a row is computed anew for
each entry of the gradient. It is here to show how slow a sound answer may be.
"""


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    m, d = X.shape
    if len(y) != m:
        raise ValueError("X and y differ in length")
    theta = [0.0] * d
    for _ in range(epochs):
        new_theta = []
        for j in range(d):
            total = 0.0
            for i in range(m):
                prediction = 0.0
                for k in range(d):
                    prediction += theta[k] * X[i][k]
                total += (prediction - y[i]) * X[i][j]
            new_theta.append(theta[j] - learning_rate * total / m)
        theta = new_theta
    return theta
