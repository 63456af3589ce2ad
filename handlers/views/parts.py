"""Screens of co-executors: who else takes part, what is asked of them, and their part."""

from domain.coexecutors import OPEN_PARTS, PartState
from domain.limits import clip
from handlers.callbacks.desk import Engage, EngageSure, PartDo, PartList, Queue
from handlers.screen import Button, Rows, Screen, column
from handlers.views import choosing, pages
from handlers.views.card import left, thread
from handlers.views.choosing import back, sign
from handlers.views.words import Reader
from locales import text
from models.tables import Inquiry, Part
from services.contributions import PartCard, PartPage
from services.directory import Choices
from services.queues import Filter

SHOWN = 2000
"""Characters of the thread on a part's card."""


def mark(words: str) -> str:
    """What a button says of typed words; nothing where none were typed."""
    return sign(words) if words else ""


def bodies(reader: Reader, found: Choices, page: int) -> Screen:
    """Which body takes part."""
    return choosing.bodies(reader, found, page, "engage.whom", Engage)


def regions(reader: Reader, found: Choices, body: str) -> Screen:
    """Which region's queue takes part."""
    return choosing.regions(reader, found, body, Engage)


def sure(reader: Reader, inquiry: Inquiry, queue: tuple[str, str], words: str = "") -> Screen:
    """What is asked of it, and the last tap; typing adds words only that body reads."""
    said = text(reader.language, "engage.sure", number=inquiry.number, body=reader.body(*queue))
    asked = text(reader.language, "part.asked", words=words) if words else ""
    data = EngageSure(inquiry=inquiry.id, body=queue[0], region=queue[1], words=mark(words))
    buttons = column(reader.button("button.engage_sure", data.pack()), back(reader, inquiry))
    shown = "\n\n".join(piece for piece in (said, asked) if piece)
    return Screen(shown, buttons, fresh=bool(words), protect=True, inquiry_id=inquiry.id)


def engaged(reader: Reader, inquiry: Inquiry, part: Part) -> Screen:
    """The other body was asked."""
    said = text(
        reader.language, "engage.done", body=reader.body(part.body, part.region), date=reader.day(part.due)
    )
    return Screen(said, column(back(reader, inquiry)), inquiry_id=inquiry.id)


def listed(reader: Reader, found: PartPage) -> Screen:
    """The parts one's queues owe."""
    title = text(reader.language, "parts.title", n=found.total)
    back = reader.button("button.queue", Queue(view=Filter.ALL).pack())
    if not found.rows:
        return Screen(f"{title}\n\n{text(reader.language, 'queue.empty')}", column(back), protect=True)
    lines = [
        text(
            reader.language,
            "parts.line",
            n=n,
            number=inquiry.number,
            state=reader.label(f"part.state.{part.state}"),
            date=reader.day(part.due),
            left=left(reader, part.due),
        )
        for n, (part, inquiry) in enumerate(found.rows, 1)
    ]
    numbers = tuple(
        Button(str(n), PartDo(part=part.id, act="open").pack()) for n, (part, _) in enumerate(found.rows, 1)
    )
    said = f"{title}\n\n" + "\n\n".join(lines) + f"\n\n{text(reader.language, 'queue.pick')}"
    turns = pages.turns(reader, found.number, found.pages, lambda page: PartList(page=page).pack())
    return Screen(said, (numbers, *turns, *column(back)), protect=True)


def card(reader: Reader, found: PartCard, note: str = "") -> Screen:
    """A part as the body that was asked sees it."""
    part, inquiry = found.part, found.inquiry
    state = reader.label(f"part.state.{part.state}")
    head = text(
        reader.language,
        "part.head",
        number=inquiry.number,
        state=f"{state} · {found.holder}" if found.holder and not found.mine else state,
        date=reader.day(part.due),
        left=left(reader, part.due),
        body=reader.body(inquiry.body, inquiry.region),
    )
    asked = text(reader.language, "part.asked", words=part.asked) if part.asked else ""
    written = text(reader.language, "part.text", words=clip(part.text, 1000)) if part.text else ""
    pieces = (head, asked, thread(reader, found.messages, {}, SHOWN), written, note)
    said = "\n\n".join(piece for piece in pieces if piece)
    return Screen(said, _buttons(reader, found), protect=True, inquiry_id=inquiry.id)


def _buttons(reader: Reader, found: PartCard) -> Rows:
    part = found.part

    def act(name: str) -> Button | None:
        if name not in found.can:
            return None
        return reader.button(f"button.part_{name}", PartDo(part=part.id, act=name).pack())

    hand_in = PartDo(part=part.id, act="hand_in", version=part.version).pack()
    ready = reader.button("button.part_hand_in", hand_in) if part.text and "write" in found.can else None
    acts = [act(name) for name in ("take", "write", "revise", "decline", "release")]
    return column(ready, *acts, reader.button("button.parts", PartList().pack()))


def writing(reader: Reader, found: PartCard) -> Screen:
    """The part may be written now."""
    return card(reader, found, text(reader.language, "part.write"))


def preview(reader: Reader, found: PartCard) -> Screen:
    """The part as whoever compiles the answer will read it."""
    part = found.part
    said = text(reader.language, "part.preview", number=found.inquiry.number, words=part.text)
    version = part.version
    buttons = column(
        reader.button("button.part_hand_in", PartDo(part=part.id, act="hand_in", version=version).pack()),
        reader.button("button.rewrite", PartDo(part=part.id, act="rewrite").pack()),
        reader.button("button.part_open", PartDo(part=part.id, act="open").pack()),
    )
    return Screen(said, buttons, fresh=True, protect=True, inquiry_id=found.inquiry.id)


def reason_wanted(reader: Reader, found: PartCard) -> Screen:
    """Why the body has nothing to contribute."""
    back = reader.button("button.part_open", PartDo(part=found.part.id, act="open").pack())
    said = text(reader.language, "part.why_not", number=found.inquiry.number)
    return Screen(said, column(back), fresh=True)


def handed_in(reader: Reader, found: PartCard) -> Screen:
    """The part is where it belongs."""
    said = text(
        reader.language,
        "part.handed_in" if found.part.state in (*OPEN_PARTS, PartState.WRITTEN) else "part.declined",
        number=found.inquiry.number,
        body=reader.body(found.inquiry.body, found.inquiry.region),
    )
    again = reader.button("button.part_open", PartDo(part=found.part.id, act="open").pack())
    return Screen(said, column(again, reader.button("button.queue", Queue(view=Filter.ALL).pack())))
