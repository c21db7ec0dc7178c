"""A challenge's suite as the judge needs it: its source, its reference and its limits."""

from __future__ import annotations

import hashlib

import msgspec

from heldout.catalogue.challenge import Challenge, Hidden, Limits


class Suite(msgspec.Struct, frozen=True, kw_only=True):
    """A suite ready to be sent to a tester. A public suite explains its failures."""

    slug: str
    file_name: str
    source: bytes
    reference: bytes
    entry_points: tuple[str, ...]
    limits: Limits
    explain: bool

    @property
    def sha256(self) -> str:
        """Digest of all that decides a grade besides the solution."""
        digest = hashlib.sha256()
        for part in (self.source, self.reference, msgspec.json.encode(self.limits)):
            digest.update(len(part).to_bytes(8, "little") + part)
        return digest.hexdigest()


def public(challenge: Challenge) -> Suite:
    """The suite that candidates see."""
    return Suite(
        slug=challenge.slug,
        file_name=challenge.public_suite.name,
        source=challenge.public_suite.read_bytes(),
        reference=b"",
        entry_points=challenge.manifest.entry_points,
        limits=challenge.limits,
        explain=True,
    )


def hidden(challenge: Challenge, folder: Hidden) -> Suite:
    """The suite that they do not."""
    return Suite(
        slug=challenge.slug,
        file_name=folder.suite.name,
        source=folder.suite.read_bytes(),
        reference=folder.reference.read_bytes(),
        entry_points=challenge.manifest.entry_points,
        limits=challenge.limits,
        explain=False,
    )
