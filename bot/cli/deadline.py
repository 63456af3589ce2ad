"""`dauys deadline`: the same count citizens are shown, as JSON."""

import html
import json
import re
from datetime import datetime

from bot.settings import Settings
from domain.civil import ZONE
from domain.deadlines import count
from facts.load import load
from handlers.views.deadline import explained
from handlers.views.words import Reader

_TAG = re.compile(r"<[^>]+>")


def counted(registered: datetime, rule: str, closes: datetime | None, language: str) -> str:
    """Count and explain.

    Raises:
        UnknownRuleError: there is no term with this rule; the message names those there are.
        CalendarError: the year is not in the calendar.
    """
    facts = load(Settings().facts_dir)
    term = facts.term(rule)
    found = count(_civil(registered), term, facts.calendar, _civil(closes) if closes else None)
    lines = explained(Reader(language, found.received.date(), facts), found)
    return json.dumps(
        {
            "due": found.due.isoformat(),
            "registered": found.registered.isoformat(),
            "day_one": found.day_one.isoformat(),
            "skipped": [
                {"date": day.date.isoformat(), "reason": day.name(language) or day.reason}
                for day in found.skipped
            ],
            "explanation": html.unescape(_TAG.sub("", "\n".join(lines))),
        },
        ensure_ascii=False,
    )


def _civil(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=ZONE)
