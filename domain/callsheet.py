"""A call as somebody typed or tabulated it: each cell read by one rule, every complaint with its column.

The dialogue and the import read by the same rules, so that what one accepts the other does not refuse.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.calls import CLOSES_AT, EARLIEST_OPENING, GrantKind
from domain.cells import is_formula
from domain.civil import civil_date, civil_instant
from domain.privacy import clean_input

TITLE: Final = 200
TEXT: Final = 2000
NAME: Final = 200
LINK: Final = 300
ITEMS: Final = 20
ITEM: Final = 200
MOST_TENGE: Final = 100_000_000_000
"""A sum beyond a hundred billion tenge is a slip of the pen: all grants of a year come to less."""

LATEST_YEARS: Final = 3
"""A call of a year further off is a slip of the pen too."""

EVERYWHERE: Final = ("", "*", "all")
_HOUR: Final = r"(?:[ T,]+(?P<h>\d{1,2})[:.](?P<min>\d\d)(?::\d\d)?)?"
_DAY: Final = (
    re.compile(r"(?P<d>\d{1,2})[.\-/](?P<m>\d{1,2})[.\-/](?P<y>\d{4})" + _HOUR),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})" + _HOUR),
)
_MARKED: Final = re.compile(r"^\s*(?:[-–—•*▫️]|\d{1,2}[.)])\s*")


class BadCell(ValueError):  # noqa: N818 - it is about the cell, and nothing of ours went wrong
    """What stands there cannot be used; `reason` is a key of the catalogs (`call.bad.REASON`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Known:
    """What a call may name: bodies with whether they answer per region, regions, fields, directions."""

    bodies: Mapping[str, bool]
    regions: Collection[str]
    fields: Collection[str]
    directions: Mapping[str, str]
    today: dt.date


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: in which column, and why."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A call with every cell read. Empty text and None are what is missing."""

    title_kk: str = ""
    title_ru: str = ""
    text_kk: str = ""
    text_ru: str = ""
    body: str = ""
    region: str = ""
    operator_kk: str = ""
    operator_ru: str = ""
    regions: tuple[str, ...] = ()
    field: str = ""
    direction: str | None = None
    kind: str = ""
    amount: int | None = None
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    checklist_kk: tuple[str, ...] = ()
    checklist_ru: tuple[str, ...] = ()
    link: str = ""
    contact: str = ""

    @property
    def same(self) -> tuple[object, ...]:
        """What makes two rows one call."""
        return (self.body, self.region, self.title_kk.casefold(), self.title_ru.casefold(), self.closes)


COLUMNS: Final = tuple(Written.__dataclass_fields__)
NEEDED: Final = (
    "title_kk", "title_ru", "text_kk", "text_ru", "body", "operator_kk", "operator_ru",
    "field", "kind", "amount", "opens", "closes",
)  # fmt: skip
"""A call is published with all of these or not at all."""


def read_cell(column: str, raw: object) -> object:
    """Return what a cell of a column says; an empty cell says nothing.

    Raises:
        BadCell: it cannot be used.
    """
    if is_formula(raw):
        raise BadCell("formula")
    return _READERS[column](raw)


def complaints(call: Written, known: Known) -> Iterator[Complaint]:
    """Everything that keeps a call from being published, cell by cell and between them."""
    for column in NEEDED:
        if getattr(call, column) in ("", None):
            yield Complaint(column, "missing")
    yield from _unknown(call, known)
    yield from _dates(call, known.today)
    if len(call.checklist_kk) != len(call.checklist_ru):
        yield Complaint("checklist_ru", "checklist")


def _unknown(call: Written, known: Known) -> Iterator[Complaint]:
    if call.body and call.body not in known.bodies:
        yield Complaint("body", "unknown_body")
    elif call.body and known.bodies[call.body] and call.region not in known.regions:
        yield Complaint("region", "needs_region")
    elif call.region and not known.bodies.get(call.body):
        yield Complaint("region", "no_region")
    if any(code not in known.regions for code in call.regions):
        yield Complaint("regions", "unknown_region")
    if call.field and call.field not in known.fields:
        yield Complaint("field", "unknown_field")
    if call.direction is not None and known.directions.get(call.direction) != call.field:
        yield Complaint("direction", "unknown_direction")


def _dates(call: Written, today: dt.date) -> Iterator[Complaint]:
    for column, at in (("opens", call.opens), ("closes", call.closes)):
        if at is not None and civil_date(at).year < today.year:
            yield Complaint(column, "past_year")
        elif at is not None and civil_date(at).year > today.year + LATEST_YEARS:
            yield Complaint(column, "far_year")
    if call.opens and call.closes and call.closes <= call.opens:
        yield Complaint("closes", "closes_first")
    elif call.closes and civil_date(call.closes).year == today.year and civil_date(call.closes) < today:
        yield Complaint("closes", "past")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A complaint about one cell of a file; the row is counted as its reader sees it."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Sheet:
    """What a file holds: calls ready to be stored, or everything that is wrong with it."""

    calls: list[Written] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


Cells = Mapping[str, object]


def read_sheet(rows: Sequence[tuple[int, Cells]], known: Known) -> Sheet:
    """Read every row; one bad cell spoils the whole file, and every complaint is named.

    Args:
        rows: number of the row as its reader sees it, and its cells by column.
        known: what a call may name.
    """
    sheet, seen = Sheet(), dict[tuple[object, ...], int]()
    for n, cells in rows:
        call = _row(n, cells, sheet)
        sheet.bad += [
            BadRow(n, one.column, one.reason) for one in complaints(call, known) if not _told(sheet, n, one)
        ]
        if call.same in seen:
            sheet.bad.append(BadRow(n, "title_kk", "duplicate"))
        seen.setdefault(call.same, n)
        sheet.calls.append(call)
    if not rows:
        sheet.bad.append(BadRow(1, "", "empty"))
    return sheet


def _told(sheet: Sheet, n: int, one: Complaint) -> bool:
    """A cell that could not be read is not missing as well."""
    return any((bad.row, bad.column) == (n, one.column) for bad in sheet.bad)


def _row(n: int, cells: Cells, sheet: Sheet) -> Written:
    found: dict[str, object] = {}
    for name, raw in cells.items():
        column = name.strip().lower()
        if column not in COLUMNS:
            if raw not in (None, ""):
                sheet.bad.append(BadRow(n, name[:40], "column"))
            continue
        try:
            found[column] = read_cell(column, raw)
        except BadCell as bad:
            sheet.bad.append(BadRow(n, column, bad.reason))
    return Written(**found)  # type: ignore[arg-type]


def _text(limit: int) -> Callable[[object], str]:
    def read(raw: object) -> str:
        words = "" if raw is None else clean_input(str(raw)).strip()
        if len(words) > limit:
            raise BadCell("too_long")
        return words

    return read


def _line(limit: int) -> Callable[[object], str]:
    def read(raw: object) -> str:
        return _text(limit)(" ".join(str(raw).split()) if raw is not None else None)

    return read


def _code(raw: object) -> str:
    return _line(40)(raw).upper()


def _key(raw: object) -> str:
    return _line(40)(raw).lower()


def _direction(raw: object) -> str | None:
    return _key(raw) or None


def _region(raw: object) -> str:
    """A region's code; a spreadsheet makes the number 10 of it."""
    said = _line(40)(raw).upper().removeprefix("KZ-")
    return said.removesuffix(".0")


def _regions(raw: object) -> tuple[str, ...]:
    items = raw if isinstance(raw, list | tuple) else re.split(r"[,;\s]+", _line(400)(raw))
    codes = [_region(item) for item in items]
    if all(code.lower() in EVERYWHERE for code in codes):
        return ()
    return tuple(dict.fromkeys(code for code in codes if code))


def _kind(raw: object) -> str:
    said = _key(raw)
    if said and said not in list(GrantKind):
        raise BadCell("unknown_kind")
    return said


def _amount(raw: object) -> int | None:
    """Whole tenge; groups and the sign of the currency may stand there."""
    if raw is None or raw == "":
        return None
    said = re.sub(r"[\s\u00a0\u202f'_]|₸|(?i:тенге|теңге|тг|kzt)\.?", "", str(raw))
    found = re.fullmatch(r"(\d{1,15})(?:[.,]0{1,2})?", said)
    if found is None or isinstance(raw, bool) or not 1 <= int(found[1]) <= MOST_TENGE:
        raise BadCell("amount")
    return int(found[1])


def _moment(default: dt.time) -> Callable[[object], dt.datetime | None]:
    def read(raw: object) -> dt.datetime | None:
        said = "" if raw is None else " ".join(str(raw).split())
        if not said:
            return None
        found = next((match for pattern in _DAY if (match := pattern.fullmatch(said))), None)
        if found is None:
            raise BadCell("date")
        try:
            day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            hour = dt.time(int(found["h"]), int(found["min"])) if found["h"] else default
        except ValueError:
            raise BadCell("date") from None
        return civil_instant(day, hour)

    return read


def _items(raw: object) -> tuple[str, ...]:
    """One item to a line, in a list, or divided by semicolons; marks and numbers before them go."""
    parts = raw if isinstance(raw, list | tuple) else re.split(r"[\n;]", "" if raw is None else str(raw))
    items = tuple(filter(None, (_MARKED.sub("", clean_input(str(part))).strip() for part in parts)))
    if len(items) > ITEMS or any(len(item) > ITEM for item in items):
        raise BadCell("too_long")
    return items


def _link(raw: object) -> str:
    said = _line(LINK)(raw)
    if said and (not said.startswith("https://") or " " in said):
        raise BadCell("link")
    return said


_READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "title_kk": _line(TITLE),
    "title_ru": _line(TITLE),
    "text_kk": _text(TEXT),
    "text_ru": _text(TEXT),
    "body": _code,
    "region": _region,
    "operator_kk": _line(NAME),
    "operator_ru": _line(NAME),
    "regions": _regions,
    "field": _key,
    "direction": _direction,
    "kind": _kind,
    "amount": _amount,
    "opens": _moment(EARLIEST_OPENING),
    "closes": _moment(CLOSES_AT),
    "checklist_kk": _items,
    "checklist_ru": _items,
    "link": _link,
    "contact": _line(NAME),
}
