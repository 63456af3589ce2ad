"""What an entry of the facts looks like. Every model is frozen and refuses fields it does not know."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from domain.keydates import occurrences
from domain.privacy import is_bin

Text = Annotated[str, Field(strict=True, min_length=1, pattern=r"^\S(?:.*\S)?$")]
Label = Annotated[str, Field(strict=True, min_length=1, max_length=28, pattern=r"^\S(?:.*\S)?$")]
"""A word for a button: Telegram cuts what is longer on a narrow phone."""

BodyCode = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{2,8}$")]
RegionCode = Annotated[str, Field(strict=True, pattern=r"^\d\d$")]
Key = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z_]*$")]
Year = Annotated[int, Field(strict=True, ge=2020, le=2100)]
Clock = Annotated[str, Field(strict=True, pattern=r"^(?:[01]\d|2[0-3]):[0-5]\d$")]
Trust = Literal["confirmed", "secondary", "recalled"]
"""Read in a source; read second-hand or in an old one; known without a source read."""

RESERVED_CODES = frozenset({"TRIAGE", "NONE"})
"""The dispatcher's queue and "no question for a body" are not bodies."""


class Fact(BaseModel):
    """The common ground of all entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Fact):
    """An entry with a full name in both languages."""

    kk: Text
    ru: Text

    def name(self, lang: str) -> str:
        """Return the full name in the language, `kk` or `ru`."""
        return self.kk if lang == "kk" else self.ru


class Aliases(Fact):
    """Old and colloquial names by language."""

    kk: tuple[Text, ...]
    ru: tuple[Text, ...]


class Body(Named):
    """A state body that owns a queue, or one queue per region."""

    code: BodyCode
    short_kk: Label
    short_ru: Label
    abbr_kk: Text | None = None
    abbr_ru: Text | None = None
    slug: Text | None
    per_region: StrictBool = False
    phone: Key | None
    site: Annotated[str, Field(strict=True, pattern=r"^https://\S+$")] | None
    aliases: Aliases
    promise_days: Annotated[int, Field(strict=True, ge=1, le=15)] | None
    owns: Text

    def short(self, lang: str) -> str:
        """Return the name for a button."""
        return self.short_kk if lang == "kk" else self.short_ru

    @field_validator("code")
    @classmethod
    def _not_reserved(cls, code: str) -> str:
        if code in RESERVED_CODES:
            raise ValueError(f"{code} is reserved and cannot be a body")
        return code


class Region(Named):
    """An oblast or a city of republican significance."""

    code: RegionCode
    short_kk: Label
    short_ru: Label
    akimat_kk: Text
    akimat_ru: Text
    also: tuple[Text, ...]

    def short(self, lang: str) -> str:
        """Return the name for a button."""
        return self.short_kk if lang == "kk" else self.short_ru

    def akimat(self, lang: str) -> str:
        """Return the full name of the region's akimat."""
        return self.akimat_kk if lang == "kk" else self.akimat_ru


class Owner(Named):
    """Who runs the bot and answers for personal data."""

    bin: Annotated[str, Field(strict=True)]
    address_kk: Text
    address_ru: Text
    email: Annotated[str, Field(strict=True, pattern=r"^\S+@\S+\.\S+$")]
    sample: StrictBool

    def address(self, lang: str) -> str:
        """Return the postal address in the language."""
        return self.address_kk if lang == "kk" else self.address_ru

    @field_validator("bin")
    @classmethod
    def _well_formed(cls, number: str) -> str:
        if not is_bin(number):
            raise ValueError("not a BIN: 12 digits, the fifth 4 to 6, with a right check digit")
        return number


class Phone(Named):
    """A number people are given, and how sure we are of it."""

    key: Key
    number: Annotated[str, Field(strict=True, pattern=r"^\+?\d[\d ]*\d$")]
    status: Trust
    source: Text


class Retention(Named):
    """How long a kind of record is kept."""

    key: Key
    amount: Annotated[int, Field(strict=True, ge=1)]
    unit: Literal["hours", "days"]
    source: Text

    @property
    def period(self) -> dt.timedelta:
        """The time after which a record goes."""
        return dt.timedelta(hours=self.amount) if self.unit == "hours" else dt.timedelta(days=self.amount)


class KeyDate(Named):
    """A dated event that comes back. `kk` and `ru` say what is to be done, `form` how it is completed."""

    key: Key
    form_kk: Text
    form_ru: Text
    dates: tuple[Annotated[str, Field(strict=True, pattern=r"^(?:\d{4}-)?\d\d-\d\d$")], ...]
    before: tuple[Annotated[int, Field(strict=True, ge=0, le=90)], ...]
    audience: Literal["bodies", "subscribers"]
    bodies: tuple[BodyCode, ...]
    sample: StrictBool
    source: Text

    def form(self, lang: str) -> str:
        """Return how it is completed."""
        return self.form_kk if lang == "kk" else self.form_ru

    @field_validator("dates")
    @classmethod
    def _days(cls, dates: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in dates:
            occurrences(pattern, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
        return dates


class ExtensionRow(Fact):
    """How a term may be extended."""

    amount: Annotated[int, Field(strict=True, ge=1)]
    unit: Literal["months", "calendar"]
    start: Literal["decision", "due"]
    times: Annotated[int, Field(strict=True, ge=1)]
    notice_days: Annotated[int, Field(strict=True, ge=0)]


class TermRow(Fact):
    """A term of a rule."""

    rule: Key
    amount: Annotated[int, Field(strict=True, ge=1, le=366)]
    unit: Literal["working", "calendar"]
    article_kk: Text
    article_ru: Text
    source: Text
    extension: ExtensionRow | None = None
    before_close: StrictBool = False


class DayRow(Named):
    """An exception of the calendar."""

    date: dt.date
    kind: Literal["off", "worked", "short"]
    status: Literal["confirmed", "estimate", "computed"]
    source: Text
    pair: dt.date | None = None
    ends: Clock | None = None
    order: dt.date | None = None


class YearRow(Fact):
    """The head of a year's file."""

    year: Year
    status: Literal["approved", "computed"]
    source: Text
    days: list[object]


class Words(Named):
    """A pair of words."""


class HolidayRow(Named):
    """A holiday of every year."""

    month: Annotated[int, Field(strict=True, ge=1, le=12)]
    day: Annotated[int, Field(strict=True, ge=1, le=31)]
    moves: StrictBool
    since: Year | None = None
    until: Year | None = None

    @model_validator(mode="after")
    def _exists(self) -> Self:
        try:
            dt.date(2000, self.month, self.day)
        except ValueError:
            raise ValueError(f"day {self.day} of month {self.month} does not exist") from None
        return self


class RulesRow(Fact):
    """The rules days off follow."""

    source: Text
    moved_kk: Text
    moved_ru: Text
    kurban_ait: Words
    swap_off: Words
    swap_worked: Words
    holidays: tuple[HolidayRow, ...]


class ApprovedRow(Fact):
    """A year a person has confirmed."""

    year: Year
    source: Text


class KurbanAitRow(Fact):
    """The first day of Kurban Ait."""

    date: dt.date
    status: Literal["confirmed", "estimate"]
    source: Text


class SwapRow(Fact):
    """A day off the Government gave for a worked weekend day."""

    off: dt.date
    worked: dt.date
    source: Text
    order: dt.date | None = None


class ShortRow(Named):
    """A shortened day."""

    date: dt.date
    ends: Clock
    source: Text
    order: dt.date | None = None


class OverridesRow(Fact):
    """What no rule can tell."""

    approved: tuple[ApprovedRow, ...]
    kurban_ait: tuple[KurbanAitRow, ...]
    swaps: tuple[SwapRow, ...]
    short: tuple[ShortRow, ...]
