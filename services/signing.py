"""By which body and post an answer is signed: the author's, as the membership said when it was written."""

from dataclasses import dataclass

from domain.permissions import TRIAGE
from models.queries import inquiries, staff
from models.tables import Answer
from services.parts import contributors
from services.work import Work


@dataclass(frozen=True, slots=True)
class Signer:
    """Body, region and post of the author of an answer, and the bodies whose parts stand in it."""

    body: str
    region: str | None
    role: str
    post_kk: str | None
    post_ru: str | None
    together: tuple[tuple[str, str], ...] = ()


async def signer(work: Work, answer: Answer) -> Signer:
    """Who signs; the dispatcher signs as the dispatcher."""
    row = await staff.membership(work.session, answer.author_id)
    together = await contributors(work, answer.inquiry_id)
    return Signer(row.body or TRIAGE, row.region, row.role, row.post_kk, row.post_ru, together)


async def of_answer(work: Work, answer_id: int) -> tuple[Answer, Signer] | None:
    """An answer with its signer."""
    answer = await inquiries.answer(work.session, answer_id)
    return (answer, await signer(work, answer)) if answer else None
