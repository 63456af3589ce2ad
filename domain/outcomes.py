"""What an answer came to, as its author says in one tap and statistics count it."""

from enum import StrEnum


class Outcome(StrEnum):
    """How an answer ends a matter."""

    SOLVED = "solved"
    EXPLAINED = "explained"
    DECLINED = "declined"
    REDIRECTED = "redirected"
