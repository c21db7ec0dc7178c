"""Hidden files are found, whole or by a line, however they are quoted; what all have is not."""

from __future__ import annotations

import pytest

from heldout.vault.leak import Leak, Secrets

LINE = 'assert np.allclose(solution.fit(X)["weights"], expected, atol=1e-9)'
SUITE = f'''\
import pytest
from heldout.judging.probes import speed_ratio, sets_global_seed

@pytest.mark.points(3, group="numerical stability", gate=False)
def test_weights(solution):
    """The weights come out to nine digits, whatever the order."""
    {LINE}
    assert solution.fit(X).shape == (3,)
    shared = "a line that the statement shows in its example"
'''.encode()
PUBLIC = b'    shared = "a line that the statement shows in its example"\n'
PATH = "challenges/fit/hidden/test_hidden.py"


@pytest.fixture(scope="module")
def secrets() -> Secrets:
    """What must not be seen of one suite."""
    return Secrets({PATH: SUITE, "challenges/fit/hidden/short.py": b"x = 1\n"}, [PUBLIC])


@pytest.mark.parametrize(
    "text",
    [
        LINE,
        f"see\n\n> {LINE}\n",
        f"# {LINE}  # why",
        '{"source": "' + LINE.replace('"', '\\"') + '\\n"}',
        LINE.replace(", ", ",\n        "),
        f"\0\0{LINE}\0",
    ],
    ids=["bare", "quote", "comment", "json", "wrapped", "binary"],
)
def test_a_line_is_found_however_it_is_quoted(secrets, text):
    """With the place in both texts."""
    (leak,) = secrets.lines(b"first\n" + text.encode())
    assert leak.origin == f"{PATH}:7"
    assert leak.line == 2 + text.partition("assert")[0].count("\n")


@pytest.mark.parametrize(
    "text",
    [
        b"from heldout.judging.probes import speed_ratio, sets_global_seed",
        b'@pytest.mark.points(3, group="numerical stability", gate=False)',
        b"The weights come out to nine digits, whatever the order.",
        b"assert solution.fit(X).shape == (3,)",
        PUBLIC,
        LINE.encode()[:-1],
    ],
    ids=["import", "mark", "title", "short", "public", "part"],
)
def test_what_everybody_may_have_is_no_leak(secrets, text):
    """Imports, marks, titles, short lines, and what a public file shows."""
    assert not list(secrets.lines(text))


def test_a_whole_file_is_found_in_other_spacing(secrets):
    """A file that is too short to tell anything is not."""
    assert list(secrets.wholes(SUITE.replace(b"\n", b"\r\n"))) == [Leak(1, PATH)]
    assert not list(secrets.wholes(SUITE + b"more = 1"))
    assert not list(secrets.wholes(b"x = 1"))


def test_a_private_key_is_found_anywhere(secrets, ada):
    """And is not quoted."""
    text = f"\n\nHELDOUT_IDENTITY={ada.reveal()}\n".encode()
    assert list(secrets.wholes(text)) == [Leak(3, "a private key")]
    assert list(secrets.wholes(text.lower())) == [Leak(3, "a private key")]
    assert not list(secrets.wholes(ada.recipient.encode()))


def test_suites_that_do_not_parse_are_looked_for_all_the_same():
    """A half-written test is as secret as a whole one."""
    secrets = Secrets({PATH: SUITE + b"def ("}, [])
    assert len(list(secrets.lines(SUITE))) == 3
