"""A TOML table -> a frozen struct, with every mistake in it at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def read(path: Path, kind: type[T]) -> tuple[T | None, tuple[str, ...]]:
    """Read a manifest. Returns the value, or None and the mistakes as `file: dotted.path: fact`.

    A path counts the entries of a list from 0: `points[2].weight`.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return None, (f"{path.name}: the file is missing",)
    except OSError as exc:
        return None, (f"{path.name}: cannot be read ({exc.strerror})",)
    except UnicodeDecodeError as exc:
        return None, (f"{path.name}: is not UTF-8 (byte {exc.start})",)
    except tomllib.TOMLDecodeError as exc:
        return None, (f"{path.name}: is not TOML: {exc}",)
    except RecursionError:
        return None, (f"{path.name}: is nested too deeply",)
    mistakes = tuple(f"{path.name}: {mistake}" for mistake in _in_table(table, kind, ""))
    return (None, mistakes) if mistakes else (msgspec.convert(table, kind), ())


def _in_table(table: dict[str, Any], kind: type[msgspec.Struct], prefix: str) -> list[str]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for key, value in table.items():
        if key in fields:
            found += _in_value(value, hints[fields[key].name], f"{prefix}{key}")
        else:
            known = ", ".join(fields)
            found.append(f"{prefix}{key}: unknown key (known here: {known})")
    found += [
        f"{prefix}{field.encode_name}: required key is missing"
        for field in fields.values()
        if field.required and field.encode_name not in table
    ]
    return found


def _in_value(value: Any, wanted: Any, path: str) -> list[str]:
    """Check each part on its own: a conversion of the whole stops at its first mistake."""
    bare = get_args(wanted)[0] if get_origin(wanted) is Annotated else wanted
    if isinstance(value, dict) and isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        return _in_table(value, bare, f"{path}.")
    found: list[str] = []
    if isinstance(value, list) and get_origin(bare) is tuple and ... in get_args(bare):
        item, _ = get_args(bare)
        found = _all(_in_value(each, item, f"{path}[{n}]") for n, each in enumerate(value))
    elif isinstance(value, dict) and get_origin(bare) is dict:
        name, item = get_args(bare)
        found = _all(_in_value(key, name, f"{path}.{key}") for key in value)
        found += _all(_in_value(each, item, f"{path}.{key}") for key, each in value.items())
    return found or _in_whole(value, wanted, path)


def _in_whole(value: Any, wanted: Any, path: str) -> list[str]:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as exc:
        fact, _, place = str(exc).partition(" - at `$")
        return [f"{path}{place.rstrip('`')}: {fact[0].lower()}{fact[1:]}"]
    return []


def _all(parts: Iterable[list[str]]) -> list[str]:
    return [mistake for part in parts for mistake in part]
