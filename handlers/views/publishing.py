"""Answers for everybody at the desk: the list, one pair, proposals, numbers, what has no answer."""

from dataclasses import replace

from domain.limits import MESSAGE_LIMIT, clip, utf16_length
from domain.proposals import Source
from handlers.callbacks.desk import Insert, PairDo, Propose
from handlers.screen import Button, Screen, column, grid
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Inquiry, PublishedAnswer
from services.proposals import Proposed
from services.published import FIELDS, Pair
from services.worklist import Line, Numbers, Wish

TITLE = 70
"""Characters of a question in a list."""

DOUBTS = 6
"""Pieces to look at; whoever finds six wrong ones reads the whole text again anyway."""

SIGNS = {Source.SENT: "💬", Source.CANNED: "💬", Source.PUBLISHED: "🏛", Source.READY: "💡"}
"""Where a proposed text comes from: the queue's own replies, answers of bodies, ready answers."""

_ONE_MESSAGE = MESSAGE_LIMIT - 100
"""UTF-16 units; the rest is for the line that says in which mode one is."""

_NUMBERS = 5


def listed(reader: Reader, rows: list[PublishedAnswer]) -> Screen:
    """What waits first, then what is written, then what is published."""
    lines = [
        text(
            reader.language,
            "pairs.line",
            n=n,
            state=reader.label(f"pairs.state.{row.state}"),
            question=clip(_question(reader, row), TITLE),
        )
        for n, row in enumerate(rows, 1)
    ]
    said = "\n".join(lines) or text(reader.language, "pairs.none")
    numbers = [Button(str(n), _pack("open", row.id)) for n, row in enumerate(rows, 1)]
    foot = column(
        reader.button("button.unanswered", _pack("unanswered")),
        reader.button("button.answer_numbers", _pack("numbers")),
    )
    return Screen(f"{text(reader.language, 'pairs.title')}\n\n{said}", grid(numbers, _NUMBERS) + foot)


def _question(reader: Reader, row: PublishedAnswer) -> str:
    kazakh, russian = row.question_kk, row.question_ru
    own, other = (kazakh, russian) if reader.language == "kk" else (russian, kazakh)
    return own or other or reader.label("pairs.no_question")


def pair(reader: Reader, found: Pair) -> tuple[Screen, ...]:
    """One pair: both languages, what is missing, what may still tell of a person, and the next step.

    Two long answers are a message each, and the buttons stand under the last: who publishes has read it all.
    """
    row = found.row
    until = {"date": reader.day(row.review)} if row.state == "published" and row.review else {}
    state = text(reader.language, f"pair.{row.state}", **until)
    kazakh, russian = (_words(reader, row, lang) for lang in ("kk", "ru"))
    below, steps = _warnings(reader, found), column(*_steps(reader, found))
    whole = "\n\n".join([state, kazakh, russian, *below])
    if utf16_length(whole) <= _ONE_MESSAGE:
        return (Screen(whole, steps, protect=True),)
    last = Screen("\n\n".join([state, *below]), steps, fresh=True, protect=True)
    return (*(Screen(said, fresh=True, protect=True) for said in (kazakh, russian)), last)


def _words(reader: Reader, row: PublishedAnswer, lang: str) -> Html:
    question, answer = getattr(row, f"question_{lang}"), getattr(row, f"answer_{lang}")
    return text(
        reader.language,
        "pair.words",
        lang=reader.label(f"language.{lang}"),
        question=question or "–",
        answer=answer or "–",
    )


def _warnings(reader: Reader, found: Pair) -> list[Html]:
    said = []
    if found.row.state != "published" and found.broken:
        said.append(text(reader.language, "pair.broken"))
    if found.row.state != "published" and found.doubts:
        pieces = ", ".join(found.doubts[:DOUBTS])
        said.append(text(reader.language, "pair.doubts", pieces=pieces))
    return said


def _steps(reader: Reader, found: Pair) -> list[Button | None]:
    row = found.row
    back = reader.button("button.all_pairs", _pack("list"))
    if row.state == "published":
        if not found.head:
            return [back]
        return [
            reader.button("button.renew_pair", _pack("renew", row.id)),
            reader.button("button.withdraw_pair", _pack("withdraw", row.id)),
            back,
        ]
    fields = [_field(reader, found, field) for field in FIELDS]
    done = None
    if found.ready and found.head:
        done = reader.button("button.publish_pair", _pack("publish", row.id, row.version))
    elif found.ready and row.state == "draft":
        done = reader.button("button.offer_pair", _pack("offer", row.id, row.version))
    return [done, *fields, reader.button("button.drop_pair", _pack("drop", row.id)), back]


def _field(reader: Reader, found: Pair, field: str) -> Button:
    mark = "◻️ " if field in found.missing or field in found.broken else "✅ "
    return Button(fitting(mark + reader.label(f"pair.{field}")), _pack(field, found.row.id))


def words_wanted(reader: Reader, found: Pair, field: str) -> Screen:
    """Type this field; what stands there now can be copied."""
    now = getattr(found.row, field)
    said = text(reader.language, "pair.type", field=reader.label(f"pair.{field}"), now=now or "–")
    back = reader.button("button.back", _pack("open", found.row.id))
    return Screen(said, column(back), protect=False)


def numbers(reader: Reader, found: Numbers) -> Screen:
    """How the answers of the reader's bodies were used in a month."""
    said = [text(reader.language, "worklist.numbers", **_counts(found.whole))]
    said += [
        text(reader.language, "worklist.line", question=clip(line.question, TITLE), **_counts(line))
        for line in found.lines
    ]
    back = reader.button("button.all_pairs", _pack("list"))
    return Screen("\n\n".join(said), column(back))


def _counts(line: Line) -> dict[str, object]:
    return {"offered": line.offered, "read": line.read, "found": line.found, "asked": line.asked}


def unanswered(reader: Reader, groups: list[Wish]) -> Screen:
    """What is asked most and has no answer, in masked words."""
    lines = [
        text(
            reader.language,
            "worklist.group",
            n=group.n,
            body=reader.short(group.body, None),
            words=group.words,
        )
        for group in groups
    ]
    key = "worklist.unanswered" if groups else "worklist.all_answered"
    back = reader.button("button.all_pairs", _pack("list"))
    return Screen("\n\n".join([text(reader.language, key), *lines]), column(back), protect=True)


def with_proposals(reader: Reader, screen: Screen, inquiry: Inquiry, found: list[Proposed]) -> Screen:
    """A card with a line for each text that fits, and first of its buttons those that insert them."""
    if not found:
        return screen
    lines = "\n".join(
        text(reader.language, f"proposals.{one.source.name.lower()}", title=one.title) for one in found
    )
    buttons = [Button(fitting(f"{SIGNS[one.source]} {one.title}"), _insert(inquiry, one)) for one in found]
    said = f"{screen.text}\n\n{text(reader.language, 'proposals.title')}\n{lines}"
    return replace(screen, text=said, rows=column(*buttons) + screen.rows)


def _insert(inquiry: Inquiry, one: Proposed) -> str:
    if one.source in (Source.SENT, Source.CANNED):
        return Insert(inquiry=inquiry.id, reply=int(one.id)).pack()
    return Propose(inquiry=inquiry.id, key=one.id).pack()


def inserted(reader: Reader, shown: tuple[Screen, ...]) -> tuple[Screen, ...]:
    """The preview of an inserted text: everybody may read it, so it can be copied, mended and sent anew."""
    *earlier, last = (replace(screen, protect=False) for screen in shown)
    more, mend = text(reader.language, "preview.more"), text(reader.language, "proposals.mend")
    return (*earlier, replace(last, text=last.text.replace(more, mend)))


def _pack(act: str, key: int = 0, version: int = 0) -> str:
    return PairDo(pair=key, act=act, version=version).pack()
