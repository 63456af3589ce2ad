"""The group of a body: linking it, taking, notes by reply. Nothing written there is a citizen's question."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject, CommandStart, Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from domain.errors import Expected, Stale
from domain.limits import clip
from handlers.callbacks.desk import Take
from handlers.operator import card
from handlers.screen import Reply, Screen
from handlers.steps import Private
from handlers.views import card as card_view
from handlers.views.words import reader
from locales import label
from services import access, cards, groups, people
from services.groups import PREFIX, Spot, Took
from services.work import Actor, Work

router = Router(name="groups")

TOAST = 200
"""Characters of the answer to a tap."""

CASE = "case_"
"""How a start payload says which card to open."""

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class InGroup(Filter):
    """It happened in a group or a channel."""

    async def __call__(self, event: Message | ChatMemberUpdated) -> bool:
        """Ask the chat's type."""
        return event.chat.type in (*_GROUPS, ChatType.CHANNEL)


@router.message(Private(), CommandStart(deep_link=True, magic=F.args.regexp(rf"^{CASE}\d{{1,18}}$")))
async def opened(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """Somebody took a card in a group before the bot could write to them, and comes for it now."""
    access.at_work(who)
    if not who.at_work:
        people.switch_mode(work, who, "staff")
    return await card.look(work, who, int((command.args or "").removeprefix(CASE)))


@router.message(InGroup(), CommandStart(deep_link=True, magic=F.args.startswith(PREFIX)))
async def linked(message: Message, command: CommandObject, work: Work) -> None:
    """The code of a queue was typed in a group."""
    await groups.link(work, spot(message), command.args or "")


@router.message(InGroup(), F.migrate_to_chat_id)
async def became(message: Message, work: Work) -> None:
    """The old group says where it has gone."""
    await groups.migrated(work, message.chat.id, message.migrate_to_chat_id or 0)


@router.message(InGroup(), F.migrate_from_chat_id)
async def came(message: Message, work: Work) -> None:
    """The new group says where it comes from."""
    await groups.migrated(work, message.migrate_from_chat_id or 0, message.chat.id)


@router.message(InGroup())
async def said(message: Message, work: Work) -> None:
    """Nothing a group says is a question to the state: a reply to a card is a note, the rest is not kept."""
    replied = message.reply_to_message
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == _me(message)
    if replied is None or not ours or replied.forum_topic_created is not None:
        if (message.text or "").startswith("/"):
            await groups.hint(work, spot(message))
        return
    words = message.text or message.caption or ""
    if not await groups.note(work, spot(message), replied.message_id, words):
        await groups.hint(work, spot(message))


@router.callback_query(Take.filter())
async def taken(query: CallbackQuery, callback_data: Take, work: Work) -> Reply:
    """Take a card; the case opens in the private chat of whoever has it now."""
    took = await groups.take(work, query.from_user.id, callback_data.inquiry, query.from_user.language_code)
    language, inquiry = took.who.language, took.taken.inquiry
    if not took.taken.mine:
        return Reply(toast=_toast(language, "toast.taken_by", name=took.taken.name), alert=True)
    if not took.reachable:
        toast = _toast(language, "toast.group.open_bot", number=inquiry.number)
        url = f"https://t.me/{work.bot_name}?start={CASE}{inquiry.id}"
        return Reply(toast=toast, alert=True, url=url)
    screen = replace(await _case(work, took), fresh=True)
    toast = _toast(language, "toast.group.taken", number=inquiry.number)
    return Reply((screen,), toast=toast, to=took.who)


@router.my_chat_member(InGroup())
async def place_changed(event: ChatMemberUpdated, work: Work) -> None:
    """The bot was removed from a group: what was shown there is shown no longer."""
    if event.new_chat_member.status in ("kicked", "left"):
        await groups.gone(work, event.chat.id)


@router.callback_query(~Private())
async def pressed(query: CallbackQuery, work: Work) -> None:
    """A forged button: no other of ours stands in a group."""
    raise Stale("error.no_such_button")


async def refused(work: Work, update: Update, expected: Expected) -> Reply | None:
    """What could not be done in a group: said to whoever tapped, or under the message that asked for it."""
    if update.callback_query is not None:
        user = update.callback_query.from_user
        language = await groups.language_of(work, user.id, user.language_code)
        return Reply(toast=_toast(language, expected.key, **expected.args_), alert=True)
    if update.message is not None and update.message.chat.type in _GROUPS:
        await groups.refuse(work, spot(update.message), expected.key, expected.args_)
    return None


def spot(message: Message) -> Spot:
    """Where a message stands in a group, and who signs it."""
    user, chat = message.from_user, message.chat
    signed = user is not None and not user.is_bot and message.sender_chat is None
    return Spot(
        chat=chat.id,
        kind=str(chat.type),
        forum=bool(chat.is_forum),
        message=message.message_id,
        thread=message.message_thread_id if message.is_topic_message else None,
        author=user.id if signed and user is not None else None,
        hint=user.language_code if user is not None else None,
        payload=(message.text or "").partition(" ")[2].strip(),
    )


async def _case(work: Work, took: Took) -> Screen:
    """The card; whoever is in the middle of another answer is not told to type this one now."""
    if took.busy:
        found = await cards.card(work, took.who, took.taken.inquiry.id)
        return card_view.card(reader(work, took.who), found)
    return (await card.take(work, took.who, took.taken.inquiry.id)).screens[0]


def _toast(language: str, key: str, **args: object) -> str:
    return clip(label(language, key, **args), TOAST)


def _me(message: Message) -> int | None:
    return message.bot.id if message.bot is not None else None
