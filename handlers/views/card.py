"""The card of an inquiry: its head, its thread, and what its reader may do, the likely things first."""

from collections.abc import Sequence
from datetime import date

from domain.inquiries import OPEN
from domain.limits import clip
from handlers.callbacks.desk import Answering, Card, Engage, HandOn, Queue, Transfer
from handlers.callbacks.house import Assign
from handlers.screen import Button, Rows, Screen, column
from handlers.views import answering, beside
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Inquiry, Message, MessageVersion
from services.cards import Card as CardData
from services.queues import Filter
from services.thread import CONTACT

SHOWN = 2600
"""Characters of a thread on a card; what does not fit is opened as the whole thread."""

Versions = dict[int, list[MessageVersion]]
"""Earlier versions by message."""


def left(reader: Reader, due: date) -> str:
    """How long until a date in working days, as the term itself is counted."""
    calendar = reader.facts.calendar
    if due < reader.today:
        return reader.label("left.late", n=max(1, calendar.between(due, reader.today)))
    if due == reader.today:
        return reader.label("left.today")
    return reader.label("left.days", n=calendar.between(reader.today, due))


def mark(reader: Reader, inquiry: Inquiry) -> str:
    """A colour for lateness; nothing for what is closed."""
    if inquiry.state not in OPEN:
        return "⚪"
    if inquiry.state == "waiting":
        return "⏸"
    days = (inquiry.due - reader.today).days
    return "🔴" if days < 0 else "🟠" if days == 0 else "🟡" if days <= 3 else "🟢"


def card(reader: Reader, found: CardData, *, more: bool = False) -> Screen:
    """An inquiry as its operator sees it; `more`: with the buttons that are seldom needed."""
    inquiry = found.inquiry
    head = text(
        reader.language,
        "card.head",
        mark=("🚩" if inquiry.flagged_at else "") + mark(reader, inquiry),
        number=inquiry.number,
        state=_state(reader, found),
        date=reader.day(inquiry.due),
        left=reader.label("left.paused") if inquiry.state == "waiting" else left(reader, inquiry.due),
    )
    facts = text(
        reader.language,
        "card.facts",
        topic=reader.topic(inquiry) or reader.label("desk.no_topic"),
        region=reader.region(inquiry.region),
        lang=reader.label(f"language.{inquiry.language}"),
        first=reader.moment(inquiry.received_at),
        hops=inquiry.hops,
    )
    if others := reader.also(inquiry):
        facts = Html(f"{facts}\n{text(reader.language, 'card.matters', bodies=others)}")
    foot = text(reader.language, "card.foot", files=found.files, open=found.open_of_citizen)
    parts = [head, facts, thread(reader, found.messages, found.versions, SHOWN), foot]
    parts[3:3] = beside.lines(reader, found)
    parts += answering.card_lines(reader, found)
    if found.delivery is not None:
        parts.append(text(reader.language, "card.delivery", state=reader.label(f"delivery.{found.delivery}")))
    buttons = _card_buttons(reader, found, more=more)
    return Screen("\n\n".join(parts), buttons, protect=True, inquiry_id=inquiry.id)


def _state(reader: Reader, found: CardData) -> str:
    name = reader.label(f"desk.state.{found.inquiry.state}")
    return f"{name} · {found.holder}" if found.holder and not found.mine else name


def thread(reader: Reader, messages: Sequence[Message], versions: Versions, room: int) -> Html:
    """What was said, newest kept when room runs out; an edited message shows how it read before."""
    lines: list[str] = []
    for message in reversed(messages):
        line: str = _said(reader, message, versions)
        room -= len(line)
        if room < 0 and lines:
            lines.append("…")
            break
        lines.append(line)
    return Html("\n\n".join(reversed(lines)))


def _said(reader: Reader, message: Message, versions: Versions) -> str:
    who = reader.label("desk.answer" if message.author == "staff" else "desk.citizen")
    kind = "" if message.kind == "text" else f" · {reader.kind(message.kind)}"
    silent = "desk.contact_apart" if message.kind == CONTACT else "desk.no_words"
    words = clip(message.text, 1500) or reader.label(silent)
    line: str = text(reader.language, "card.said", who=who + kind, at=reader.moment(message.at), said=words)
    for old in versions.get(message.id, ()):
        was = clip(old.text, 400)
        line += "\n" + text(reader.language, "card.was", said=was)
    return line


def _card_buttons(reader: Reader, found: CardData, *, more: bool) -> Rows:
    return column(*(_more(reader, found) if more else _likely(reader, found)))


def _likely(reader: Reader, found: CardData) -> list[Button | None]:
    """What is done with most inquiries; the rest is one tap behind."""
    inquiry, can = found.inquiry, found.can
    return [
        _act(reader, found, "take"),
        _act(reader, found, "answer"),
        _act(reader, found, "insert"),
        *beside.offered(reader, found.inquiry, found.offers),
        *answering.card_buttons(reader, found),
        _review(reader, found),
        reader.button("button.hand_on", HandOn(inquiry=inquiry.id).pack()) if "hand_on" in can else None,
        _act(reader, found, "ask_back"),
        _act(reader, found, "go_on"),
        reader.button("button.transfer", Transfer(inquiry=inquiry.id).pack()) if "transfer" in can else None,
        _act(reader, found, "files") if found.files else None,
        _act(reader, found, "contact") if any(m.contact for m in found.messages) else None,
        _always(reader, found, "resend") if found.delivery in ("unknown", "failed") else None,
        reader.button("button.more", Card(inquiry=inquiry.id, act="more").pack()),
        reader.button("button.queue", Queue(view=Filter.ALL).pack()),
    ]


def _more(reader: Reader, found: CardData) -> list[Button | None]:
    """What is done now and then."""
    inquiry, can = found.inquiry, found.can
    engage = reader.button("button.engage", Engage(inquiry=inquiry.id).pack()) if "engage" in can else None
    return [
        engage,
        _act(reader, found, "extend"),
        _assign(reader, found),
        _act(reader, found, "hand_over"),
        _always(reader, found, "note"),
        _act(reader, found, "flag"),
        _act(reader, found, "unflag"),
        _act(reader, found, "merge"),
        _act(reader, found, "close"),
        _always(reader, found, "how", "button.how_counted"),
        _always(reader, found, "history"),
        _act(reader, found, "release"),
        _always(reader, found, "open", "button.back"),
    ]


def _act(reader: Reader, found: CardData, name: str) -> Button | None:
    """A button for what its reader may do now."""
    return _always(reader, found, name) if name in found.can else None


def _always(reader: Reader, found: CardData, name: str, key: str = "") -> Button:
    return reader.button(key or f"button.{name}", Card(inquiry=found.inquiry.id, act=name).pack())


def _assign(reader: Reader, found: CardData) -> Button | None:
    inquiry = found.inquiry
    if "assign" not in found.can:
        return None
    data = Assign(body=inquiry.body, region=inquiry.region, what="one", of=inquiry.id)
    return reader.button("button.assign", data.pack())


def _review(reader: Reader, found: CardData) -> Button | None:
    if "approve" not in found.can or found.waiting_answer is None:
        return None
    return reader.button("button.review", Answering(answer=found.waiting_answer.id, act="review").pack())


def contacts(reader: Reader, inquiry: Inquiry, found: Sequence[Message]) -> Screen:
    """The contacts its citizen shared, in the place of the card until the reader goes back."""
    said = "\n".join(text(reader.language, "desk.contact_line", words=one.contact) for one in found)
    head = text(reader.language, "desk.contacts", number=inquiry.number)
    back = reader.button("button.back", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(f"{head}\n\n{said}", column(back), protect=True, inquiry_id=inquiry.id)


def taken(reader: Reader, inquiry: Inquiry, found: CardData) -> Screen:
    """It is yours: the card again, and the next thing typed is the answer."""
    note = text(reader.language, "answering.taken", lang=reader.label(f"language.{inquiry.language}"))
    shown = card(reader, found)
    return Screen(f"{shown.text}\n\n{note}", shown.rows, protect=True, inquiry_id=inquiry.id)
