"""Plain Python loops over rows and features, a sort of (distance, place) pairs, votes in a dict.

Differs from the reference: no NumPy in the work, and a list as the answer. It is here to show how
slow a sound answer may be.
"""


def knn_predict(X_train, y_train, X_test, k):
    if k < 1 or k > len(X_train):
        raise ValueError("k has to be between 1 and the number of training rows")
    train = [[float(value) for value in row] for row in X_train]
    predictions = []
    for x in X_test:
        x = [float(value) for value in x]
        pairs = []
        for i, row in enumerate(train):
            total = 0.0
            for a, b in zip(row, x, strict=True):
                total += (a - b) * (a - b)
            pairs.append((total**0.5, i))
        pairs.sort()
        votes = {}
        for _, i in pairs[:k]:
            label = int(y_train[i])
            votes[label] = votes.get(label, 0) + 1
        most = max(votes.values())
        predictions.append(min(label for label, count in votes.items() if count == most))
    return predictions
