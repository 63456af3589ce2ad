import pytest

from domain.terms import Extension, ExtensionStart, ExtensionUnit, Refusal, extension_limit, extension_refusal
from tests.domain.samples import TWO_MONTHS, at, day, shipped

MORE_DAYS = Extension(15, ExtensionUnit.CALENDAR, ExtensionStart.DUE)


@pytest.mark.parametrize(
    ("extension", "decided", "due", "limit"),
    [
        (TWO_MONTHS, "2026-11-20 10:00", "2026-12-11", "2027-01-20"),
        (TWO_MONTHS, "2026-12-31 10:00", "2027-01-06", "2027-02-28"),
        (TWO_MONTHS, "2026-06-30 10:00", "2026-07-01", "2026-08-30"),
        (MORE_DAYS, "2026-11-20 10:00", "2026-12-07", "2026-12-22"),
    ],
)
def test_how_far_an_extension_reaches(extension: Extension, decided: str, due: str, limit: str) -> None:
    assert extension_limit(extension, at(decided), day(due)) == day(limit)


@pytest.mark.parametrize(
    ("rule", "new_due", "decided", "used", "refusal"),
    [
        ("question", "2026-12-25", "2026-12-01 10:00", 0, None),
        ("question", "2026-12-25", "2026-12-11 23:59", 0, None),
        ("question", "2026-12-25", "2026-12-12 00:00", 0, Refusal.TOO_LATE),
        ("question", "2026-12-25", "2026-12-01 10:00", 1, Refusal.USED_UP),
        ("question", "2026-12-11", "2026-12-01 10:00", 0, Refusal.NOT_LATER),
        ("question", "2027-02-01", "2026-12-01 10:00", 0, None),
        ("question", "2027-02-02", "2026-12-01 10:00", 0, Refusal.TOO_FAR),
        ("question", "2026-12-16", "2026-12-01 10:00", 0, Refusal.DAY_OFF),
        ("complaint", "2026-12-25", "2026-12-01 10:00", 0, Refusal.NOT_PROVIDED),
        ("information", "2026-12-25", "2026-12-01 10:00", 0, None),
    ],
)
def test_when_a_term_may_be_extended(
    rule: str, new_due: str, decided: str, used: int, refusal: Refusal | None
) -> None:
    facts = shipped()
    found = extension_refusal(
        facts.term(rule), day("2026-12-11"), day(new_due), at(decided), used, facts.calendar
    )
    assert found is refusal


def test_an_extension_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="positive amount"):
        Extension(0, ExtensionUnit.MONTHS, ExtensionStart.DECISION)
