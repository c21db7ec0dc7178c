"""Lists the classes in the order in which they first appear.

Caught by: test_scores_of_each_class, test_order_of_classes, test_text, test_only_predicted,
test_never_predicted, test_huge_labels
"""

from collections import Counter


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    there, claimed = Counter(y_true.tolist()), Counter(y_pred.tolist())
    right = Counter(y_true[y_true == y_pred].tolist())
    labels = list(dict.fromkeys([*there, *claimed]))
    precision = [right[c] / claimed[c] if claimed[c] else 0.0 for c in labels]
    recall = [right[c] / there[c] if there[c] else 0.0 for c in labels]
    f1 = [2 * right[c] / (there[c] + claimed[c]) for c in labels]
    if average is None:
        return precision, recall, f1
    if average == "micro":
        return (right.total() / len(y_true),) * 3
    if average not in ("macro", "weighted"):
        raise ValueError("bad average")
    weights = [there[c] if average == "weighted" else 1 for c in labels]
    total = sum(weights)
    return tuple(
        sum(w * x for w, x in zip(weights, each, strict=True)) / total
        for each in (precision, recall, f1)
    )
