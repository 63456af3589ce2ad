"""Bounds of types: the law's numbers in the money of a year, and a warning only for a year's own sum."""

import pytest

from domain.grants import THOUSAND, Side, bounds
from tests.domain.samples import shipped

GRANTS = shipped().grants


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("short", 2_162_500, 12_975_000), ("medium", 12_975_000, 43_250_000), ("long", 43_250_000, None)],
)
def test_bounds_of_2026(kind: str, least: int, most: int | None) -> None:
    found = GRANTS.bounds(kind, 2026)
    assert found is not None
    assert (found.least, found.most) == (least, most)


def test_a_year_without_an_index_has_no_bounds() -> None:
    assert GRANTS.bounds("short", 2027) is None


def test_the_bounds_themselves_fit() -> None:
    medium = bounds(3000, 10_000, 4325)
    assert medium.outside(12_975_000) is None
    assert medium.outside(43_250_000) is None
    assert medium.outside(12_974_999) is Side.BELOW
    assert medium.outside(43_250_001) is Side.ABOVE
    assert bounds(10_000, None, 4325).outside(10**12) is None


def test_real_directions_fit_year_by_year_and_exceed_their_type_over_both() -> None:
    medium = GRANTS.bounds("medium", 2026)
    assert medium is not None
    for direction in GRANTS.directions.values():
        assert all(medium.outside(year.amount * THOUSAND) is None for year in direction.years)
        assert medium.outside(sum(year.amount for year in direction.years) * THOUSAND) is Side.ABOVE


def test_the_list_adds_up() -> None:
    totals = {
        year: sum(y.amount for d in GRANTS.directions.values() for y in d.years if y.year == year)
        for year in (2026, 2027)
    }
    assert totals == {2026: 58_276, 2027: 72_968}
    assert len(GRANTS.fields) == 18
    assert all(d.draft and d.translated for d in GRANTS.directions.values())
