"""Answers that nobody writes in earnest: as long as they may be, and made to be hard to read."""

from __future__ import annotations

from collections.abc import Mapping

from heldout.written.assess import SIZE_LIMIT_BYTES

_SAID = "We use class weights, because only 3 % of the customers leave within a month. "


def inputs(size_bytes: int = SIZE_LIMIT_BYTES) -> Mapping[str, bytes]:
    """Make one of each kind, filled up to a size in bytes."""
    repeated = {
        "words of one line": "word ",
        "headings": "# a\n",
        "sections": "## Model\n\nx\n",
        "raw HTML": "<div onclick='x()'><script>alert(1)</script>\n\n",
        "broken tables": "| a | b\n|--|\n| c |\n",
        "Chinese": "我们每天训练模型并监控它的漂移。",
        "Arabic": "نحن ندرب النموذج كل يوم ونراقب الانحراف. ",
        "emoji": "🎉👩\u200d💻 ",
        "one sentence": _SAID,
        "paragraphs": f"{_SAID}\n\n",
        "items": f"- {_SAID}\n",
        "open brackets": "[",
        "open images": "![",
        "open emphasis": "*a **b ",
        "back-ticks": "` `` ",
        "full stops": ". ",
        "questions": "What? ",
        "digits": "1 ",
        "figures": "10 ms ",
        "no-break spaces": "\u00a0",
        "zero-width letters": "a\u200b",
        "look-alike letters": "d\u0430ta ",
        "open comments": "<!--",
        "links": "[a](b) ",
        "nested lists on a line": "- ",
        "nested quotes on a line": "> ",
        "abbreviations": "e.g. i.e. etc. vs. ",
        "acronyms": "ABC DEF GHI ",
        "hyphens": "a-",
        "clauses": "a; not b, but ",
        "negations": "not no never without ",
        "empty lines": "\n",
        "references": "[a]: b\n",
        "direction marks": "\u202eabc ",
    }
    made = {name: _filled(piece, size_bytes) for name, piece in repeated.items()}
    made["nested lists"] = "".join(f"{'  ' * n}- a\n" for n in range(250)).encode()
    made["nested quotes"] = "".join(f"{'>' * n} a\n" for n in range(250)).encode()
    made["a wide table"] = _filled("|a" * 50 + "\n", size_bytes - 200, "|a" * 50 + "\n" + "|-" * 50)
    made["a diagram"] = _filled("a --> b & c --> d\n", size_bytes - 50, "```mermaid\nflowchart LR")
    made["front matter"] = _filled("a: b: c\n", size_bytes - 10, "---")
    made["nothing"] = b""
    made["binary"] = bytes(range(256)) * (size_bytes // 256)
    made["one byte too much"] = b"a" * (size_bytes + 1)
    made["10 MB"] = b"a b " * (10 << 18)
    return made


def _filled(piece: str, size_bytes: int, before: str = "") -> bytes:
    head = f"{before}\n".encode() if before else b""
    return head + piece.encode() * ((size_bytes - len(head)) // len(piece.encode()))
