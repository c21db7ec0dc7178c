"""What people write where something is still to be written."""

from __future__ import annotations

import re

#: People and companies whose names are left out, as `client XXX`, are none.
_PATTERN = re.compile(
    r"""
      \b(?:TBD|TBC|FIXME|T\.B\.D\.)(?!\w)
    | ^[\s*\-]{0,8}to[ -]?do:
    | (?:^|[\[(<{:|*])[\s*\-_>]{0,8}TODO\b | \bTODO(?=\s?[:\])>}*]|\s?$)
    | \blorem\ ipsum\b
    | ^[\s>*\-+|\d.)]{0,12}(?:\.{3,5}|\u2026)[\s*|]{0,8}$
    | ^[\s>*\-+]{0,12}[\[(<](?:\.{3}|\u2026)[\])>][\s*]{0,8}$
    | <(?:your|insert|write|fill\ in|add\ (?:your|text|details)|describe\ (?:your|the))
        \b[^<>\n]{0,80}>
    | \[(?:insert|write\ your|fill\ in|describe\ (?:your|the|here)|add\ (?:your|text|details|here)
        |your\ (?:answer|text|name|response|explanation|solution|design|diagram|example)|todo|tbd)
        \b[^\]\n]{0,80}\](?!\()
    | \((?:insert|to\ be\ (?:written|filled|completed|added)|fill\ (?:this\ )?in|your\ answer)\b
        [^)\n]{0,60}\)
    | \byour\ (?:answer|text)\ (?:goes\ )?here\b
    | ^[\s>*\-+]{0,12}(?:to\ be\ (?:written|filled|completed|continued|done|added|determined)
        |coming\ soon
        |work\ in\ progress|wip|write\ (?:here|me)|fill\ (?:this\ )?in(?:\ later)?)[\s.!*:]{0,8}$
    | (?<!company\ )(?<!client\ )(?<!customer\ )(?<!bank\ )(?<!team\ )(?<!project\ )(?<!product\ )
      (?<!Mr\ )(?<!Ms\ )(?<!Mrs\ )(?<!Dr\ )(?<!firm\ )(?<!city\ )(?<!called\ )(?<!named\ )
      (?<![\w/.-])x{3,20}(?![\w/.-])
    | (?<![\w.])XX(?=\s?(?:%|ms\b|GB\b|TB\b|users\b|QPS\b|seconds\b|days\b|requests\b))
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: The bare words are placeholders in capitals only: a to-do list is an ordinary thing.
_CAPITALS = re.compile(r"tbd|tbc|fixme|todo")


def placeholder(line: str) -> re.Match[str] | None:
    """Find the first placeholder on a line that holds neither code nor comments."""
    at = 0
    while (found := _PATTERN.search(line, at)) is not None:
        bare = found[0].strip("[](){}<>:|*-_ \t")
        is_marked = found[0].strip()[:1] in ("[", "<") or found[0].rstrip().endswith(":")
        if is_marked or not _CAPITALS.fullmatch(bare):
            return found
        at = found.end()
    return None
