"""The head's screens: the queue on one page, a colleague, the late ones, giving inquiries away."""

from collections.abc import Sequence

from domain.limits import clip
from handlers.callbacks.desk import Card, Queue
from handlers.callbacks.house import Assign, Group, Head, Stats, Worker
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views import pages
from handlers.views.card import left, mark
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Inquiry
from services.assignments import Chosen, Given, What
from services.queues import Filter
from services.staffing import Removed
from services.workload import Colleague, Listed, Overview, Place

NUMBERS = 5
"""Numbered buttons in one row."""

_NAME = 30


def which(reader: Reader, places: Sequence[Place], page: int = 0) -> Screen:
    """Somebody heads several queues."""
    named = [(reader.short(place.body, place.region), _head(place)) for place in places]
    question = text(reader.language, "head.which")
    return pages.choice(reader, question, named, page, lambda n: Head(act="which", page=n).pack())


def overview(reader: Reader, found: Overview) -> Screen:
    """The queue on one page: how it stands, and who has how much."""
    standing, place = found.standing, found.place
    title = text(
        reader.language,
        "head.title",
        body=reader.body(place.body, place.region),
        open=standing.open,
        late=standing.late,
        unclaimed=standing.unclaimed,
    )
    lines = [_person(reader, n, one) for n, one in enumerate(found.people, 1)]
    listed = "\n".join(lines) or text(reader.language, "head.nobody")
    numbers = [Button(str(n), Worker(post=one.membership_id).pack()) for n, one in enumerate(found.people, 1)]
    free = Chosen(place, What.FREE)
    buttons = column(
        reader.button("button.late", _head(place, "late")) if standing.late else None,
        _assign(reader, "button.share_out", free) if standing.unclaimed and found.people else None,
        reader.button("button.stats", Stats(body=place.body, region=place.region).pack()),
        reader.button("button.invite_operator", _head(place, "invite")),
        reader.button("button.group", Group(body=place.body, region=place.region).pack()),
        reader.button("button.queue", Queue(view=Filter.ALL).pack()),
    )
    return Screen(f"{title}\n\n{listed}", (*grid(numbers, NUMBERS), *buttons), protect=True)


def _person(reader: Reader, n: int, one: Colleague) -> str:
    parts: list[str] = [text(reader.language, "head.person", n=n, name=_name(reader, one), count=one.in_hand)]
    if one.late:
        parts.append(text(reader.language, "head.person_late", n=one.late))
    if one.today:
        parts.append(text(reader.language, "head.person_today", n=one.today))
    if one.away is not None:
        parts.append(text(reader.language, "head.person_away", date=reader.day(one.away)))
    return " · ".join(parts)


def _name(reader: Reader, one: Colleague) -> str:
    name = clip(one.name, _NAME) or reader.label("statistics.nameless")
    return f"{name} ({reader.label('role.head')})" if one.role == "head" else name


def colleague(reader: Reader, found: Listed) -> Screen:
    """What a colleague has in hand, what is due first on top."""
    one = found.colleague
    assert one is not None, "this page is one person's"
    title = text(
        reader.language,
        "head.colleague",
        name=_name(reader, one),
        count=one.in_hand,
        late=one.late,
        waiting=one.waiting,
    )
    shown = _lines(reader, found, with_holder=False)
    every, late = (
        Chosen(found.place, What.ALL, one.membership_id),
        Chosen(found.place, What.LATE, one.membership_id),
    )
    buttons = column(
        _assign(reader, "button.give_all", every) if one.in_hand else None,
        _assign(reader, "button.give_late", late) if one.late else None,
        reader.button("button.remove", Worker(post=one.membership_id, act="remove").pack())
        if one.role == "operator"
        else None,
        reader.button("button.back", _head(found.place)),
    )
    turns = pages.turns(
        reader, found.page, found.pages, lambda page: Worker(post=one.membership_id, page=page).pack()
    )
    return Screen(f"{title}\n\n{shown}", (*_numbers(found), *turns, *buttons), protect=True)


def late(reader: Reader, found: Listed) -> Screen:
    """What is late, the longest first, with whoever has it."""
    if not found.rows:
        back = column(reader.button("button.back", _head(found.place)))
        return Screen(text(reader.language, "head.none_late"), back)
    title = text(reader.language, "head.late", n=found.total)
    buttons = column(
        _assign(reader, "button.give_late", Chosen(found.place, What.LATE)),
        reader.button("button.back", _head(found.place)),
    )
    turns = pages.turns(reader, found.page, found.pages, lambda page: _head(found.place, "late", page))
    shown = _lines(reader, found, with_holder=True)
    return Screen(f"{title}\n\n{shown}", (*_numbers(found), *turns, *buttons), protect=True)


def _lines(reader: Reader, found: Listed, *, with_holder: bool) -> Html:
    lines = [_line(reader, n, row, found, with_holder=with_holder) for n, row in enumerate(found.rows, 1)]
    return Html("\n".join(lines) or text(reader.language, "head.empty_hands"))


def _line(reader: Reader, n: int, row: Inquiry, found: Listed, *, with_holder: bool) -> str:
    holder = found.holders.get(row.assignee_id or 0, "") or reader.label("head.nobodys")
    return text(
        reader.language,
        "head.line_held" if with_holder else "head.line",
        n=n,
        mark=mark(reader, row),
        number=row.number,
        left=reader.label("left.paused") if row.state == "waiting" else left(reader, row.due),
        **({"holder": clip(holder, _NAME)} if with_holder else {}),
    )


def _numbers(found: Listed) -> Rows:
    return grid(
        [Button(str(n), Card(inquiry=row.id, act="open").pack()) for n, row in enumerate(found.rows, 1)],
        NUMBERS,
    )


def to_whom(reader: Reader, chosen: Chosen, count: int, people: Sequence[Colleague]) -> Screen:
    """To whom: each with what they have already."""
    lines = [_person(reader, n, one) for n, one in enumerate(people, 1)]
    title = text(reader.language, "head.to_whom", n=count)
    buttons = [
        Button(
            fitting(f"{n} · {_name(reader, one)}"),
            _packed(chosen, "g", one.membership_id),
        )
        for n, one in enumerate(people, 1)
    ]
    queue = reader.button("button.to_queue", _packed(chosen, "q")) if chosen.what is not What.FREE else None
    back = reader.button("button.back", _back(chosen))
    listed = "\n".join(lines) or text(reader.language, "head.nobody")
    return Screen(f"{title}\n\n{listed}", column(*buttons, queue, back), protect=True)


def _back(chosen: Chosen) -> str:
    if chosen.what is What.ONE:
        return Card(inquiry=chosen.of, act="open").pack()
    return Worker(post=chosen.of).pack() if chosen.of else _head(chosen.place)


def given(reader: Reader, found: Given, name: str) -> Screen:
    """It is done."""
    key = "head.given" if found.to is not None else "head.given_back"
    said: str = text(reader.language, key, n=found.count, **({"name": name} if found.to is not None else {}))
    if found.left:
        said += "\n" + text(reader.language, "head.left", n=found.left)
    return Screen(said, column(reader.button("button.my_body", _head(found.place))))


def removing(reader: Reader, found: Listed) -> Screen:
    """Asked once more before somebody is taken off the queue."""
    one = found.colleague
    assert one is not None, "this page is one person's"
    said = text(reader.language, "head.removing", name=_name(reader, one), count=one.in_hand)
    yes = Button(reader.label("button.remove_yes"), Worker(post=one.membership_id, act="removed").pack())
    return Screen(said, column(yes, reader.button("button.back", Worker(post=one.membership_id).pack())))


def removed(reader: Reader, found: Removed) -> Screen:
    """Somebody is off the queue."""
    said = text(reader.language, "head.removed", name=found.name, count=found.returned)
    return Screen(said, column(reader.button("button.my_body", _head(found.place))))


def _head(place: Place, act: str = "open", page: int = 0) -> str:
    return Head(body=place.body, region=place.region, act=act, page=page).pack()


def _assign(reader: Reader, key: str, chosen: Chosen) -> Button:
    return reader.button(key, _packed(chosen, "a"))


def _packed(chosen: Chosen, do: str, to: int = 0) -> str:
    place = chosen.place
    return Assign(body=place.body, region=place.region, what=chosen.what, of=chosen.of, do=do, to=to).pack()
