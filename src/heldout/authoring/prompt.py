"""A written prompt's folder as it stands, with its rubric: what is missing or broken reads as None.

The counterpart of `package` for what only `casestudies/` have.
"""

from __future__ import annotations

import tomllib
from functools import cached_property, lru_cache
from typing import Any

from heldout.authoring.package import Package
from heldout.catalogue import casestudy, manifest
from heldout.catalogue.casestudy import KEY, MANIFEST, Manifest
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.rubric import Point, Rubric, Section, Slip
from heldout.catalogue.rubrics import Rubrics
from heldout.errors import CatalogueError, UnknownSlugError


class Prompt:
    """What the rules of written prompts ask of a folder."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._rubrics = Rubrics(package.root / "rubrics")

    @cached_property
    def manifest(self) -> Manifest | None:
        """`casestudy.toml`; None while it has mistakes."""
        if self.package.text(MANIFEST) is None:
            return None
        return manifest.read(self.package.folder / MANIFEST, Manifest)[0]

    @property
    def rubric(self) -> Rubric | None:
        """The rubric that the manifest names."""
        return self._rubric[0]

    @property
    def evaluation(self) -> Evaluation | None:
        """The evaluation that points feed."""
        return self._evaluation[0]

    @property
    def rubric_facts(self) -> tuple[str, ...]:
        """What keeps the rubric from being used, or else the evaluation."""
        if self.manifest is None:
            return ()
        return self._rubric[1] or self._evaluation[1]

    @cached_property
    def _rubric(self) -> tuple[Rubric | None, tuple[str, ...]]:
        if self.manifest is None:
            return None, ()
        try:
            return self._rubrics.rubric(self.manifest.rubric), ()
        except UnknownSlugError as exc:
            return None, (f"{exc.fact}; {exc.next_step}",)
        except CatalogueError as exc:
            return None, exc.mistakes

    @cached_property
    def _evaluation(self) -> tuple[Evaluation | None, tuple[str, ...]]:
        try:
            return self._rubrics.evaluation(), ()
        except CatalogueError as exc:
            return None, exc.mistakes

    @cached_property
    def sections(self) -> tuple[Section, ...] | None:
        """The rubric's sections and its own; None unless both are known."""
        if self.manifest is None or self.rubric is None:
            return None
        return casestudy.sections(self.manifest, self.rubric)

    @cached_property
    def points(self) -> tuple[Point, ...] | None:
        """The rubric's points and its own; None unless both are known."""
        if self.manifest is None or self.rubric is None:
            return None
        return casestudy.points(self.manifest, self.rubric)

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """What in the manifest does not fit together, as far as the rest is known."""
        if self.manifest is None:
            return ()
        found = list(casestudy.slips(self.manifest))
        if self.rubric is not None and self.evaluation is not None:
            found += casestudy.misfits(self.manifest, self.rubric, self.evaluation)
        return tuple(found)

    @cached_property
    def keys(self) -> dict[str, Any] | None:
        """The tables of `hidden/points.toml`, right or wrong; None if it holds none."""
        try:
            found = tomllib.loads(self.package.text(KEY) or "").get("points")
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
        return found if isinstance(found, dict) else None


@lru_cache(maxsize=1)
def prompt_of(package: Package) -> Prompt:
    """Read a folder as a written prompt, once for all rules."""
    return Prompt(package)
