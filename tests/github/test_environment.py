"""What is printed and written in a job of GitHub Actions, and nowhere else."""

from __future__ import annotations

import io

import pytest

from heldout.errors import OurFaultError
from heldout.github import summary
from heldout.github.environment import commands_stopped, publish
from tests.github.conftest import finding, verification
from tests.github.test_annotations import obey

FOUND = [verification(finding()), verification(slug="kmeans")]


def test_outside_of_github_nothing_is_printed_or_written(tmp_path):
    """Not even where the other variables are set."""
    out, page = io.StringIO(), tmp_path / "summary.md"
    for environment in ({}, {"GITHUB_ACTIONS": "false", "GITHUB_STEP_SUMMARY": str(page)}):
        publish(FOUND, environment, out)
        with commands_stopped(environment, out):
            pass
    assert out.getvalue() == ""
    assert not page.exists()


def test_on_github_annotations_are_printed_and_the_summary_is_appended(tmp_path):
    """What an earlier command of the step has written stays."""
    out, page = io.StringIO(), tmp_path / "summary.md"
    page.write_text("# Before\n", encoding="utf-8")
    publish(FOUND, {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(page)}, out)
    assert out.getvalue().startswith("::error file=challenges/softmax/hidden/test_hidden.py")
    assert page.read_text(encoding="utf-8") == f"# Before\n{summary.render(FOUND)}"


def test_what_is_there_already_counts_towards_the_limit(tmp_path):
    """The limit is a step's, not a command's."""
    page = tmp_path / "summary.md"
    page.write_bytes(b"x" * (summary.LIMIT_BYTES - 1000))
    publish(FOUND, {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(page)}, io.StringIO())
    assert summary.LIMIT_BYTES - 1000 < page.stat().st_size <= summary.LIMIT_BYTES


def test_without_a_place_for_a_summary_annotations_are_printed_all_the_same():
    """Older servers have none."""
    out = io.StringIO()
    publish(FOUND, {"GITHUB_ACTIONS": "true"}, out)
    assert out.getvalue().startswith("::error ")


def test_a_summary_that_cannot_be_written_is_our_fault(tmp_path):
    """The error names the file and the next step."""
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "no" / "x.md")}
    with pytest.raises(OurFaultError, match=r"x\.md: the job's summary cannot be written"):
        publish(FOUND, environment, io.StringIO())


def test_meanwhile_no_printed_line_is_a_command():
    """Only a word that nobody can guess starts them again, also after an error."""
    out = io.StringIO()

    def forge_and_break() -> None:
        print("::error::forged", file=out)
        raise ValueError("broken")

    for _ in range(2):
        stopped = commands_stopped({"GITHUB_ACTIONS": "true"}, out)
        with pytest.raises(ValueError, match="broken"), stopped:
            forge_and_break()
    stop, _, start, stop_again, *_ = map(obey, out.getvalue().splitlines())
    assert stop is not None
    assert start is not None
    assert stop_again is not None
    assert (stop.name, start.name) == ("stop-commands", stop.data)
    assert len(stop.data) >= 32
    assert stop_again.data != stop.data
