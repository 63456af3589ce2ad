"""The history of an inquiry, and how an answer is signed."""

from collections.abc import Sequence

from handlers.callbacks import Card
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import has, text
from models.tables import Event, Inquiry
from services import signing
from services.answers import Draft
from services.work import Work

NEWEST = 20


def screen(reader: Reader, inquiry: Inquiry, events: Sequence[tuple[Event, str]]) -> Screen:
    """The newest events of an inquiry, oldest of them first."""
    lines = [_line(reader, event, name) for event, name in events[-NEWEST:]]
    title = text(reader.language, "history.title", number=inquiry.number)
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(f"{title}\n\n" + "\n".join(lines), column(back), protect=True, inquiry_id=inquiry.id)


def _line(reader: Reader, event: Event, name: str) -> str:
    key = f"event.{event.kind}"
    what = reader.label(key if has(reader.language, key) else "event.other")
    by = f" · {name}" if name else ""
    return text(reader.language, "history.line", at=reader.moment(event.at), what=what + by)


async def signature(work: Work, draft: Draft) -> str:
    """Body and post, in the citizen's language: how the answer will be signed."""
    citizen = Reader(draft.reads, work.today, work.facts)
    return signed(citizen, await signing.signer(work, draft.answer))


def signed(reader: Reader, signer: signing.Signer) -> str:
    """Body and post in the reader's language."""
    body = reader.body(signer.body, signer.region)
    return f"{body}, {reader.post(signer.post_kk, signer.post_ru, signer.role)}"
