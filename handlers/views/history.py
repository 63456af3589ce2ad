"""The history of an inquiry, and how an answer is signed."""

from collections.abc import Mapping, Sequence

from domain.limits import clip
from handlers.callbacks.desk import Card
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import has, text
from models.tables import Answer, Event, Inquiry
from services import signing
from services.answers import Draft
from services.work import Work

NEWEST = 20


def screen(
    reader: Reader, inquiry: Inquiry, events: Sequence[tuple[Event, str]], notes: Mapping[int, str]
) -> Screen:
    """The newest events of an inquiry, oldest of them first; colleagues' notes stand where they were left."""
    lines = [_line(reader, event, name, notes) for event, name in events[-NEWEST:]]
    title = text(reader.language, "history.title", number=inquiry.number)
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(f"{title}\n\n" + "\n".join(lines), column(back), protect=True, inquiry_id=inquiry.id)


def _line(reader: Reader, event: Event, name: str, notes: Mapping[int, str]) -> str:
    key = f"event.{event.kind}"
    what = reader.label(key if has(reader.language, key) else "event.other")
    by = f" · {name}" if name else ""
    said = notes.get(event.details.get("note", 0), "")
    noted = f": {clip(said, 300)}" if said else ""
    return text(reader.language, "history.line", at=reader.moment(event.at), what=what + by + noted)


async def signature(work: Work, draft: Draft) -> str:
    """Body and post, in the citizen's language: how the answer will be signed."""
    return await signature_of(work, draft.answer, draft.reads)


async def signature_of(work: Work, answer: Answer, language: str) -> str:
    """Body and post of an answer's author, in a language."""
    return signed(Reader(language, work.today, work.facts), await signing.signer(work, answer))


def signed(reader: Reader, signer: signing.Signer) -> str:
    """Body and post in the reader's language, and who took part."""
    body = reader.body(signer.body, signer.region)
    by = f"{body}, {reader.post(signer.post_kk, signer.post_ru, signer.role)}"
    if not signer.together:
        return by
    bodies = "; ".join(reader.body(*queue) for queue in signer.together)
    return f"{by}\n{reader.label('answer.together', bodies=bodies)}"
