"""Demonstration calls: brought in where nobody is served yet, each marked as an example on every screen."""

from datetime import datetime, time, timedelta

from domain.civil import civil_instant
from facts.catalogue import DemoCall
from models.queries import calls as queries
from models.tables import Call
from services import calls
from services.work import Work


async def bring(work: Work) -> int:
    """Publish the demonstration calls that are not there yet; returns how many were added."""
    added = 0
    for fact in work.facts.grants.demonstration:
        code = fact.key.replace("_", "")[:16]
        if await queries.by_code(work.session, code) is None:
            call = _call(work, fact, code)
            work.session.add(call)
            await work.session.flush()
            await calls.put_out(work, call)
            added += 1
    return added


def _call(work: Work, fact: DemoCall, code: str) -> Call:
    return Call(
        code=code,
        title_kk=fact.title_kk,
        title_ru=fact.title_ru,
        text_kk=fact.text_kk,
        text_ru=fact.text_ru,
        body=fact.body,
        region=fact.region,
        operator_kk=fact.operator_kk,
        operator_ru=fact.operator_ru,
        regions=list(fact.regions),
        field=fact.field,
        direction=fact.direction,
        kind=fact.kind,
        amount=fact.amount,
        link=fact.link,
        results_link="",
        contact=fact.contact,
        checklist=[{"kk": item.kk, "ru": item.ru} for item in fact.checklist],
        state="draft",
        demonstration=True,
        version=0,
        opens_at=_moment(work, fact.opens_in, fact.opens_at),
        closes_at=_moment(work, fact.closes_in, fact.closes_at),
        created_at=work.now,
    )


def _moment(work: Work, days: int, at: str) -> datetime:
    return civil_instant(work.today + timedelta(days=days), time.fromisoformat(at))
