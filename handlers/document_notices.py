"""Documents on their way: how far one has come, and the file with its caption."""

from collections.abc import Callable
from pathlib import Path

from domain.limits import clip
from handlers import head_notices
from handlers.screen import Rows, Screen, Sendable
from handlers.views.words import Reader
from locales import text
from models.tables import DocumentOrder, Outbox
from services import notices as facts_of
from services.notices import Recipient
from services.work import Work

CAPTION = 1024
"""Characters Telegram shows under a file."""

_STEPS = 10


async def document(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The file. Whoever lost the post it belongs to gets nothing; a file that is gone is made anew."""
    order = await facts_of.document(work, row)
    if order is None or order.state != "made" or order.path is None:
        return None
    if not facts_of.still_theirs(to, order) or not _is_there(order.path):
        return None
    caption = text(reader.language, f"document.{order.kind}", **order.told)
    file = Sendable(order.sent_as or "document", path=order.path, name=order.name or "document")
    # It was asked for to be kept and passed on; there are no words of citizens in it.
    buttons = UNDER[order.kind](reader, order) if order.kind in UNDER else ()
    return Screen(clip(caption, CAPTION), buttons, file=file, protect=False)


async def waiting(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """How far it has come; an edit of the message that is there already."""
    order = await facts_of.document(work, row)
    if order is None:
        return None
    shown = await facts_of.shown(work, row, order)
    return Screen(_said(reader, order), edit=shown)


UNDER: dict[str, Callable[[Reader, DocumentOrder], Rows]] = {"statistics_chart": head_notices.under_chart}
"""Buttons under a document, by its kind."""


def _is_there(path: str) -> bool:
    return Path(path).exists()


def _said(reader: Reader, order: DocumentOrder) -> str:
    if order.state in ("made", "sent"):
        return text(reader.language, "document.ready")
    if order.state == "failed":
        return text(reader.language, "document.failed")
    if not order.total:
        return text(reader.language, "document.begun")
    return text(reader.language, "document.bar", bar=bar(order.done, order.total))


def bar(done: int, total: int) -> str:
    """A bar of ten fields and a percentage; never full before it is finished."""
    share = min(done / total, 0.99)
    full = int(share * _STEPS)
    return f"{'▓' * full}{'░' * (_STEPS - full)} {int(share * 100)} %"


DRAWN = {"document_file": document, "document_wait": waiting}
"""Documents; `handlers.notices` takes them over."""
