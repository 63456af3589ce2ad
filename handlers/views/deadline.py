"""How a due date was counted, in words. Imports no aiogram, so that `dauys deadline` answers at once."""

from domain.deadlines import Deadline
from domain.terms import Unit
from handlers.views.words import Reader
from locales import text


def explained(reader: Reader, deadline: Deadline) -> list[str]:
    """The lines of an explanation."""
    language = reader.language
    term = reader.facts.terms[deadline.rule]
    article = term.article_kk if language == "kk" else term.article_ru
    lines = [
        text(language, "deadline.promise", article=article),
        "",
        text(language, "deadline.received", at=reader.moment(deadline.received)),
    ]
    if deadline.registered != deadline.received.date():
        why = "deadline.after_hours" if deadline.after_hours else "deadline.day_off"
        lines.append(text(language, why, date=reader.day(deadline.registered)))
    lines.append(text(language, "deadline.day_one", date=reader.day(deadline.day_one)))
    working = deadline.unit is Unit.WORKING
    lines.append(text(language, "deadline.working" if working else "deadline.calendar", n=deadline.amount))
    skipped = [s for s in deadline.skipped if s.remarkable]
    if skipped:
        lines.append(text(language, "deadline.skipped"))
        lines += [
            text(language, "deadline.skipped_day", date=reader.day(s.date), name=s.name(language))
            for s in skipped
        ]
    if working:
        lines.append(text(language, "deadline.weekends"))
    if deadline.estimated:
        lines.append(text(language, "deadline.estimated"))
    return lines
