"""Screens of operators, heads and dispatchers: queue, card, answer, approval."""

from domain.limits import clip
from handlers.callbacks.desk import Answering, Card, Find, HandOn, PartList, Queue
from handlers.screen import Button, Rows, Screen, Sendable, column, grid
from handlers.views import answering as answering_views
from handlers.views import pages
from handlers.views.card import left, mark
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import File, Inquiry
from services.answers import Draft
from services.queues import Filter, Page
from services.sending import parts_of

WORDS = 70
HANDED_PAGE = 9


def queue(reader: Reader, found: Page) -> Screen:
    """A page of a queue."""
    title = text(reader.language, f"queue.title.{found.filter}", n=found.total)
    if found.parts:
        title = Html(f"{title}\n{text(reader.language, 'queue.parts', n=found.parts)}")
    if not found.rows:
        return Screen(
            f"{title}\n\n{text(reader.language, 'queue.empty')}", _filters(reader, found), protect=True
        )
    lines = [_queue_line(reader, n, inquiry, found) for n, inquiry in enumerate(found.rows, 1)]
    numbers = [
        Button(str(n), Card(inquiry=inquiry.id, act="open").pack()) for n, inquiry in enumerate(found.rows, 1)
    ]
    pick = text(reader.language, "queue.pick")
    turns = pages.turns(
        reader, found.number, found.pages, lambda page: Queue(view=found.filter, page=page).pack()
    )
    body = f"{title}\n\n" + "\n\n".join(lines) + f"\n\n{pick}"
    return Screen(body, (tuple(numbers), *turns, *_filters(reader, found)), protect=True)


def _queue_line(reader: Reader, n: int, inquiry: Inquiry, found: Page) -> str:
    return text(
        reader.language,
        "queue.line",
        n=n,
        mark=mark(reader, inquiry),
        number=inquiry.number,
        state=_state(reader, inquiry, found),
        due=reader.day(inquiry.due),
        left=left(reader, inquiry.due),
        words=clip(found.words.get(inquiry.id, reader.label("desk.no_words")).replace("\n", " "), WORDS),
    )


def _state(reader: Reader, inquiry: Inquiry, found: Page) -> str:
    """How it stands, and for whom the reader stands in."""
    name = found.stood_in_for.get(inquiry.id)
    said = reader.label(f"desk.state.{inquiry.state}")
    return said if name is None else f"{said} · {reader.label('queue.stood_in_for', name=name)}"


def _filters(reader: Reader, found: Page) -> Rows:
    others = [f for f in Filter if f is not found.filter]
    parts = column(reader.button("button.parts", PartList().pack())) if found.parts else ()
    filters = grid([reader.button(f"filter.{f}", Queue(view=f).pack()) for f in others], 2)
    last = (reader.button("button.find", Find().pack()), reader.go("button.sections", "help"))
    return (*parts, *filters, last)


def answering(reader: Reader, inquiry: Inquiry, *, fresh: bool = True) -> Screen:
    """The operator may write now; after "write anew" the old preview turns into this."""
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    said = text(
        reader.language,
        "answering.write",
        number=inquiry.number,
        lang=reader.label(f"language.{inquiry.language}"),
    )
    return Screen(said, column(back), fresh=fresh, inquiry_id=inquiry.id)


def preview(reader: Reader, found: Draft, signature: str) -> tuple[Screen, ...]:
    """The answer exactly as the citizen will see it, part by part; the last has the buttons."""
    citizen = Reader(found.reads, reader.today, reader.facts)
    shown = parts(citizen, found, signature)
    heading = text(reader.language, "preview.title", number=found.inquiry.number)
    files = text(reader.language, "preview.files", n=len(found.files)) if found.files else ""
    more = text(reader.language, "preview.more")
    pieces = [f"{heading}\n\n{shown[0]}", *shown[1:], *_other_language(reader, found, signature)]
    foot = [files, *answering_views.warnings(reader, found), more]
    pieces[-1] = "\n\n".join(piece for piece in (pieces[-1], *foot) if piece)
    earlier = [Screen(piece, fresh=True, protect=True) for piece in pieces[:-1]]
    about = found.inquiry.id
    last = Screen(pieces[-1], _preview_buttons(reader, found), fresh=True, protect=True, inquiry_id=about)
    return (*earlier, last)


def _other_language(reader: Reader, found: Draft, signature: str) -> list[str]:
    """How it reads for the first of those answered along who read the other language."""
    example = found.along.example
    if example is None or not example[1]:
        return []
    inquiry, words = example
    heading = text(reader.language, "preview.other", number=inquiry.number)
    citizen = Reader(inquiry.language, reader.today, reader.facts)
    pieces = parts_of(words)
    shown = [
        answer_text(citizen, inquiry, signature, piece, n=n, parts=len(pieces))
        for n, piece in enumerate(pieces)
    ]
    return [f"{heading}\n\n{shown[0]}", *shown[1:]]


def _preview_buttons(reader: Reader, found: Draft) -> Rows:
    send = "button.to_head" if found.needs_approval else "button.send"
    answer, complete = found.answer, not found.along.wanted
    sure = Answering(answer=answer.id, act="send", version=answer.version).pack()
    return column(
        reader.button(send, sure) if complete else None,
        answering_views.other_button(reader, found),
        reader.button("button.rewrite", Answering(answer=answer.id, act="rewrite").pack()),
        reader.button("button.to_card", Card(inquiry=found.inquiry.id, act="open").pack()),
    )


def parts(citizen: Reader, found: Draft, signature: str) -> list[Html]:
    """The messages an answer leaves in."""
    pieces = parts_of(found.text)
    return [
        answer_text(citizen, found.inquiry, signature, piece, n=n, parts=len(pieces))
        for n, piece in enumerate(pieces)
    ]


def answer_text(
    reader: Reader,
    inquiry: Inquiry,
    signature: str,
    words: str,
    *,
    n: int = 0,
    parts: int = 1,
    corrected: bool = False,
) -> Html:
    """The message an answer, or part `n` of several, arrives in; the foot stands under the last."""
    part = f" ({n + 1}/{parts})" if parts > 1 else ""
    key = "answer.corrected" if corrected else "answer.title"
    title = text(reader.language, key, number=inquiry.number, part=part)
    signed = text(reader.language, "answer.signed", signature=signature)
    foot = text(reader.language, "answer.foot") if n == parts - 1 else ""
    return Html("\n\n".join(piece for piece in (f"{title}\n{signed}", _escaped(words), foot) if piece))


def _escaped(words: str) -> str:
    return text("ru", "same.words", words=words)


def review(reader: Reader, found: Draft, signature: str) -> tuple[Screen, ...]:
    """The head reads an answer before it leaves, whole."""
    answer = found.answer
    citizen = Reader(found.reads, reader.today, reader.facts)
    heading = text(reader.language, "review.title", number=found.inquiry.number)
    files = text(reader.language, "preview.files", n=len(found.files)) if found.files else ""
    shown = parts(citizen, found, signature)
    pieces = [f"{heading}\n\n{shown[0]}", *shown[1:]]
    pieces += _other_language(reader, found, signature)
    foot = [files, *answering_views.warnings(reader, found)]
    pieces[-1] = "\n\n".join(piece for piece in (pieces[-1], *foot) if piece)
    buttons = column(
        reader.button("button.approve", Answering(answer=answer.id, act="approve").pack()),
        reader.button("button.return", Answering(answer=answer.id, act="return").pack()),
        reader.button("button.to_card", Card(inquiry=found.inquiry.id, act="open").pack()),
    )
    earlier = [Screen(piece, fresh=True, protect=True) for piece in pieces[:-1]]
    last = Screen(pieces[-1], buttons, fresh=True, protect=True, inquiry_id=found.inquiry.id)
    return (*earlier, last)


def file(found: File, caption: str = "") -> Screen:
    """A file of the thread."""
    return Screen(caption, file=Sendable(found.kind, found.telegram_file_id), protect=True, fresh=True)


def hand_on(reader: Reader, inquiry: Inquiry, page: int) -> Screen:
    """The dispatcher chooses the body: what routing proposed first, then all of them."""
    codes = _proposed(reader, inquiry)
    pages = -(-len(codes) // HANDED_PAGE)
    page %= pages
    shown = codes[page * HANDED_PAGE : (page + 1) * HANDED_PAGE]
    first = page * HANDED_PAGE + 1
    lines = [
        text(reader.language, "suggest.line", n=n, body=reader.body(c, None))
        for n, c in enumerate(shown, first)
    ]
    buttons = [
        Button(fitting(f"{n} · {reader.short(c, None)}"), HandOn(inquiry=inquiry.id, body=c).pack())
        for n, c in enumerate(shown, first)
    ]
    turn = reader.button("button.more_bodies", HandOn(inquiry=inquiry.id, page=page + 1).pack())
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    title = text(reader.language, "hand_on.title", number=inquiry.number)
    return Screen(f"{title}\n\n" + "\n".join(lines), column(*buttons, turn, back), protect=True)


def _proposed(reader: Reader, inquiry: Inquiry) -> list[str]:
    first = [b["code"] for b in inquiry.suggested.get("bodies", ()) if b["code"] in reader.facts.bodies]
    return first + [code for code in reader.facts.bodies if code not in first]


def hand_on_region(reader: Reader, inquiry: Inquiry, body: str) -> Screen:
    """Which region's queue."""
    buttons = [
        Button(
            fitting(region.short(reader.language)), HandOn(inquiry=inquiry.id, body=body, region=code).pack()
        )
        for code, region in reader.facts.regions.items()
    ]
    back = column(reader.button("button.back", HandOn(inquiry=inquiry.id).pack()))
    return Screen(text(reader.language, "region.where"), grid(buttons, 2) + back, protect=True)


def handed_on(reader: Reader, inquiry: Inquiry) -> Screen:
    """It went to the body."""
    said = text(
        reader.language,
        "hand_on.done",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        date=reader.day(inquiry.due),
    )
    return Screen(said, column(reader.button("button.queue", Queue(view=Filter.ALL).pack())))


def remark_wanted(reader: Reader, inquiry: Inquiry) -> Screen:
    """The head writes why the answer goes back."""
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(text(reader.language, "review.remark", number=inquiry.number), column(back), fresh=True)
