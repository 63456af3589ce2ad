"""Correcting an answer that was sent: once, soon, and only before its citizen reacted to it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

WITHIN: Final = timedelta(hours=24)
"""A correction is begun within so long after sending: later the citizen has acted on the answer."""


class Barred(StrEnum):
    """Why an answer can no longer be corrected; the last part of the sentence's key."""

    REOPENED = "correction_reopened"
    REACTED = "correction_reacted"
    ONCE = "correction_once"
    LATE = "correction_late"


def barred(
    *, sent_at: datetime, begun_at: datetime, answered: bool, reacted: bool, corrected: bool
) -> Barred | None:
    """Why an answer may not be corrected; None when it may.

    Args:
        sent_at: when the answer left.
        begun_at: when somebody began to correct it; what waits for the head keeps its moment.
        answered: the inquiry still stands as answered, by this answer.
        reacted: the citizen gave a mark or wrote something since.
        corrected: a correction was sent already.
    """
    if not answered:
        return Barred.REOPENED
    if corrected:
        return Barred.ONCE
    if reacted:
        return Barred.REACTED
    return Barred.LATE if begun_at - sent_at > WITHIN else None
