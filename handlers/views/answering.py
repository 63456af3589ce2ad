"""Screens around an answer: canned replies to insert, similar questions, what it came to, who got it."""

from domain.limits import clip
from domain.outcomes import Outcome
from handlers.callbacks.desk import About, Answering, CameTo, Card, Correct, Insert, PairDo, Queue, Together
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views import pages
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Answer, CannedReply, Inquiry
from services.answers import Draft
from services.canned import Shelf
from services.cards import Card as CardData
from services.outcomes import Marked
from services.queues import Filter
from services.together import Alike, Arrived

WORDS = 70
ARRIVED = 40
TOPICS = 10


def edit_missed(reader: Reader) -> Screen:
    """Somebody edited a message of theirs while writing: what was taken stays as it was typed."""
    return Screen(text(reader.language, "answer.edit_missed"), fresh=True)


def title(reader: Reader, reply: CannedReply) -> str:
    """A canned reply's title in the reader's language."""
    return reply.title_kk if reader.language == "kk" else reply.title_ru


def card_lines(reader: Reader, found: CardData) -> list[Html]:
    """What a card says of similar questions and of what the answer came to."""
    aids, language = found.aids, reader.language
    counts = (("linked", aids.linked), ("similar", aids.similar - aids.linked), ("along", aids.along))
    lines = [text(language, f"card.{name}", n=n) for name, n in counts if n > 0]
    if aids.lead:
        lines.append(text(language, "card.with", number=aids.lead))
    if found.last_answer is not None and found.last_answer.outcome:
        outcome = reader.label(f"outcome.{found.last_answer.outcome}")
        lines.append(text(language, "card.outcome", outcome=outcome))
    return [Html("\n".join(lines))] if lines else []


def card_buttons(reader: Reader, found: CardData) -> list[Button | None]:
    """The list of canned replies, similar questions; correcting what was sent."""
    inquiry, aids, last = found.inquiry, found.aids, found.last_answer
    listed = reader.button("button.canned", Insert(inquiry=inquiry.id).pack()) if aids.any_reply else None
    alike = reader.button("button.similar", Together(inquiry=inquiry.id).pack())
    correct = reader.button("button.correct", Correct(answer=last.id, act="begin").pack()) if last else None
    where = reader.button("button.deliveries", Together(inquiry=inquiry.id, act="arrived").pack())
    return [
        listed,
        alike if aids.similar and found.mine else None,
        correct if aids.correctable else None,
        where if aids.along else None,
    ]


def warnings(reader: Reader, found: Draft) -> list[Html]:
    """What to look at before sending: the language, and who else gets it."""
    lines: list[Html] = []
    if found.foreign:
        lines.append(text(reader.language, f"preview.foreign_{found.inquiry.language}"))
    if found.along.inquiries:
        lines.append(text(reader.language, "preview.along", n=len(found.along.inquiries)))
    if found.along.wanted:
        lines.append(text(reader.language, f"preview.wanted_{found.along.wanted}"))
    return lines


def other_button(reader: Reader, found: Draft) -> Button | None:
    """The way to the text in the other language, while somebody needs one that was typed."""
    example = found.along.example
    if example is None or not found.answer.text:
        return None
    data = Answering(answer=found.answer.id, act="other", version=found.answer.version)
    return reader.button(f"button.other_{example[0].language}", data.pack())


def other_wanted(reader: Reader, found: Draft) -> Screen:
    """Write the same answer in the other language."""
    example = found.along.example
    language = example[0].language if example else found.inquiry.language
    back = reader.button("button.to_card", Card(inquiry=found.inquiry.id, act="open").pack())
    said = text(reader.language, f"answering.other_{language}")
    return Screen(said, column(back), fresh=True, inquiry_id=found.inquiry.id)


def sent(reader: Reader, found: Marked, *, to_head: bool) -> Screen:
    """It is on its way; what it came to and what it was about are one tap each."""
    language, inquiry, answer = reader.language, found.inquiry, found.answer
    said = [text(language, "sent.to_head" if to_head else "sent.to_citizen", number=inquiry.number)]
    if found.along:
        said.append(text(language, "sent.along", n=found.along))
    said.append(text(language, "outcome.ask"))
    where = Together(inquiry=inquiry.id, act="arrived").pack()
    good = PairDo(pair=inquiry.id, act="begin").pack()
    ways = column(
        _proposed(reader, found),
        reader.button("button.topics", About(answer=answer.id).pack())
        if inquiry.body in reader.facts.topics
        else None,
        reader.button("button.deliveries", where) if found.along else None,
        None if to_head else reader.button("button.good_for_others", good),
        reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack()),
        reader.button("button.queue", Queue(view=Filter.ALL).pack()),
    )
    return Screen("\n\n".join(said), outcome_rows(reader, answer) + ways, inquiry_id=inquiry.id)


def outcome_rows(reader: Reader, answer: Answer) -> Rows:
    """The four outcomes; the one said stands out."""
    return grid(
        [
            _chosen(
                reader.label(f"outcome.{one}"),
                CameTo(answer=answer.id, outcome=one).pack(),
                said=answer.outcome == one,
            )
            for one in Outcome
        ],
        2,
    )


def _proposed(reader: Reader, found: Marked) -> Button | None:
    known = reader.facts.topics.get(found.inquiry.body, {})
    now = found.inquiry.topic if found.inquiry.topic in known else found.proposed
    if not now:
        return None
    said = found.inquiry.topic == now
    return _chosen(
        f"🏷 {known[now].name(reader.language)}", About(answer=found.answer.id, key=now).pack(), said=said
    )


def _chosen(name: str, data: str, *, said: bool) -> Button:
    return Button(fitting(f"✓ {name}" if said else name), data)


def topics(reader: Reader, found: Marked, keys: tuple[str, ...], page: int) -> Screen:
    """What the inquiry was about: the body's own list."""
    known = reader.facts.topics[found.inquiry.body]
    pages = max(1, -(-len(keys) // TOPICS))
    page %= pages
    buttons = [
        _chosen(
            known[key].name(reader.language),
            About(answer=found.answer.id, key=key).pack(),
            said=found.inquiry.topic == key,
        )
        for key in keys[page * TOPICS : (page + 1) * TOPICS]
    ]
    turn = reader.button("button.more_bodies", About(answer=found.answer.id, page=page + 1).pack())
    said = text(reader.language, "topic.title", number=found.inquiry.number)
    return Screen(said, column(*buttons, turn if pages > 1 else None), inquiry_id=found.inquiry.id)


def replies(reader: Reader, inquiry: Inquiry, found: Shelf) -> Screen:
    """The canned replies of a queue, those first that fit; a number inserts."""
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    if not found.total:
        return Screen(text(reader.language, "canned.none"), column(back), inquiry_id=inquiry.id)
    head = text(reader.language, "canned.pick", n=found.total)
    numbers = [
        Button(str(n), Insert(inquiry=inquiry.id, reply=row.id).pack())
        for n, row in enumerate(found.rows, found.first)
    ]
    turns = pages.turns(
        reader, found.page, found.pages, lambda page: Insert(inquiry=inquiry.id, page=page).pack()
    )
    said = f"{head}\n\n" + "\n".join(reply_lines(reader, found))
    return Screen(said, grid(numbers, 4) + turns + column(back), inquiry_id=inquiry.id)


def reply_lines(reader: Reader, found: Shelf) -> list[Html]:
    """A line for each canned reply of a page."""
    return [
        text(reader.language, "suggest.line", n=n, body=title(reader, row))
        for n, row in enumerate(found.rows, found.first)
    ]


def similar(reader: Reader, found: Alike, *, missed: int = 0) -> Screen:
    """Questions similar to one; a number links or unlinks, one button links all."""
    lead, language = found.lead, reader.language
    to_card = reader.button("button.to_card", Card(inquiry=lead.id, act="open").pack())
    answer = reader.button("button.answer", Card(inquiry=lead.id, act="answer").pack())
    said = [text(language, "similar.title", number=lead.number, n=found.total)]
    if missed:
        said.append(text(language, "similar.missed", n=missed))
    if not found.total:
        return Screen("\n\n".join([*said, text(language, "similar.none")]), column(answer, to_card))
    said += [_similar_line(reader, n, row, found) for n, row in enumerate(found.rows, found.first)]
    said.append(
        text(language, "similar.linked", n=len(found.linked))
        if found.linked
        else text(language, "similar.how")
    )
    numbers = [_toggle(n, row, found) for n, row in enumerate(found.rows, found.first)]
    all_of = reader.button("button.link_all", Together(inquiry=lead.id, act="all").pack())
    rows = (
        grid(numbers, 4)
        + pages.turns(
            reader, found.page, found.pages, lambda page: Together(inquiry=lead.id, page=page).pack()
        )
        + column(
            all_of if len(found.linked) < found.total else None, answer if found.linked else None, to_card
        )
    )
    return Screen("\n\n".join(said), rows, protect=True, inquiry_id=lead.id)


def _similar_line(reader: Reader, n: int, inquiry: Inquiry, found: Alike) -> Html:
    words = found.words.get(inquiry.id, reader.label("desk.no_words")).replace("\n", " ")
    return text(
        reader.language,
        "similar.line",
        n=n,
        mark="✅ " if inquiry.id in found.linked else "",
        number=inquiry.number,
        lang=reader.label(f"language.{inquiry.language}"),
        words=clip(words, WORDS),
    )


def _toggle(n: int, inquiry: Inquiry, found: Alike) -> Button:
    linked = inquiry.id in found.linked
    act = "off" if linked else "on"
    data = Together(inquiry=found.lead.id, act=act, other=inquiry.id, page=found.page)
    return Button(f"✅ {n}" if linked else str(n), data.pack())


def arrived(reader: Reader, inquiry: Inquiry, found: list[Arrived]) -> Screen:
    """Where an answer to many has arrived, one line each."""
    lines = [
        text(
            reader.language,
            "together.line",
            number=one.inquiry.number,
            state=reader.label(f"delivery.{one.delivery}"),
        )
        for one in found[:ARRIVED]
    ]
    if len(found) > ARRIVED:
        lines.append(text(reader.language, "together.more", n=len(found) - ARRIVED))
    head = text(reader.language, "together.title", number=inquiry.number)
    back = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(f"{head}\n\n" + "\n".join(lines), column(back), inquiry_id=inquiry.id)
