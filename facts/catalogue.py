"""The catalogue of grants: fields, types with their bounds, directions, and calls shown as examples."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal, TypeVar

from pydantic import Field, StrictBool

from domain.calls import GrantKind
from domain.grants import Bounds, bounds
from facts.reading import Problem, Row, check_entries, read
from facts.schema import BodyCode, Clock, Fact, Key, Label, Named, RegionCode, Text, Trust, Year

FOLDER: Final = "grants"

Positive = Annotated[int, Field(strict=True, ge=1)]
Link = Annotated[str, Field(strict=True, pattern=r"^https://\S+$", max_length=300)]
Kind = Literal["short", "medium", "long"]
Title = Annotated[str, Field(strict=True, min_length=1, max_length=200, pattern=r"^\S(?:.*\S)?$")]
Entry = TypeVar("Entry", bound=Fact)


class GrantField(Named):
    """A field in which the state gives grants (Law of 12 April 2005 No. 36-III, art. 5)."""

    key: Key
    n: Positive
    short_kk: Label
    short_ru: Label
    status: Trust
    source: Text

    def short(self, lang: str) -> str:
        """Return the name for a button."""
        return self.short_kk if lang == "kk" else self.short_ru


class Span(Fact):
    """From so much to so much; no upper bound is null."""

    least: Positive
    most: Positive | None


class GrantType(Named):
    """A type of grants (art. 6-1): how long its projects last, and how much they get, in MCI."""

    key: Kind
    months: Span
    mci: Span
    source: Text


class Mci(Fact):
    """The monthly calculation index of a year, in tenge."""

    year: Year
    tenge: Positive
    source: Text


class DirectionYear(Fact):
    """What a direction gets in one year, in thousand tenge, and where; no regions are the whole country."""

    year: Year
    amount: Positive
    regions: tuple[RegionCode, ...]


class Direction(Named):
    """A direction of state grants, as the customer's list names it."""

    key: Key
    n: Positive
    field: Key
    body: BodyCode
    committee_kk: Text
    committee_ru: Text
    kind: Kind
    grants: Positive
    years: Annotated[tuple[DirectionYear, ...], Field(min_length=1)]
    indicators: tuple[Named, ...]
    results: tuple[Named, ...]
    draft: StrictBool
    translated: StrictBool
    source: Text

    def committee(self, lang: str) -> str:
        """Return the name of the committee that orders the projects."""
        return self.committee_kk if lang == "kk" else self.committee_ru

    @property
    def regions(self) -> frozenset[str]:
        """Regions of all its years; empty for the whole country."""
        if any(not year.regions for year in self.years):
            return frozenset()
        return frozenset(code for year in self.years for code in year.regions)


class DemoCall(Fact):
    """A call that is shown as an example. Its days are counted from the day it is brought in."""

    key: Key
    title_kk: Title
    title_ru: Title
    text_kk: Text
    text_ru: Text
    body: BodyCode
    region: Literal[""] | RegionCode
    operator_kk: Title
    operator_ru: Title
    regions: tuple[RegionCode, ...]
    field: Key
    direction: Key | None
    kind: Kind
    amount: Positive
    link: Link
    contact: Text
    checklist: tuple[Named, ...]
    opens_in: Annotated[int, Field(strict=True, ge=-365, le=365)]
    opens_at: Clock
    closes_in: Annotated[int, Field(strict=True, ge=-365, le=365)]
    closes_at: Clock


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All facts about grants."""

    fields: Mapping[str, GrantField]
    types: Mapping[str, GrantType]
    mci: Mapping[int, int]
    directions: Mapping[str, Direction]
    demonstration: tuple[DemoCall, ...]

    def bounds(self, kind: str, year: int) -> Bounds | None:
        """What a grant of a type may come to in a year; None while the year's MCI is not known."""
        mci = self.mci.get(year)
        if mci is None:
            return None
        span = self.types[kind].mci
        return bounds(span.least, span.most, mci)


def read_catalogue(
    folder: Path, problems: list[Problem], bodies: Mapping[str, object], regions: Mapping[str, object]
) -> Catalogue:
    """Read and check the catalogue; complaints are added to the problems."""
    fields = _table(folder, "fields.yaml", GrantField, "key", problems)
    types = _table(folder, "kinds.yaml", GrantType, "key", problems)
    mci = _table(folder, "mci.yaml", Mci, "year", problems)
    directions = _table(folder, "directions.yaml", Direction, "key", problems)
    calls = _table(folder, "calls.yaml", DemoCall, "key", problems)
    if not problems:
        problems += [
            Problem(f"{FOLDER}/kinds.yaml", 1, f"{kind}: is missing, the programme needs it")
            for kind in GrantKind
            if kind not in types
        ]
        known = {"body": bodies, "field": fields, "direction": directions}
        for row in directions.values():
            problems += _unknown(row, known, regions, [c for y in row.value.years for c in y.regions])
        for call in calls.values():
            problems += _unknown(call, known, regions, [*call.value.regions, call.value.region])
            problems += _impossible(call)
    return Catalogue(
        MappingProxyType({row.value.key: row.value for row in fields.values()}),
        MappingProxyType({row.value.key: row.value for row in types.values()}),
        MappingProxyType({row.value.year: row.value.tenge for row in mci.values()}),
        MappingProxyType({row.value.key: row.value for row in directions.values()}),
        tuple(row.value for row in calls.values()),
    )


def _table(
    folder: Path, name: str, model: type[Entry], key: str, problems: list[Problem]
) -> dict[str, Row[Entry]]:
    rows: dict[str, Row[Entry]] = {}
    for row in check_entries(read(folder, f"{FOLDER}/{name}", problems), model, problems):
        value = str(getattr(row.value, key))
        if value in rows:
            problems.append(row.problem(f"{key}: {value} stands already on line {rows[value].line}"))
        rows[value] = row
    return rows


def _unknown(
    row: Row[Entry],
    known: Mapping[str, Mapping[str, object]],
    regions: Mapping[str, object],
    codes: list[str],
) -> Iterator[Problem]:
    """Names of something that does not exist."""
    for name, table in known.items():
        value = getattr(row.value, name, None)
        if value is not None and value not in table:
            yield row.problem(f"{name}: there is no {value!r}")
    for code in codes:
        if code and code not in regions:
            yield row.problem(f"regions: regions.yaml has no {code!r}")


def _impossible(row: Row[DemoCall]) -> Iterator[Problem]:
    call = row.value
    opens, closes = ((day, dt.time.fromisoformat(at)) for day, at in _moments(call))
    if closes <= opens:
        yield row.problem("closes_in: the call closes before it opens")


def _moments(call: DemoCall) -> tuple[tuple[int, str], tuple[int, str]]:
    return (call.opens_in, call.opens_at), (call.closes_in, call.closes_at)
