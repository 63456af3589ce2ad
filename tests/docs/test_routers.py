"""Gates spare work and change nothing: whoever would take an update without them takes it with them."""

from datetime import UTC, datetime
from itertools import product

import pytest
from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User

from domain.permissions import Post, Role
from handlers import steps
from handlers.routers import routers
from models.tables import Dialogue, Person
from services.work import Actor
from tests.docs.test_buttons import CLASSES, longest
from tests.docs.test_commands import OFFERED

BOT = Bot("42:TEST")
CHAT = Chat(id=1, type="private")
USER = User(id=1, is_bot=False, first_name="Anar")
CHOOSING = {steps.BROADCAST_TO, steps.BROADCAST_SEEN}
"""Steps in which only buttons are waited for."""
STEPS = ["", *(step for name, step in vars(steps).items() if name.isupper())]
TEXTS = ["Мне не платят пенсию", "26-ABCDEF-7", "/start", "/start inv_x", "/unknown", "/my and more", "/"] + [
    f"/{name}" for name in sorted(OFFERED)
]


def message(text: str, *, caption: bool = False) -> Message:
    """A message of a private chat."""
    told = {"caption": text} if caption else {"text": text}
    return Message(message_id=1, date=datetime(2026, 11, 20, tzinfo=UTC), chat=CHAT, from_user=USER, **told)


def pressed(data: str) -> CallbackQuery:
    """A button of a private chat."""
    return CallbackQuery(id="1", from_user=USER, chat_instance="1", data=data, message=message("screen"))


def actor(step: str, *, at_work: bool) -> Actor:
    """Somebody with a post, at work or as a citizen, in a step."""
    person = Person(id=1, chat_id=1, mode="staff" if at_work else "citizen")
    return Actor(person, Dialogue(chat_id=1, step=step, data={}), (Post(1, Role.ADMIN),), "ru")


async def taker(asked: list[Router], event: TelegramObject, who: Actor) -> str:
    """The handler that takes an update, as aiogram asks them."""
    kind = "callback_query" if isinstance(event, CallbackQuery) else "message"
    for router in asked:
        observer = router.observers[kind]
        if not (await observer.check_root_filters(event, who=who, bot=BOT))[0]:
            continue
        for handler in observer.handlers:
            if (await handler.check(event, who=who, bot=BOT))[0]:
                return f"{router.name}.{handler.callback.__name__}"
        if found := await taker(router.sub_routers, event, who):
            return found
    return ""


def without_gates() -> list[Router]:
    """The routers that handle anything, in their order."""
    return [one for router in routers() for one in router.chain_tail if not one.sub_routers]


MESSAGES = [*map(message, TEXTS), *(message(text, caption=True) for text in TEXTS[:4])]
PEOPLE = [actor(step, at_work=at_work) for step, at_work in product(STEPS, (True, False))]


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: f"{who.step or 'idle'}-{who.person.mode}")
async def test_a_message_finds_whoever_would_take_it_without_gates(who: Actor) -> None:
    for event in MESSAGES:
        found = await taker(list(routers()), event, who)
        assert found
        assert found == await taker(without_gates(), event, who), event.text


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
async def test_every_button_finds_its_router(kind: type) -> None:
    event = pressed(longest(kind).pack())
    for at_work in (True, False):
        who = actor("", at_work=at_work)
        found = await taker(list(routers()), event, who)
        assert found == await taker(without_gates(), event, who)
        assert at_work is False or not found.startswith("fallback")


async def test_every_step_has_somebody_who_takes_what_is_typed_in_it() -> None:
    waiting = {step for step in STEPS if step and not step.startswith("tracking_")} - CHOOSING
    taken = {
        step: await taker(list(routers()), message("Текст"), actor(step, at_work=True)) for step in waiting
    }
    nobody = {step for step, found in taken.items() if found in ("answering.idle", "asking.typed")}
    assert not nobody


async def test_what_nobody_knows_falls_to_the_last() -> None:
    for data in ("nothing:1", "", "pick"):
        assert (
            await taker(list(routers()), pressed(data), actor("", at_work=False)) == "fallback.unknown_button"
        )
