"""Buttons under what citizens read: consent, drafts, their own inquiries, ready answers."""

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.ids import Id


class Consent(CallbackData, prefix="ok"):
    """Agree in a language, or refuse ("no")."""

    answer: str


class Language(CallbackData, prefix="lang"):
    """Choose the language."""

    code: str


class Go(CallbackData, prefix="go"):
    """Open one of the main screens."""

    to: str


class Pick(CallbackData, prefix="pick"):
    """Send a draft to a body."""

    draft: Id
    body: str
    region: str = ""


class DraftDo(CallbackData, prefix="dr"):
    """Something else with a draft: list, regions, question, cancel, back, official."""

    draft: Id
    act: str
    body: str = ""
    page: Id = 0


class Which(CallbackData, prefix="which"):
    """The draft belongs to an inquiry, or is a new question (0)."""

    draft: Id
    inquiry: Id


class Separate(CallbackData, prefix="sep"):
    """What was added to an inquiry is a new question."""

    message: Id


class Own(CallbackData, prefix="own"):
    """Something with one's own inquiry."""

    inquiry: Id
    act: str


class OwnList(CallbackData, prefix="my"):
    """A page of one's own inquiries."""

    page: Id


class OwnFind(CallbackData, prefix="mf"):
    """Look for one's own inquiries by words."""


class AppealDo(CallbackData, prefix="ap"):
    """Something with an appeal of eOtinish that one tracks."""

    appeal: Id
    act: str


class Track(CallbackData, prefix="tk"):
    """A step towards tracking one more: new, the day, the rule, the body."""

    act: str
    body: str = ""
    region: str = ""
    page: Id = 0


class Rate(CallbackData, prefix="rate"):
    """A mark for an answer."""

    inquiry: Id
    stars: Id


class OwnData(CallbackData, prefix="od"):
    """One's own data: copy, ask (what erasing would mean), erase."""

    act: str


class Ready(CallbackData, prefix="r"):
    """Something with a ready or published answer: read, got ("found it"), ask; for a draft or for none (0).

    The key of an answer has up to forty characters, which leaves four for what to do.
    """

    key: str
    do: str
    draft: Id = 0


class Heading(CallbackData, prefix="hg"):
    """A page of a heading of ready answers; no key: all headings."""

    key: str = ""
    page: Id = 0
