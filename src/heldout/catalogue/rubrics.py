"""The folder `rubrics/`: its rubrics by name, and the evaluation beside them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from heldout.catalogue import evaluation, rubric
from heldout.catalogue.evaluation import Evaluation
from heldout.catalogue.rubric import Rubric
from heldout.catalogue.unknown import unknown

_EVALUATION = "evaluation"


class Rubrics:
    """Reads each file once. There may be no folder; then there are no rubrics."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Rubric] = {}

    def names(self) -> list[str]:
        """The names of all rubrics, sound or not, in alphabetical order."""
        return sorted(path.stem for path in self.folder.glob("*.toml") if path.stem != _EVALUATION)

    def rubric(self, name: str) -> Rubric:
        """Load one rubric. Raises `UnknownSlugError` or `CatalogueError`."""
        if name not in self._read:
            names = self.names()
            if name not in names:
                listing = f"there are {', '.join(names)}" if names else "the folder holds none"
                raise unknown("rubric", name, names, where=self.folder, next_step=listing)
            self._read[name] = rubric.load(self.file(name))
        return self._read[name]

    def file(self, name: str) -> Path:
        """Say where a rubric is."""
        return self.folder / f"{name}.toml"

    def has_evaluation(self) -> bool:
        """Whether the evaluation is there, sound or not."""
        return self.file(_EVALUATION).is_file()

    @cached_property
    def _evaluation(self) -> Evaluation:
        return evaluation.load(self.file(_EVALUATION))

    def evaluation(self) -> Evaluation:
        """Load the evaluation. Raises `CatalogueError`."""
        return self._evaluation
