"""How long written answers take to read.

`./run python -m benchmarks.reading` prints the figures of docs/written.md: ordinary answers, warm,
and hostile ones.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from benchmarks import hostile
from heldout.catalogue import repository
from heldout.catalogue.casestudy import CaseStudy
from heldout.report import Report
from heldout.written import prompt
from heldout.written.assess import Assessor

RUNS = 5


def timed(assessor: Assessor, content: bytes) -> tuple[float, Report]:
    """Grade, and take the time in milliseconds."""
    start_s = time.perf_counter()
    report = assessor.grade(content)
    return (time.perf_counter() - start_s) * 1000, report


def accepted(casestudy: CaseStudy) -> list[bytes]:
    """The good answers of a prompt."""
    return [path.read_bytes() for path in casestudy.hidden.accepted] if casestudy.hidden else []


def main() -> None:
    """Print a line for each prompt, then one for each kind of hostile answer."""
    casestudies = repository.find(Path.cwd()).casestudies()[0]
    prompts = {each.slug: prompt.hidden(each) for each in casestudies}
    every = []
    for each in casestudies:
        others = [own for slug, own in prompts.items() if slug != each.slug]
        assessor = Assessor(prompts[each.slug], lambda others=others: others)
        contents = accepted(each)
        timed(assessor, contents[0])
        taken = [timed(assessor, content)[0] for content in contents for _ in range(RUNS)]
        words = [len(content.split()) for content in contents]
        every += taken
        print(f"{each.slug:28} {words} words: {statistics.median(taken):.1f} ms")
    print(f"median {statistics.median(every):.1f} ms, slowest {max(every):.1f} ms\n")
    worst = 0.0
    for name, content in hostile.inputs().items():
        taken_ms, report = timed(assessor, content)
        worst = max(worst, taken_ms)
        codes = sorted({finding.code for finding in report.findings or ()})
        print(f"{name:28} {taken_ms:7.0f} ms  {report.verdict}  {', '.join(codes)[:70]}")
    print(f"slowest {worst:.0f} ms")


if __name__ == "__main__":
    main()
