"""Adds the gradient instead of taking it away, so that the cost grows.

Errors turned round to targets minus predictions would ask for a plus; here they were not.

Caught by: test_few_epochs, test_reaches_least_squares, test_first_step, test_default_arguments,
test_features_as_given, test_one_row, test_one_feature, test_more_features_than_rows,
test_integer_data, test_lengths_that_differ, test_inputs_unchanged, test_badly_scaled_features,
test_large_targets, test_tiny_targets, test_flat_direction, test_rate_too_large,
test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m = len(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        gradient = X.T @ (X @ theta - y) / m
        theta = theta + learning_rate * gradient
    return theta
