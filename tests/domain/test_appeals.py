"""Appeals of eOtinish: numbers and days as people type them, and the mornings of their date."""

from datetime import date

import pytest

from domain.appeals import LATE, TODAY, read_day, read_number, stages
from tests.domain.samples import at, shipped

NOW = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("ЖТ-2026-01234567", "ЖТ-2026-01234567"),
        ("  № 123456 ", "123456"),
        ("ЗТ-С-1234/26", "ЗТ-С-1234/26"),
        ("", None),
        ("жоқ", None),
        ("26", None),
        ("Мне с 2024 года не приходит пенсия, и я не знаю, что делать", None),
    ],
)
def test_a_number_is_kept_as_it_was_given(typed: str, number: str | None) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20.11.2026", NOW),
        ("20.11", NOW),
        ("21.11", date(2025, 11, 21)),
        ("1/3/26", date(2026, 3, 1)),
        ("05 10 2026", date(2026, 10, 5)),
        ("2026-02-28", date(2026, 2, 28)),
        ("29.02.2026", None),
        ("29.02", None),
        ("32.01.2026", None),
        ("кеше", None),
        ("20.11.2026 кешке", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date | None) -> None:
    assert read_day(typed, NOW) == day


def test_a_date_is_told_on_its_morning_and_on_the_working_day_after() -> None:
    due = date(2026, 12, 15)
    expected = ((at("2026-12-15 09:00"), TODAY), (at("2026-12-17 09:00"), LATE))
    assert stages(due, shipped().calendar) == expected, "16 December is a day off"
