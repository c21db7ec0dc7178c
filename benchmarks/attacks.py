"""Texts that try to look like an answer, and how many of them are seen through.

`./run python -m benchmarks.attacks` prints a table: family, attacks, those that are flagged, and
points that come out as covered although the text does not make them. Good answers that attacks are
made of come from `casestudies/*/hidden/accepted` and from the development and calibration sets.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import labelled
from benchmarks.attack_families import FAMILIES
from benchmarks.attack_material import Material, laid_out
from heldout.catalogue import repository
from heldout.catalogue.casestudy import CaseStudy
from heldout.report import Status
from heldout.written import answer, integrity
from heldout.written import prompt as prompts
from heldout.written.assess import Assessor
from heldout.written.prompt import Prompt

SEED = 20
#: Each family is drawn so often for each prompt.
DRAWS = 2
_UNFINISHED = "TODO(author)"


class Attack(NamedTuple):
    """A text, and the points that it makes in earnest all the same."""

    family: str
    text: str
    honest_points: frozenset[str] = frozenset()


def repeated_anchor(m: Material, draw: random.Random) -> Iterator[Attack]:
    """One sentence of the key thirty times: its point is made, and no other."""
    if m.anchors:
        name, text = draw.choice(m.anchors)
        honest = frozenset(
            point
            for point, key in m.prompt.keys.items()
            if point == name or any(pattern.search(text) for pattern in key.patterns)
        )
        yield Attack("repeated_anchor", laid_out(m, [text] * 30), honest)


def attacks(material: Material, seed: int = SEED) -> Iterator[Attack]:
    """Make every family of attacks on a prompt, `DRAWS` times each, the same for the same seed."""
    for n in range(DRAWS):
        for family in FAMILIES:
            draw = random.Random(f"{seed}/{material.prompt.slug}/{family.__name__}/{n}")
            for text in family(material, draw):
                yield Attack(family.__name__, text)
        yield from repeated_anchor(material, random.Random(f"{seed}/{material.prompt.slug}/{n}"))


def load(root: repository.Repository) -> Iterator[tuple[Material, tuple[Prompt, ...]]]:
    """Gather what there is about each prompt, and the other prompts as everybody has them."""
    sound, _ = root.casestudies()
    public = {each.slug: prompts.public(each) for each in sound}
    good: defaultdict[str, list[str]] = defaultdict(list)
    for slug, text in _good(sound):
        good[slug].append(text)
    for casestudy in sound:
        others = tuple(other for slug, other in public.items() if slug != casestudy.slug)
        foreign = [text for other in others for text in good[other.slug]]
        prompt = prompts.hidden(casestudy) if _has_key(casestudy) else public[casestudy.slug]
        yield Material(prompt, good[casestudy.slug], foreign), others


def _has_key(casestudy: CaseStudy) -> bool:
    hidden = casestudy.hidden
    return bool(hidden) and _UNFINISHED not in hidden.points.read_text(encoding="utf-8")


def _good(casestudies: Sequence[CaseStudy]) -> Iterator[tuple[str, str]]:
    for casestudy in casestudies:
        for path in casestudy.hidden.accepted if casestudy.hidden else ():
            text = path.read_text(encoding="utf-8")
            if _UNFINISHED not in text:
                yield casestudy.slug, text
    for which in ("development", "calibration"):
        for each in labelled.load(which):
            if each.labels.quality in ("good", "middling"):
                yield each.slug, each.text


class Tally(NamedTuple):
    """What came of a family's attacks."""

    attacks: int = 0
    flagged: int = 0
    wrongly_covered: int = 0
    points: int = 0


def measure(
    material: Material, others: Sequence[Prompt], missed: list[str]
) -> Iterator[tuple[str, Tally]]:
    """Read all attacks on a prompt; points are counted if it has a key."""
    assessor = Assessor(material.prompt, lambda: others)
    for attack in attacks(material):
        read = answer.read(attack.text, material.prompt.sections)
        findings = list(integrity.find(material.prompt, read, others))
        if not findings:
            missed.append(f"{attack.family} on {material.prompt.slug}")
        wrong = points = 0
        if material.prompt.keys:
            cases = assessor.grade(attack.text.encode()).cases
            points = sum(case.name not in attack.honest_points for case in cases)
            wrong = sum(
                case.status == Status.COVERED and case.name not in attack.honest_points
                for case in cases
            )
        yield attack.family, Tally(1, bool(findings), wrong, points)


def main() -> None:
    """Print the table, and the attacks that nothing was found in."""
    tallies: defaultdict[str, list[Tally]] = defaultdict(list)
    missed: list[str] = []
    for material, others in load(repository.find(Path.cwd())):
        for family, tally in measure(material, others, missed):
            tallies[family].append(tally)
    print_table(tallies)
    for name in missed:
        print("nothing found:", name)


def print_table(tallies: Mapping[str, Sequence[Tally]]) -> None:
    """Print a line for each family, and one for all."""
    print(f"{'family':22} {'attacks':>8} {'flagged':>8} {'wrongly covered':>16} {'points':>7}")
    rows = {name: _sum(each) for name, each in tallies.items()}
    for name, row in (*rows.items(), ("all", _sum(list(rows.values())))):
        print(f"{name:22} {row.attacks:8} {row.flagged:8} {row.wrongly_covered:16} {row.points:7}")


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(*map(sum, zip(*tallies, strict=True)))


if __name__ == "__main__":
    main()
