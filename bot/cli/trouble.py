"""Trouble at the start, said in one sentence with what to do."""

from aiogram.utils.token import TokenValidationError
from pydantic import ValidationError

from domain.civil import OldZoneDataError
from domain.errors import Expected
from facts.reading import FactsError
from locales import text
from models.leases import InUse
from models.outages import is_outage


def explained(trouble: Exception) -> str | None:
    """One sentence for a person at the terminal; None for what nobody expected."""
    if isinstance(trouble, ExceptionGroup):
        return next((said for part in trouble.exceptions if (said := explained(part))), None)
    if isinstance(trouble, ValidationError):
        wrong = "; ".join(
            f"DAUYS_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" if e["loc"] else e["msg"]
            for e in trouble.errors()
        )
        return f"The settings cannot be used. {wrong}"
    if isinstance(trouble, TokenValidationError):
        return "DAUYS_BOT_TOKEN is not a bot token: it looks like 123456789:AA..., as @BotFather prints it."
    if isinstance(trouble, FactsError):
        return f"The facts cannot be used:\n{trouble}"
    if isinstance(trouble, Expected):
        return str(text("ru", trouble.key, **trouble.args_))
    if is_outage(trouble):
        return f"The database or the network is out of reach ({type(trouble).__name__}): {_first_line(trouble)}"
    if isinstance(trouble, InUse | OldZoneDataError | ValueError):
        return str(trouble)
    return None


def _first_line(trouble: Exception) -> str:
    """The reason without SQL or addresses: those may hold a password."""
    cause = getattr(trouble, "orig", None) or trouble
    return str(cause).splitlines()[0][:200] if str(cause) else "no reason given"
