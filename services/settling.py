"""What gathers for a moment before one answer is given: bursts and albums."""

from domain.notices import Kind
from models.queries import drafts, inquiries, people
from models.tables import Draft
from services import finding, suggestions
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
    """Understand it now that it is whole; what to ask about it is drawn when the screen leaves."""
    person = await people.by_id(work.session, draft.person_id)
    await suggestions.read(work, draft, person.last_region)
    await finding.offered(work, draft)
    notice(work, person.chat_id, "settled", {"draft": draft.id}, kind=Kind.SCREEN)
