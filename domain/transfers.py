"""Passing an inquiry to another body: who may, until when, and where the third one lands.

Source: the Administrative Procedural Code of 29.06.2020, article 65 (three working days, with a notice
to the applicant); the head's word after that and the dispatcher's third are our own rules.
"""

import datetime as dt
from enum import StrEnum
from typing import Final

from domain.deadlines import count, is_late
from domain.permissions import TRIAGE, Role
from domain.terms import Term
from domain.workdays import Calendar

LAST_HOP: Final = 3
"""The transfer with this number goes to the dispatcher: a citizen is not sent round in circles."""

_FREE: Final = frozenset({Role.HEAD, Role.DISPATCHER, Role.ADMIN})


class Barred(StrEnum):
    """Why a transfer is not possible."""

    NO_REASON = "no_reason"
    SAME_BODY = "same_body"
    ONLY_HEAD = "only_head"


def barred(
    role: Role,
    *,
    reason: str,
    same_body: bool,
    received: dt.datetime,
    now: dt.datetime,
    term: Term,
    days: Calendar,
) -> Barred | None:
    """Tell why somebody may not pass an inquiry on, or None when they may.

    Args:
        role: the role by which they act.
        reason: what the citizen will read.
        same_body: the inquiry is where it should go already.
        received: when it reached the present body.
        now: the instant of the transfer.
        term: how long a body may pass it on (art. 65).
        days: the working calendar.

    Raises:
        NaiveTimeError: an instant has no time zone.
        UnknownYearError: the count reaches a year that is not loaded.
    """
    if not reason.strip():
        return Barred.NO_REASON
    if same_body:
        return Barred.SAME_BODY
    if role not in _FREE and is_late(count(received, term, days).due, now):
        return Barred.ONLY_HEAD
    return None


def goes_to_dispatcher(role: Role, hops: int, body: str) -> bool:
    """Does the next transfer land at the dispatcher, whatever body was chosen?

    Args:
        role: the role by which somebody passes it on; the dispatcher's own choice always holds.
        hops: how often it was passed on before.
        body: the body that was chosen.
    """
    if role in (Role.DISPATCHER, Role.ADMIN):
        return False
    return body == TRIAGE or hops + 1 >= LAST_HOP
