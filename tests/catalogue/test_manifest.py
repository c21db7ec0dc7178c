"""Manifests of any content: values, or mistakes with a place; never a traceback."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heldout.catalogue import manifest
from heldout.catalogue.challenge import Manifest
from tests.conftest import MANIFEST

VALUES = st.one_of(
    st.sampled_from(
        ["''", "-1", "0", "1e400", "nan", "true", "[]", "{}", "[1, 'x']", "1979-05-27"]
    ),
    st.text(alphabet="abc[]{}=.'\"\\n 1", max_size=12),
)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_manifest_is_values_or_mistakes(tmp_path, data):
    """Lines replaced, dropped or doubled, and bytes thrown in."""
    lines = MANIFEST.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key = lines[at].partition("=")[0]
        lines[at] = data.draw(
            st.one_of(VALUES.map(lambda value, key=key: f"{key}= {value}"), VALUES, st.just(""))
        )
    path = tmp_path / "challenge.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    value, mistakes = manifest.read(path, Manifest)
    assert (value is None) == bool(mistakes)
    assert all(mistake.startswith("challenge.toml: ") for mistake in mistakes)


@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_mistakes(tmp_path, content):
    """Nothing but a manifest is one."""
    path = tmp_path / "challenge.toml"
    path.write_bytes(content)
    value, mistakes = manifest.read(path, Manifest)
    assert value is None
    assert mistakes


@pytest.mark.parametrize("depth", [10, 100_000])
def test_deep_nesting_is_a_mistake(tmp_path, depth):
    """However deep."""
    path = tmp_path / "challenge.toml"
    path.write_text("title = " + "[" * depth + "]" * depth)
    value, mistakes = manifest.read(path, Manifest)
    assert value is None
    assert mistakes


def test_a_value_read_is_frozen(tmp_path):
    """Nobody changes a manifest after it was read."""
    path = tmp_path / "challenge.toml"
    path.write_text(MANIFEST)
    value, _ = manifest.read(path, Manifest)
    with pytest.raises(AttributeError):
        value.title = "x"
    assert msgspec.structs.asdict(value)["title"] == "Double"
