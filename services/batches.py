"""A batch of a broadcast: what a plan hands to `services.mailings`, which stores it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.columns import Document

EVERYBODY = 2**62
"""Where the cursor stands when nobody is left to be looked at."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The next messages of a broadcast.

    Attributes:
        told: arguments of the message by chat.
        cursor: the last person looked at; `EVERYBODY` when none is left.
    """

    told: Mapping[int, Document]
    cursor: int
