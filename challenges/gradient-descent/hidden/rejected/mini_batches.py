"""Updates after every eight rows.

It is what training code does by default; with eight rows or fewer nobody notices.

Caught by: test_few_epochs, test_reaches_least_squares, test_first_step, test_default_arguments,
test_features_as_given, test_one_feature, test_integer_data, test_lengths_that_differ,
test_inputs_unchanged, test_badly_scaled_features, test_large_targets, test_tiny_targets,
test_flat_direction, test_rate_too_large, test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        for start in range(0, len(y), 8):
            rows, targets = X[start : start + 8], y[start : start + 8]
            theta -= learning_rate * rows.T @ (rows @ theta - targets) / len(targets)
    return theta
