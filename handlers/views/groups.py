"""Cards in a group, and the head's screen of the group: linked, not linked, the code to link one."""

from datetime import timedelta

from domain.civil import civil_date
from domain.groups import Face
from handlers.callbacks.desk import Take
from handlers.callbacks.house import BodyDo, Group, Head
from handlers.screen import Button, Rows, Screen, column
from handlers.views.words import Reader
from locales import Html, text
from models.tables import GroupLink, Inquiry
from services.groupcards import Shown
from services.groups import VALID_FOR
from services.workload import Place


def card(reader: Reader, found: Shown) -> Screen:
    """Number, topic, region, date. Never a word of the citizen's text; of colleagues the first name."""
    inquiry = found.inquiry
    head = _head(reader, found)
    if found.final:
        return Screen(head, edit=found.message_id, optional=True, thread=found.topic, inquiry_id=inquiry.id)
    said = Html(f"{head}\n{_facts(reader, inquiry)}")
    take = reader.button("button.take", Take(inquiry=inquiry.id).pack()) if found.face is Face.FREE else None
    return Screen(
        said,
        column(take),
        edit=found.message_id,
        protect=True,
        thread=found.topic,
        inquiry_id=inquiry.id,
    )


def _head(reader: Reader, found: Shown) -> Html:
    number = found.inquiry.number
    if found.face is Face.TAKEN:
        key = "group.card.taken_late" if found.late else "group.card.taken"
        return text(reader.language, key, number=number, name=found.name or "–")
    if found.face is Face.FREE and found.inquiry.urgent:
        return text(reader.language, "group.card.urgent", number=number)
    if found.face is Face.FREE and found.late:
        return text(reader.language, "group.card.late", number=number)
    return text(reader.language, f"group.card.{found.face}", number=number)


def _facts(reader: Reader, inquiry: Inquiry) -> Html:
    topic = inquiry.topic or reader.label(f"group.kind.{inquiry.kind}")
    lines = [text(reader.language, "group.card.topic", topic=topic)]
    if region := inquiry.region or inquiry.suggested.get("region"):
        lines.append(text(reader.language, "group.card.region", region=reader.region(region)))
    lines.append(text(reader.language, "group.card.due", date=reader.day(inquiry.due)))
    return Html("\n".join(lines))


def page(reader: Reader, place: Place, link: GroupLink | None, *, as_admin: bool) -> Screen:
    """How it stands with the group of a queue."""
    body = reader.body(place.body, place.region)
    back = _back(reader, place, as_admin=as_admin)
    if link is None:
        said = text(reader.language, "group.none", body=body)
        return Screen(said, column(_act(reader, "button.link_group", place, "code"), back))
    said = text(reader.language, "group.on", body=body, date=reader.day(civil_date(link.linked_at)))
    return Screen(said, column(_act(reader, "button.unlink_group", place, "off"), back))


def code(reader: Reader, place: Place, payload: str, bot_name: str, *, as_admin: bool) -> Screen:
    """What to type in the group, and a link that does it."""
    command = f"/start@{bot_name} {payload}"
    said = text(
        reader.language,
        "group.code",
        body=reader.body(place.body, place.region),
        command=command,
        hours=VALID_FOR // timedelta(hours=1),
    )
    rows: Rows = column(
        Button(reader.label("button.add_to_group"), url=f"https://t.me/{bot_name}?startgroup={payload}"),
        Button(reader.label("button.copy_code"), copy=command),
        _back(reader, place, as_admin=as_admin),
    )
    return Screen(said, rows)


def _act(reader: Reader, key: str, place: Place, act: str) -> Button:
    return reader.button(key, Group(body=place.body, region=place.region, act=act).pack())


def _back(reader: Reader, place: Place, *, as_admin: bool) -> Button:
    page_of = BodyDo if as_admin else Head
    return reader.button("button.back", page_of(body=place.body, region=place.region).pack())
