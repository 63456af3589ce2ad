"""The open draft of a citizen, fetched with the proof that it is theirs."""

from domain.errors import Stale
from models.queries import drafts
from models.tables import Draft
from services.work import Actor, Work


async def open_draft(work: Work, who: Actor, draft_id: int) -> Draft:
    """The person's open draft.

    Raises:
        Stale: it was sent or cancelled, or it is not theirs.
    """
    draft = await drafts.of_person(work.session, who.id)
    if draft is None or draft.id != draft_id:
        raise Stale("error.draft_gone")
    return draft
