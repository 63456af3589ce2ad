"""Correcting an answer that was sent: the citizen gets it anew, marked; the old words are kept.

The rule is `domain.corrections`. It is asked when a correction is begun, when it is sent, and once more when
the head lets it go: a citizen who has reacted meanwhile is not answered past their reaction.
"""

from dataclasses import dataclass

from domain.corrections import barred
from domain.errors import Impossible, Refused, Stale, Unusable
from domain.inquiries import Move, State, moved
from domain.notices import Kind
from domain.permissions import Post, Role, heads
from models.queries import answering, bodies, inquiries, messages, people, staff
from models.queries import outbox as queue
from models.tables import Answer, Correction, Inquiry
from routing.language import is_surely_other
from services import access, search
from services.history import record
from services.outbox import notice
from services.queues import heads_there
from services.sending import text_leaves
from services.thread import cleaned_text
from services.work import Actor, Work

STEP = "correcting"
"""The person writes the corrected words of an answer."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction in the making, waiting for the head, or on its way.

    Attributes:
        reads: the language the citizen chose.
        needs_approval: the head sees it first.
        foreign: it is surely in another language than the question.
    """

    correction: Correction
    answer: Answer
    inquiry: Inquiry
    reads: str
    needs_approval: bool
    foreign: bool


async def begin(work: Work, who: Actor, answer_id: int) -> Corrected:
    """Begin to correct an answer, or go on.

    Raises:
        Refused: it is somebody else's answer and the person does not head its queue.
        Impossible: it can no longer be corrected; the sentence says why.
        Stale: it was never sent, or its correction waits for the head.
    """
    answer, inquiry, post = await _theirs(work, who, answer_id)
    correction = await answering.correction_of(work.session, answer.id)
    if correction is not None and correction.state == "approval":
        raise Stale("error.correction_waits")
    if correction is None or correction.state == "dropped":
        correction = await _begun(work, answer, post, correction)
    await _check(work, answer, inquiry, correction)
    who.go(STEP, answer=answer.id)
    return await _shown(work, correction, answer, inquiry)


async def _begun(work: Work, answer: Answer, post: Post, again: Correction | None) -> Correction:
    row = again or Correction(answer_id=answer.id, version=0)
    row.author_id, row.state, row.was, row.text = post.id, "draft", answer.text, ""
    row.created_at, row.remark = work.now, None
    row.version += 1
    work.session.add(row)
    await work.session.flush()
    return row


async def write(work: Work, who: Actor, typed: str) -> Corrected:
    """Add words to the correction.

    Raises:
        Stale: nothing is being corrected.
        Unusable: there are no words, or they are those of the answer.
    """
    if who.step != STEP:
        raise Stale("error.stale")
    found = await begin(work, who, int(who.dialogue.data["answer"]))
    words = cleaned_text(typed)
    if not words:
        raise Unusable("error.correction_text")
    row = found.correction
    row.text = f"{row.text}\n\n{words}".strip()
    row.version += 1
    if row.text == row.was:
        raise Unusable("error.correction_same")
    return await _shown(work, row, found.answer, found.inquiry)


async def drop(work: Work, who: Actor, answer_id: int) -> Inquiry:
    """Throw away what was written; the answer stays as it is.

    Raises:
        Stale: there is nothing to throw away any more.
        Refused: it is somebody else's answer.
    """
    answer, inquiry, _ = await _theirs(work, who, answer_id)
    row = await answering.correction_of(work.session, answer.id)
    if row is None or row.state != "draft":
        raise Stale("error.stale")
    row.state = "dropped"
    row.version += 1
    who.go()
    return inquiry


async def rewrite(work: Work, who: Actor, answer_id: int) -> Corrected:
    """Throw away what was written and write again."""
    await drop(work, who, answer_id)
    return await begin(work, who, answer_id)


async def send(work: Work, who: Actor, answer_id: int, version: int) -> Corrected:
    """Send the previewed correction, or ask the head where the body wants that.

    Raises:
        Stale: more was written since this preview, or it was sent.
        Refused: it is somebody else's answer.
        Impossible: it can no longer be corrected; the sentence says why.
    """
    answer, inquiry, post = await _theirs(work, who, answer_id)
    row = await _in_state(work, answer, "draft")
    if row.version != version or not row.text:
        raise Stale("error.stale")
    await _check(work, answer, inquiry, row)
    found = await _shown(work, row, answer, inquiry)
    who.go()
    if found.needs_approval:
        row.state = "approval"
        record(work, inquiry, "correction_proposed", who, post.id, answer=answer.id)
        await _ask_heads(work, inquiry, answer)
        return found
    await _leaves(work, who, post, found)
    return found


async def approve(work: Work, who: Actor, answer_id: int) -> Corrected:
    """The head lets a correction go.

    Raises:
        Stale: it was decided meanwhile.
        Refused: not the head of this queue.
        Impossible: the citizen has reacted to the answer meanwhile.
    """
    found, post = await _waiting(work, who, answer_id)
    await _check(work, found.answer, found.inquiry, found.correction)
    found.correction.approver_id = post.id
    await _leaves(work, who, post, found)
    return found


async def give_back(work: Work, who: Actor, answer_id: int) -> Inquiry:
    """The head does not let it go: the answer stays as it is, and the author is told.

    Raises:
        Stale: it was decided meanwhile.
        Refused: not the head of this queue.
    """
    found, post = await _waiting(work, who, answer_id)
    found.correction.state = "dropped"
    record(work, found.inquiry, "correction_returned", who, post.id, answer=answer_id)
    author = await staff.membership(work.session, found.correction.author_id)
    person = await people.by_id(work.session, author.person_id)
    args = {"inquiry": found.inquiry.id, "answer": answer_id}
    about = found.inquiry.id
    notice(work, person.chat_id, "staff.correction_returned", args, kind=Kind.STAFF, inquiry_id=about)
    return found.inquiry


async def waiting(work: Work, who: Actor, answer_id: int) -> Corrected:
    """A correction that waits for this head.

    Raises:
        Stale: it was decided meanwhile.
        Refused: not the head of this queue.
    """
    return (await _waiting(work, who, answer_id))[0]


async def waits(work: Work, answer_id: int) -> bool:
    """Does a correction of this answer wait for the head?"""
    row = await answering.correction_of(work.session, answer_id)
    return row is not None and row.state == "approval"


async def may_correct(work: Work, who: Actor, inquiry: Inquiry, answer: Answer | None) -> bool:
    """Is this a person who may correct the answer, and may it still be corrected?"""
    if answer is None or inquiry.state != State.ANSWERED or _post(who, inquiry, answer) is None:
        return False
    row = await answering.correction_of(work.session, answer.id)
    return not (row and row.state == "approval") and await _barred(work, answer, inquiry, row) is None


async def _theirs(work: Work, who: Actor, answer_id: int) -> tuple[Answer, Inquiry, Post]:
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None or answer.state != "sent":
        raise Stale("error.stale")
    inquiry, _ = await access.at_desk(work, who, answer.inquiry_id, Move.CORRECT)
    post = _post(who, inquiry, answer)
    if post is None:
        raise Refused("error.correction_not_yours")
    return answer, inquiry, post


def _post(who: Actor, inquiry: Inquiry, answer: Answer) -> Post | None:
    """The author's own post, or the head's."""
    own = next((p for p in who.posts if p.id == answer.author_id), None)
    return own or next((p for p in who.posts if heads((p,), inquiry.body, inquiry.region)), None)


async def _check(work: Work, answer: Answer, inquiry: Inquiry, row: Correction) -> None:
    found = await _barred(work, answer, inquiry, row)
    if found is not None:
        raise Impossible(f"error.{found}")
    moved(inquiry.state, Move.CORRECT)


async def _barred(work: Work, answer: Answer, inquiry: Inquiry, row: Correction | None) -> str | None:
    assert answer.sent_at is not None, "only what was sent is corrected"
    last = await inquiries.last_answer(work.session, inquiry.id)
    wrote = await answering.wrote_since(work.session, inquiry.id, answer.sent_at)
    return barred(
        sent_at=answer.sent_at,
        begun_at=row.created_at if row and row.state == "approval" else work.now,
        answered=inquiry.state == State.ANSWERED and last is not None and last.id == answer.id,
        reacted=inquiry.rating is not None or wrote,
        corrected=row is not None and row.state == "sent",
    )


async def _in_state(work: Work, answer: Answer, state: str) -> Correction:
    row = await answering.correction_of(work.session, answer.id)
    if row is None or row.state != state:
        raise Stale("error.correction_once" if row and row.state == "sent" else "error.stale")
    return row


async def _waiting(work: Work, who: Actor, answer_id: int) -> tuple[Corrected, Post]:
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None:
        raise Stale("error.stale")
    inquiry, _ = await access.at_desk(work, who, answer.inquiry_id)
    post = access.as_head(who, inquiry)
    # Of two heads who decide at once the second sees what the first has done, and both what its citizen did.
    await inquiries.lock(work.session, [inquiry.id])
    row = await _in_state(work, answer, "approval")
    return await _shown(work, row, answer, inquiry), post


async def _shown(work: Work, row: Correction, answer: Answer, inquiry: Inquiry) -> Corrected:
    citizen = await people.by_id(work.session, inquiry.person_id)
    author = await staff.membership(work.session, row.author_id)
    switches = await bodies.settings(work.session, inquiry.body, inquiry.region)
    return Corrected(
        row,
        answer,
        inquiry,
        reads=citizen.language or inquiry.language,
        needs_approval=bool(switches and switches.approval) and author.role != Role.HEAD,
        foreign=is_surely_other(row.text, inquiry.language),
    )


async def _leaves(work: Work, who: Actor, post: Post, found: Corrected) -> None:
    row, answer, inquiry = found.correction, found.answer, found.inquiry
    message = await answering.message_of(work.session, answer)
    if message is not None:
        await messages.keep_version(work.session, message, work.now)
        message.text, message.versions = row.text, message.versions + 1
    await queue.overtake(work.session, answer.id)
    row.state, row.sent_at, row.was = "sent", work.now, answer.text
    answer.text = row.text
    await search.note(work, inquiry, row.text)
    inquiry.version += 1
    inquiry.touched_at = work.now
    await text_leaves(work, inquiry, answer, {"corrected": row.id})
    record(work, inquiry, "corrected", who, post.id, answer=answer.id)


async def _ask_heads(work: Work, inquiry: Inquiry, answer: Answer) -> None:
    heads = await heads_there(work, inquiry)
    chats = await people.chats_of(work.session, [h.person_id for h in heads])
    if not chats:
        raise Impossible("error.no_head")
    args = {"inquiry": inquiry.id, "answer": answer.id}
    for chat_id in sorted(chats.values()):
        notice(work, chat_id, "staff.correction", args, kind=Kind.STAFF, inquiry_id=inquiry.id)
