import datetime as dt

import pytest

from domain.civil import ZONE, NaiveTimeError, OldZoneDataError, check_zone, civil, civil_date, civil_instant


@pytest.mark.parametrize(
    ("utc_time", "shown"),
    [
        ("17:59:59", "2024-02-29T23:59:59+06:00"),
        ("18:00:00", "2024-02-29T23:00:00+05:00"),
        ("18:59:59", "2024-02-29T23:59:59+05:00"),
        ("19:00:00", "2024-03-01T00:00:00+05:00"),
    ],
)
def test_clocks_went_back_in_the_night_to_1_march_2024(utc_time: str, shown: str) -> None:
    assert civil(dt.datetime.fromisoformat(f"2024-02-29T{utc_time}+00:00")).isoformat() == shown


def test_a_civil_day_and_time_become_an_instant() -> None:
    assert civil_instant(dt.date(2024, 2, 29)).isoformat() == "2024-02-29T00:00:00+06:00"
    assert civil_instant(dt.date(2026, 11, 20), dt.time(9)).isoformat() == "2026-11-20T09:00:00+05:00"


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        ("2026-11-20T18:59:59+00:00", "2026-11-20"),
        ("2026-11-20T19:00:00+00:00", "2026-11-21"),
        ("2026-11-20T23:30:00+05:00", "2026-11-20"),
    ],
)
def test_day_changes_at_midnight_of_the_civil_clock(utc: str, expected: str) -> None:
    assert civil_date(dt.datetime.fromisoformat(utc)).isoformat() == expected


def test_parts_of_a_second_are_not_seen() -> None:
    assert civil(dt.datetime(2026, 11, 20, 18, 30, 0, 999_999, tzinfo=ZONE)).time() == dt.time(18, 30)


def test_naive_time_is_refused_by_name() -> None:
    with pytest.raises(NaiveTimeError, match="without a time zone: 2026-11-20T10:00:00"):
        civil(dt.datetime(2026, 11, 20, 10))  # noqa: DTZ001


def test_shipped_zone_data_are_new_enough() -> None:
    check_zone()


def test_old_zone_data_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.civil._UNITED_OFFSET", dt.timedelta(hours=6))
    with pytest.raises(OldZoneDataError, match="tzdata"):
        check_zone()
