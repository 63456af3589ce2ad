"""The card of an inquiry: look, take, give back, open files, read the history, hand on, send again."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.desk import Card, HandOn
from handlers.operator import clock, coexecutors, handing
from handlers.screen import Reply, Screen, show
from handlers.views import card as card_view
from handlers.views import history, publishing, staff
from handlers.views.words import reader
from locales import label
from services import access, answers, cards, desk, notes, outbox, proposals
from services.work import Actor, Work

router = Router(name="card")


@router.callback_query(Card.filter())
async def pressed(query: CallbackQuery, callback_data: Card, work: Work, who: Actor) -> Reply:
    """A button of a card."""
    acts = {
        "take": take,
        "release": release,
        "answer": answer,
        "files": files,
        "contact": contact,
        "history": story,
        "resend": resend,
        "ask_back": clock.ask,
        "ask_send": clock.send,
        "go_on": clock.go_on,
        "extend": clock.extend,
        "how": clock.how,
        "more": more,
        "insert": coexecutors.insert,
        "hand_over": handing.hands,
        "note": handing.note,
        "flag": handing.flag,
        "unflag": handing.unflag,
        "merge": handing.twins,
        "close": handing.reasons,
    }
    return await acts.get(callback_data.act, look)(work, who, callback_data.inquiry)


async def look(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """Open the card."""
    card = await cards.card(work, who, inquiry_id)
    return show(await _with_proposals(work, who, card, card_view.card(reader(work, who), card)))


async def _with_proposals(work: Work, who: Actor, card: cards.Card, screen: Screen) -> Screen:
    """Whoever is to answer finds the texts that fit on the card, each one tap from being inserted."""
    if "answer" not in card.can or card.started:
        return screen
    found = await proposals.for_inquiry(work, card.inquiry, who.language, card.messages)
    return publishing.with_proposals(reader(work, who), screen, card.inquiry, found)


async def more(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The card with the buttons that are seldom needed."""
    return show(card_view.card(reader(work, who), await cards.card(work, who, inquiry_id), more=True))


async def take(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """Take it, or learn who has."""
    taken = await desk.take(work, who, inquiry_id)
    card = await cards.card(work, who, inquiry_id)
    if taken.mine:
        shown = card_view.taken(reader(work, who), taken.inquiry, card)
        return show(await _with_proposals(work, who, card, shown))
    toast = label(who.language, "toast.taken_by", name=taken.name)
    return show(card_view.card(reader(work, who), card), toast=toast)


async def release(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """Give it back to the queue."""
    await desk.release(work, who, inquiry_id)
    card = await cards.card(work, who, inquiry_id)
    return show(card_view.card(reader(work, who), card), toast=label(who.language, "toast.released"))


async def answer(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """Write the answer, or go on with what was begun."""
    inquiry = await answers.begin(work, who, inquiry_id)
    begun = await answers.unsent(work, who, inquiry_id)
    if begun is None:
        return show(staff.answering(reader(work, who), inquiry))
    return show(*staff.preview(reader(work, who), begun, await history.signature(work, begun)))


async def files(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The citizen's files, one message each; that they were opened is written down."""
    _, found = await cards.files(work, who, inquiry_id)
    if not found:
        return Reply(toast=label(who.language, "toast.no_files"))
    return Reply(tuple(staff.file(f, f.name or "") for f in found), promise=True)


async def contact(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """The contact the citizen shared; that it was read is written down."""
    inquiry, found = await cards.contacts(work, who, inquiry_id)
    if not found:
        return Reply(toast=label(who.language, "toast.no_contact"))
    return show(card_view.contacts(reader(work, who), inquiry, found))


async def story(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """What happened to it so far."""
    inquiry, events = await cards.history(work, who, inquiry_id)
    said = {note.id: note.text for note, _ in await notes.of(work, inquiry)}
    return show(history.screen(reader(work, who), inquiry, events, said))


async def resend(work: Work, who: Actor, inquiry_id: int) -> Reply:
    """A person decided: send again what may not have arrived."""
    await access.at_work_on(work, who, inquiry_id)
    card = await cards.card(work, who, inquiry_id)
    if card.last_answer is not None:
        await outbox.resend(work, card.last_answer.id)
    return show(
        card_view.card(reader(work, who), await cards.card(work, who, inquiry_id)),
        toast=label(who.language, "toast.resent"),
    )


@router.callback_query(HandOn.filter())
async def hand_on(query: CallbackQuery, callback_data: HandOn, work: Work, who: Actor) -> Reply:
    """The dispatcher gives it to a body."""
    asked, reads = callback_data, reader(work, who)
    inquiry, _ = await access.at_desk(work, who, asked.inquiry)
    if not asked.body:
        return show(staff.hand_on(reads, inquiry, asked.page))
    body = work.facts.bodies.get(asked.body)
    if body is not None and body.per_region and not asked.region:
        return show(staff.hand_on_region(reads, inquiry, asked.body))
    inquiry = await desk.hand_on(work, who, asked.inquiry, asked.body, asked.region or None)
    return show(staff.handed_on(reads, inquiry))
