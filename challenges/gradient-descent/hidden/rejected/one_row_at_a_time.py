"""Updates after each row: stochastic gradient descent without the shuffling.

The gradient of a row is easy to write, and an epoch still sees all rows, but at moving thetas.

Caught by: test_few_epochs, test_reaches_least_squares, test_first_step, test_default_arguments,
test_features_as_given, test_one_feature, test_more_features_than_rows, test_integer_data,
test_lengths_that_differ, test_inputs_unchanged, test_badly_scaled_features, test_large_targets,
test_tiny_targets, test_flat_direction, test_rate_too_large, test_work_per_epoch
"""

import numpy as np


def gradient_descent(X, y, learning_rate=0.01, epochs=1000):
    if len(X) != len(y):
        raise ValueError("X and y differ in length")
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        for row, target in zip(X, y, strict=True):
            theta = theta - learning_rate * (row @ theta - target) * row
    return theta
