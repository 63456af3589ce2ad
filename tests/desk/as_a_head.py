"""What a head does for a queue and for grant calls, and being away."""

from handlers.callbacks.desk import Away, Posts
from handlers.callbacks.grants import CallBegin, CallDesk, CallsOfFile
from handlers.callbacks.house import (
    Assign,
    Group,
    Stats,
    Worker,
)
from tests.desk.action import (
    CALLS,
    CANNED,
    CITIZENS,
    EMPTY_HANDED,
    NO_HEAD,
    ONE_HEAD,
    OWN,
    TWICE_IS_ONCE,
    Action,
    call,
    canned,
    head,
)
from tests.desk.world import AKIMAT, HERE

AWAY = (
    Action(lambda w: Away(post=w["operator"], act="until"), "operator", EMPTY_HANDED, alone=OWN),
    Action(lambda w: Away(post=w["operator"], act="by", until="20261130"), "operator", EMPTY_HANDED),
    Action(
        lambda w: Away(post=w["operator"], act="go", until="20261130", by=w["colleague"]),
        "operator",
        EMPTY_HANDED,
        again=True,
        alone=ONE_HEAD,
    ),
    Action(lambda w: Away(post=w["operator"], act="back"), "operator", EMPTY_HANDED, alone=ONE_HEAD),
    Action(lambda w: Away(post=w["operator"], act="list"), "operator", CITIZENS),
    Action(lambda w: Posts(page=1), "operator", CITIZENS),
)

HEADS = (
    Action(head("open"), "head", NO_HEAD),
    Action(head("which"), "head", NO_HEAD),
    Action(lambda w: Stats(body=AKIMAT, region=HERE, act="which"), "head", NO_HEAD),
    Action(head("late"), "head", NO_HEAD),
    Action(head("invite"), "head", NO_HEAD, again=True, alone="each invitation is one of its own"),
    Action(lambda w: Worker(post=w["operator"]), "head", NO_HEAD),
    Action(lambda w: Worker(post=w["operator"], act="remove"), "head", NO_HEAD),
    Action(
        lambda w: Worker(post=w["operator"], act="removed"),
        "head",
        NO_HEAD,
        met=("sent and its operator removed", "taken and its operator removed"),
    ),
    Action(lambda w: Assign(body=AKIMAT, region=HERE, what="all", of=w["operator"]), "head", NO_HEAD),
    Action(
        lambda w: Assign(body=AKIMAT, region=HERE, what="all", of=w["operator"], do="g", to=w["colleague"]),
        "head",
        NO_HEAD,
        met=("sent and given away with the rest",),
    ),
    Action(
        lambda w: Assign(body=AKIMAT, region=HERE, what="all", of=w["operator"], do="q"),
        "head",
        NO_HEAD,
        met=("given away by two heads",),
    ),
    Action(lambda w: Group(body=AKIMAT, region=HERE), "head", NO_HEAD),
    Action(
        lambda w: Group(body=AKIMAT, region=HERE, act="code"),
        "head",
        NO_HEAD,
        shown="tests/conversations/staff/test_groups.py",
        alone="each code is one of its own",
    ),
    Action(lambda w: Group(body=AKIMAT, region=HERE, act="off"), "head", NO_HEAD, alone=TWICE_IS_ONCE),
    Action(
        lambda w: Stats(body=AKIMAT, region=HERE),
        "head",
        NO_HEAD,
        again=True,
        alone="each asks for themselves",
    ),
    Action(
        lambda w: Stats(body=AKIMAT, region=HERE, act="chart"),
        "head",
        NO_HEAD,
        again=True,
        alone="each asks for themselves",
    ),
    Action(
        lambda w: Stats(body=AKIMAT, region=HERE, act="sheet"),
        "head",
        NO_HEAD,
        again=True,
        alone="each asks for themselves",
    ),
    Action(
        lambda w: Stats(body=AKIMAT, region=HERE, act="table"),
        "head",
        NO_HEAD,
        again=True,
        alone="each asks for themselves",
    ),
    Action(canned("which"), "head", NO_HEAD),
    Action(canned("list"), "head", NO_HEAD),
    Action(canned("new"), "head", NO_HEAD, alone=OWN),
    Action(canned("open"), "head", NO_HEAD),
    Action(canned("kk"), "head", NO_HEAD, alone=OWN),
    Action(canned("ru"), "head", NO_HEAD, alone=OWN),
    Action(canned("again_kk"), "head", NO_HEAD, shown=CANNED),
    Action(canned("again_ru"), "head", NO_HEAD, shown=CANNED),
    Action(canned("save"), "head", NO_HEAD, shown=CANNED, alone=ONE_HEAD),
    Action(canned("withdraw"), "head", NO_HEAD, alone=ONE_HEAD),
    Action(canned("restore"), "head", NO_HEAD, alone=ONE_HEAD),
    Action(canned("solved"), "head", NO_HEAD, again=True, alone=ONE_HEAD),
)

CALLS_OF_GRANTS = (
    Action(lambda w: CallBegin(body=AKIMAT, region=HERE), "head", NO_HEAD, again=True, alone=OWN),
    Action(lambda w: CallDesk(), "head", NO_HEAD, alone=OWN),
    Action(lambda w: CallDesk(act="new"), "head", NO_HEAD, again=True, alone=OWN),
    Action(lambda w: CallDesk(act="import"), "head", NO_HEAD, alone=OWN),
    Action(lambda w: CallDesk(act="template"), "head", NO_HEAD),
    *(
        Action(call(act), "head", NO_HEAD, again=True, shown=CALLS, alone=OWN)
        for act in (
            "kind",
            "field",
            "direction",
            "region",
            "regions_done",
            "skip",
            "decide",
            "file",
            "yes",
            "publish",
        )
    ),
    *(
        Action(call(act), "head", NO_HEAD, again=True, alone=OWN)
        for act in ("go_on", "cell", "edit", "discard", "numbers")
    ),
    Action(lambda w: CallsOfFile(file=1), "head", NO_HEAD, shown=CALLS, alone=ONE_HEAD),
)
