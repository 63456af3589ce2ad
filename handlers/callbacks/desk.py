"""Buttons at the desk: the queue, the card and everything that is done with an inquiry."""

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.ids import Id


class Mode(CallbackData, prefix="mode"):
    """Switch between citizen and staff."""

    to: str


class Queue(CallbackData, prefix="q"):
    """A page of a queue under a filter."""

    view: str
    page: Id = 0


class Card(CallbackData, prefix="c"):
    """Something with an inquiry at the desk."""

    inquiry: Id
    act: str


class Answering(CallbackData, prefix="a"):
    """Something with an answer in the making; the version is the one the preview showed."""

    answer: Id
    act: str
    version: Id = 0


class Extend(CallbackData, prefix="ex"):
    """The head gives an inquiry days until a date (YYYYMMDD)."""

    inquiry: Id
    until: str


class KeyDateDo(CallbackData, prefix="kd"):
    """Something with a dated event of one's body."""

    key_date: Id
    act: str = "done"


class HandOn(CallbackData, prefix="ho"):
    """The dispatcher gives an inquiry to a body."""

    inquiry: Id
    body: str = ""
    region: str = ""
    page: Id = 0


class Transfer(CallbackData, prefix="tr"):
    """An operator passes an inquiry on: to which body, in which region."""

    inquiry: Id
    body: str = ""
    region: str = ""
    page: Id = 0


class TransferWhy(CallbackData, prefix="tw"):
    """Why it is passed on: a key of the catalogs, or "own" words."""

    inquiry: Id
    body: str
    region: str
    why: str


class TransferSure(CallbackData, prefix="ts"):
    """The previewed transfer is to be made."""

    inquiry: Id
    body: str
    region: str
    why: str


class Engage(CallbackData, prefix="en"):
    """Another body is to take part: which one, in which region."""

    inquiry: Id
    body: str = ""
    region: str = ""
    page: Id = 0


class EngageSure(CallbackData, prefix="es"):
    """The other body is asked; `words` marks what was typed for it."""

    inquiry: Id
    body: str
    region: str
    words: str = ""


class PartDo(CallbackData, prefix="p"):
    """Something with a part; the version is the one the preview showed."""

    part: Id
    act: str
    version: Id = 0


class PartList(CallbackData, prefix="pl"):
    """A page of the parts one's queues owe."""

    page: Id = 0


class Hand(CallbackData, prefix="ov"):
    """Hand an inquiry over: to the holder of a post, or to a unit."""

    inquiry: Id
    post: Id = 0
    unit: Id = 0


class CloseWhy(CallbackData, prefix="cw"):
    """Why an inquiry is closed without substance."""

    inquiry: Id
    why: str


class CloseSure(CallbackData, prefix="ck"):
    """The previewed closing is to be made; `words` marks what was typed."""

    inquiry: Id
    why: str
    words: str = ""


class Merge(CallbackData, prefix="mg"):
    """Two inquiries of one citizen become one."""

    inquiry: Id
    other: Id = 0


class Away(CallbackData, prefix="aw"):
    """Being away from a post until a date (YYYYMMDD); who stands in, or 0."""

    post: Id
    until: str = ""
    by: Id = 0
    act: str = ""


class Posts(CallbackData, prefix="awp"):
    """A page of the posts one can be away from."""

    page: Id = 0


class Join(CallbackData, prefix="join"):
    """Accept an invitation, in a language."""

    language: str
    payload: str


class Find(CallbackData, prefix="f"):
    """A search: begin one, turn a page, narrow it. What is looked for stands in the conversation."""

    act: str = "begin"
    value: str = ""


class PairDo(CallbackData, prefix="pp"):
    """Something with an answer for everybody on its way; `pair` is the inquiry where one is begun."""

    pair: Id = 0
    act: str = "open"
    version: Id = 0


class Propose(CallbackData, prefix="pr"):
    """A proposed text into the answer to an inquiry."""

    inquiry: Id
    key: str


class Canned(CallbackData, prefix="cn"):
    """The head's canned replies of a queue: list, one of them, writing."""

    body: str = ""
    region: str = ""
    act: str = "list"
    reply: Id = 0
    page: Id = 0


class Insert(CallbackData, prefix="ins"):
    """A canned reply for an answer; without one, a page of the list."""

    inquiry: Id
    reply: Id = 0
    page: Id = 0


class CameTo(CallbackData, prefix="ct"):
    """What an answer came to."""

    answer: Id
    outcome: str


class About(CallbackData, prefix="ab"):
    """What the inquiry of an answer was about; "-" asks what there is to choose from."""

    answer: Id
    key: str = "-"
    page: Id = 0


class Together(CallbackData, prefix="tg"):
    """Questions similar to one: show, link all, link or unlink one, where the answer arrived."""

    inquiry: Id
    act: str = "show"
    other: Id = 0
    page: Id = 0


class Correct(CallbackData, prefix="co"):
    """Something with the correction of an answer; the version is the one the preview showed."""

    answer: Id
    act: str
    version: Id = 0


class Take(CallbackData, prefix="gt"):
    """Take an inquiry from its card in a group; the case opens in the private chat."""

    inquiry: Id
