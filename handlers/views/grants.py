"""What a citizen reads about grants: the list of calls, choices, a call's card, its papers, a search."""

from urllib.parse import urlencode

from domain.calls import TAKING, Left, Phase
from domain.civil import civil_date
from domain.limits import clip
from facts.catalogue import Direction
from handlers.callbacks.citizen import Heading
from handlers.callbacks.grants import CallDo, DirectionDo, Grants
from handlers.screen import Button, Rows, Screen, Sendable, column, grid
from handlers.views.money import bounds_line, tenge
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Call
from services.grants import AMOUNTS, By, CallCard, Found, Listed, Shelf
from services.marks import Marks

TITLE = 90
"""Characters of a title in a list."""

NAMED = 3
"""Regions named one by one; more are counted."""

QUOTED = 1500
"""Characters of a call's own text on its card."""

MARKS = {Phase.OPEN: "🟢", Phase.CLOSING: "🟠", Phase.COMING: "🔜"}
CHOICES = (By.FIELD, By.REGION, By.KIND, By.AMOUNT)
MILLION = 1_000_000


def shelf(reader: Reader, found: Shelf, extra: Rows = ()) -> Screen:
    """Calls that take applications, the nearest end first, then those to come.

    Args:
        reader: who reads it.
        found: the page.
        extra: buttons of others under the list: subscriptions.
    """
    said = [_news(reader, found)]
    if found.by is not By.ALL:
        said.append(text(reader.language, "grants.chosen", what=chosen(reader, found.by, found.value)))
    said += [_line(reader, n, one) for n, one in enumerate(found.rows, 1)]
    if any(one.line.demonstration for one in found.rows):
        said.append(text(reader.language, "grants.examples"))
    said.append(_next(reader, found))
    return Screen("\n\n".join(said), _shelf_rows(reader, found, extra))


def _next(reader: Reader, found: Shelf) -> str:
    if found.rows:
        return text(reader.language, "grants.next")
    return text(reader.language, "grants.next_none", phone=_phone(reader))


def _news(reader: Reader, found: Shelf) -> str:
    if found.taking:
        return text(reader.language, "grants.taking", n=found.taking)
    if found.coming:
        return text(reader.language, "grants.coming", n=found.coming)
    return text(reader.language, "grants.none")


def _line(reader: Reader, n: int, one: Listed) -> str:
    line, coming = one.line, one.phase is Phase.COMING
    return text(
        reader.language,
        "grants.line_coming" if coming else "grants.line",
        n=n,
        mark=MARKS[one.phase],
        title=clip(line.title_kk if reader.language == "kk" else line.title_ru, TITLE),
        moment=reader.moment(line.opens_at if coming else line.closes_at),
        amount=tenge(line.amount),
    )


def _shelf_rows(reader: Reader, found: Shelf, extra: Rows) -> Rows:
    numbers = tuple(Button(str(n), CallDo(call=one.line.id).pack()) for n, one in enumerate(found.rows, 1))
    turns = []
    if found.pages > 1:
        turns.append(reader.button("button.more_calls", _page(found, found.page + 1)))
    if found.by is not By.ALL:
        turns.append(reader.button("button.all_calls", Grants().pack()))
    by = [reader.button(f"button.by_{by}", Grants(by=by).pack()) for by in CHOICES]
    foot = (
        reader.button("button.grant_answers", Heading(key="grants").pack()),
        reader.button("button.directions", DirectionDo().pack()),
        reader.button("button.search_grants", Grants(by="search").pack()),
        reader.go("button.ask_grant", "new"),
    )
    return ((numbers,) if numbers else ()) + grid(turns, 2) + extra + grid(by, 2) + column(*foot)


def _page(found: Shelf, page: int) -> str:
    return Grants(by=found.by, value=found.value or NO_VALUE, page=page).pack()


NO_VALUE = "*"
"""What stands in a button for an empty value: "-" there means that nothing is chosen yet."""


def choose(reader: Reader, by: By, values: list[tuple[str, int]]) -> Screen:
    """What calls can be chosen by: only what has calls, with how many."""
    buttons = [
        Button(
            fitting(f"{chosen(reader, by, value)} · {n}"),
            Grants(by=by, value=value or NO_VALUE).pack(),
        )
        for value, n in values
    ]
    rows = grid(buttons, 2) if by is By.REGION else column(*buttons)
    back = column(reader.button("button.all_calls", Grants().pack()))
    return Screen(
        text(reader.language, f"grants.choose_{by}" if values else "grants.choose_none"), rows + back
    )


def chosen(reader: Reader, by: By, value: str) -> str:
    """The name of a choice."""
    facts = reader.facts.grants
    match by:
        case By.FIELD:
            return facts.fields[value].short(reader.language)
        case By.REGION:
            return (
                reader.facts.regions[value].short(reader.language) if value else reader.label("grants.nation")
            )
        case By.KIND:
            return facts.types[value].name(reader.language)
        case _:
            return _amounts(reader, int(value))


def _amounts(reader: Reader, n: int) -> str:
    ends = [str(end // MILLION) for end in AMOUNTS]
    if n == 0:
        return reader.label("grants.amount_first", most=ends[0])
    if n == len(ends):
        return reader.label("grants.amount_last", least=ends[-1])
    return reader.label("grants.amount", least=ends[n - 1], most=ends[n])


def card(reader: Reader, found: CallCard, marks: Marks, extra: Rows = ()) -> Screen:
    """A call: where it stands and what is left, the money, where, until when, whom to ask.

    Args:
        reader: who reads it.
        found: the call.
        marks: what the reader said about it.
        extra: buttons by which they say it, first: subscribing, applied, not taking part.
    """
    said = card_text(reader, found)
    if found.phase in TAKING and (marks.applied or marks.declined):
        key = "call.you_applied" if marks.applied else "call.you_declined"
        said = f"{said}\n{text(reader.language, key)}"
    return Screen(said, extra + _card_rows(reader, found))


def card_text(reader: Reader, found: CallCard) -> str:
    """The text of a card; the customer's preview shows it in both languages."""
    call, kk = found.call, reader.language == "kk"
    said: list[str] = [text(reader.language, "call.title", title=call.title_kk if kk else call.title_ru)]
    if call.demonstration:
        said.append(text(reader.language, "call.example"))
    said += [_standing(reader, found), "", _facts(reader, call), _quote(reader, found)]
    return "\n".join(said)


def _standing(reader: Reader, found: CallCard) -> str:
    call = found.call
    match found.phase:
        case Phase.OPEN | Phase.CLOSING:
            return text(reader.language, f"call.phase.{found.phase}", left=left(reader, found.left))
        case Phase.COMING | Phase.DRAFT if call.opens_at is not None:
            coming = text(reader.language, "call.phase.coming", moment=reader.moment(call.opens_at))
            draft = f"{text(reader.language, 'call.phase.draft')}\n"
            return coming if found.phase is Phase.COMING else f"{draft}{coming}"
        case Phase.CANCELLED:
            return text(reader.language, "call.phase.cancelled", reason=_reason(reader, found))
        case _:
            return text(reader.language, f"call.phase.{found.phase}")


def left(reader: Reader, found: Left) -> str:
    """Days and hours, or on the last day hours and minutes."""
    if found.days:
        parts = [("left.in_days", found.days), ("left.in_hours", found.hours)]
    else:
        parts = [("left.in_hours", found.hours), ("left.in_minutes", found.minutes)]
    return " ".join(reader.label(key, n=n) for key, n in parts if n) or reader.label("left.in_minutes", n=0)


def _reason(reader: Reader, found: CallCard) -> str:
    if found.last is None:
        return ""
    return found.last.reason_kk if reader.language == "kk" else found.last.reason_ru


def _facts(reader: Reader, call: Call) -> str:
    facts, body = reader.facts.grants, reader.body(call.body, call.region)
    said = text(
        reader.language,
        "call.facts",
        type=facts.types[call.kind].name(reader.language) if call.kind else "–",
        amount=tenge(call.amount),
        field=facts.fields[call.field].name(reader.language) if call.field else "–",
        regions=regions(reader, call.regions),
        closes=reader.moment(call.closes_at) if call.closes_at else "–",
        body=body,
    )
    operator = call.operator_kk if reader.language == "kk" else call.operator_ru
    if operator in ("", body):
        return said
    return f"{said}\n{text(reader.language, 'call.operator', grant_operator=operator)}"


def regions(reader: Reader, codes: list[str]) -> str:
    """Where projects may take place."""
    if not codes:
        return reader.label("grants.nation")
    named = ", ".join(reader.facts.regions[code].short(reader.language) for code in codes[:NAMED])
    more = len(codes) - NAMED
    return reader.label("grants.regions_more", named=named, n=more) if more > 0 else named


def _quote(reader: Reader, found: CallCard) -> Html:
    call, kk = found.call, reader.language == "kk"
    lines: list[str] = [
        text(reader.language, "same.words", words=clip(call.text_kk if kk else call.text_ru, QUOTED))
    ]
    if call.contact:
        lines.append(text(reader.language, "call.contact", contact=call.contact))
    if found.last and found.last.reason_ru and found.phase is not Phase.CANCELLED:
        lines.append(text(reader.language, "call.moved", reason=_reason(reader, found)))
    if call.kind and call.opens_at:
        lines += bounds_line(reader, call.kind, civil_date(call.opens_at).year, call.amount)
    if call.link:
        lines.append(text(reader.language, "call.source", link=call.link))
    return Html("<blockquote expandable>" + "\n".join(lines) + "</blockquote>")


def _card_rows(reader: Reader, found: CallCard) -> Rows:
    call, taking = found.call, found.phase in (Phase.OPEN, Phase.CLOSING, Phase.COMING)
    title = call.title_kk if reader.language == "kk" else call.title_ru
    share = "https://t.me/share/url?" + urlencode({"url": found.link, "text": title})
    return column(
        _do(reader, call, "button.papers", "papers") if call.checklist else None,
        _do(reader, call, "button.to_calendar", "calendar") if taking else None,
        _do(reader, call, "button.ask_call", "ask"),
        Button(reader.label("button.share_call"), url=share),
        Button(reader.label("button.results"), url=call.results_link) if call.results_link else None,
        Button(reader.label("button.call_site"), url=call.link) if call.link else None,
        reader.button("button.all_calls", Grants().pack()),
    )


def _do(reader: Reader, call: Call, key: str, act: str) -> Button:
    return reader.button(key, CallDo(call=call.id, act=act).pack())


def papers(reader: Reader, call: Call, marks: Marks, extra: Rows = ()) -> Screen:
    """What to gather for an application; what somebody has is ticked.

    Args:
        reader: who reads it.
        call: the call.
        marks: with the places in the list that the reader has marked.
        extra: buttons to mark them.
    """
    kk = reader.language == "kk"
    items = [
        text(
            reader.language,
            "call.paper",
            mark="☑️" if n in marks.checked else "▫️",
            n=n + 1,
            item=item["kk" if kk else "ru"],
        )
        for n, item in enumerate(call.checklist)
    ]
    head = text(reader.language, "call.papers", title=call.title_kk if kk else call.title_ru)
    said = "\n".join([head, "", *items, "", text(reader.language, "call.papers_next")])
    return Screen(said, extra + column(_do(reader, call, "button.to_call", "open")))


def calendar(reader: Reader, call: Call, content: str) -> Screen:
    """The file for the phone's calendar."""
    made = Sendable("document", content=content, name=f"{call.code}.ics")
    return Screen(text(reader.language, "call.calendar"), file=made, fresh=True)


def ask(reader: Reader, call: Call) -> Screen:
    """The invitation to write a question about this call; on its last day the telephone comes first."""
    kk = reader.language == "kk"
    said = text(
        reader.language,
        "call.ask",
        title=call.title_kk if kk else call.title_ru,
        body=reader.body(call.body, call.region),
    )
    if last_day(reader, call):
        said = Html(f"{text(reader.language, 'call.ask_last_day', phone=_phone(reader))}\n\n{said}")
    return Screen(said, column(_do(reader, call, "button.to_call", "open")), fresh=True)


def last_day(reader: Reader, call: Call) -> bool:
    """Does the call close on the reader's today?"""
    return call.closes_at is not None and civil_date(call.closes_at) == reader.today


def search_asked(reader: Reader) -> Screen:
    """Which words to look for."""
    return Screen(
        text(reader.language, "grants.search"), column(reader.button("button.all_calls", Grants().pack()))
    )


def searched(reader: Reader, query: str, found: Found) -> Screen:
    """What was found, and the way on where nothing was."""
    back = column(reader.go("button.ask_grant", "new"), reader.button("button.all_calls", Grants().pack()))
    words = clip(query, TITLE)
    if not found.calls and not found.directions:
        return Screen(text(reader.language, "grants.not_found", words=words), back)
    said: list[str] = [text(reader.language, "grants.found", words=words)]
    said += [_line(reader, n, one) for n, one in enumerate(found.calls, 1)]
    said += [_found_direction(reader, n, one) for n, one in enumerate(found.directions, len(found.calls) + 1)]
    buttons = [Button(str(n), CallDo(call=one.line.id).pack()) for n, one in enumerate(found.calls, 1)]
    buttons += [
        Button(str(n), DirectionDo(key=one.key).pack())
        for n, one in enumerate(found.directions, len(found.calls) + 1)
    ]
    return Screen("\n\n".join(said), (tuple(buttons), *back))


def _found_direction(reader: Reader, n: int, one: Direction) -> str:
    return text(reader.language, "grants.found_direction", n=n, title=clip(one.name(reader.language), TITLE))


def _phone(reader: Reader) -> str:
    return reader.facts.phones["grants"].number
