"""Artifacts and pages: the stand-ins do what the real actions do."""

from __future__ import annotations

UPLOADS = """\
    name: small
    on: pull_request_target
    jobs:
      grade:
        runs-on: ubuntu-24.04
        strategy:
          fail-fast: false
          matrix: {leg: ["000", "001"]}
        steps:
          - run: |
              mkdir -p out/empty out/in
              echo ${{ matrix.leg }} >out/in/${{ matrix.leg }}
              echo >out/.hidden
          - uses: actions/upload-artifact@PIN
            with:
              name: part-${{ matrix.leg }}
              path: out
      again:
        needs: grade
        runs-on: ubuntu-24.04
        steps:
          - run: echo more >more
          - uses: actions/upload-artifact@PIN
            with: {name: part-000, path: more, overwrite: OVERWRITE}
      join:
        needs: [grade, again]
        if: always()
        runs-on: ubuntu-24.04
        steps:
          - uses: actions/download-artifact@PIN
            with: {pattern: "part-*", path: parts, merge-multiple: true}
          - uses: actions/download-artifact@PIN
            with: {name: part-001, path: one}
          - uses: actions/download-artifact@PIN
            with: {path: all}
          - run: find parts one all | sort
          - id: missing
            continue-on-error: true
            uses: actions/download-artifact@PIN
            with: {name: part-002}
          - run: echo "${{ steps.missing.outcome }}"
"""


def test_artifacts_go_from_job_to_job(play):
    """By name or by pattern, into one folder or into several; hidden files stay behind."""
    found = play(UPLOADS.replace("OVERWRITE", "true"))
    assert set(found.results.values()) == {"success"}
    lines = found.of("join").text.splitlines()
    assert "Unable to download artifact(s): Artifact not found for name: part-002" in lines
    assert [line for line in lines if " " not in line] == [
        *("all", "all/part-000", "all/part-000/more"),
        *("all/part-001", "all/part-001/in", "all/part-001/in/001"),
        *("one", "one/in", "one/in/001"),
        *("parts", "parts/in", "parts/in/001", "parts/more"),
        "failure",
    ]


def test_an_artifact_is_never_written_twice_in_one_attempt(play, tmp_path):
    """Unless that is asked for; the next attempt has names of its own."""
    text = UPLOADS.replace("OVERWRITE", "false")
    for attempt in (1, 2):
        found = play(text, attempt=attempt, artifacts=tmp_path / "artifacts")
        assert found.results["grade 000"] == found.results["join"] == "success"
        assert found.results["again"] == "failure"
        assert "an artifact with this name already exists: part-000" in found.of("again").text
    assert (tmp_path / "artifacts" / "1" / "2" / "part-000" / "in" / "000").exists()


def test_a_site_is_deployed(play, tmp_path):
    """In the place of the one before; where it will be is known beforehand."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "old.html").touch()
    found = play(
        """\
        name: small
        on: pull_request_target
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - id: pages
                uses: actions/configure-pages@PIN
              - run: mkdir site; echo '${{ steps.pages.outputs.base_url }}' >site/index.html
              - uses: actions/upload-pages-artifact@PIN
                with: {path: site}
          deploy:
            needs: build
            runs-on: ubuntu-24.04
            steps:
              - id: deployment
                uses: actions/deploy-pages@PIN
              - run: echo '${{ steps.deployment.outputs.page_url }}'
        """,
        pages=tmp_path / "pages",
        environment={"GITHUB_REPOSITORY": "ml-school/cohort"},
    )
    assert found.results == {"build": "success", "deploy": "success"}
    assert "https://ml-school.github.io/cohort/\n" in found.text
    (page,) = (tmp_path / "pages").iterdir()
    assert page.read_text() == "https://ml-school.github.io/cohort\n"
