"""The tests of a suite, read without running them."""

from __future__ import annotations

import ast

from heldout.authoring.package import Package
from heldout.authoring.rules import testcase
from heldout.judging import plugin
from tests.authoring.packages import SLUG, build


def test_tests_are_read_as_the_tester_collects_them(judge, double):
    """The same names, titles, groups and gates."""
    package = Package(double.root, double.folder)
    read = testcase.read(package, testcase.HIDDEN)
    collected = judge.cases(double.suite())
    assert [(test.name, test.title, test.mark.group, test.mark.gate) for test in read] == [
        (case.name, case.title, case.group, case.gate) for case in collected
    ]


def test_a_mark_without_more_means_what_the_plugin_means(tmp_path):
    """Its defaults are the plugin's."""
    folder = build(tmp_path) / "challenges" / SLUG
    (folder / "test_public.py").write_text(
        'import pytest\n\n@pytest.mark.points(1)\ndef test_a():\n    """A."""\n'
    )
    (test,) = testcase.read(Package(tmp_path, folder), testcase.PUBLIC)
    assert (1.0, test.mark.group, test.mark.gate) == plugin._points(1)


def test_dotted_names_are_names_and_attributes_only():
    """A call or an index in between is none."""
    names = {
        code: testcase.dotted(ast.parse(code, mode="eval").body)
        for code in ("a", "a.b.c", "f().b", "a[0].b")
    }
    assert names == {"a": "a", "a.b.c": "a.b.c", "f().b": "", "a[0].b": ""}
