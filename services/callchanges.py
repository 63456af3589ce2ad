"""The one place every change of a call's dates passes through, so that nobody can forget to write it down.

Whom to tell is asked later, of the ledger: a version nobody has been told of is due and not recorded.
"""

from domain.calls import Cause
from models.tables import Audit, Call, CallDates
from services import callduedates, grantreminders
from services.work import Work


async def changed(
    work: Work, call: Call, dates: CallDates, cause: Cause, person_id: int | None = None
) -> None:
    """Write down that a call has a new version of its dates.

    Args:
        work: the unit of work.
        call: the call, with its new dates.
        dates: the new version.
        cause: what was decided.
        person_id: who decided; None for an import from the command line.
    """
    details = {"call": call.id, "version": dates.version, "cause": str(cause)}
    work.session.add(Audit(at=work.now, person_id=person_id, action="call_dates", details=details))
    if cause is not Cause.PUBLISHED:
        await callduedates.changed(work, call)
    await grantreminders.changed(work, call)
