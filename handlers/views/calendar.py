"""The calendar of days off as administrators see it."""

from domain.workdays import DayStatus
from handlers.callbacks.house import CalendarDo
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import Html, text
from services.calendars import Change, Proposal

SHOWN = 12
"""Changed days on one screen; the list of moved dates says the rest."""


def in_force(reader: Reader, found: Proposal) -> Screen:
    """Which years are approved, and how the files differ."""
    years = ", ".join(str(year) for year in found.approved)
    said = text(reader.language, "calendar.in_force", version=found.version, years=years)
    if not found.differs:
        return Screen(f"{said}\n\n{text(reader.language, 'calendar.same')}")
    preview = reader.button("button.calendar_preview", CalendarDo(act="preview").pack())
    return Screen(f"{said}\n\n{_changes(reader, found)}", column(preview))


def previewed(reader: Reader, found: Proposal) -> Screen:
    """The list is being made; then it can be approved."""
    approve = CalendarDo(act="approve", digest=found.digest).pack()
    buttons = column(
        reader.button("button.calendar_approve", approve),
        reader.button("button.back", CalendarDo().pack()),
    )
    said = text(reader.language, "calendar.preview")
    return Screen(f"{_changes(reader, found)}\n\n{said}", buttons)


def approved(reader: Reader, version: int) -> Screen:
    """It is in force; open inquiries are counted again."""
    back = reader.button("button.back", CalendarDo().pack())
    return Screen(text(reader.language, "calendar.approved", version=version), column(back))


def _changes(reader: Reader, found: Proposal) -> Html:
    lines = [text(reader.language, "calendar.proposed")]
    lines += [text(reader.language, "calendar.year_added", year=str(year)) for year in found.years_added]
    lines += [text(reader.language, "calendar.year_dropped", year=str(year)) for year in found.years_dropped]
    lines += [_line(reader, change) for change in found.changes[:SHOWN]]
    if len(found.changes) > SHOWN:
        lines.append(text(reader.language, "calendar.more", n=len(found.changes) - SHOWN))
    return Html("\n".join(lines))


def _line(reader: Reader, change: Change) -> Html:
    day = change.after
    name = (day.kk if reader.language == "kk" else day.ru) if day else ""
    what = reader.label(f"calendar.kind.{day.kind}" if day else "calendar.kind.ordinary")
    told = f"{what} ({name})" if name else what
    if day is not None and day.status == DayStatus.ESTIMATE:
        told = reader.label("calendar.estimated", what=told)
    elif day is not None and change.before is not None and change.before.kind == day.kind:
        told = reader.label("calendar.confirmed", what=told)
    return text(reader.language, "calendar.line", day=reader.day(change.day.date), what=told)
