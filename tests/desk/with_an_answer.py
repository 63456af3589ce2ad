"""What is done with an answer, with a part of one, and with answers for everybody."""

from handlers.callbacks.desk import (
    About,
    Answering,
    CameTo,
    Correct,
    Insert,
    PartDo,
    PartList,
    Propose,
    Together,
)
from tests.desk.action import (
    CITIZENS,
    EMPTY_HANDED,
    NO_HEAD,
    NOT_ASKED,
    NOT_THEIR_PART,
    ONE_HEAD,
    OUTSIDE,
    OWN,
    PUBLISHED,
    TWICE_IS_ONCE,
    Action,
    pair,
)

ANSWERS = (
    Action(
        lambda w: Answering(answer=w["answer"], act="send", version=1),
        "operator",
        EMPTY_HANDED,
        met=("sent and withdrawn", "sent and sent by the head"),
    ),
    Action(
        lambda w: Answering(answer=w["proposed_answer"], act="approve"), "head", NO_HEAD, met=("two approve",)
    ),
    Action(
        lambda w: Answering(answer=w["proposed_answer"], act="return"),
        "head",
        NO_HEAD,
        met=("approved and returned",),
    ),
    Action(lambda w: Answering(answer=w["proposed_answer"], act="look"), "head", NO_HEAD),
    Action(
        lambda w: Answering(answer=w["answer"], act="rewrite"),
        "operator",
        EMPTY_HANDED,
        met=("sent and begun anew by the head",),
    ),
    Action(
        lambda w: Answering(answer=w["answer"], act="other"),
        "operator",
        EMPTY_HANDED,
        again=True,
        met=("sent and written on by the head",),
    ),
    Action(
        lambda w: CameTo(answer=w["sent_answer"], outcome="solved"), "operator", EMPTY_HANDED, alone=ONE_HEAD
    ),
    Action(lambda w: About(answer=w["sent_answer"]), "operator", EMPTY_HANDED),
    Action(
        lambda w: Insert(inquiry=w["held"], reply=1),
        "operator",
        EMPTY_HANDED,
        again=True,
        met=("sent and closed",),
    ),
    Action(
        lambda w: Propose(inquiry=w["held"], key="nothing"),
        "operator",
        EMPTY_HANDED,
        shown="tests/conversations/staff/test_proposals.py",
        met=("sent and closed",),
    ),
    Action(lambda w: Together(inquiry=w["held"]), "operator", EMPTY_HANDED),
    Action(
        lambda w: Together(inquiry=w["held"], act="all"), "operator", EMPTY_HANDED, met=("two link the same",)
    ),
    Action(
        lambda w: Together(inquiry=w["held"], act="on", other=w["alike"]),
        "operator",
        EMPTY_HANDED,
        met=("linked and taken",),
    ),
    Action(
        lambda w: Together(inquiry=w["held"], act="off", other=w["linked"]),
        "operator",
        EMPTY_HANDED,
        met=("sent to many and one withdrawn",),
    ),
    Action(lambda w: Together(inquiry=w["sent"], act="arrived"), "operator", OUTSIDE),
    Action(
        lambda w: Correct(answer=w["sent_answer"], act="begin"),
        "operator",
        EMPTY_HANDED,
        met=("corrected and opened again",),
    ),
    Action(
        lambda w: Correct(answer=w["corrected_answer"], act="rewrite"),
        "operator",
        EMPTY_HANDED,
        again=True,
        met=("corrected and opened again",),
    ),
    Action(
        lambda w: Correct(answer=w["corrected_answer"], act="drop"),
        "operator",
        EMPTY_HANDED,
        met=("corrected and opened again",),
    ),
    Action(
        lambda w: Correct(answer=w["corrected_answer"], act="send", version=2),
        "operator",
        EMPTY_HANDED,
        met=("corrected and opened again",),
    ),
    Action(
        lambda w: Correct(answer=w["mended_answer"], act="approve"),
        "head",
        NO_HEAD,
        met=("two approve a correction",),
    ),
    Action(
        lambda w: Correct(answer=w["mended_answer"], act="return"),
        "head",
        NO_HEAD,
        met=("correction approved and returned",),
    ),
    Action(lambda w: Correct(answer=w["mended_answer"], act="look"), "head", NO_HEAD),
    Action(pair("begin", "corrected"), "operator", OUTSIDE, alone=TWICE_IS_ONCE),
    Action(pair("open"), "operator", OUTSIDE),
    Action(pair("list"), "operator", CITIZENS),
    Action(pair("numbers"), "head", CITIZENS),
    Action(pair("unanswered"), "head", CITIZENS),
    Action(pair("drop"), "operator", OUTSIDE, alone=ONE_HEAD),
    Action(pair("offer"), "operator", OUTSIDE, shown=PUBLISHED, alone=ONE_HEAD),
    Action(pair("publish"), "head", NO_HEAD, shown=PUBLISHED, alone=ONE_HEAD),
    Action(pair("withdraw"), "head", NO_HEAD, shown=PUBLISHED, alone=ONE_HEAD),
    Action(pair("renew"), "head", NO_HEAD, shown=PUBLISHED, alone=ONE_HEAD),
)

PARTS = (
    Action(lambda w: PartList(), "other", CITIZENS),
    Action(lambda w: PartDo(part=w["part_asked"], act="look"), "other", NOT_ASKED),
    Action(lambda w: PartDo(part=w["part_asked"], act="take"), "other", NOT_ASKED, met=("part taken twice",)),
    Action(
        lambda w: PartDo(part=w["part_written"], act="revise"),
        "other",
        NOT_THEIR_PART,
        met=("part handed in and sent",),
    ),
    Action(
        lambda w: PartDo(part=w["part"], act="rewrite"),
        "other",
        NOT_THEIR_PART,
        again=True,
        met=("part handed in and sent",),
    ),
    Action(
        lambda w: PartDo(part=w["part"], act="release"),
        "other",
        NOT_THEIR_PART,
        met=("part taken and its operator removed",),
    ),
    Action(
        lambda w: PartDo(part=w["part"], act="hand_in", version=3),
        "other",
        NOT_THEIR_PART,
        met=("part handed in and sent",),
    ),
    Action(lambda w: PartDo(part=w["part"], act="write"), "other", NOT_ASKED, alone=OWN),
    Action(lambda w: PartDo(part=w["part"], act="decline"), "other", NOT_ASKED, alone=OWN),
)
