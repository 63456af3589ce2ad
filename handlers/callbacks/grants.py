"""Buttons of grant calls: browsing, subscriptions, marks, and writing a call."""

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.ids import Id


class Subs(CallbackData, prefix="sb"):
    """Subscriptions: the list, a choice, one made or stopped."""

    wish: str = "list"
    scope: str = ""
    value: str = ""


class CallSaid(CallbackData, prefix="cs"):
    """What somebody says about a call: applied, declined, hours, back, or an item of its checklist."""

    call: Id
    act: str
    item: Id = 0


class Grants(CallbackData, prefix="g"):
    """A page of calls under a choice; "-" for its value asks what there is to choose from."""

    by: str = "all"
    value: str = "-"
    page: Id = 0


class CallDo(CallbackData, prefix="gc"):
    """Something with a call: open, papers, calendar, ask."""

    call: Id
    act: str = "open"


class DirectionDo(CallbackData, prefix="gd"):
    """A direction of the catalogue; without a key, the list of them."""

    key: str = ""


class CallDesk(CallbackData, prefix="gw"):
    """Something with a call at its customer's desk; `sign` says which contents or dates were looked at."""

    call: Id = 0
    act: str = "list"
    cell: str = ""
    sign: str = ""


class CallBegin(CallbackData, prefix="gn"):
    """A new call of a customer."""

    body: str
    region: str = ""


class CallsOfFile(CallbackData, prefix="gf"):
    """Publish the drafts that came of a file."""

    file: Id
