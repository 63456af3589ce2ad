"""Which exceptions mean that the database is away, and not that the update is at fault."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

OUTAGES: tuple[type[Exception], ...] = (
    OperationalError,
    InterfaceError,
    PoolTimeout,
    ConnectionError,
    OSError,
)
"""Waited out with back-off; they never count against an update."""


def is_outage(trouble: BaseException) -> bool:
    """Is the database away, or did it lose this connection?"""
    if isinstance(trouble, OUTAGES):
        return True
    return isinstance(trouble, DBAPIError) and bool(trouble.connection_invalidated)
