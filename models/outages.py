"""Which exceptions mean that the database is away, and not that the update is at fault."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_NETWORK: tuple[type[BaseException], ...] = (PoolTimeout, ConnectionError, OSError)

_PASSING = ("08", "40", "53", "57P")
"""PostgreSQL's classes of trouble that passes: no connection, a deadlock or a lost race between two
transactions, no room, shut down or starting. See its manual, appendix "Error Codes"."""

_SQLITE_ERROR = 1
"""SQLite's code for a wrong statement; every other OperationalError is about the file, the disk or a lock."""


def is_outage(trouble: BaseException) -> bool:
    """Is the database away, or did it lose this connection or transaction? Waited out, never counted."""
    if isinstance(trouble, DBAPIError):
        return bool(trouble.connection_invalidated) or _passes(trouble)
    return isinstance(trouble, _NETWORK)


def _passes(trouble: DBAPIError) -> bool:
    state = getattr(trouble.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_PASSING)
    code = getattr(trouble.orig, "sqlite_errorcode", None)
    if code is not None:
        return isinstance(trouble, OperationalError) and code & 0xFF != _SQLITE_ERROR
    return isinstance(trouble, OperationalError | InterfaceError)
