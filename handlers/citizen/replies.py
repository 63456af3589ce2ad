"""What was heard, as a reply."""

from typing import assert_never

from handlers.screen import Reply, show
from handlers.views import citizen
from handlers.views.words import reader
from services.conversation import Added, Drafted, Gathering, Heard, NeedsConsent, WhichOne
from services.inquiries import NeedsRegion, NotConnected, Submitted
from services.work import Actor, Work


def for_heard(work: Work, who: Actor, heard: Heard, message_id: int | None = None) -> Reply:
    """The screen for where a message went."""
    reads = reader(work, who)
    match heard:
        case Drafted(suggestion):
            return show(citizen.suggestion(reads, suggestion))
        case Gathering():
            return Reply()
        case Added(inquiry):
            return show(citizen.added(reads, inquiry, message_id))
        case WhichOne(draft_id, inquiries):
            return show(citizen.which_one(reads, draft_id, inquiries))
        case NeedsConsent(emergency):
            return show(citizen.welcome(reads, typed=True, emergency=emergency))
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
            return show(citizen.regions(reads, draft_id, body, last))
        case NotConnected(draft_id, body, region):
            return show(citizen.not_connected(reads, draft_id, body, region))
        case _:
            assert_never(made)
