"""A TOML table -> a frozen struct, with every mistake in it at once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def read(path: Path, kind: type[T]) -> tuple[T | None, tuple[str, ...]]:
    """Read a manifest. Returns the value, or None and the mistakes as `file: dotted.path: fact`."""
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
    mistakes = tuple(f"{path.name}: {mistake}" for mistake in _mistakes(table, kind, ""))
    return (None, mistakes) if mistakes else (msgspec.convert(table, kind), ())


def _mistakes(table: Any, kind: type[msgspec.Struct], prefix: str) -> list[str]:
    """Check each key on its own: a conversion of the whole stops at its first mistake."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for key, value in table.items():
        if key not in fields:
            known = ", ".join(fields)
            found.append(f"{prefix}{key}: unknown key (known here: {known})")
            continue
        wanted = hints[fields[key].name]
        if (
            isinstance(wanted, type)
            and issubclass(wanted, msgspec.Struct)
            and isinstance(value, dict)
        ):
            found += _mistakes(value, wanted, f"{prefix}{key}.")
            continue
        try:
            msgspec.convert(value, wanted)
        except msgspec.ValidationError as exc:
            fact, _, place = str(exc).partition(" - at `$")
            found.append(f"{prefix}{key}{place.rstrip('`')}: {fact[0].lower()}{fact[1:]}")
    found += [
        f"{prefix}{field.encode_name}: required key is missing"
        for field in fields.values()
        if field.required and field.encode_name not in table
    ]
    return found
