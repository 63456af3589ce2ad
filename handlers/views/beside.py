"""What stands beside the thread on a card: other bodies' parts, colleagues' notes, an earlier closing."""

from collections.abc import Sequence

from domain.coexecutors import OPEN_PARTS, PartState
from domain.limits import clip
from handlers.callbacks.desk import EngageSure
from handlers.screen import Button
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Call, Closing, Inquiry, Note, Part
from services.cards import Card

NOTES = 3
"""Notes on a card, the newest; the history has them all."""


def lines(reader: Reader, found: Card) -> list[Html]:
    """Everything beside the thread; most cards have nothing of it."""
    unit = found.unit
    named = unit and (unit.name_kk if reader.language == "kk" else unit.name_ru)
    return [
        *([about_call(reader, found.call)] if found.call else []),
        *([text(reader.language, "card.unit", unit=named)] if named else []),
        *([closed_before(reader, found.closing)] if found.closing else []),
        *on_card(reader, found.parts),
        *(note(reader, row, name) for row, name in found.notes[-NOTES:]),
    ]


def about_call(reader: Reader, call: Call) -> Html:
    """The grant call an inquiry is about."""
    title = call.title_kk if reader.language == "kk" else call.title_ru
    moment = reader.moment(call.closes_at) if call.closes_at else "–"
    return text(reader.language, "card.call", title=title, moment=moment)


def note(reader: Reader, row: Note, name: str) -> Html:
    """A note among colleagues."""
    return text(reader.language, "card.note", name=name, at=reader.moment(row.at), said=clip(row.text, 500))


def on_card(reader: Reader, parts: Sequence[Part]) -> list[Html]:
    """The parts of an answer as its operator sees them."""
    return [_line(reader, part) for part in parts if part.state != PartState.DROPPED]


def _line(reader: Reader, part: Part) -> Html:
    head = text(
        reader.language,
        "card.part_late" if part.state in OPEN_PARTS and part.due < reader.today else "card.part",
        body=reader.body(part.body, part.region),
        state=reader.label(f"part.state.{part.state}"),
        date=reader.day(part.due),
    )
    if part.state not in (PartState.WRITTEN, PartState.DECLINED):
        return head
    return Html(f"{head}\n{text(reader.language, 'card.part_said', said=clip(part.text, 700))}")


def offered(reader: Reader, inquiry: Inquiry, queues: Sequence[tuple[str, str]]) -> list[Button]:
    """Bodies routing would engage too: one tap each."""
    return [
        Button(
            fitting(f"➕ {reader.short(*queue)}"),
            EngageSure(inquiry=inquiry.id, body=queue[0], region=queue[1]).pack(),
        )
        for queue in queues
    ]


def closed_before(reader: Reader, row: Closing) -> Html:
    """On the card: how it was closed, and that its citizen does not agree."""
    key = "card.objected" if row.objected_at else "card.closed"
    return text(reader.language, key, reason=reader.label(f"closing.{row.reason}"))
