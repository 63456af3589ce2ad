"""A call's dates as a calendar file (RFC 5545), which any phone opens."""

from datetime import timedelta

from domain.calls import CallState
from models.tables import Call
from services.work import Work

BEFORE = (timedelta(days=3), timedelta(days=1), timedelta(hours=3))
"""How long before the end the phone's own calendar reminds."""


def calendar_file(work: Work, call: Call, language: str, link: str, words: tuple[str, str]) -> str:
    """The opening, if it is still to come, and the end of applications, with reminders of the phone's own.

    Opened again after an extension the file moves the old entry: the ids stay, the version goes up.

    Args:
        work: the unit of work.
        call: a published call.
        language: of the title.
        link: opens the call in the bot.
        words: what the two entries are called: (opening, end).
    """
    # Imported here: the library costs as much as a fifth of a start, and most chats never need it.
    from icalendar import Alarm, Calendar, Event

    file = Calendar()
    file.add("prodid", "-//Dauys//call//KK")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    title = call.title_kk if language == "kk" else call.title_ru
    for name, at in zip(words, (call.opens_at, call.closes_at), strict=True):
        if at is None or (at is call.opens_at and at <= work.now):
            continue
        event = Event()
        event.add("uid", f"{call.code}-{'end' if at is call.closes_at else 'start'}@dauys")
        event.add("sequence", call.version)
        event.add("dtstamp", work.now)
        event.add("dtstart", at)
        event.add("summary", f"{name}: {title}")
        event.add("description", f"{link}\n{call.link}".strip())
        event.add("status", "CANCELLED" if call.state == CallState.CANCELLED else "CONFIRMED")
        for span in BEFORE if at is call.closes_at else ():
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{name}: {title}")
            alarm.add("trigger", -span)
            event.add_component(alarm)
        file.add_component(event)
    return str(file.to_ical(), "utf-8")
