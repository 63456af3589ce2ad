"""Keeping the facts of a running bot: a broken file never takes the good ones away."""

from pathlib import Path

from facts.load import Facts, load
from facts.reading import FactsError, Problem


class Keeper:
    """Holds the last good facts.

    Args:
        folder: where the files are; the ones shipped with this package by default.

    Raises:
        FactsError: the facts are broken already at the start, when there is nothing to keep.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._facts = load(folder)

    @property
    def facts(self) -> Facts:
        """The last good facts."""
        return self._facts

    def reload(self) -> tuple[Problem, ...]:
        """Read the files again and return the complaints; with any, the facts stay as they were."""
        try:
            facts = load(self._folder)
        except FactsError as error:
            return error.problems
        if not facts.answers.problems:
            self._facts = facts
        return facts.answers.problems
