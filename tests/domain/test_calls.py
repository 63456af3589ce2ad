"""The phases of a call, to the second."""

from datetime import datetime

import pytest

from domain.calls import CallState, Phase, left, phase
from domain.civil import ZONE


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


OPENS, CLOSES = at("2026-12-01 09:00"), at("2026-12-21 18:30")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-01 08:59:59", Phase.COMING),
        ("2026-12-01 09:00", Phase.OPEN),
        ("2026-12-13 23:59:59", Phase.OPEN),
        ("2026-12-14 00:00", Phase.CLOSING),
        ("2026-12-21 18:30:00", Phase.CLOSING),
        ("2026-12-21 18:30:01", Phase.CLOSED),
    ],
)
def test_phase_of_a_published_call(now: str, expected: Phase) -> None:
    assert phase(CallState.PUBLISHED, OPENS, CLOSES, at(now)) is expected


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.CANCELLED, CallState.RESULTS])
def test_what_was_decided_stands_above_the_clock(state: CallState) -> None:
    assert phase(state, OPENS, CLOSES, at("2026-12-10 10:00")) == state


def test_a_published_call_has_dates() -> None:
    with pytest.raises(ValueError, match="dates"):
        phase(CallState.PUBLISHED, None, CLOSES, at("2026-12-10 10:00"))


def test_what_is_left() -> None:
    found = left(CLOSES, at("2026-12-19 16:15"))
    assert (found.days, found.hours, found.minutes) == (2, 2, 15)
    gone = left(CLOSES, at("2027-01-01 00:00"))
    assert (gone.days, gone.hours, gone.minutes) == (0, 0, 0)
