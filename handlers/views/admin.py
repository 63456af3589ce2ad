"""The administrator's screens: invitations, bodies, health."""

from collections.abc import Sequence
from datetime import datetime

from domain.permissions import TRIAGE, Role
from handlers.callbacks.house import BodyDo, Group, Inviting, Log, Quarantined
from handlers.screen import Button, Screen, column, grid
from handlers.views.joining import place
from handlers.views.words import Reader, fitting
from locales import Html, text
from services.bodies import Line, Queue, Switch
from services.health import Health
from services.invitations import VALID_FOR, Wanted

LIST_PAGE = 9


def choose_role(reader: Reader) -> Screen:
    """Whom to invite."""
    buttons = [
        reader.button(f"invite.{role}", Inviting(role=role).pack()) for role in Role if role is not Role.ADMIN
    ]
    return Screen(text(reader.language, "invite.role"), column(*buttons))


def choose_body(reader: Reader, role: Role, page: int) -> Screen:
    """For which body."""
    codes = list(reader.facts.bodies)
    pages = -(-len(codes) // LIST_PAGE)
    page %= pages
    shown = codes[page * LIST_PAGE : (page + 1) * LIST_PAGE]
    buttons = [Button(fitting(reader.short(c, None)), Inviting(role=role, body=c).pack()) for c in shown]
    more = reader.button("button.more_bodies", Inviting(role=role, page=page + 1).pack())
    return Screen(text(reader.language, "invite.body"), column(*buttons, more))


def choose_region(reader: Reader, role: Role, body: str) -> Screen:
    """For which region."""
    buttons = [
        Button(fitting(region.short(reader.language)), Inviting(role=role, body=body, region=code).pack())
        for code, region in reader.facts.regions.items()
    ]
    return Screen(text(reader.language, "invite.region"), grid(buttons, 2))


def invitation(reader: Reader, wanted: Wanted, payload: str, bot_name: str) -> Screen:
    """The link, to be passed on to one person."""
    said = text(
        reader.language,
        "invite.link",
        role=reader.post(wanted.post_kk, wanted.post_ru, wanted.role),
        body=place(reader, wanted.body, wanted.region),
        link=f"https://t.me/{bot_name}?start={payload}",
        n=VALID_FOR.days,
    )
    more = column(reader.button("button.invite_more", Inviting().pack()))
    # Protected content can be neither copied nor forwarded, and this link is made to be passed on.
    return Screen(said, more, fresh=True, protect=False)


def bodies(reader: Reader, lines: Sequence[Line], page: int) -> Screen:
    """All bodies: who answers, how much waits."""
    pages = -(-len(lines) // LIST_PAGE)
    page %= pages
    shown = lines[page * LIST_PAGE : (page + 1) * LIST_PAGE]
    listed = "\n".join(_body_line(reader, line) for line in shown)
    buttons = [
        Button(fitting(reader.short(line.body, None)), BodyDo(body=line.body).pack()) for line in shown
    ]
    more = reader.button("button.more_bodies", BodyDo(page=page + 1).pack())
    on = sum(line.on for line in lines)
    title = text(reader.language, "bodies.title", on=on, of=sum(line.of for line in lines))
    triage = reader.button("button.people_triage", BodyDo(body=TRIAGE, act="people").pack())
    return Screen(f"{title}\n\n{listed}", column(*buttons, more, triage))


def _body_line(reader: Reader, line: Line) -> str:
    mark = "🟢" if line.on == line.of else "🟡" if line.on else "⚪"
    name = reader.body(line.body, None)
    key = "bodies.line_regions" if line.of > 1 else "bodies.line"
    return text(reader.language, key, mark=mark, body=name, open=line.open, **_regional(line))


def _regional(line: Line) -> dict[str, object]:
    return {"on": line.on, "of": line.of} if line.of > 1 else {}


def body_regions(reader: Reader, body: str, queues: Sequence[Queue]) -> Screen:
    """The regions of a body that answers per region."""
    buttons = [
        Button(
            fitting(
                ("🟢 " if q.connected and q.staff else "⚪ ")
                + reader.facts.regions[q.region].short(reader.language)
            ),
            BodyDo(body=body, region=q.region).pack(),
        )
        for q in queues
    ]
    back = column(reader.button("button.back", BodyDo().pack()))
    return Screen(
        text(reader.language, "bodies.regions", body=reader.body(body, None)), grid(buttons, 2) + back
    )


def queue(reader: Reader, found: Queue) -> Screen:
    """One queue with its switches."""
    yes, no = reader.label("word.yes"), reader.label("word.no")
    said = text(
        reader.language,
        "bodies.queue",
        body=reader.body(found.body, found.region),
        connected=yes if found.connected else no,
        approval=yes if found.approval else no,
        text_only=yes if found.text_only else no,
        staff=found.staff,
        open=found.open,
        units=", ".join(_unit(reader, u.name_kk, u.name_ru) for u in found.units) or "–",
    )
    if found.connected and not found.staff:
        said = Html(f"{said}\n\n{text(reader.language, 'bodies.nobody')}")
    elif found.headless:
        said = Html(f"{said}\n\n{text(reader.language, 'bodies.headless')}")

    def act(key: str, name: str) -> Button:
        return reader.button(key, BodyDo(body=found.body, region=found.region, act=name).pack())

    on = "off" if found.connected else "on"
    back = BodyDo(body=found.body if found.region else "").pack()
    return Screen(
        said,
        column(
            act(f"switch.connected_{on}", Switch.CONNECTED),
            act(f"switch.approval_{'off' if found.approval else 'on'}", Switch.APPROVAL),
            act(f"switch.text_only_{'off' if found.text_only else 'on'}", Switch.TEXT_ONLY),
            act("button.people", "people"),
            act("button.add_unit", "unit"),
            reader.button("button.group", Group(body=found.body, region=found.region).pack()),
            reader.button("button.back", back),
        ),
    )


def _unit(reader: Reader, kk: str, ru: str) -> str:
    return kk if reader.language == "kk" else ru


def unit_wanted(reader: Reader) -> Screen:
    """How to name a unit."""
    return Screen(
        text(reader.language, "bodies.unit_wanted"), column(reader.button("button.back", BodyDo().pack()))
    )


def health(reader: Reader, found: Health) -> Screen:
    """The state of the service."""
    said = text(
        reader.language,
        "health.text",
        last=_at(reader, found.last_update),
        waiting=found.inbox_waiting,
        oldest=_at(reader, found.oldest_update),
        quarantined=found.quarantined,
        unsent=sum(found.outbox.get(state, 0) for state in ("waiting", "sending", "later")),
        oldest_unsent=_at(reader, found.oldest_unsent),
        unknown=found.outbox.get("unknown", 0),
        failed=found.outbox.get("failed", 0),
        beat=_at(reader, found.scheduler),
        connected=found.connected,
        queues=found.queues,
        open=found.open,
        year=found.calendar_until,
    )
    if found.sample_owner:
        said = Html(f"{said}\n\n{text(reader.language, 'health.sample_owner')}")
    stuck = reader.button("button.quarantine", Quarantined().pack()) if found.quarantined else None
    return Screen(said, column(stuck, reader.button("button.audit_changes", Log().pack())))


def _at(reader: Reader, moment: datetime | None) -> str:
    return reader.moment(moment) if moment else "–"
