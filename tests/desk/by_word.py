"""What is typed, as a command or in a step, and what administrators do."""

from handlers.callbacks.desk import Join
from handlers.callbacks.house import (
    BodyDo,
    BroadcastDo,
    BroadcastTo,
    CalendarDo,
    Inviting,
    Log,
    Post,
    Quarantined,
)
from tests.desk.action import (
    ADMIN,
    CALLS,
    CANNED,
    CITIZENS,
    NO_ADMIN,
    NO_HEAD,
    ONE_HEAD,
    OWN,
    STAFF_OUTSIDE,
    TWICE_IS_ONCE,
    Action,
    command,
    typed,
)
from tests.desk.world import AKIMAT, HERE
from tests.services.house import OTHER, THIRD

ADMINS = (
    Action(lambda w: BodyDo(), "admin", NO_ADMIN),
    Action(
        lambda w: BodyDo(body=AKIMAT, region=HERE, act="approval"),
        "admin",
        NO_ADMIN,
        again=True,
        alone=ONE_HEAD,
    ),
    Action(lambda w: BodyDo(body=AKIMAT, region=HERE, act="people"), "admin", NO_ADMIN),
    Action(lambda w: Post(post=w["colleague"]), "admin", NO_ADMIN),
    Action(
        lambda w: Post(post=w["colleague"], act="yes"),
        "admin",
        NO_ADMIN,
        met=("sent to the heads and the last of them leaves",),
    ),
    Action(lambda w: BodyDo(body=AKIMAT, region=HERE, act="unit"), "admin", NO_ADMIN, alone=OWN),
    Action(
        lambda w: Inviting(role="operator", body=AKIMAT, region=HERE),
        "admin",
        NO_ADMIN,
        again=True,
        alone="each invitation is one of its own",
    ),
    Action(lambda w: BroadcastDo(broadcast=w["broadcast"], act="pause"), "admin", NO_ADMIN, alone=ONE_HEAD),
    Action(
        lambda w: BroadcastDo(broadcast=w["broadcast"], act="resume"),
        "admin",
        NO_ADMIN,
        shown=ADMIN,
        alone=ONE_HEAD,
    ),
    Action(lambda w: BroadcastDo(broadcast=w["broadcast"], act="stop"), "admin", NO_ADMIN, alone=ONE_HEAD),
    Action(
        lambda w: BroadcastDo(broadcast=w["broadcast"], act="again"),
        "admin",
        NO_ADMIN,
        shown="tests/services/test_broadcasts.py",
        alone=ONE_HEAD,
    ),
    Action(lambda w: BroadcastDo(broadcast=w["broadcast"], act="look"), "admin", NO_ADMIN),
    Action(lambda w: BroadcastTo(), "admin", NO_ADMIN, alone=OWN),
    Action(lambda w: BroadcastTo(act="regions"), "admin", NO_ADMIN),
    Action(lambda w: BroadcastTo(act="write"), "admin", NO_ADMIN, alone=OWN),
    Action(lambda w: BroadcastTo(act="send"), "admin", NO_ADMIN, shown=ADMIN, alone=OWN),
    Action(lambda w: CalendarDo(), "admin", NO_ADMIN),
    Action(lambda w: CalendarDo(act="preview"), "admin", NO_ADMIN, shown="tests/services/test_recompute.py"),
    Action(
        lambda w: CalendarDo(act="approve", digest="0"),
        "admin",
        NO_ADMIN,
        shown="tests/services/test_recompute.py",
        alone=ONE_HEAD,
    ),
    Action(lambda w: Log(), "admin", NO_ADMIN),
    Action(lambda w: Log(of="looks"), "admin", NO_ADMIN),
    Action(lambda w: Quarantined(), "admin", NO_ADMIN),
    Action(lambda w: Quarantined(row=1, act="again"), "admin", NO_ADMIN, alone=TWICE_IS_ONCE),
    Action(lambda w: Quarantined(row=1, act="let_go"), "admin", NO_ADMIN, alone=TWICE_IS_ONCE),
    Action(
        lambda w: Join(language="ru", payload="inv_forged"),
        "stranger",
        (*NO_ADMIN, "admin"),
        shown=ADMIN,
        alone=TWICE_IS_ONCE,
    ),
)

COMMANDS = (
    *(Action(command(words), "operator", CITIZENS) for words in ("/queue", "/mine", "/away", "/queue 0")),
    Action(command("/find"), "operator", CITIZENS, alone=OWN),
    Action(command("/answers"), "operator", ()),
    Action(command("/start"), "operator", (), shown="tests/conversations/staff/test_groups.py"),
    *(Action(command(words), "head", NO_HEAD) for words in ("/staff", "/canned")),
    Action(command("/stats"), "head", NO_HEAD, again=True, alone="each asks for themselves"),
    Action(command("/calls"), "head", NO_HEAD),
    *(
        Action(command(words), "admin", NO_ADMIN)
        for words in ("/invite", "/health", "/bodies", "/calendar", "/audit")
    ),
    Action(command("/broadcast"), "admin", NO_ADMIN, alone=OWN),
)

TYPED = (
    Action(
        typed("answering", "Ответ.", inquiry="held"),
        "operator",
        (*STAFF_OUTSIDE, "colleague"),
        again=True,
        met=("sent and closed",),
    ),
    Action(
        typed("returning", "Короче", answer="proposed_answer"),
        "head",
        (*STAFF_OUTSIDE, "colleague", "operator"),
        met=("approved and returned",),
    ),
    Action(
        typed("asking", "Какой у вас стаж?", inquiry="held"),
        "operator",
        (*STAFF_OUTSIDE, "colleague"),
        alone=OWN,
    ),
    Action(
        typed("extending", "Ждём архив", inquiry="held", until="2026-12-21"),
        "head",
        (*STAFF_OUTSIDE, "colleague", "operator"),
        met=("extended twice", "extended and closed"),
    ),
    Action(
        typed("passing_on", "Это к ним", inquiry="held", body=OTHER, region=""),
        "operator",
        (*STAFF_OUTSIDE, "colleague"),
        alone=OWN,
    ),
    Action(
        typed("engaging", "Скажите срок", inquiry="held", body=THIRD, region=""),
        "operator",
        STAFF_OUTSIDE,
        alone=OWN,
    ),
    Action(
        typed("part", "Ещё слово.", part="part"),
        "other",
        ("other_colleague", "operator", "neighbour", "press"),
        again=True,
        met=("part handed in and sent",),
    ),
    Action(
        typed("declining", "Не наше", part="part"),
        "other",
        ("other_colleague", "operator", "neighbour", "press"),
        met=("part declined and passed on",),
    ),
    Action(
        typed("closing", "Это реклама", inquiry="held", why="spam"),
        "operator",
        (*STAFF_OUTSIDE, "colleague"),
        again=True,
        alone=OWN,
    ),
    Action(
        typed("noting", "Звонили в архив", inquiry="held"),
        "operator",
        STAFF_OUTSIDE,
        again=True,
        alone="a note is added beside others",
    ),
    Action(
        typed("correcting", "Исправленный ответ.", answer="sent_answer"),
        "operator",
        (*STAFF_OUTSIDE, "colleague"),
        again=True,
        met=("corrected and opened again",),
    ),
    Action(
        typed("filling", "Надбавка платится.", pair="pair", field="answer_ru"),
        "operator",
        STAFF_OUTSIDE,
        again=True,
        alone=ONE_HEAD,
    ),
    Action(typed("canned", "Зарплата"), "head", (), shown=CANNED, alone=OWN),
    Action(typed("finding", "зарплату"), "operator", (), alone=OWN),
    Action(
        typed("leaving", "30.11.2026", post="operator"), "operator", (*STAFF_OUTSIDE, "colleague"), alone=OWN
    ),
    Action(
        typed("naming_unit", "Бөлім\nОтдел", body=AKIMAT, region=HERE),
        "admin",
        ("operator", "head", "dispatcher"),
        again=True,
        alone=ONE_HEAD,
    ),
    Action(typed("broadcast_kk", "Сәлем"), "admin", (), shown=ADMIN, alone=OWN),
    Action(typed("broadcast_ru", "Привет"), "admin", (), shown=ADMIN, alone=OWN),
    *(
        Action(typed(step, "Слово"), "head", (), shown=CALLS, alone=OWN)
        for step in ("writing_call", "deciding_call", "importing")
    ),
)
