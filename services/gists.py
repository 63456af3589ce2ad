"""What a question is compared by, kept beside it: see `routing.gist`."""

from models.queries import answering, messages
from models.tables import Gist as Row
from models.tables import Inquiry
from routing.gist import Gist, gist, packed, unpacked
from services.work import Work


async def of(work: Work, inquiry: Inquiry) -> Gist:
    """The gist of an inquiry; of one that came before gists were kept it is taken anew."""
    row = await answering.gist(work.session, inquiry.id)
    return unpacked(row.words) if row else await _taken(work, inquiry)


async def keep(work: Work, inquiry: Inquiry) -> None:
    """Take and keep the gist of an inquiry that has just come."""
    work.session.add(Row(inquiry_id=inquiry.id, words=packed(await _taken(work, inquiry))))


async def _taken(work: Work, inquiry: Inquiry) -> Gist:
    said = await messages.thread(work.session, inquiry.id)
    return gist("\n".join(m.text for m in said if m.author == "citizen" and m.text))
