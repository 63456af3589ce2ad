"""What citizens' stories share: two tongues, a desk that answers, and an ear for the wrong language."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from domain.permissions import Role
from locales.catalog import entries
from playground.people import Person
from services import bodies, people
from services.bodies import Switch
from services.people import Guest
from tests.stage import Stage, eventually

OPERATOR = 1003
COLLEAGUE = 1013
HEAD = 1004


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language with the words a test looks for on the screen."""

    code: str
    name: str
    agree: str
    pension: str
    ministry: str
    ministry_short: str
    road: str
    suggestion: str
    receipt: str
    number: str
    unknown: str
    other_body: str
    added: str
    addition: str
    new_question: str
    write: str


KK = Tongue(
    code="kk",
    name="Айгерім",
    agree="Келісемін · қазақша",
    pension="Сәлеметсіз бе! Зейнетақым екі айдан бері келмей жатыр, не істеймін?",
    ministry="Еңбек және халықты әлеуметтік қорғау министрлігі",
    ministry_short="Еңбек, әлеуметтік қорғау",
    road="Ауламызда жол шұңқыр, көше шамдары жанбайды",
    suggestion="Кімге жіберейік?",
    receipt="Қабылданды",
    number="Сауал нөмірі: ",
    unknown="Білмеймін",
    other_body="Басқа орган",
    added="сауалға қосылды",
    addition="Қосымша",
    new_question="Жаңа сауал",
    write="Сұрағыңызды өз сөзіңізбен жазыңыз",
)
RU = Tongue(
    code="ru",
    name="Сергей",
    agree="Даю согласие · русский",
    pension="Здравствуйте! Мне два месяца не приходит пенсия, что делать?",
    ministry="Министерство труда и социальной защиты населения",
    ministry_short="Труд и соцзащита",
    road="У нас во дворе яма на дороге и не горят фонари",
    suggestion="Кому отправить?",
    receipt="Принято",
    number="Номер вопроса: ",
    unknown="Не знаю",
    other_body="Другой орган",
    added="Добавлено к вопросу",
    addition="Дополнение",
    new_question="Новый вопрос",
    write="Напишите свой вопрос своими словами",
)
TONGUES = {"kk": KK, "ru": RU}


async def desk(
    stage: Stage, body: str = "MLSPP", region: str = "", person: int = OPERATOR, role: Role = Role.OPERATOR
) -> Person:
    """Somebody at work in one queue, which is switched on; they read Russian."""
    async with stage.app.unit() as work:
        await bodies.put(work, body, region, Switch.CONNECTED, True)
        actor = await people.meet(work, Guest(person, "Данияр", "ru"))
        actor.person.language = "ru"
        await people.join(work, actor.person, role, body, region or None)
    colleague = stage.sim.person(person, "Данияр", "ru")
    await colleague.opens()
    await colleague.sees("Открытые вопросы")
    return colleague


async def agreed(stage: Stage, tongue: Tongue = RU) -> Person:
    """A citizen who has agreed and sees the invitation to write."""
    citizen = stage.citizen(tongue.name, tongue.code)
    await citizen.opens()
    await citizen.taps(tongue.agree)
    await citizen.sees(tongue.write)
    return citizen


async def picks(citizen: Person, body: str = "") -> None:
    """Press the button of a body (the labour ministry's by default): among the proposals, or in the list.

    Which bodies a text is offered changes with every training of the router; what happens then does not.
    """
    wanted = (body,) if body else (RU.ministry_short, KK.ministry_short)
    shown = await _keyboard_with(citizen, _LIST)
    for way_on in (_LIST, _NEXT, _NEXT):
        if any(button.endswith(wanted) for button in shown):
            break
        await citizen.taps(next(button for button in shown if button in way_on))
        shown = await _keyboard_with(citizen, _NEXT, before=shown)
    await citizen.taps(next(button for button in shown if button.endswith(wanted)))


_LIST = (RU.other_body, KK.other_body)
_NEXT = ("Следующая страница", "Келесі бет")


async def _keyboard_with(
    citizen: Person, buttons: tuple[str, ...], before: list[str] | None = None
) -> list[str]:
    """The newest keyboard, once it has one of these buttons and is not the one before."""
    shown: list[str] = []

    async def there() -> bool:
        shown[:] = await citizen.buttons()
        return shown != before and any(button in buttons for button in shown)

    await eventually(there)
    return shown


async def sends(citizen: Person, tongue: Tongue = RU, question: str = "") -> str:
    """Type a question, press the first body, read the number off the receipt."""
    mark = citizen.mark()
    await citizen.says(question or tongue.pension)
    await citizen.sees(tongue.suggestion, after=mark)
    await picks(citizen)
    receipt = await citizen.sees(tongue.receipt, after=mark)
    return str(receipt["text"].split(tongue.number)[1].split()[0])


async def opens_card(operator: Person, number: str) -> str:
    """The operator opens the card of a number; returns what it says."""
    mark = operator.mark()
    await operator.says(f"/queue {number}")
    card: str = (await operator.sees("Впервые принят", after=mark))["text"]
    assert f"№ {number}" in card
    return card


async def answers(operator: Person, number: str, words: str = "Пенсия придёт 25 ноября.") -> None:
    """The operator takes a question and answers it."""
    await opens_card(operator, number)
    await operator.taps("Взять себе")
    mark = operator.mark()
    await operator.says(words)
    await operator.sees("Предпросмотр", after=mark)
    await operator.taps("✅ Отправить гражданину")
    await operator.sees("отправлен гражданину", after=mark)


def pause(stage: Stage, seconds: float = 5.0) -> None:
    """Let so much machine time pass that what comes next is no burst."""
    stage.machine.ahead += seconds


def later(stage: Stage, **span: float) -> None:
    """Let civil time pass, and with it more machine time than a burst takes."""
    stage.clock.forward(**span)
    pause(stage)


async def arrived(stage: Stage, messages: int) -> None:
    """Wait until so many messages of citizens are stored: a gathering answer sends no sign of its own."""

    async def stored() -> bool:
        rows = await stage.rows("SELECT count(*) FROM messages WHERE author = 'citizen'")
        return bool(rows == [(messages,)])

    await eventually(stored)


async def settled(stage: Stage, messages: int) -> None:
    """Let a burst or an album of so many stored messages settle into its one answer."""
    await arrived(stage, messages)
    await stage.settled()


async def screens(person: Person) -> list[dict[str, Any]]:
    """What the bot has said to somebody, oldest first."""
    return [message for message in await person.chat(100) if message["from"]["is_bot"]]


async def quiet(person: Person, stage: Stage, after: int) -> None:
    """Nothing is under way any more, and the bot has said nothing since `after`."""

    async def idle() -> bool:
        inbox = await stage.rows("SELECT count(*) FROM inbox WHERE state IN ('waiting', 'working')")
        outbox = await stage.rows("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')")
        return bool(inbox == outbox == [(0,)])

    await eventually(idle)
    chat = await person.sim.mirror.chat(person.sim, person.id)
    new = [m for sequence, m in chat.newest(10) if sequence > after and m["from"]["is_bot"]]
    assert not new, new


def keyboard(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def foreign(message: dict[str, Any], language: str, said: str = "") -> set[str]:
    """Words of a screen that only the other language has, save those the reader wrote."""
    seen = " ".join([message.get("text") or message.get("caption") or "", *_labels(message)])
    return (_words(seen) & _only_in("ru" if language == "kk" else "kk")) - _words(said)


def _labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for button in keyboard(message)]


@cache
def _only_in(language: str) -> frozenset[str]:
    vocabulary = {
        code: _words(" ".join(form for entry in entries(code).values() for form in entry))
        for code in ("kk", "ru")
    }
    other = "kk" if language == "ru" else "ru"
    return frozenset(vocabulary[language] - vocabulary[other])


def _words(text: str) -> set[str]:
    return set(re.findall(r"[а-яёәғқңөұүһі]{3,}", text.lower()))
