"""What a question is compared by, kept beside it: see `routing.gist`."""

from collections.abc import Iterable

from models.queries import answering, messages, rows
from models.tables import Gist as Row
from models.tables import Inquiry
from routing.gist import Gist, gist, packed, unpacked
from services.work import Work


async def of(work: Work, inquiry: Inquiry) -> Gist:
    """The gist of an inquiry; of one that came before gists were kept it is taken anew."""
    row = await answering.gist(work.session, inquiry.id)
    return unpacked(row.words) if row else await _taken(work, inquiry)


async def keep(work: Work, inquiry: Inquiry, texts: Iterable[str]) -> None:
    """Keep the gist of an inquiry that has just come with these texts of the citizen."""
    await rows.write(work.session, Row(inquiry_id=inquiry.id, words=packed(_of(texts))))


async def _taken(work: Work, inquiry: Inquiry) -> Gist:
    said = await messages.thread(work.session, inquiry.id)
    return _of(m.text for m in said if m.author == "citizen")


def _of(texts: Iterable[str]) -> Gist:
    return gist("\n".join(text for text in texts if text))
