"""One loop over the rows with three dicts, in plain Python.

Differs from the reference: no NumPy at all, F1 from precision and recall, and lists as results.
"""


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred):
        raise ValueError("y_true and y_pred differ in length")
    if len(y_true) == 0:
        raise ValueError("no rows")
    tp, fp, fn = {}, {}, {}
    for true, pred in zip(y_true, y_pred, strict=True):
        for label in (true, pred):
            tp.setdefault(label, 0)
            fp.setdefault(label, 0)
            fn.setdefault(label, 0)
        if true == pred:
            tp[true] += 1
        else:
            fp[pred] += 1
            fn[true] += 1
    if average == "micro":
        return scores(sum(tp.values()), sum(fp.values()), sum(fn.values()))
    labels = sorted(tp)
    rows = [scores(tp[c], fp[c], fn[c]) for c in labels]
    if average is None:
        return tuple([row[i] for row in rows] for i in range(3))
    if average == "macro":
        weights = [1] * len(labels)
    elif average == "weighted":
        weights = [tp[c] + fn[c] for c in labels]
    else:
        raise ValueError("unknown average")
    return tuple(
        sum(w * row[i] for w, row in zip(weights, rows, strict=True)) / sum(weights)
        for i in range(3)
    )


def scores(tp, fp, fn):
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    if precision + recall == 0:
        return precision, recall, 0.0
    return precision, recall, 2 * precision * recall / (precision + recall)
