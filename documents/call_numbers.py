"""What the documents about a call share: the numbers, the name and the caption."""

from documents.paper import Paper
from models.tables import Call
from services import callnumbers
from services.callnumbers import Numbers


async def counted(paper: Paper) -> Numbers:
    """The numbers of the call that was asked for.

    Raises:
        LookupError: it is gone.
    """
    found = await callnumbers.count(paper.work, int(paper.args["call"]))
    if found is None:
        raise LookupError("the call is gone")
    return found


def name_of(paper: Paper, call: Call) -> str:
    """The title in the reader's language."""
    return (call.title_kk if paper.language == "kk" else call.title_ru) or call.title_kk


def caption(paper: Paper, found: Numbers) -> dict[str, str]:
    """Words of the caption."""
    return {"title": name_of(paper, found.call)}
