"""Manifests of any content: values, or mistakes with a place; never a traceback."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Meta

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


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of a list, or of a table with free names."""

    id: Annotated[str, Meta(pattern="^[a-z]+$")]
    weight: Annotated[float, Meta(gt=0)] = 1.0
    words: Annotated[tuple[str, ...], Meta(min_length=2)] = ("a", "b")
    items: tuple[Item, ...] = ()


class Nested(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of tables, and tables by name."""

    items: Annotated[tuple[Item, ...], Meta(min_length=1)]
    named: dict[Annotated[str, Meta(pattern="^[a-z]+$")], Item] = {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[[items]]\nid="a"\n[[items]]\nid="b"\nweight=-1\nwoe=1\n[[items]]\nweight="x"\n',
            [
                "items[1].weight: expected `float` > 0.0",
                "items[1].woe: unknown key (known here: id, weight, words, items)",
                "items[2].weight: expected `float`, got `str`",
                "items[2].id: required key is missing",
            ],
        ),
        ('[[items]]\nid="a"\n[[items.items]]\nid="B"\n', ["items[0].items[0].id: expected `str`"]),
        (
            'items=[{id="a"},{id="b",words=["a"]}]',
            ["items[1].words: expected `array` of length >="],
        ),
        ('items=[{id="a",words=[1,"b",2]}]', ["items[0].words[0]: exp", "items[0].words[2]: exp"]),
        ("items=[]", ["items: expected `array` of length >= 1"]),
        ("items=3", ["items: expected `array`, got `int`"]),
        ("items=[3]", ["items[0]: expected `object`, got `int`"]),
        ("items={id='a'}", ["items: expected `array`, got `object`"]),
        (
            'items=[{id="a"}]\n[named.x]\nid="A"\n[named.y]\nid="b"\nwoe=1',
            ["named.x.id: expected `str` matching regex", "named.y.woe: unknown key"],
        ),
        ('items=[{id="a"}]\n[named.X]\nid="a"', ["named.X: expected `str` matching regex"]),
        ('items=[{id="a"}]\nnamed=[1]', ["named: expected `object`, got `array`"]),
    ],
)
def test_a_mistake_in_a_list_of_tables_has_its_place(tmp_path, text, expected):
    """Counted from 0, however deep, and all of them at once."""
    path = tmp_path / "nested.toml"
    path.write_text(text)
    value, mistakes = manifest.read(path, Nested)
    assert value is None
    assert len(mistakes) == len(expected)
    for mistake, start in zip(mistakes, expected, strict=True):
        assert mistake.startswith(f"nested.toml: {start}")


def test_lists_of_tables_are_read_as_tuples_of_structs(tmp_path):
    """And tables with free names as a dict of them."""
    path = tmp_path / "nested.toml"
    path.write_text('[[items]]\nid="a"\n[[items]]\nid="b"\nweight=2\n[named.x]\nid="c"\n')
    value, mistakes = manifest.read(path, Nested)
    assert mistakes == ()
    assert [(item.id, item.weight) for item in value.items] == [("a", 1.0), ("b", 2.0)]
    assert value.named["x"].id == "c"


def test_a_value_read_is_frozen(tmp_path):
    """Nobody changes a manifest after it was read."""
    path = tmp_path / "challenge.toml"
    path.write_text(MANIFEST)
    value, _ = manifest.read(path, Manifest)
    with pytest.raises(AttributeError):
        value.title = "x"
    assert msgspec.structs.asdict(value)["title"] == "Double"
