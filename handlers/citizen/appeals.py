"""Having an appeal of eOtinish counted: its number and day in two lines, the rest in two taps."""

from datetime import date, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.appeals import RULES
from domain.errors import Stale
from handlers.callbacks.citizen import AppealDo, Track
from handlers.citizen.commands import proceed
from handlers.citizen.replies import for_heard
from handlers.said import OnlyCommand, said
from handlers.screen import Reply, show
from handlers.steps import TRACKING_BODY, TRACKING_DAY, TRACKING_NUMBER, TRACKING_RULE, InStep, Private
from handlers.views import appeals as views
from handlers.views.words import reader
from services import appeals, conversation
from services.work import Actor, Work

router = Router(name="appeals")
router.message.filter(Private())

_DAYS = {"today": timedelta(), "yesterday": timedelta(days=1)}


@router.callback_query(AppealDo.filter())
async def pressed(query: CallbackQuery, callback_data: AppealDo, work: Work, who: Actor) -> Reply:
    """A button of one tracked appeal."""
    reads = reader(work, who)
    if callback_data.act == "stop":
        return show(views.stopped(reads, await appeals.stop(work, who, callback_data.appeal)))
    row = await appeals.own(work, who, callback_data.appeal)
    if callback_data.act == "how":
        return show(views.counted(reads, row, appeals.explained(work, row)))
    return show(views.card(reads, row))


@router.callback_query(Track.filter())
async def tracked(query: CallbackQuery, callback_data: Track, work: Work, who: Actor) -> Reply:
    """A step towards one more appeal."""
    if not who.consented:
        return await proceed(work, who)
    reads, data = reader(work, who), who.dialogue.data
    match callback_data.act, who.step:
        case "new", _:
            await appeals.begin(work, who)
            who.go(TRACKING_NUMBER)
            return show(views.number_asked(reads))
        case ("today" | "yesterday") as day, step if step == TRACKING_DAY:
            return _rule(work, who, work.today - _DAYS[day])
        case rule, step if step == TRACKING_RULE and rule in RULES:
            who.go(TRACKING_BODY, **_kept(data, "number", "filed"), rule=rule)
            return show(views.body_asked(reads, 0))
        case "bodies", step if step == TRACKING_BODY:
            return show(views.body_asked(reads, callback_data.page))
        case "body", step if step == TRACKING_BODY:
            return await _done(work, who, callback_data)
        case _:
            raise Stale("eotinish.stale")


@router.message(InStep(TRACKING_NUMBER, at_work=False), ~OnlyCommand())
async def number_typed(message: Message, work: Work, who: Actor) -> Reply:
    """The number of the appeal; a long text is a question and goes the way of questions."""
    number = appeals.number_given(message.text or "")
    if number is None:
        return await _question(message, work, who)
    who.go(TRACKING_DAY, number=number)
    return show(views.day_asked(reader(work, who), number))


@router.message(InStep(TRACKING_DAY, at_work=False), ~OnlyCommand())
async def day_typed(message: Message, work: Work, who: Actor) -> Reply:
    """The day it was filed."""
    filed = appeals.day_given(work, message.text or "")
    return await _question(message, work, who) if filed is None else _rule(work, who, filed)


def _rule(work: Work, who: Actor, filed: date) -> Reply:
    who.go(TRACKING_RULE, **_kept(who.dialogue.data, "number"), filed=filed.isoformat())
    return show(views.rule_asked(reader(work, who)))


async def _done(work: Work, who: Actor, chosen: Track) -> Reply:
    """The last tap: the region where one is needed, else the appeal is counted from now on."""
    reads, data = reader(work, who), who.dialogue.data
    known = work.facts.bodies.get(chosen.body)
    if known is not None and known.per_region and not chosen.region:
        return show(views.region_asked(reads, chosen.body))
    filed = date.fromisoformat(data["filed"])
    row = await appeals.track(work, who, data["number"], filed, data["rule"], chosen.body, chosen.region)
    who.go()
    return show(views.card(reads, row))


async def _question(message: Message, work: Work, who: Actor) -> Reply:
    """So much is no number: somebody asks something, and nothing of it is lost."""
    who.go()
    return for_heard(work, who, await conversation.hear(work, who, said(message)), message.message_id)


def _kept(data: dict[str, object], *names: str) -> dict[str, object]:
    return {name: data[name] for name in names}
