"""Buttons of heads and administrators: colleagues, figures, bodies, broadcasts, the audit log."""

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.ids import Id


class BroadcastDo(CallbackData, prefix="bc"):
    """Something with a broadcast: pause, resume, stop, again."""

    broadcast: Id
    act: str


class Log(CallbackData, prefix="lg"):
    """A page of the audit log: changes or looks, older than a row."""

    of: str = "changes"
    before: Id = 0


class Quarantined(CallbackData, prefix="qu"):
    """Something with an update in quarantine: list, again, let_go."""

    row: Id = 0
    act: str = "list"


class CalendarDo(CallbackData, prefix="cal"):
    """The calendar: show, preview, approve (what the digest names)."""

    act: str = "show"
    digest: str = ""


class BroadcastTo(CallbackData, prefix="bt"):
    """Whom a broadcast is for; empty means all. Acts: regions, write, send."""

    act: str = ""
    language: str = ""
    region: str = ""
    role: str = ""


class Inviting(CallbackData, prefix="inv"):
    """The administrator's way to an invitation: body, then region, then role."""

    body: str = ""
    region: str = ""
    role: str = ""
    page: Id = 0


class BodyDo(CallbackData, prefix="b"):
    """The administrator's switches of a queue."""

    body: str = ""
    region: str = ""
    act: str = "open"
    page: Id = 0


class Post(CallbackData, prefix="po"):
    """Somebody with a post, in the administrator's list: asks (ask), takes them off (yes)."""

    post: Id
    act: str = "ask"


class Stats(CallbackData, prefix="st"):
    """A statistic of a body or a region of it for a period: as a message, a chart, a sheet or a table.

    The act "which" is a page of the queues to choose from.
    """

    body: str
    region: str = ""
    period: str = ""
    act: str = "show"
    page: Id = 0


class Head(CallbackData, prefix="hd"):
    """The head's screens of a queue: overview, late ones, invitation; "which" is a page of queues."""

    body: str = ""
    region: str = ""
    act: str = "open"
    page: Id = 0


class Worker(CallbackData, prefix="wk"):
    """A colleague of the head: what they have, taking them off the queue."""

    post: Id
    act: str = "open"
    page: Id = 0


class Assign(CallbackData, prefix="as"):
    """The head gives inquiries away: asks to whom (a), gives (g), or puts them back into the queue (q)."""

    body: str
    region: str
    what: str
    of: Id = 0
    do: str = "a"
    to: Id = 0


class Group(CallbackData, prefix="gq"):
    """The group of a queue: how it stands, a code to link one, unlink."""

    body: str = ""
    region: str = ""
    act: str = "open"
