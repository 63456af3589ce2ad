"""Checks the facts from a shell: `python -m facts.lint [FOLDER] [--today DATE]` says ok or what is wrong.

With a day given, ready answers whose review has passed are complaints too.
"""

import argparse
import datetime as dt
import sys
from pathlib import Path

from facts.load import Facts, load
from facts.reading import FactsError, Problem


def lint(folder: Path | None = None, today: dt.date | None = None) -> tuple[int, str]:
    """Return an exit code and what to say."""
    try:
        facts = load(folder)
        answers = facts.answers
        _refuse(list(answers.problems) if today is None else answers.complaints(today))
    except FactsError as error:
        return 1, f"{error}\nfacts: {len(error.problems)} problems\n"
    return 0, f"facts: ok ({_summary(facts)})\n"


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise FactsError(problems)


def _summary(facts: Facts) -> str:
    computed = sorted(facts.calendar.years - facts.calendar.approved)
    reviews = sorted(answer.review for answer in facts.answers.all.values())
    return (
        f"{len(facts.bodies)} bodies, {len(facts.regions)} regions, {len(facts.terms)} terms, "
        f"{len(facts.grants.fields)} grant fields, {len(facts.grants.directions)} directions, calendars "
        f"approved {', '.join(map(str, sorted(facts.calendar.approved)))}, "
        f"computed {', '.join(map(str, computed))}, {len(reviews)} ready answers"
        + (f", first review {reviews[0]}" if reviews else "")
    )


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m facts.lint", description="Checks the facts.")
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of one's own")
    parser.add_argument("--today", type=dt.date.fromisoformat, help="YYYY-MM-DD: check review dates too")
    return parser.parse_args(words)


if __name__ == "__main__":
    given = _arguments(sys.argv[1:])
    code, text = lint(given.folder, given.today)
    sys.stdout.write(text)
    sys.exit(code)
