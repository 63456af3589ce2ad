"""What became of something a citizen sent: the door shows each of these in its own way."""

from dataclasses import dataclass

from models.tables import Inquiry
from services.suggestions import AfterAnswer, Suggestion, WhichOne


@dataclass(frozen=True, slots=True)
class Drafted:
    """It went into the draft; propose bodies."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Gathering:
    """It went where the parts before it went; one answer follows when all have come, or was given."""


@dataclass(frozen=True, slots=True)
class Added:
    """It was added to an open inquiry; `emergency` is the kind of danger it speaks of.

    `resumed`: it answered a question of the body, so the clock runs again.
    """

    inquiry: Inquiry
    emergency: str | None = None
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """A message of an inquiry reads differently now; whoever looks at it sees both versions."""

    inquiry: Inquiry
    emergency: str | None = None


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """It is kept in a draft until the citizen agrees or a day has passed."""

    emergency: str | None


@dataclass(frozen=True, slots=True)
class Courtesy:
    """A greeting or thanks while an inquiry is being worked on: nothing for the operator to read."""

    inquiry: Inquiry
    emergency: str | None = None


Heard = Drafted | Gathering | Courtesy | Added | Corrected | WhichOne | AfterAnswer | NeedsConsent
