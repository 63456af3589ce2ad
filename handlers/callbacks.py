"""What buttons carry: opaque ids and expected versions, never names. At most 64 bytes each.

A button stays clickable for ever, so whoever receives one of these asks again whether it still holds.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=2**62)]
"""An id or a page in a button. What no database column holds is a forged button, and so no button of ours."""


class Consent(CallbackData, prefix="ok"):
    """Agree in a language, or refuse ("no")."""

    answer: str


class Language(CallbackData, prefix="lang"):
    """Choose the language."""

    code: str


class Mode(CallbackData, prefix="mode"):
    """Switch between citizen and staff."""

    to: str


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

    inquiry: int
    until: str


class KeyDateDo(CallbackData, prefix="kd"):
    """Something with a dated event of one's body."""

    key_date: int
    act: str = "done"


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


class BroadcastDo(CallbackData, prefix="bc"):
    """Something with a broadcast: pause, resume, stop, again."""

    broadcast: Id
    act: str


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


class OwnData(CallbackData, prefix="od"):
    """One's own data: copy, ask (what erasing would mean), erase."""

    act: str


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


class Join(CallbackData, prefix="join"):
    """Accept an invitation, in a language."""

    language: str
    payload: str


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


class Stats(CallbackData, prefix="st"):
    """A statistic of a body or a region of it for a period: as a message, a chart, a sheet or a table."""

    body: str
    region: str = ""
    period: str = ""
    act: str = "show"


class Head(CallbackData, prefix="hd"):
    """The head's screens of a queue: overview, late ones, invitation."""

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


class Find(CallbackData, prefix="f"):
    """A search: begin one, turn a page, narrow it. What is looked for stands in the conversation."""

    act: str = "begin"
    value: str = ""


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


class Group(CallbackData, prefix="gq"):
    """The group of a queue: how it stands, a code to link one, unlink."""

    body: str = ""
    region: str = ""
    act: str = "open"
