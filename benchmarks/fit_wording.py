"""Counts how words and letters follow one another in honest texts.

`./run python -m benchmarks.fit_wording` writes src/heldout/written/integrity/wording.json. It reads
this repository's pages, statements, accepted answers and the development answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from heldout.written import answer
from heldout.written.integrity.wording import END, START, Counts, class_of, tokens

OUTPUT = Path("src/heldout/written/integrity/wording.json")
SOURCES = (
    *(
        "*.md",
        "docs/*.md",
        "rubrics/*.md",
        "challenges/*/*.md",
        "challenges/*/hidden/accepted/*.md",
    ),
    *("casestudies/*/README.md", "casestudies/*/hidden/accepted/*.md"),
    "benchmarks/answers/development/*/*.md",
)
_UNFINISHED = "TODO(author)"
#: Rarer triples tell next to nothing, and are most of the file.
_FEWEST = 2


def units(root: Path) -> Iterator[list[str]]:
    """Read the sentences of all sources, as tokens."""
    for path in sorted({path for source in SOURCES for path in root.glob(source)}):
        text = path.read_text(encoding="utf-8-sig")
        if _UNFINISHED not in text:
            for unit in answer.read(text, ()).units:
                if len(unit.words) > 3:
                    yield tokens(unit.text)


def count(sentences: Iterator[list[str]]) -> Counts:
    """Count what follows what; a word's spelling counts once, however often it is used."""
    classes: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    words: set[str] = set()
    for sentence in sentences:
        row = [START, START, *map(class_of, sentence), END]
        classes.update(row)
        pairs.update(map(" ".join, pairwise(row)))
        triples.update(map(" ".join, zip(row, row[1:], row[2:], strict=False)))
        words.update(word for word in sentence if word.isascii() and word.isalpha())
    letters = Counter(f"^^{word}$"[n : n + 3] for word in words for n in range(len(word) + 1))
    return Counts(
        classes=dict(sorted(classes.items())),
        pairs=dict(sorted(pairs.items())),
        triples={name: n for name, n in sorted(triples.items()) if n >= _FEWEST},
        letters=dict(sorted(letters.items())),
    )


def main() -> None:
    """Count and write."""
    OUTPUT.write_bytes(msgspec.json.encode(count(units(Path.cwd()))) + b"\n")
    print(f"{OUTPUT}: {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
