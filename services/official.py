"""The ready text for the official path: addressee and essence, in the citizen's language."""

from dataclasses import dataclass

from domain.errors import Unusable
from domain.permissions import TRIAGE
from models.queries import drafts, messages
from models.tables import Draft, Inquiry
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class OfficialText:
    """What goes into an official appeal: to whom (None while it is not known), and what about."""

    body: str | None
    region: str | None
    essence: str
    number: str | None = None


async def of_inquiry(work: Work, inquiry: Inquiry) -> OfficialText:
    """The official text of an inquiry: everything the citizen wrote in it."""
    said = [
        m.text for m in await messages.thread(work.session, inquiry.id) if m.author == "citizen" and m.text
    ]
    body = None if inquiry.body == TRIAGE else inquiry.body
    return OfficialText(body, inquiry.region or None, "\n\n".join(said), inquiry.number)


async def of_draft(work: Work, who: Actor, draft: Draft, body: str) -> OfficialText:
    """The official text of a draft whose body does not answer here.

    Raises:
        Unusable: there is no such body.
    """
    said = [m.text for m in await drafts.messages(work.session, draft.id) if m.text]
    if body == TRIAGE:
        return OfficialText(None, None, "\n\n".join(said))
    if body not in work.facts.bodies:
        raise Unusable("error.no_such_button")
    # The tap that found the body unconnected has just made its region the last one used.
    region = who.person.last_region if work.facts.bodies[body].per_region else None
    return OfficialText(body, region, "\n\n".join(said))
