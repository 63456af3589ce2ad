"""Sums of money, and the bounds a type of grants has in a year."""

from handlers.views.words import Reader
from locales import Html, text

NARROW = "\u00a0"
"""A space that does not break a number in two lines."""


def tenge(amount: int) -> str:
    """A sum as people read it: 9 500 000 ₸."""
    return f"{grouped(amount)}{NARROW}₸"


def grouped(amount: int) -> str:
    """A number in groups of three."""
    return f"{amount:,}".replace(",", NARROW)


def bounds_line(reader: Reader, kind: str, year: int, amount: int) -> list[Html]:
    """The bounds of a type in a year, with a warning where the sum lies outside; nothing while unknown."""
    found = reader.facts.grants.bounds(kind, year)
    if found is None:
        return []
    span = reader.facts.grants.types[kind].mci
    key = "grants.bounds" if found.most is not None else "grants.bounds_from"
    args: dict[str, object] = {"year": year, "mci_least": grouped(span.least), "least": tenge(found.least)}
    if found.most is not None:
        args |= {"mci_most": grouped(span.most or 0), "most": tenge(found.most)}
    side = found.outside(amount)
    lines = [text(reader.language, key, **args)]
    return lines if side is None else [*lines, text(reader.language, f"grants.bounds_{side}")]
