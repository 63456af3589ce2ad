"""Closing without an answer to the substance: for which reasons, and how often a citizen may object.

Source: the Administrative Procedural Code of 29.06.2020, article 65 knows what is left without consideration;
the list is our own and shorter, and a person looks again whenever the citizen says so.
"""

from enum import StrEnum
from typing import Final


class Closed(StrEnum):
    """Why there is nothing to answer; each has a sentence the citizen reads."""

    SPAM = "spam"
    INSULT = "insult"
    DUPLICATE = "duplicate"
    NOT_STATE = "not_state"
    NO_POINT = "no_point"


MOST_OBJECTIONS: Final = 1
"""A citizen may object so often; after that the official path is offered."""
