"""The append-only history of an inquiry."""

from models.columns import Document
from models.tables import Event, Inquiry
from services.work import Actor, Work


def record(
    work: Work,
    inquiry: Inquiry,
    kind: str,
    who: Actor | None = None,
    membership_id: int | None = None,
    **details: object,
) -> None:
    """Write down one thing that happened, in keys and ids."""
    work.session.add(event(work, inquiry, kind, who, membership_id, details))


def event(
    work: Work,
    inquiry: Inquiry,
    kind: str,
    who: Actor | None,
    membership_id: int | None = None,
    details: Document | None = None,
) -> Event:
    """One thing that happened, to be written down."""
    return Event(
        inquiry_id=inquiry.id,
        at=work.now,
        kind=kind,
        person_id=who.id if who else None,
        membership_id=membership_id,
        details=details or {},
    )
