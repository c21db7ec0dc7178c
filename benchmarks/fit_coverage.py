"""Fits the weights of `heldout.written.fusion` and chooses where it decides.

`./run python -m benchmarks.fit_coverage` writes src/heldout/written/fusion.json. It reads the
development and the calibration answers, never the unseen ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from benchmarks import labelled
from heldout.catalogue import repository
from heldout.written import answer, integrity, prompt
from heldout.written.fusion import Fusion
from heldout.written.signals import NAMES, Reader

#: Of what is decided, this share has to be right.
ACCURACY = 0.95
STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
OUTPUT = Path("src/heldout/written/fusion.json")


class Sample(msgspec.Struct, frozen=True):
    """One point of one answer."""

    row: NDArray[np.float64]
    is_made: bool
    answer: str
    point: str


def samples(which: str) -> Iterator[Sample]:
    """Measure every point of every answer of a set."""
    root = repository.find(Path.cwd())
    readers: dict[str, tuple[prompt.Prompt, Reader]] = {}
    for each in labelled.load(which):
        if each.slug not in readers:
            loaded = prompt.hidden(root.casestudy(each.slug))
            readers[each.slug] = loaded, Reader(loaded)
        loaded, reader = readers[each.slug]
        read = answer.read(each.text, loaded.sections)
        rows = reader.read(read, integrity.distrusted(loaded, read)).rows
        for point, row in zip(loaded.points, rows, strict=True):
            yield Sample(row, point.id in each.covered, each.name, point.id)


def fit(training: list[Sample]) -> Fusion:
    """Fit on some samples; the strength of the penalty and the thresholds by cross-validation."""
    rows = np.array([each.row for each in training])
    made = np.array([each.is_made for each in training])
    groups = np.array([each.answer for each in training])
    scaler = StandardScaler().fit(rows)
    scaled = scaler.transform(rows)
    best, estimates = None, None
    for strength in STRENGTHS:
        model = LogisticRegression(C=strength, max_iter=2000)
        guessed = cross_val_predict(
            model, scaled, made, groups=groups, cv=GroupKFold(10), method="predict_proba"
        )[:, 1]
        loss = -np.mean(np.log(np.where(made, guessed, 1 - guessed).clip(1e-9)))
        print(
            f"C={strength:g}: log loss {loss:.4f}, accuracy {np.mean((guessed > 0.5) == made):.3f}"
        )
        if best is None or loss < best[0]:
            best, estimates = (loss, strength), guessed
    assert best is not None and estimates is not None
    model = LogisticRegression(C=best[1], max_iter=2000).fit(scaled, made)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - weights @ scaler.mean_)
    low, high = thresholds(estimates, made)
    return Fusion(
        intercept=round(intercept, 4),
        coefficients={name: round(float(w), 4) for name, w in zip(NAMES, weights, strict=True)},
        low=low,
        high=high,
    )


def thresholds(estimates: NDArray[np.float64], made: NDArray[np.bool_]) -> tuple[float, float]:
    """Choose the widest ranges whose decisions are right in `ACCURACY` of the cases, on each side."""
    steps = np.arange(0.02, 0.5, 0.01)
    low = max(
        (t for t in steps if np.mean(~made[estimates <= t]) >= ACCURACY), default=float(steps[0])
    )
    high = min(
        (1 - t for t in steps if np.mean(made[estimates >= 1 - t]) >= ACCURACY),
        default=float(1 - steps[0]),
    )
    return round(float(low), 2), round(float(high), 2)


def main() -> None:
    """Fit and write."""
    training = [*samples("development"), *samples("calibration")]
    fitted = fit(training)
    OUTPUT.write_bytes(msgspec.json.format(msgspec.json.encode(fitted), indent=2) + b"\n")
    print(OUTPUT.read_text())


if __name__ == "__main__":
    main()
