"""Writing an answer, having it approved where the body wants that, and sending it."""

from dataclasses import dataclass

from domain.errors import Impossible, Stale, Unusable
from domain.inquiries import Move, may_move, moved
from domain.notices import Kind
from domain.permissions import TRIAGE
from models.queries import answering, bodies, drafts, inquiries, messages, people, staff
from models.tables import Album, Answer, File, Inquiry
from routing.language import is_surely_other
from services import access, together
from services.conversation import SETTLING_SECONDS
from services.history import record
from services.outbox import notice
from services.queues import heads_there
from services.sending import deliver, worded
from services.thread import Said, attached, cleaned, cleaned_text
from services.together import Along
from services.work import Actor, Work

LONGEST_REMARK = 1000
"""Characters of a head's remark: it stands in one message with the way back to the answer."""

FILES_WITH_TEXT = frozenset({"photo", "document", "video", "voice", "audio"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer being written, as its preview shows it.

    Attributes:
        reads: the language its citizen chose.
        text: what the citizen will read, placeholders filled in.
        foreign: it is surely written in another language than the question.
        along: who else gets it.
    """

    answer: Answer
    inquiry: Inquiry
    files: tuple[File, ...]
    needs_approval: bool
    reads: str
    text: str
    foreign: bool
    along: Along


async def begin(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """Start or go on writing the answer to an inquiry the person has taken.

    Raises:
        Refused: somebody else has it.
        Impossible: it is not in a state that can be answered.
    """
    inquiry, _ = await access.in_hand(work, who, inquiry_id, Move.SEND)
    if inquiry.state != "taken":
        raise Impossible(f"error.state.{inquiry.state}")
    who.go("answering", inquiry=inquiry.id)
    return inquiry


async def write(work: Work, who: Actor, inquiry_id: int, said: Said, *, other: bool = False) -> Draft | None:
    """Add a message to the answer; None while the parts of an album are still coming.

    Args:
        work: the unit of work.
        who: whoever has the inquiry.
        inquiry_id: our key of it.
        said: text, a file, or both.
        other: the text is for those who are answered along and read the other language.

    Raises:
        Unusable: it is neither text nor a file.
    """
    said = cleaned(said)
    inserted = who.dialogue.data.get("inserted")
    inquiry = await begin(work, who, inquiry_id)
    answer = await _unsent(work, who, inquiry)
    if said.file is None and not said.text:
        raise Unusable("error.answer_kind")
    if said.text and other:
        answer.other_text = f"{answer.other_text}\n\n{said.text}".strip()
    elif said.text:
        # What was inserted from the library is mended by sending it anew, everything else is added to.
        added = bool(answer.text) and answer.text != inserted
        answer.text = f"{answer.text}\n\n{said.text}" if added else said.text
    answer.version += 1
    if said.file is not None:
        work.session.add(attached(said.file, answer_id=answer.id))
    if said.album and await _still_coming(work, who, said, answer):
        return None
    return await preview(work, answer, inquiry)


async def insert(work: Work, who: Actor, inquiry_id: int, canned_id: int) -> Draft:
    """Put a canned reply of the queue before whatever has been typed; another takes its place.

    Raises:
        Refused: somebody else has the inquiry.
        Impossible: it is not in a state that can be answered.
        Stale: the reply was withdrawn, or belongs to another queue.
    """
    inquiry = await begin(work, who, inquiry_id)
    reply = await answering.canned(work.session, canned_id)
    theirs = reply is not None and (reply.body, reply.region) == (inquiry.body, inquiry.region)
    if reply is None or not theirs or reply.withdrawn_at is not None:
        raise Stale("error.canned_gone")
    answer = await _unsent(work, who, inquiry)
    answer.canned_id, answer.opening = reply.id, {"kk": reply.text_kk, "ru": reply.text_ru}
    answer.outcome = reply.outcome or answer.outcome
    answer.version += 1
    return await preview(work, answer, inquiry)


async def other_words(work: Work, who: Actor, answer_id: int) -> Draft:
    """What is typed next is for those answered along who read the other language; typed before is dropped.

    Raises:
        Stale: it was sent or thrown away already.
        Refused: the person does not have this inquiry.
    """
    answer, inquiry = await _begun(work, who, answer_id)
    answer.other_text = ""
    answer.version += 1
    who.go("answering", inquiry=inquiry.id, other=True)
    return await preview(work, answer, inquiry)


async def _still_coming(work: Work, who: Actor, said: Said, answer: Answer) -> bool:
    album = await drafts.album(work.session, who.id, said.album or "")
    if album is None:
        album = Album(person_id=who.id, group_id=said.album, answer_id=answer.id, created_at=work.now)
        work.session.add(album)
    album.settle_at = work.machine_now + SETTLING_SECONDS
    return True


async def _unsent(work: Work, who: Actor, inquiry: Inquiry) -> Answer:
    answer = await inquiries.unsent_answer(work.session, inquiry.id)
    if answer is None:
        assert inquiry.assignee_id is not None
        answer = Answer(
            inquiry_id=inquiry.id,
            author_id=inquiry.assignee_id,
            state="draft",
            text="",
            other_text="",
            version=0,
            created_at=work.now,
        )
        work.session.add(answer)
        await work.session.flush()
    elif inquiry.assignee_id is not None:
        answer.author_id = inquiry.assignee_id
    return answer


async def preview(work: Work, answer: Answer, inquiry: Inquiry) -> Draft:
    """The answer as it stands, with everything its preview needs."""
    await work.session.flush()
    files = tuple(await messages.files_of_answer(work.session, answer.id))
    citizen = await people.by_id(work.session, inquiry.person_id)
    return Draft(
        answer,
        inquiry,
        files,
        await _needs_approval(work, answer, inquiry),
        reads=citizen.language or inquiry.language,
        text=worded(work, answer, inquiry),
        foreign=is_surely_other(answer.text, inquiry.language),
        along=await together.of(work, answer, inquiry),
    )


async def unsent(work: Work, who: Actor, inquiry_id: int) -> Draft | None:
    """What has been written so far, if anything."""
    inquiry, _ = await access.in_hand(work, who, inquiry_id, Move.SEND)
    answer = await inquiries.unsent_answer(work.session, inquiry.id)
    return await preview(work, answer, inquiry) if answer and (answer.text or answer.version) else None


async def rewrite(work: Work, who: Actor, answer_id: int) -> Inquiry:
    """Throw away what was written and start again.

    Raises:
        Stale: it was sent or thrown away already.
        Refused: the person does not have this inquiry.
    """
    answer, inquiry = await _begun(work, who, answer_id)
    answer.state = "dropped"
    return inquiry


async def _begun(work: Work, who: Actor, answer_id: int) -> tuple[Answer, Inquiry]:
    """An answer that is being written, and is written by nobody else before this transaction ends."""
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None:
        raise Stale("error.stale")
    inquiry = await begin(work, who, answer.inquiry_id)
    await work.session.refresh(answer)
    if answer.state != "draft":
        raise Stale("error.stale")
    return answer, inquiry


@dataclass(frozen=True, slots=True)
class Sent:
    """It is on its way to the citizen, or to the head first; `along`: and to so many others."""

    inquiry: Inquiry
    answer: Answer
    to_head: bool = False
    along: int = 0


async def send(work: Work, who: Actor, answer_id: int, version: int) -> Sent:
    """Send the previewed answer, or ask the head to approve it where the body wants that.

    Raises:
        Stale: more was written since this preview was shown.
        Refused: the person does not have this inquiry.
        Impossible: it has been answered or withdrawn.
        Unusable: some of those answered along read a language it is not written in.
    """
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None:
        raise Stale("error.stale")
    await together.hold(work, answer.inquiry_id)
    inquiry, post = await access.in_hand(work, who, answer.inquiry_id, Move.SEND)
    await work.session.refresh(answer)
    if answer.state != "draft" or answer.version != version:
        raise Stale("error.answer_sent" if answer.state == "sent" else "error.stale")
    await together.complete(work, answer, inquiry)
    if await _needs_approval(work, answer, inquiry):
        inquiry.state = moved(inquiry.state, Move.PROPOSE)
        inquiry.version += 1
        answer.state = "approval"
        record(work, inquiry, "proposed", who, post.id, answer=answer.id)
        await _ask_heads(work, inquiry, answer)
        who.go()
        return Sent(inquiry, answer, to_head=True)
    record(work, inquiry, "answered", who, post.id, answer=answer.id)
    who.go()
    return await _leaves(work, who, inquiry, answer)


async def _leaves(work: Work, who: Actor, inquiry: Inquiry, answer: Answer) -> Sent:
    """To its citizen, and to whoever is linked to it at this moment."""
    others = await together.deliver_along(work, who, inquiry, answer)
    answer.text, answer.other_text = worded(work, answer, inquiry), ""
    await answering.unlink(work.session, inquiry.id)
    await deliver(work, inquiry, answer)
    return Sent(inquiry, answer, along=others)


async def approve(work: Work, who: Actor, answer_id: int) -> Sent:
    """The head lets an answer go.

    Raises:
        Refused: not the head of this queue.
        Stale: it was sent, returned or withdrawn meanwhile.
    """
    answer, inquiry = await _waiting_for_head(work, who, answer_id)
    post = access.as_head(who, inquiry)
    answer.approver_id = post.id
    record(work, inquiry, "approved", who, post.id, answer=answer.id)
    return await _leaves(work, who, inquiry, answer)


async def give_back(work: Work, who: Actor, answer_id: int, remark: str) -> Inquiry:
    """The head returns an answer to its author with a remark.

    Raises:
        Refused: not the head of this queue.
        Stale: it was sent, returned or withdrawn meanwhile.
        Unusable: there is no remark, or it is too long.
    """
    remark = _remark(remark)
    answer, inquiry = await _waiting_for_head(work, who, answer_id)
    post = access.as_head(who, inquiry)
    inquiry.state = moved(inquiry.state, Move.RETURN)
    inquiry.version += 1
    answer.state, answer.remark = "draft", remark
    record(work, inquiry, "returned", who, post.id, answer=answer.id)
    author = await staff.membership(work.session, answer.author_id)
    person = await people.by_id(work.session, author.person_id)
    args = {"inquiry": inquiry.id, "answer": answer.id}
    notice(work, person.chat_id, "staff.returned", args, kind=Kind.STAFF, inquiry_id=inquiry.id)
    who.go()
    return inquiry


def _remark(typed: str) -> str:
    """What the author will read: words, and no more of them than a message holds."""
    remark = cleaned_text(typed)
    if not remark:
        raise Unusable("error.no_remark")
    if len(remark) > LONGEST_REMARK:
        raise Unusable("error.too_long", limit=LONGEST_REMARK)
    return remark


async def waiting(work: Work, who: Actor, answer_id: int) -> Draft:
    """An answer that waits for this head."""
    answer, inquiry = await _waiting_for_head(work, who, answer_id)
    return await preview(work, answer, inquiry)


async def _waiting_for_head(work: Work, who: Actor, answer_id: int) -> tuple[Answer, Inquiry]:
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None:
        raise Stale("error.stale")
    inquiry, _ = await access.at_desk(work, who, answer.inquiry_id)
    access.as_head(who, inquiry)
    # Of two heads who decide at once the second sees what the first has done.
    await together.hold(work, inquiry.id)
    await work.session.refresh(answer)
    if answer.state != "approval":
        raise Stale("error.answer_sent" if answer.state == "sent" else "error.stale")
    return answer, inquiry


async def _needs_approval(work: Work, answer: Answer, inquiry: Inquiry) -> bool:
    """Does this body want its head to see answers first? The head's own need nobody else's."""
    if inquiry.body == TRIAGE or not may_move(inquiry.state, Move.PROPOSE):
        return False
    switches = await bodies.settings(work.session, inquiry.body, inquiry.region)
    if switches is None or not switches.approval:
        return False
    author = await staff.membership(work.session, answer.author_id)
    return author.role != "head"


async def _ask_heads(work: Work, inquiry: Inquiry, answer: Answer) -> None:
    heads = await heads_there(work, inquiry)
    chats = await people.chats_of(work.session, [h.person_id for h in heads])
    if not chats:
        raise Impossible("error.no_head")
    args = {"inquiry": inquiry.id, "answer": answer.id}
    for chat_id in sorted(chats.values()):
        notice(work, chat_id, "staff.approval", args, kind=Kind.STAFF, inquiry_id=inquiry.id)
