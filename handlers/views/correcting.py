"""Screens of correcting a sent answer."""

from domain.limits import clip
from handlers.callbacks.desk import Card, Correct
from handlers.screen import Button, Screen, column
from handlers.views.staff import answer_text
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Inquiry
from services.corrections import Corrected
from services.sending import parts_of

SHOWN = 3000
"""Characters of the former text that stand on a screen."""


def wanted(reader: Reader, found: Corrected) -> Screen:
    """Write it as it should have been; the former text may be copied, it is the body's own."""
    was = clip(found.answer.text, SHOWN)
    said = text(reader.language, "correcting.write", number=found.inquiry.number, was=was)
    drop = reader.button("button.correction_drop", Correct(answer=found.answer.id, act="drop").pack())
    return Screen(said, column(drop), fresh=True, protect=False, inquiry_id=found.inquiry.id)


def preview(reader: Reader, found: Corrected, signature: str) -> tuple[Screen, ...]:
    """The corrected answer exactly as the citizen will see it, part by part; the last has the buttons."""
    heading = text(reader.language, "preview.title", number=found.inquiry.number)
    send = "button.to_head" if found.needs_approval else "button.send"
    answer = found.answer.id
    sure = Correct(answer=answer, act="send", version=found.correction.version).pack()
    buttons = (
        reader.button(send, sure),
        reader.button("button.rewrite", Correct(answer=answer, act="rewrite").pack()),
        reader.button("button.correction_drop", Correct(answer=answer, act="drop").pack()),
    )
    return _shown(reader, found, signature, heading, buttons)


def review(reader: Reader, found: Corrected, signature: str) -> tuple[Screen, ...]:
    """The head reads a correction before it leaves, under what the answer said before."""
    heading = text(reader.language, "correcting.review", number=found.inquiry.number)
    was = text(reader.language, "correcting.was", was=clip(found.answer.text, SHOWN // 3))
    answer = found.answer.id
    buttons = (
        reader.button("button.approve", Correct(answer=answer, act="approve").pack()),
        reader.button("button.correction_refuse", Correct(answer=answer, act="return").pack()),
        _to_card(reader, found.inquiry),
    )
    first = Screen(f"{heading}\n\n{was}", fresh=True, protect=True, inquiry_id=found.inquiry.id)
    return (first, *_shown(reader, found, signature, Html(""), buttons))


def _shown(
    reader: Reader, found: Corrected, signature: str, heading: Html, buttons: tuple[Button, ...]
) -> tuple[Screen, ...]:
    citizen = Reader(found.reads, reader.today, reader.facts)
    words = parts_of(found.correction.text)
    pieces: list[str] = [
        answer_text(citizen, found.inquiry, signature, piece, n=n, parts=len(words), corrected=True)
        for n, piece in enumerate(words)
    ]
    if heading:
        pieces[0] = f"{heading}\n\n{pieces[0]}"
    if found.foreign:
        pieces[-1] += "\n\n" + text(reader.language, f"preview.foreign_{found.inquiry.language}")
    about = found.inquiry.id
    earlier = [Screen(piece, fresh=True, protect=True) for piece in pieces[:-1]]
    return (*earlier, Screen(pieces[-1], column(*buttons), fresh=True, protect=True, inquiry_id=about))


def sent(reader: Reader, found: Corrected) -> Screen:
    """It is on its way, or the head sees it first."""
    key = "correcting.to_head" if found.correction.state == "approval" else "correcting.sent"
    said = text(reader.language, key, number=found.inquiry.number)
    return Screen(said, column(_to_card(reader, found.inquiry)), inquiry_id=found.inquiry.id)


def dropped(reader: Reader, inquiry: Inquiry) -> Screen:
    """The answer stays as it was."""
    said = text(reader.language, "correcting.dropped", number=inquiry.number)
    return Screen(said, column(_to_card(reader, inquiry)), inquiry_id=inquiry.id)


def _to_card(reader: Reader, inquiry: Inquiry) -> Button:
    return reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
