"""When a sent answer may be corrected."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.corrections import WITHIN, Barred, barred

SENT = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "changed", "expected"),
    [
        (timedelta(0), {}, None),
        (WITHIN, {}, None),
        (WITHIN + timedelta(seconds=1), {}, Barred.LATE),
        (timedelta(hours=1), {"answered": False}, Barred.REOPENED),
        (timedelta(hours=1), {"reacted": True}, Barred.REACTED),
        (timedelta(hours=1), {"corrected": True}, Barred.ONCE),
        (timedelta(hours=30), {"corrected": True, "reacted": True}, Barred.ONCE),
    ],
)
def test_a_correction_is_barred_for_a_reason(
    after: timedelta, changed: dict[str, bool], expected: Barred | None
) -> None:
    asked = {"answered": True, "reacted": False, "corrected": False} | changed
    assert barred(sent_at=SENT, begun_at=SENT + after, **asked) is expected
