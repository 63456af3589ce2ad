"""The columns of a register, the same in every sheet and table that lists inquiries."""

from documents.paper import Paper
from documents.sheets import Cell
from services.registers import Entry

HEAD = (
    "number",
    "region",
    "kind",
    "state",
    "received",
    "first_due",
    "due",
    "answered",
    "operator",
    "language",
    "applicant",
    "channel",
    "topic",
    "hops",
    "reopened",
    "rating",
)
"""Names of the columns, `column.NAME` in the catalogs."""

WIDTHS = (14, 24, 14, 22, 17, 13, 13, 17, 20, 10, 14, 12, 30, 12, 12, 10)


def cells(paper: Paper, entry: Entry) -> tuple[Cell, ...]:
    """One line in the words of the reader."""
    return (
        entry.number,
        paper.region(entry.region) if entry.region else "",
        paper.named(f"inquiry.kind.{entry.kind}", entry.kind),
        paper.named(f"desk.state.{entry.state}", entry.state),
        entry.received_at,
        entry.first_due,
        entry.due,
        entry.answered_at,
        entry.operator,
        paper.named(f"language.{entry.language}", entry.language),
        paper.named(f"applicant.{entry.applicant}", entry.applicant),
        paper.named(f"channel.{entry.channel}", entry.channel),
        paper.topic(entry.body, entry.topic or ""),
        entry.hops,
        entry.reopened,
        entry.rating,
    )
