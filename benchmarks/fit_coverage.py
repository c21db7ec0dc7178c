"""Fits the weights of `heldout.written.fusion` and chooses where it decides.

`./run python -m benchmarks.fit_coverage` writes src/heldout/written/fusion.json. It reads the
development and the calibration answers, never the unseen ones.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks import labelled
from heldout.catalogue import repository
from heldout.written import answer, integrity, prompt
from heldout.written.fusion import Fusion, Thresholds
from heldout.written.signals import NAMES, Reader

#: Of what is decided, this share has to be right on the calibration answers. They chose the
#: thresholds, so they flatter them: 95 % are aimed at on answers that chose nothing.
ACCURACY = 0.97
#: The same of points of brief answers that are covered, and of those that are not found: above a
#: probability of 0.7 no threshold does better before hardly anything is decided.
BRIEF, BRIEF_MISSING = 0.93, 0.9
STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
OUTPUT = Path("src/heldout/written/fusion.json")


class Sample(msgspec.Struct, frozen=True):
    """One point of one answer."""

    row: NDArray[np.float64]
    is_made: bool
    answer: str
    which: str
    is_brief: bool


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
            yield Sample(row, point.id in each.covered, each.name, which, loaded.brief)


def fit(samples: list[Sample]) -> Fusion:
    """Fit the weights; how strongly they are held back is decided on the calibration answers.

    Keys have seen the development answers, so those look easier than they are: the estimates that
    choose strength and thresholds are of calibration answers that their fold did not see.
    """
    rows = np.array([each.row for each in samples])
    made = np.array([each.is_made for each in samples])
    calibrates = np.array([each.which == "calibration" for each in samples])
    is_brief = np.array([each.is_brief for each in samples])
    blind = calibrates & ~is_brief
    estimates = {strength: _estimates(samples, rows, made, strength) for strength in STRENGTHS}
    losses = {
        strength: -np.mean(np.log(np.where(made, p, 1 - p)[blind].clip(1e-9)))
        for strength, p in estimates.items()
    }
    for strength, loss in losses.items():
        accuracy = np.mean((estimates[strength] > 0.5)[blind] == made[blind])
        print(f"C={strength:g}: log loss {loss:.4f}, accuracy {accuracy:.3f}")
    chosen = min(losses, key=losses.__getitem__)
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=chosen, max_iter=2000).fit(scaler.transform(rows), made)
    weights = model.coef_[0] / scaler.scale_
    brief = calibrates & is_brief
    return Fusion(
        intercept=round(float(model.intercept_[0] - weights @ scaler.mean_), 4),
        coefficients={name: round(float(w), 4) for name, w in zip(NAMES, weights, strict=True)},
        ordinary=thresholds(estimates[chosen][blind], made[blind]),
        brief=side_by_side(estimates[chosen][brief], made[brief]),
    )


def _estimates(
    samples: list[Sample], rows: NDArray[np.float64], made: NDArray[np.bool_], strength: float
) -> NDArray[np.float64]:
    """Estimate each sample by a model that has not seen its answer: (n_samples,) float64."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
    groups = np.array([each.answer for each in samples])
    found = cross_val_predict(
        model, rows, made, groups=groups, cv=GroupKFold(10), method="predict_proba"
    )
    return np.asarray(found[:, 1])


def thresholds(estimates: NDArray[np.float64], made: NDArray[np.bool_]) -> Thresholds:
    """Choose where to decide: as much as can be, with `ACCURACY` in all and of what is covered.

    Raises ValueError where nothing can be decided so well.
    """
    best = None
    for low, high in itertools.product(np.arange(0.01, 0.41, 0.01), np.arange(0.55, 0.995, 0.01)):
        covered, missing = estimates >= high, estimates <= low
        right = made[covered].sum() + (~made[missing]).sum()
        n_decided = covered.sum() + missing.sum()
        if (
            covered.any()
            and made[covered].mean() >= ACCURACY
            and right >= ACCURACY * n_decided
            and (best is None or n_decided > best[0])
        ):
            best = (n_decided, float(low), float(high), right / n_decided)
    if best is None:
        message = f"no thresholds reach an accuracy of {ACCURACY:.0%}"
        raise ValueError(message)
    n_decided, low, high, accuracy = best
    print(f"decides {n_decided / len(made):.1%}, right in {accuracy:.1%}")
    return Thresholds(low=round(low, 2), high=round(high, 2))


def side_by_side(estimates: NDArray[np.float64], made: NDArray[np.bool_]) -> Thresholds:
    """Choose where to decide about brief answers, on each side by itself.

    Keys find less in a sentence or two: what is not found may well be there, and not one decision
    that something is missing may pay for another that it is there.
    """
    steps = np.arange(0.005, 0.5, 0.005)
    low = max((t for t in steps if np.mean(~made[estimates <= t]) >= BRIEF_MISSING), default=0.0)
    high = min((1 - t for t in steps if np.mean(made[estimates >= 1 - t]) >= BRIEF), default=1.0)
    covered, missing = estimates >= high, estimates <= low
    print(f"brief: covered {covered.mean():.1%}, right in {made[covered].mean():.1%};", end=" ")
    print(f"not found {missing.mean():.1%}, right in {(~made[missing]).mean():.1%}")
    return Thresholds(low=round(float(low), 3), high=round(float(high), 3))


def main() -> None:
    """Fit and write."""
    fitted = fit([each for which in ("development", "calibration") for each in samples(which)])
    OUTPUT.write_bytes(msgspec.json.format(msgspec.json.encode(fitted), indent=2) + b"\n")
    print(OUTPUT.read_text())


if __name__ == "__main__":
    main()
