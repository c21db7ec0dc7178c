"""Returns theta as a column of shape (d, 1).

Column vectors make the products look like those in the book; the flattening at the end is missing.

Caught by: test_few_epochs, test_reaches_least_squares, test_first_step, test_default_arguments,
test_features_as_given, test_no_epochs, test_one_row, test_one_feature,
test_more_features_than_rows, test_integer_data, test_lengths_that_differ, test_inputs_unchanged,
test_badly_scaled_features, test_large_targets, test_tiny_targets, test_flat_direction,
test_rate_too_large, test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    m, d = X.shape
    theta = np.zeros((d, 1))
    for _ in range(epochs):
        theta -= learning_rate * X.T @ (X @ theta - y[:, None]) / m
    return theta
