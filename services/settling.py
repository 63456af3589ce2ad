"""What gathers for a moment before one answer is given: bursts and albums."""

from domain.notices import Kind
from models.queries import drafts, inquiries, people
from models.tables import Draft
from services import suggestions
from services.outbox import notice
from services.work import Work


async def settle(work: Work) -> int:
    """Plan the one screen for each draft and each answer whose last part has come; returns how many."""
    ready = await drafts.settled(work.session, work.machine_now)
    for draft in ready:
        await _settle_draft(work, draft)
    albums = await drafts.settled_albums(work.session, work.machine_now)
    for album in albums:
        album.settle_at = None
        answer = await inquiries.answer(work.session, album.answer_id or 0)
        if answer is not None and answer.state == "draft":
            person = await people.by_id(work.session, album.person_id)
            notice(work, person.chat_id, "answer_preview", {"answer": answer.id}, kind=Kind.SCREEN)
    return len(ready) + len(albums)


async def _settle_draft(work: Work, draft: Draft) -> None:
    """Ask whether it belongs to an open inquiry, or propose bodies: decided here, drawn when it leaves."""
    person = await people.by_id(work.session, draft.person_id)
    unseen = draft.version == 0
    await suggestions.read(work, draft, person.last_region)
    if unseen and not await suggestions.is_new(work, person):
        open_ones = await inquiries.open_of_person(work.session, person.id, limit=1)
        draft.suggested = {**draft.suggested, "which": bool(open_ones)}
    notice(work, person.chat_id, "settled", {"draft": draft.id}, kind=Kind.SCREEN)
