"""Every table, so that one import knows the whole schema."""

from models.tables.answering import CannedReply, Correction, Gist, Link
from models.tables.appeals import Appeal
from models.tables.audit import Audit, Heartbeat
from models.tables.base import Base
from models.tables.bodies import BodySettings, Unit
from models.tables.broadcasts import Broadcast, Round
from models.tables.calendar import CalendarVersion
from models.tables.clock import ClockExtension, ClockPause
from models.tables.desk import Closing, Note, Part
from models.tables.documents import DocumentOrder
from models.tables.erasures import Erasure
from models.tables.examples import Example
from models.tables.grants import Call, CallDates, CallImport, CallInquiry, CallViews
from models.tables.groups import GroupCard, GroupCode, GroupLink
from models.tables.inbox import Inbox
from models.tables.inquiries import Album, Answer, ClockRun, Draft, Event, Inquiry
from models.tables.keydates import KeyDate
from models.tables.knowledge import AnswerUse, Likeness, PublishedAnswer, ReviewTold, ShelfVersion
from models.tables.messages import File, Message, MessageVersion
from models.tables.outbox import Outbox
from models.tables.people import Chat, Dialogue, Person
from models.tables.reminders import Absence, Agenda, Reminded
from models.tables.search import SearchWord
from models.tables.staff import Arrivals, Invitation, Membership
from models.tables.subscriptions import CallMark, Subscription

__all__ = [
    "Absence",
    "Agenda",
    "Album",
    "Answer",
    "AnswerUse",
    "Appeal",
    "Arrivals",
    "Audit",
    "Base",
    "BodySettings",
    "Broadcast",
    "CalendarVersion",
    "Call",
    "CallDates",
    "CallImport",
    "CallInquiry",
    "CallMark",
    "CallViews",
    "CannedReply",
    "Chat",
    "ClockExtension",
    "ClockPause",
    "ClockRun",
    "Closing",
    "Correction",
    "Dialogue",
    "DocumentOrder",
    "Draft",
    "Erasure",
    "Event",
    "Example",
    "File",
    "Gist",
    "GroupCard",
    "GroupCode",
    "GroupLink",
    "Heartbeat",
    "Inbox",
    "Inquiry",
    "Invitation",
    "KeyDate",
    "Likeness",
    "Link",
    "Membership",
    "Message",
    "MessageVersion",
    "Note",
    "Outbox",
    "Part",
    "Person",
    "PublishedAnswer",
    "Reminded",
    "ReviewTold",
    "Round",
    "SearchWord",
    "ShelfVersion",
    "Subscription",
    "Unit",
]
