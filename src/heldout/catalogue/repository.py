"""Finds a repository's root, upwards from where one stands, and what is in it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from heldout.catalogue import casestudy, challenge, cohort
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.cohort import Cohort
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.rubric import Rubric
from heldout.catalogue.rubrics import Rubrics
from heldout.catalogue.unknown import unknown
from heldout.errors import CatalogueError, RootNotFoundError

_LISTING = "`heldout list` shows them all"


class Repository(msgspec.Struct, frozen=True):
    """A checkout of a heldout repository; only its challenges have to be there."""

    root: Path

    def slugs(self) -> list[str]:
        """The names of all challenges, sound or not, in alphabetical order."""
        return _folders(self.root / "challenges")

    def challenge(self, slug: str) -> Challenge:
        """Load one challenge. Raises `UnknownSlugError` or `CatalogueError`."""
        slugs, folder = self.slugs(), self.root / "challenges"
        if slug not in slugs:
            raise unknown("challenge", slug, slugs, where=folder, next_step=_LISTING)
        return challenge.load(folder / slug)

    def challenges(self) -> tuple[list[Challenge], list[CatalogueError]]:
        """Load every challenge; broken folders come back as errors, and do not hide the others."""
        sound, broken = [], []
        for slug in self.slugs():
            try:
                sound.append(self.challenge(slug))
            except CatalogueError as exc:
                broken.append(exc)
        return sound, broken

    def casestudy_slugs(self) -> list[str]:
        """The names of all written prompts, sound or not, in alphabetical order."""
        folder = self.root / "casestudies"
        return _folders(folder) if folder.is_dir() else []

    def casestudy(self, slug: str) -> CaseStudy:
        """Load one written prompt. Raises `UnknownSlugError` or `CatalogueError`."""
        return self._casestudy(slug, self._rubrics)

    def casestudies(self) -> tuple[list[CaseStudy], list[CatalogueError]]:
        """Load every written prompt; broken folders come back as errors, like challenges'."""
        sound, broken, rubrics = [], [], self._rubrics
        for slug in self.casestudy_slugs():
            try:
                sound.append(self._casestudy(slug, rubrics))
            except CatalogueError as exc:
                broken.append(exc)
        return sound, broken

    def names(self) -> list[str]:
        """The names of all there is to do: challenges first, then written prompts."""
        return [*self.slugs(), *self.casestudy_slugs()]

    def load(self, name: str) -> Challenge | CaseStudy:
        """Load whichever goes by a name. Raises `UnknownSlugError` or `CatalogueError`."""
        if name in self.casestudy_slugs():
            return self.casestudy(name)
        names = self.names()
        if name not in names:
            raise unknown("challenge", name, names, where=self.root, next_step=_LISTING)
        return self.challenge(name)

    def _casestudy(self, slug: str, rubrics: Rubrics) -> CaseStudy:
        slugs, folder = self.casestudy_slugs(), self.root / "casestudies"
        if slug not in slugs:
            raise unknown("written prompt", slug, slugs, where=folder, next_step=_LISTING)
        return casestudy.load(folder / slug, rubrics)

    def rubric_names(self) -> list[str]:
        """The names of all rubrics, sound or not, in alphabetical order."""
        return self._rubrics.names()

    def rubric(self, name: str) -> Rubric:
        """Load one rubric. Raises `UnknownSlugError` or `CatalogueError`."""
        return self._rubrics.rubric(name)

    def rubric_file(self, name: str) -> Path:
        """Say where a rubric is."""
        return self._rubrics.file(name)

    def has_evaluation(self) -> bool:
        """Whether it says what an interview as a whole is judged by."""
        return self._rubrics.has_evaluation()

    def evaluation(self) -> Evaluation:
        """Load what an interview as a whole is judged by. Raises `CatalogueError`."""
        return self._rubrics.evaluation()

    def cohort_names(self) -> list[str]:
        """The names of all cohorts, sound or not, in alphabetical order."""
        paths = (self.root / "cohorts").glob("*.toml")
        return sorted(path.stem for path in paths if path.name[0] not in "._")

    def cohort(self, name: str) -> Cohort:
        """Load one cohort, its slugs looked up. Raises `UnknownSlugError` or `CatalogueError`."""
        names, folder = self.cohort_names(), self.root / "cohorts"
        if name not in names:
            listing = f"there are {', '.join(names)}" if names else "docs/cohorts.md begins one"
            raise unknown("cohort", name, names, where=folder, next_step=listing)
        return cohort.load(folder / f"{name}.toml", known=self)

    @property
    def _rubrics(self) -> Rubrics:
        return Rubrics(self.root / "rubrics")


def _folders(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._"
    )


def find(start: Path) -> Repository:
    """Find the repository around a folder. Raises `RootNotFoundError`."""
    for folder in (start, *start.parents):
        if (folder / "challenges").is_dir() and (folder / "pyproject.toml").is_file():
            return Repository(folder)
    raise RootNotFoundError(
        "no heldout repository here or in any folder above",
        where=start,
        next_step="cd into your clone, the folder that holds challenges/",
    )
