"""Checks the facts from a shell: `python -m facts.lint [FOLDER]` says ok or lists what is wrong."""

import sys
from pathlib import Path

from facts.load import Facts, load
from facts.reading import FactsError


def lint(folder: Path | None = None) -> tuple[int, str]:
    """Return an exit code and what to say."""
    try:
        return 0, f"facts: ok ({_summary(load(folder))})\n"
    except FactsError as error:
        return 1, f"{error}\nfacts: {len(error.problems)} problems\n"


def _summary(facts: Facts) -> str:
    computed = sorted(facts.calendar.years - facts.calendar.approved)
    return (
        f"{len(facts.bodies)} bodies, {len(facts.regions)} regions, {len(facts.terms)} terms, "
        f"{len(facts.grants.fields)} grant fields, {len(facts.grants.directions)} directions, calendars "
        f"approved {', '.join(map(str, sorted(facts.calendar.approved)))}, "
        f"computed {', '.join(map(str, computed))}"
    )


if __name__ == "__main__":
    code, text = lint(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    sys.stdout.write(text)
    sys.exit(code)
