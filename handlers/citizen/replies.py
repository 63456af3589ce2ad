"""What was heard, as a reply."""

from typing import assert_never

from handlers.screen import Reply, Screen, show
from handlers.views import citizen, own, proposing
from handlers.views.words import reader
from services.heard import Added, Corrected, Courtesy, Drafted, Gathering, Heard, NeedsConsent
from services.inquiries import NeedsRegion, NotConnected, OfficialPath, Submitted
from services.suggestions import AfterAnswer, WhichOne
from services.work import Actor, Work


def for_heard(
    work: Work, who: Actor, heard: Heard, message_id: int | None = None, *, warn: bool = True
) -> Reply:
    """The reply to where a message went; `warn` puts the numbers to call before it if it speaks of danger."""
    if isinstance(heard, Gathering):
        return Reply()
    shown = _screen(work, who, heard, message_id)
    if not warn or _danger(heard) is None:
        return show(shown)
    return show(citizen.emergency(reader(work, who), both=not who.consented), shown)


def _danger(
    heard: Drafted | Added | Corrected | Courtesy | WhichOne | AfterAnswer | NeedsConsent,
) -> str | None:
    return heard.suggestion.emergency if isinstance(heard, Drafted) else heard.emergency


def _screen(
    work: Work,
    who: Actor,
    heard: Drafted | Added | Corrected | Courtesy | WhichOne | AfterAnswer | NeedsConsent,
    message_id: int | None,
) -> Screen:
    reads = reader(work, who)
    match heard:
        case Drafted(suggestion):
            return proposing.screen(reads, suggestion)
        case WhichOne() | AfterAnswer():
            return proposing.screen(reads, heard)
        case Added():
            return citizen.added(reads, heard, message_id)
        case Courtesy():
            return citizen.courtesy(reads, heard)
        case Corrected():
            return citizen.corrected(reads, heard)
        case NeedsConsent():
            return citizen.welcome(reads, typed=True)
        case _:
            assert_never(heard)


def for_submitted(work: Work, who: Actor, made: Submitted | NeedsRegion | NotConnected) -> Reply:
    """The screen for what became of a draft."""
    reads = reader(work, who)
    match made:
        case Submitted(inquiry, _, already=True):
            return show(citizen.already_sent(reads, inquiry))
        case Submitted(inquiry, deadline):
            return show(citizen.receipt(reads, inquiry, deadline), promise=True)
        case NeedsRegion(draft_id, body, last):
            return show(proposing.regions(reads, draft_id, body, last))
        case NotConnected():
            return show(proposing.not_connected(reads, made))
        case _:
            assert_never(made)


def for_reopened(work: Work, who: Actor, made: Submitted | OfficialPath) -> Reply:
    """The screen for "not solved": a new date, or the official path."""
    reads = reader(work, who)
    if isinstance(made, OfficialPath):
        return show(own.official_path(reads, made.inquiry))
    return show(own.reopened(reads, made.inquiry), promise=True)
