"""Sizes of grants: the bounds of a type in the money of a year, and whether a sum lies outside them."""

from dataclasses import dataclass
from enum import StrEnum

THOUSAND = 1000
"""Tenge in the unit the lists of directions are written in."""


class Side(StrEnum):
    """On which side of its bounds a sum lies."""

    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a grant of a type may come to in a year, in tenge; None is no upper bound."""

    least: int
    most: int | None

    def outside(self, amount: int) -> Side | None:
        """Tell on which side a sum of tenge lies outside; None when it fits."""
        if amount < self.least:
            return Side.BELOW
        return Side.ABOVE if self.most is not None and amount > self.most else None


def bounds(least: int, most: int | None, mci: int) -> Bounds:
    """Bounds in tenge (Law of 12 April 2005 No. 36-III, art. 6-1).

    Args:
        least: monthly calculation indices a grant of the type has at least.
        most: the most it may have; None where the law names no bound.
        mci: the index of the year, in tenge.
    """
    return Bounds(least * mci, None if most is None else most * mci)
