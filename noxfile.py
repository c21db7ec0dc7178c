"""The checks of this repository. `./run tests` runs the default ones in its own environment.

`nox -s versions` makes environments of its own.
"""

import nox

nox.needs_version = ">=2025.5"
nox.options.sessions = ["lint", "types", "layers", "tests", "verify"]
nox.options.error_on_missing_interpreters = False

LOCK = "requirements.lock"
RUN_LOCK = "requirements.run.lock"


def _install(session: nox.Session) -> None:
    if session.venv_backend != "none":
        session.install("--require-hashes", "-r", LOCK)
        session.install("--no-deps", "--no-build-isolation", "-e", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff: rules and format."""
    _install(session)
    session.run("ruff", "check", ".", external=True)
    session.run("ruff", "format", "--check", ".", external=True)


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, strict, on the package and this file."""
    _install(session)
    session.run("mypy", external=True)


@nox.session
def layers(session: nox.Session) -> None:
    """import-linter: a package imports only from those below it."""
    _install(session)
    session.run("lint-imports", "--no-cache", external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """Every test, a file at a time on each core. Arguments after `--` go to pytest."""
    _install(session)
    # What a file sets up, such as a warm judge, is set up once.
    shared = () if session.posargs else ("--numprocesses=auto", "--dist=loadfile")
    session.run("pytest", *shared, *session.posargs, external=True)


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Build the documentation into build/docs; a link that leads nowhere is an error."""
    _install(session)
    strict = ("--fail-on-warning", "--keep-going", "--nitpicky")
    session.run("sphinx-build", *strict, "docs", "build/docs", *session.posargs, external=True)


@nox.session(default=False)
def rehearsal(session: nox.Session) -> None:
    """The workflows, run for real on a stage of local repositories; part of `tests` as well."""
    _install(session)
    shared = ("--numprocesses=auto", "--dist=loadfile")
    session.run("pytest", "tests/rehearsal", *shared, *session.posargs, external=True)


@nox.session
def verify(session: nox.Session) -> None:
    """Prove the challenges and case studies that have changed."""
    _install(session)
    session.run("heldout", "verify", *session.posargs, external=True)


@nox.session(default=False)
def verify_all(session: nox.Session) -> None:
    """Prove every challenge and case study, as a whole."""
    _install(session)
    session.run("heldout", "verify", "--all", *session.posargs, external=True)


@nox.session(default=False)
def nightly(session: nox.Session) -> None:
    """What takes long: every cheat against every challenge, and 10,000 examples a fuzz test."""
    _install(session)
    env = {"HYPOTHESIS_PROFILE": "nightly"}
    files = ["tests/sandbox/test_wire.py", "tests/catalogue", "tests/submission"]
    session.run("pytest", *files, "--timeout=3600", env=env, external=True)
    session.run("pytest", "-m", "nightly", *session.posargs, env=env, external=True)


@nox.session(python=["3.11", "3.12", "3.13", "3.14"], default=False)
def versions(session: nox.Session) -> None:
    """Every test on every supported Python that is installed here."""
    _install(session)
    session.run("pytest", *session.posargs)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write the lock files anew from pyproject.toml."""
    session.install("uv")
    compiled = (
        *("uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
        *("--generate-hashes", "--no-header", "--no-annotate"),
    )
    session.run(*compiled, "--extra", "dev", "--upgrade", "--output-file", LOCK)
    # The part of it that a cohort edition needs, so that graders and candidates wait for no more.
    session.run(*compiled, "--extra", "build", "-c", LOCK, "--output-file", RUN_LOCK)
