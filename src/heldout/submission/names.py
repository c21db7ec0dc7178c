"""Names of files in a stranger's tree: which are odd, which collide, and how they are shown.

A name is odd if a file system, a shell or a reader could take it for another: sources are
git's own `is_ntfs_dotgit` and `is_hfs_dotgit`, and Microsoft's "Naming Files, Paths, and
Namespaces".
"""

from __future__ import annotations

import re
import shlex
import unicodedata

from heldout.report.text import printable

#: What every file system of today takes.
_LONGEST_BYTES = 255
_LONGEST_SHOWN = 120
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE
)
#: NTFS gives every long name a second one, such as SOLUTI~1.PY.
_SHORT = re.compile(r"[^.]{1,6}~[0-9](?:\.[^.]{0,3})?")
_PLAIN = re.compile(r"[A-Za-z0-9_./@%+=,-]+")
_GLOB = re.compile(r"[*?\[\]\\]|^:")


def oddity(name: bytes) -> str | None:
    """Say what is odd about the name of one file or folder, or None. Pure; any bytes will do."""
    if len(name) > _LONGEST_BYTES:
        return f"has {len(name):,} bytes, more than the {_LONGEST_BYTES} that file systems take"
    try:
        text = name.decode()
    except UnicodeDecodeError:
        return "is not UTF-8"
    if not text.isprintable():
        hidden = next(c for c in text if not c.isprintable())
        return f"holds the character U+{ord(hidden):04X}, which nobody sees"
    if found := next((c for c in text if c in '\\/:*?"<>|'), None):
        return f"holds the character {found}, which means something else elsewhere"
    if text != text.strip(" ") or text.endswith("."):
        return "begins or ends with a space, or ends with a dot, which Windows takes away"
    if _DEVICE.fullmatch(text.split(".", 1)[0].rstrip(" ")):
        return "is the name of a device on Windows"
    if _SHORT.fullmatch(text):
        return "is how Windows writes the short form of another name"
    return None


def fold(path: bytes) -> str:
    """Fold a path so that those become equal that one file system or another takes for the same.

    Case as Unicode folds it (macOS, NTFS), accents composed or not (macOS), full-width forms, what
    nobody sees (HFS+), other signs that divide folders, dots and spaces at an end (Windows).
    """
    text = unicodedata.normalize("NFKD", path.decode(errors="surrogateescape"))
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if c.isprintable() or "\udc80" <= c <= "\udcff")
    return "/".join(part.rstrip(". ") for part in re.split(r"[\\/:]", text))


def show(path: bytes) -> str:
    """Quote a name or path for people, on one line and not too long."""
    text = printable(path[: 4 * _LONGEST_SHOWN].decode(errors="backslashreplace"))
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}...'"


def word(path: bytes) -> str:
    r"""Write a path as one word of a command that git takes for exactly this path.

    Printable only: other bytes as bash and zsh read them in `$'\xff'`.
    """
    if path.isascii() and _PLAIN.fullmatch(path.decode()):
        return path.decode()
    text = path.decode(errors="surrogateescape")
    prefix = ":(literal)" if _GLOB.search(text) else ""
    if text.isprintable():
        return shlex.quote(prefix + text)
    escaped = "".join(
        chr(b) if 32 <= b < 127 and b not in b"\\'" else f"\\x{b:02x}"
        for b in prefix.encode() + path
    )
    return f"$'{escaped}'"
