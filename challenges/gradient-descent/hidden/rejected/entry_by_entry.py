"""Uses the entries of theta that this epoch has already updated for the gradient of the next ones.

Updating in place inside the loop over features saves a copy and loses the simultaneous step.

Caught by: test_few_epochs, test_first_step, test_default_arguments, test_features_as_given,
test_one_row, test_more_features_than_rows, test_integer_data, test_lengths_that_differ,
test_inputs_unchanged, test_badly_scaled_features, test_large_targets, test_tiny_targets,
test_flat_direction, test_rate_too_large, test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m, d = X.shape
    theta = np.zeros(d)
    for _ in range(epochs):
        for j in range(d):
            theta[j] -= learning_rate * np.sum((X @ theta - y) * X[:, j]) / m
    return theta
