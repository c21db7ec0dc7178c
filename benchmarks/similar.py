"""How well copies are told from independent solutions, and how long a cohort takes.

`./run python -m benchmarks.similar` prints the tables of docs/similar.md.
"""

from __future__ import annotations

import io
import itertools
import platform
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from heldout.authoring.similar import normal_form
from heldout.authoring.similar.cohort import THRESHOLD, Cohort
from heldout.authoring.similar.fingerprint import Fingerprint
from heldout.catalogue import repository
from heldout.catalogue.challenge import Challenge
from tests.authoring.similar import disguises

try:
    from copydetect import CodeFingerprint, compare_files
except ImportError:
    compare_files = None

COHORT = 200
#: copydetect's defaults: 25 characters are noise, 30 are found for certain.
NOISE, GUARANTEE = 25, 30
#: The same for a text in which a token is one character.
NOISE_TOKENS, GUARANTEE_TOKENS = 7, 7

#: Two sources, the known solutions and the stub -> how alike the two are, 0 to 1.
Measure = Callable[[str, str, Sequence[str], str], float]
DISGUISES = (*disguises.SIMPLE, disguises.all_together, *disguises.THOROUGH)


class Samples(NamedTuple):
    """The texts of one challenge."""

    stub: str
    known: Mapping[str, str]
    rejected: Mapping[str, str]


def samples(challenge: Challenge) -> Samples:
    """Read a challenge's stub, right solutions and wrong ones."""
    hidden = challenge.hidden
    assert hidden is not None
    known, rejected = (
        {path.stem: path.read_text(encoding="utf-8") for path in paths}
        for paths in ((hidden.reference, *hidden.accepted), hidden.rejected)
    )
    return Samples(challenge.solution.read_text(encoding="utf-8"), known, rejected)


def heldout(a: str, b: str, known: Sequence[str], stub: str) -> float:
    """Our own containment of two submissions."""
    files = [fingerprint(text) for text in (a, b)]
    cohort = Cohort(files, [fingerprint(text) for text in known], fingerprint(stub).fragments)
    found = [each.containment for each in cohort.matches(0.01) if {each.a, each.b} == {a, b}]
    return max(found, default=0.0)


def fingerprint(text: str) -> Fingerprint:
    """Take a fingerprint that has the text itself as its name."""
    return Fingerprint(text, normal_form.statements(text))


def copydetect_on_source(a: str, b: str, _known: Sequence[str], _stub: str) -> float:
    """The library as it is: Pygments' tokens, names replaced, winnowed."""
    window = GUARANTEE - NOISE + 1
    made = [CodeFingerprint("a.py", NOISE, window, fp=io.StringIO(text)) for text in (a, b)]
    return float(max(compare_files(*made)[1]))


def copydetect_on_normal_form(a: str, b: str, _known: Sequence[str], _stub: str) -> float:
    """The library on our normal form, statement after statement, a character for each token."""
    window = GUARANTEE_TOKENS - NOISE_TOKENS + 1
    made = [
        CodeFingerprint("a", NOISE_TOKENS, window, filter=False, fp=io.StringIO(characters(text)))
        for text in (a, b)
    ]
    return float(max(compare_files(*made)[1]))


def characters(text: str) -> str:
    """Write a source's normal form with one character for each token."""
    tokens = (each.text for statement in normal_form.statements(text) for each in statement)
    return "".join(chr(0x20000 + ALPHABET.setdefault(each, len(ALPHABET))) for each in tokens)


ALPHABET: dict[str, int] = {}


def independent(given: Samples, measure: Measure) -> Iterator[float]:
    """Every pair of right solutions, which were written to differ; the others are known."""
    for a, b in itertools.combinations(given.known, 2):
        others = [text for name, text in given.known.items() if name not in (a, b)]
        yield measure(given.known[a], given.known[b], others, given.stub)


def copies(given: Samples, measure: Measure) -> Iterator[tuple[str, float]]:
    """Every sample beside a copy of it in each disguise."""
    keep = disguises.prescribed(given.stub)
    for name, text in (*given.known.items(), *given.rejected.items()):
        others = [each for each in given.known.values() if each != text]
        for disguise in DISGUISES:
            copy = disguise(text, random.Random(f"{name} {disguise.__name__}"), keep)
            yield disguise.__name__, measure(text, copy, others, given.stub)


def print_measure(name: str, measure: Measure, everything: Sequence[Samples]) -> None:
    """Print one way of comparing: what it gives to independent pairs, and to copies."""
    start_s = time.perf_counter()
    chance = [score for given in everything for score in independent(given, measure)]
    found: dict[str, list[float]] = defaultdict(list)
    for given in everything:
        for disguise, score in copies(given, measure):
            found[disguise].append(score)
    elapsed_s = time.perf_counter() - start_s
    print(
        f"\n### {name}\n\nhighest of {len(chance)} independent pairs: {max(chance):.2f}; ", end=""
    )
    print(f"{elapsed_s:.0f} s\n")
    print(f"| disguise | lowest | median | above every independent pair | {THRESHOLD:g} or more |")
    print("|---|---|---|---|---|")
    for disguise, scores in found.items():
        above = sum(score > max(chance) for score in scores)
        over = sum(score >= THRESHOLD for score in scores)
        figures = f"{min(scores):.2f} | {statistics.median(scores):.2f}"
        print(f"| {disguise} | {figures} | {above} of {len(scores)} | {over} of {len(scores)} |")


def print_siblings(slug: str, given: Samples) -> None:
    """Print how many wrong solutions, most of which share a base, are found alike."""
    files = [
        Fingerprint(name, normal_form.statements(text)) for name, text in given.rejected.items()
    ]
    known = [fingerprint(text) for text in given.known.values()]
    matches = Cohort(files, known, fingerprint(given.stub).fragments).matches()
    pairs = sum(each.b in given.rejected for each in matches)
    members = {name for each in matches for name in (each.a, each.b)} & given.rejected.keys()
    total = len(files) * (len(files) - 1) // 2
    print(f"| {slug} | {pairs} of {total} | {len(members)} of {len(files)} |", end=" ")
    print(f"{len(matches) - pairs} |")


def print_time(slug: str, given: Samples) -> None:
    """Print what a cohort takes that is made of disguised copies of the samples."""
    keep = disguises.prescribed(given.stub)
    pool = itertools.cycle([*given.known.values(), *given.rejected.values()])
    texts = [
        disguises.all_together(text, random.Random(n), keep)
        for n, text in enumerate(itertools.islice(pool, COHORT))
    ]
    start_s = time.process_time()
    files = [Fingerprint(f"{n}", normal_form.statements(text)) for n, text in enumerate(texts)]
    known = [fingerprint(text) for text in given.known.values()]
    matches = Cohort(files, known, fingerprint(given.stub).fragments).matches()
    elapsed_s = time.process_time() - start_s
    print(f"| {slug} | {COHORT} | {len(matches):,} | {elapsed_s:.1f} |")


def main() -> None:
    """Measure everything, in one process."""
    sound, _ = repository.find(Path(__file__).parent).challenges()
    everything = {each.slug: samples(each) for each in sound if each.hidden is not None}
    print(f"Python {platform.python_version()}, {platform.machine()}; {', '.join(everything)}")
    print_measure("heldout similar", heldout, list(everything.values()))
    if compare_files is not None:
        print_measure("copydetect, the source", copydetect_on_source, list(everything.values()))
        name = "copydetect, the normal form"
        print_measure(name, copydetect_on_normal_form, list(everything.values()))
    print("\n| wrong solutions | pairs alike | in a pair | pairs with a known one |")
    print("|---|---|---|---|")
    for slug, given in everything.items():
        print_siblings(slug, given)
    print("\n| cohort of disguised copies | files | rows | CPU seconds |\n|---|---|---|---|")
    for slug, given in everything.items():
        print_time(slug, given)


if __name__ == "__main__":
    main()
