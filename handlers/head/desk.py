"""`/staff`: the head's queue on one page, colleagues, late inquiries, giving away, invitations, removal."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.errors import Refused
from handlers.callbacks.house import Assign, Head, Worker
from handlers.screen import Reply, show
from handlers.steps import AtWork, Private
from handlers.views import admin
from handlers.views import head as views
from handlers.views.words import reader
from services import assignments, staffing, workload
from services.assignments import Chosen, What
from services.work import Actor, Work
from services.workload import Place

router = Router(name="head")
router.message.filter(Private())


@router.message(Command("staff"), AtWork())
async def staff(message: Message, work: Work, who: Actor) -> Reply:
    """`/staff`: the queue one heads; whoever heads several chooses first."""
    places = _headed(who)
    if len(places) > 1:
        return show(views.which(reader(work, who), places))
    return await _overview(work, who, places[0])


@router.message(Command("staff"))
async def not_at_work(message: Message, work: Work, who: Actor) -> Reply:
    """Only heads, and only at work."""
    raise Refused("error.not_head")


@router.callback_query(Head.filter())
async def pressed(query: CallbackQuery, callback_data: Head, work: Work, who: Actor) -> Reply:
    """The choice of a queue, its overview, the late ones, or an invitation."""
    place = Place(callback_data.body, callback_data.region)
    if callback_data.act == "which":
        return show(views.which(reader(work, who), _headed(who), callback_data.page))
    if callback_data.act == "late":
        return show(views.late(reader(work, who), await workload.late(work, who, place, callback_data.page)))
    if callback_data.act == "invite":
        wanted, payload = await staffing.invite(work, who, place)
        return show(admin.invitation(reader(work, who), wanted, payload, work.bot_name))
    return await _overview(work, who, place)


@router.callback_query(Worker.filter())
async def colleague(query: CallbackQuery, callback_data: Worker, work: Work, who: Actor) -> Reply:
    """A colleague's inquiries, or taking them off the queue."""
    if callback_data.act == "removed":
        return show(views.removed(reader(work, who), await staffing.remove(work, who, callback_data.post)))
    found = await workload.of_colleague(work, who, callback_data.post, callback_data.page)
    shown = views.removing if callback_data.act == "remove" else views.colleague
    return show(shown(reader(work, who), found))


@router.callback_query(Assign.filter())
async def assign(query: CallbackQuery, callback_data: Assign, work: Work, who: Actor) -> Reply:
    """To whom; then it is done."""
    asked = callback_data
    what = What(asked.what) if asked.what in list(What) else What.ONE
    chosen = Chosen(Place(asked.body, asked.region), what, asked.of)
    if asked.do == "a":
        count = await assignments.count(work, who, chosen)
        but = chosen.of if what is not What.ONE else 0
        people = await workload.others(work, who, chosen.place, but)
        return show(views.to_whom(reader(work, who), chosen, count, people))
    given = await assignments.assign(work, who, chosen, asked.to if asked.do == "g" else None)
    name = await workload.name_of(work, given.to.id) if given.to else ""
    return show(views.given(reader(work, who), given, name))


def _headed(who: Actor) -> tuple[Place, ...]:
    """The queues one heads.

    Raises:
        Refused: there are none.
    """
    places = workload.headed(who.posts)
    if not places:
        raise Refused("error.not_head")
    return places


async def _overview(work: Work, who: Actor, place: Place) -> Reply:
    return show(views.overview(reader(work, who), await workload.overview(work, who, place)))
