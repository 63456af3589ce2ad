"""What everybody does: each citizen asks several questions, operators answer every one of them."""

import asyncio
from collections.abc import Callable, Sequence

from playground import acts
from tests.reliability.siege.crowd import MATTERS, Message, Person, Question, number_of

STARS = 5

Desk = asyncio.Queue[Question]
"""Questions whose receipts have arrived, for whichever operator is free."""


def questions_of(citizen: Person, count: int) -> list[Question]:
    """Questions of one citizen in their order, each with a marker nobody else's has."""
    asked = []
    for n in range(count):
        _, matter = citizen.random.choice([m for m in MATTERS if m[0] == citizen.language])
        marker = f"K{citizen.number}-{n}"
        asked.append(Question(marker, f"{matter} {marker}", citizen.number))
    return asked


async def citizen_lives(citizen: Person, questions: Sequence[Question], desk: Desk) -> None:
    """Agree, ask everything, wait for every answer and mark it, look at one's own questions."""
    opened = citizen.says("/start")
    citizen.taps(await citizen.offered("ok:", opened), f"ok:{citizen.language}")
    await citizen.sees(lambda m: "ok:" not in str(m.get("reply_markup")), "the end of the consent")
    for n, question in enumerate(questions):
        if n:
            citizen.says("/new")
            if citizen.random.random() < 0.5:
                await citizen.lingers()
        await _ask(citizen, question)
        desk.put_nowait(question)
    for question in questions:
        await _receive(citizen, question)
    await _still_served(citizen, "/my")


async def _ask(citizen: Person, question: Question) -> None:
    typed = citizen.says(question.text if citizen.random.random() > 0.2 else f"{question.text} ...")
    if not question_text(citizen, typed).endswith(question.marker):
        acts.edit(citizen.town, citizen.place, typed, {"text": question.text})
        question.edited = True
    offer = await citizen.offered("pick:", typed)
    await citizen.lingers()
    question.number = await _confirm(citizen, offer)
    if citizen.random.random() < 0.25:
        more = citizen.says(f"Қосымша {question.marker}")
        await citizen.offered("sep:", more)
        question.added = True


def question_text(citizen: Person, message_id: int) -> str:
    """What stands in one of the citizen's own messages."""
    return str(citizen.place.chat.entries[message_id].message["text"])


async def _confirm(citizen: Person, offer: Message) -> str:
    """Tap bodies, and a region if it is asked, until the message has become a receipt."""
    shown = offer
    while not number_of(shown):
        citizen.taps(shown, "pick:")
        shown = await citizen.sees(_changed(shown), "a receipt")
        await citizen.lingers()
    return number_of(shown)


def _changed(message: Message) -> Callable[[Message], bool]:
    """The same message with other buttons."""
    number, before = message["message_id"], message.get("reply_markup")
    return lambda m: m["message_id"] == number and m.get("reply_markup") != before


async def _receive(citizen: Person, question: Question) -> None:
    answer = await citizen.sees(lambda m: question.answer in str(m.get("text")), f"answer {question.marker}")
    question.answered.set()
    citizen.taps(answer, f"rate:{_inquiry(answer)}:{STARS}")


def _inquiry(answer: Message) -> str:
    rows = answer["reply_markup"]["inline_keyboard"]
    return next(str(b["callback_data"]).split(":")[1] for row in rows for b in row if "rate:" in str(b))


async def _still_served(person: Person, command: str) -> None:
    asked = person.says(command)
    await person.sees(lambda m: m["message_id"] > asked, f"what follows {command}")


async def operator_works(operator: Person, desk: Desk) -> None:
    """Take and answer whatever comes to the desk, until cancelled."""
    opened = operator.says("/start")
    await operator.sees(lambda m: m["message_id"] > opened, "the queue")
    while True:
        question = await desk.get()
        await _answer(operator, question)
        desk.task_done()


async def _answer(operator: Person, question: Question) -> None:
    opened = operator.says(f"/queue {question.number}")
    card = await operator.sees(lambda m: m["message_id"] > opened and bool(_act(m, "take")), question.number)
    operator.taps(card, _act(card, "take"))
    await operator.sees(
        lambda m: m["message_id"] == card["message_id"] and not _act(m, "take"), f"{question.number} taken"
    )
    typed = operator.says(f"{question.answer} мәселеңіз шешілді.")
    preview = await operator.offered("a:", typed)
    await operator.lingers()
    operator.taps(preview, "a:")
    await operator.sees(
        lambda m: m["message_id"] >= preview["message_id"] and question.number in m["text"] and not _sends(m),
        f"{question.number} sent",
    )


def _act(message: Message, act: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = [str(b.get("callback_data")) for row in rows for b in row]
    return next((data for data in found if data.startswith("c:") and data.endswith(f":{act}")), "")


def _sends(message: Message) -> bool:
    return ":send:" in str(message.get("reply_markup"))


async def queue_works(operator: Person) -> None:
    """The operator's own last look."""
    await _still_served(operator, "/queue")
