"""Keeping the facts of a running bot: a broken file never takes the good ones away."""

from pathlib import Path

from facts.load import Facts, load
from facts.reading import FactsError, Problem

HERE = Path(__file__).parent

Signature = frozenset[tuple[str, int, int]]
"""Name, time of change and size of every file: differs whenever somebody saved one."""


class Keeper:
    """Holds the last good facts.

    Args:
        folder: where the files are; the ones shipped with this package by default.
        facts: what was read from there already; read now where it is not given.

    Raises:
        FactsError: the facts are broken already at the start, when there is nothing to keep.
    """

    def __init__(self, folder: Path | None = None, facts: Facts | None = None) -> None:
        self._folder = folder or HERE
        self._facts = facts or load(folder)

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

    def signature(self) -> Signature:
        """What the files look like from outside; costs a look at the folder, not at what they say."""
        found = ((path, path.stat()) for path in self._folder.rglob("*.yaml"))
        return frozenset(
            (str(path.relative_to(self._folder)), seen.st_mtime_ns, seen.st_size) for path, seen in found
        )
