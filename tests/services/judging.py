"""The judge of random walks: from bare rows, which move was made, who was told, and that nothing got lost."""

from sqlalchemy import select

from domain.coexecutors import OPEN_PARTS
from domain.inquiries import MOVES, OPEN, State
from domain.notices import Kind
from models.tables import ClockRun, Inquiry, Membership, Outbox, Part, Person
from services.work import Work

Seen = dict[int, tuple[str, int | None]]
"""State and holder of the inquiries of a walk."""

TELLS = {
    "transferred": "transferred",
    "asked_back": "asked_back",
    "engaged": "engaged",
    "closed": "closed",
    "merged": "merged",
}
"""What a citizen must read about: an event of the history, and the notice that tells of it, once each."""


async def judge(
    work: Work,
    name: str,
    before: Seen,
    after: Seen,
    last: int,
) -> int:
    """What one step did is on the table, whoever was told had to be, and whoever had to be told was."""
    targets = set(MOVES.values())
    for key, (state, assignee) in after.items():
        old = before.get(key, (State.NEW, None))[0]
        moves = {a for (s, _), a in MOVES.items() if s == old}
        assert state == old or State(state) in moves, f"{name} led from {old} to {state}"
        assert State(state) in targets | {State.NEW}
        assert (assignee is not None) or state not in ("taken", "approval"), f"{name}: nobody has {key}"
    assert before.keys() == after.keys(), "an inquiry got lost"
    rows = (await work.session.scalars(select(Outbox).where(Outbox.id > last))).all()
    for row in rows:
        await _right_person(work, name, row)
    told = [row.key for row in rows if row.kind in (Kind.STATE, Kind.ANSWER)]
    if name in TELLS:
        assert told.count(TELLS[name]) == 1, f"{name}: told {told}"
    assert len(told) == len(set(told)), f"{name}: told twice: {told}"
    await _clocks(work, after)
    return max((row.id for row in rows), default=last)


async def _right_person(work: Work, name: str, row: Outbox) -> None:
    """News of an inquiry goes to its citizen; staff notices go to staff of a body that has to do with it."""
    if row.inquiry_id is None or row.kind not in (Kind.STATE, Kind.ANSWER, Kind.STAFF):
        return
    inquiry = await work.session.get_one(Inquiry, row.inquiry_id)
    person = await work.session.scalar(select(Person).where(Person.chat_id == row.chat_id))
    assert person is not None
    if row.kind != Kind.STAFF:
        assert person.id == inquiry.person_id, f"{name}: {row.key} went to a stranger"
        return
    posts = (await work.session.scalars(select(Membership).where(Membership.person_id == person.id))).all()
    parts = (await work.session.scalars(select(Part).where(Part.inquiry_id == inquiry.id))).all()
    bodies = {inquiry.body, *(part.body for part in parts)}
    fits = any(p.body in bodies or p.role in ("dispatcher", "admin") for p in posts)
    assert fits, f"{name}: {row.key} went to {person.id}"


async def _clocks(work: Work, after: Seen) -> None:
    """An open inquiry has one running clock, a closed one none, and nobody owes a part of what is closed."""
    for key, (state, _) in after.items():
        running = len(
            (
                await work.session.scalars(
                    select(ClockRun.id).where(ClockRun.inquiry_id == key, ClockRun.ended_at.is_(None))
                )
            ).all()
        )
        assert running == (State(state) in OPEN), f"{state} with {running} clocks"
        owed = await work.session.scalar(
            select(Part.id).where(Part.inquiry_id == key, Part.state.in_(sorted(OPEN_PARTS))).limit(1)
        )
        assert owed is None or State(state) in OPEN, f"a part of {state} is owed"
