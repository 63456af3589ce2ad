"""The one civil time zone of Kazakhstan, and the conversion every rule starts with.

An instant is stored in UTC and handed around with a zone. Days, deadlines and working hours belong
to the civil clock, which has shown UTC+5 in the whole country since 1 March 2024.
"""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Almaty")

_UNITED: Final = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
_UNITED_OFFSET: Final = dt.timedelta(hours=5)


class NaiveTimeError(ValueError):
    """A date-time came without a zone, so nobody can tell which day it belongs to."""


class OldZoneDataError(RuntimeError):
    """The time zone database of this machine is older than the change of 1 March 2024."""


def civil(instant: dt.datetime) -> dt.datetime:
    """Return the instant as the civil clock shows it, cut to whole seconds.

    People see whole seconds, so what is shown as 18:30:00 is treated as 18:30:00.

    Raises:
        NaiveTimeError: the instant has no time zone.
    """
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise NaiveTimeError(f"a date-time without a time zone: {instant.isoformat()}")
    return instant.astimezone(ZONE).replace(microsecond=0)


def civil_date(instant: dt.datetime) -> dt.date:
    """Return the calendar day of the instant in Kazakhstan.

    Raises:
        NaiveTimeError: the instant has no time zone.
    """
    return civil(instant).date()


def civil_instant(day: dt.date, time: dt.time = dt.time.min) -> dt.datetime:
    """Return the instant at which the civil clock shows this day and time."""
    return dt.datetime.combine(day, time, tzinfo=ZONE)


def check_zone() -> None:
    """Refuse to start on a zone database that still says UTC+6.

    Raises:
        OldZoneDataError: the offset of 1 March 2024 is not +05:00.
    """
    offset = _UNITED.astimezone(ZONE).utcoffset()
    if offset != _UNITED_OFFSET:
        raise OldZoneDataError(
            f"{ZONE.key} shows UTC{_UNITED.astimezone(ZONE):%z} for {_UNITED:%Y-%m-%d}, it must be +0500: "
            "update the system's time zone data or the tzdata package"
        )
