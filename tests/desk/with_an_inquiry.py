"""What is done with one inquiry, from its card."""

from handlers.callbacks.desk import (
    CloseSure,
    CloseWhy,
    Engage,
    EngageSure,
    Extend,
    Find,
    Hand,
    HandOn,
    KeyDateDo,
    Merge,
    Queue,
    Take,
    Transfer,
    TransferSure,
    TransferWhy,
)
from tests.desk.action import (
    CITIZENS,
    CLOCK,
    EMPTY_HANDED,
    NO_HEAD,
    OUTSIDE,
    OWN,
    TWICE_IS_ONCE,
    Action,
    card,
)
from tests.desk.world import GROUP
from tests.services.house import OTHER, THIRD

AT_THE_CARD = (
    Action(card("take", "free"), "operator", OUTSIDE, met=("two take", "taken and withdrawn")),
    Action(card("release"), "operator", EMPTY_HANDED, met=("handed over and released",)),
    Action(card("answer"), "operator", EMPTY_HANDED, alone=OWN),
    Action(card("contact"), "operator", OUTSIDE, again=True, alone="each reading is written down"),
    Action(card("files"), "operator", OUTSIDE, again=True, alone="each opening is written down"),
    Action(card("history"), "operator", OUTSIDE),
    Action(card("how"), "operator", OUTSIDE),
    Action(card("more"), "operator", OUTSIDE),
    Action(card("look"), "operator", OUTSIDE),
    Action(card("resend", "sent"), "operator", OUTSIDE),
    Action(card("ask_back"), "operator", EMPTY_HANDED, alone=OWN),
    Action(card("ask_send"), "operator", EMPTY_HANDED, shown=CLOCK, met=("asked back and withdrawn",)),
    Action(
        card("go_on", "waiting"), "operator", EMPTY_HANDED, met=("let go on and answered by the citizen",)
    ),
    Action(card("extend"), "head", NO_HEAD, alone=OWN),
    Action(card("insert", "contributed"), "operator", EMPTY_HANDED, met=("part handed in and sent",)),
    Action(card("hand_over"), "operator", EMPTY_HANDED),
    Action(card("note"), "operator", OUTSIDE, alone=OWN),
    Action(card("flag"), "operator", OUTSIDE, met=("flagged twice",)),
    Action(card("unflag", "flagged"), "operator", OUTSIDE, met=("flagged twice",)),
    Action(card("merge"), "operator", OUTSIDE),
    Action(card("close"), "operator", EMPTY_HANDED),
    Action(
        lambda w: Take(inquiry=w["free"]),
        "operator",
        OUTSIDE,
        group=GROUP,
        met=("taken from the card and in the group",),
    ),
    Action(
        lambda w: Hand(inquiry=w["held"], post=w["colleague"]),
        "operator",
        EMPTY_HANDED,
        met=("handed over and put back",),
    ),
    Action(lambda w: CloseWhy(inquiry=w["held"], why="no_point"), "operator", EMPTY_HANDED, alone=OWN),
    Action(
        lambda w: CloseSure(inquiry=w["held"], why="no_point"),
        "operator",
        EMPTY_HANDED,
        met=("sent and closed",),
    ),
    Action(
        lambda w: Merge(inquiry=w["held"], other=w["twin"]),
        "operator",
        OUTSIDE,
        met=("merged both ways", "merged and sent"),
    ),
    Action(lambda w: Extend(inquiry=w["held"], until="20261221"), "head", NO_HEAD, alone=OWN),
    Action(
        lambda w: HandOn(inquiry=w["triage"], body=OTHER),
        "dispatcher",
        (*NO_HEAD, "head"),
        met=("taken and passed on",),
    ),
    Action(lambda w: Transfer(inquiry=w["held"], body=OTHER), "operator", EMPTY_HANDED),
    Action(
        lambda w: TransferWhy(inquiry=w["held"], body=OTHER, region="", why="competence"),
        "operator",
        EMPTY_HANDED,
    ),
    Action(
        lambda w: TransferSure(inquiry=w["held"], body=OTHER, region="", why="competence"),
        "operator",
        EMPTY_HANDED,
        met=("sent and passed on",),
    ),
    Action(lambda w: Engage(inquiry=w["held"], body=THIRD), "operator", EMPTY_HANDED, alone=OWN),
    Action(
        lambda w: EngageSure(inquiry=w["held"], body=THIRD, region=""),
        "operator",
        EMPTY_HANDED,
        met=("engaged and withdrawn",),
    ),
    Action(
        lambda w: KeyDateDo(key_date=1), "operator", (*CITIZENS, "other", "neighbour"), alone=TWICE_IS_ONCE
    ),
    Action(lambda w: Queue(view="all"), "operator", CITIZENS),
    Action(lambda w: Find(act="begin"), "operator", CITIZENS, alone=OWN),
    Action(
        lambda w: Find(act="page", value="1"),
        "operator",
        CITIZENS,
        shown="tests/conversations/staff/test_finding.py",
    ),
)
