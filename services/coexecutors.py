"""Co-executors: one body compiles the answer, others contribute parts, and the citizen gets one answer."""

from domain.coexecutors import MOST_PARTS, PartState, part_due
from domain.errors import Refused, Unusable
from domain.inquiries import Move, may_move, moved
from domain.permissions import TRIAGE
from models.queries import desk, people
from models.tables import Inquiry, Part
from services import access, answers
from services.agenda import replan_part
from services.answers import Draft
from services.contributions import LONGEST_ASKED, cleaned
from services.directory import Choices, choices_for
from services.history import record
from services.outbox import notice
from services.queues import at_work, is_connected, team_of, tell
from services.thread import Said
from services.work import Actor, Work


async def choices(work: Work, who: Actor, inquiry_id: int) -> Choices:
    """The bodies that can be asked to take part: those that answer here and do not take part yet.

    Raises:
        Refused: somebody else has the inquiry, or enough bodies take part.
        Impossible: nobody works on it.
    """
    inquiry, _ = await _engageable(work, who, inquiry_id)
    found = await choices_for(work, inquiry)
    taking_part = {(p.body, p.region) for p in await desk.counted_parts_of(work.session, inquiry.id)}
    regions = {
        code: tuple(region for region in codes if (code, region) not in taking_part)
        for code, codes in found.regions.items()
    }
    bodies = tuple(code for code in found.bodies if (code, "") not in taking_part and regions.get(code) != ())
    return Choices(inquiry, bodies, regions, dispatcher=False)


async def offers(work: Work, inquiry: Inquiry) -> tuple[tuple[str, str], ...]:
    """Bodies routing would engage in this matter too, that answer here and do not take part yet."""
    if not may_move(inquiry.state, Move.ENGAGE):
        return ()
    also = [_named(work, inquiry, found) for found in inquiry.suggested.get("also", ())]
    if not also:
        return ()
    known = {(p.body, p.region) for p in await desk.parts_of(work.session, inquiry.id)}
    fresh = [queue for queue in dict.fromkeys(also) if queue not in known | {(inquiry.body, inquiry.region)}]
    return tuple([queue for queue in fresh if await is_connected(work, *queue)])


def _named(work: Work, inquiry: Inquiry, found: str | dict[str, str]) -> tuple[str, str]:
    """Routing names a body by its code, or with the region its part is about."""
    code = found if isinstance(found, str) else found["code"]
    known = work.facts.bodies.get(code)
    if known is None or not known.per_region:
        return code, ""
    own = "" if isinstance(found, str) else found.get("region") or ""
    return code, own or inquiry.suggested.get("region") or inquiry.region


async def engage(
    work: Work, who: Actor, inquiry_id: int, body: str, region: str = "", words: str = ""
) -> Part:
    """Ask another body for its part of the answer; the citizen is told who takes part.

    Args:
        work: the unit of work.
        who: whoever answers the inquiry.
        inquiry_id: our key of the inquiry.
        body: code of the other body.
        region: code of the region where that body answers per region.
        words: what exactly is asked; empty when the citizen's text says it all.

    Raises:
        Refused: somebody else has the inquiry, the body takes part already or does not answer here, or
            enough bodies take part.
        Impossible: nobody works on the inquiry.
        Unusable: there is no such body, or too many words.
    """
    inquiry, post_id = await _engageable(work, who, inquiry_id)
    known = work.facts.bodies.get(body)
    if known is None or (known.per_region and region not in work.facts.regions):
        raise Unusable("error.unknown_body", code=body)
    taking_part = {(p.body, p.region) for p in await desk.counted_parts_of(work.session, inquiry.id)}
    if (body, region) in taking_part | {(inquiry.body, inquiry.region)}:
        raise Refused("error.takes_part")
    if not await is_connected(work, body, region):
        raise Refused("error.not_connected")
    part = Part(
        inquiry_id=inquiry.id,
        body=body,
        region=region,
        state=PartState.ASKED,
        due=part_due(work.today, inquiry.due, work.facts.calendar),
        asked=cleaned(words, LONGEST_ASKED),
        text="",
        engaged_by=post_id,
        engaged_at=work.now,
        free_since=work.now,
        version=1,
    )
    work.session.add(part)
    await work.session.flush()
    await replan_part(work, part)
    inquiry.touched_at = work.now
    record(work, inquiry, "engaged", who, post_id, body=body, region=region, part=part.id)
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "engaged", {"part": part.id}, inquiry_id=inquiry.id)
    team = await team_of(work, body, region)
    await tell(work, inquiry, "staff.part_asked", team, {"part": part.id}, not_before=at_work(work, work.now))
    return part


async def _engageable(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, int]:
    inquiry, post = await access.in_hand(work, who, inquiry_id, Move.ENGAGE)
    moved(inquiry.state, Move.ENGAGE)
    if inquiry.body == TRIAGE:
        raise Refused("error.no_access")
    if len(await desk.counted_parts_of(work.session, inquiry.id)) >= MOST_PARTS:
        raise Refused("error.enough_parts", limit=MOST_PARTS)
    return inquiry, post.id


async def insert(work: Work, who: Actor, inquiry_id: int) -> Draft:
    """Put the parts that were handed in into the answer, one under another; the operator edits and sends it.

    Raises:
        Refused: somebody else has the inquiry.
        Refused: there is nothing to put in, or it stands there already.
        Impossible: it cannot be answered now.
    """
    inquiry = await answers.begin(work, who, inquiry_id)
    draft = await answers.unsent(work, who, inquiry_id)
    begun = draft.answer.text if draft else ""
    parts = await desk.parts_of(work.session, inquiry.id)
    written = [p.text for p in parts if p.state == PartState.WRITTEN and p.text not in begun]
    for words in written:
        draft = await answers.write(work, who, inquiry_id, Said(0, "text", words))
    if draft is None or not written:
        raise Refused("error.no_parts")
    return draft
