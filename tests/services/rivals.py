"""What two people do to one inquiry at the same moment: the deeds, how far it had come, and the pairs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

from models.queries import inquiries as rows_of
from models.tables import Inquiry, Membership
from services import (
    access,
    answers,
    assignments,
    bodies,
    clock,
    closing,
    coexecutors,
    contributions,
    corrections,
    desk,
    erasure,
    extensions,
    flags,
    groups,
    handing,
    inquiries,
    merging,
    reminders,
    staffing,
    together,
    transfers,
)
from services.assignments import Chosen, What
from services.conversation import hear
from services.thread import Said
from services.transfers import Target, Why
from services.work import Actor, Work
from services.workload import Place
from tests.services import desk_scene as arranged
from tests.services.desk_scene import Scene
from tests.services.house import BODY, OTHER

Do = Callable[[Work, Actor, Scene], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Act:
    """What one of the two does."""

    by: str
    do: Do


def act(do: Do) -> Callable[[str], Act]:
    """The same deed by whoever may do it."""
    return lambda by: Act(by, do)


async def _extend(work: Work, who: Actor, scene: Scene) -> Any:
    until = (await extensions.room(work, who, scene.inquiry)).offered[0]
    return await extensions.extend(work, who, scene.inquiry, until, "Ждём архив")


async def _heads_leave(work: Work, who: Actor, scene: Scene) -> None:
    """Whoever decides it: administrators and the settings need no post of the queue."""
    for person in (scene.head, scene.deputy):
        await staffing.leave(work, None, await work.session.get_one(Membership, scene.posts[person]))


async def _own(work: Work, who: Actor, scene: Scene) -> Inquiry:
    return await access.own(work, who, scene.inquiry)


async def _withdraw(work: Work, who: Actor, scene: Scene) -> None:
    await inquiries.withdraw(work, who, await _own(work, who, scene))


async def _adds(work: Work, who: Actor, scene: Scene) -> Any:
    """It follows what was just said about this inquiry."""
    who.dialogue.data = {"about": scene.inquiry, "since": work.now.timestamp()}
    return await hear(work, who, Said(next(_numbers), "text", "Забыл сказать: с марта."))


async def _reopen(work: Work, who: Actor, scene: Scene) -> Any:
    return await inquiries.reopen(work, who, await _own(work, who, scene))


async def _object(work: Work, who: Actor, scene: Scene) -> Any:
    return await closing.object_(work, who, await _own(work, who, scene))


async def _erase(work: Work, who: Actor, scene: Scene) -> None:
    await erasure.empty(work, who.person)


async def _look_after_the_wait(work: Work, who: Actor, scene: Scene) -> None:
    """The job of reminders, once the citizen was waited for in vain."""
    await reminders.look(replace(work, now=work.now + timedelta(days=30)))


_numbers = count(50_000)


def _all_of(scene: Scene) -> Chosen:
    return Chosen(Place(BODY), What.ALL, scene.posts[scene.operator])


take = act(lambda w, p, s: desk.take(w, p, s.inquiry))
take_in_group = act(lambda w, p, s: groups.take(w, p.person.telegram_id, s.inquiry))
take_second = act(lambda w, p, s: desk.take(w, p, s.second))
release = act(lambda w, p, s: desk.release(w, p, s.inquiry))
send = act(lambda w, p, s: answers.send(w, p, s.answer, 1))
rewrite = act(lambda w, p, s: answers.rewrite(w, p, s.answer))
other_words = act(lambda w, p, s: answers.other_words(w, p, s.answer))
approve = act(lambda w, p, s: answers.approve(w, p, s.answer))
give_back = act(lambda w, p, s: answers.give_back(w, p, s.answer, "Короче"))
transfer = act(lambda w, p, s: transfers.transfer(w, p, s.inquiry, Target(OTHER), Why("competence")))
close = act(lambda w, p, s: closing.close(w, p, s.inquiry, "no_point"))
extend = act(_extend)
hand_over = act(lambda w, p, s: handing.hand_over(w, p, s.inquiry, s.posts[s.colleague]))
assign = act(
    lambda w, p, s: assignments.assign(w, p, Chosen(Place(BODY), What.ONE, s.inquiry), s.posts[s.colleague])
)
assign_all = act(lambda w, p, s: assignments.assign(w, p, _all_of(s), s.posts[s.colleague]))
all_to_queue = act(lambda w, p, s: assignments.assign(w, p, _all_of(s), None))
heads_leave = act(_heads_leave)
leave = act(lambda w, p, s: staffing.remove(w, p, s.posts[s.operator]))
hand_to_operator = act(lambda w, p, s: handing.hand_over(w, p, s.inquiry, s.posts[s.operator]))
assign_to_operator = act(
    lambda w, p, s: assignments.assign(w, p, Chosen(Place(BODY), What.ONE, s.inquiry), s.posts[s.operator])
)
ask_back = act(lambda w, p, s: clock.ask_back(w, p, s.inquiry, "Какой у вас стаж?"))
go_on = act(lambda w, p, s: clock.go_on(w, p, s.inquiry))
flag = act(lambda w, p, s: flags.flag(w, p, s.inquiry))
merge = act(lambda w, p, s: merging.merge(w, p, s.inquiry, s.second))
merge_back = act(lambda w, p, s: merging.merge(w, p, s.second, s.inquiry))
link = act(lambda w, p, s: together.link(w, p, s.inquiry, ()))
engage = act(lambda w, p, s: coexecutors.engage(w, p, s.inquiry, OTHER))
take_part = act(lambda w, p, s: contributions.take(w, p, s.part))
hand_in_ours = act(lambda w, p, s: contributions.hand_in(w, p, s.part, 3))
hand_in = act(lambda w, p, s: contributions.hand_in(w, p, s.part, 3))
decline = act(lambda w, p, s: contributions.decline(w, p, s.part, "Не наше"))
correct = act(lambda w, p, s: corrections.send(w, p, s.answer, 2))
approve_correction = act(lambda w, p, s: corrections.approve(w, p, s.answer))
return_correction = act(lambda w, p, s: corrections.give_back(w, p, s.answer))
withdraw = act(_withdraw)("citizen")
adds = act(_adds)("citizen")
reopen = act(_reopen)("citizen")
objects = act(_object)("citizen")
erased = act(_erase)("citizen")
the_job = act(_look_after_the_wait)("press")


async def taken_by_colleague(scene: Scene) -> None:
    await arranged.free(scene)
    await scene.house.takes(scene.colleague, scene.inquiry)


async def part_of_ours(scene: Scene) -> None:
    """Another body asked ours for a part, and our operator has written it."""
    scene.inquiry = await scene.house.asks(scene.citizen, OTHER)
    await scene.house.takes(scene.other, scene.inquiry)
    async with scene.house.acting(scene.other) as (work, who):
        scene.part = (await coexecutors.engage(work, who, scene.inquiry, BODY)).id
    async with scene.house.acting(scene.operator) as (work, who):
        await contributions.take(work, who, scene.part)
        await contributions.draft(work, who, scene.part, "Наша часть.")


async def merged_with_answer(scene: Scene) -> None:
    """An answer is written, and the citizen asked the same again."""
    await arranged.written(scene)
    scene.second = await scene.house.asks(scene.citizen)


async def linked_to_the_older(scene: Scene) -> None:
    """An answer is written for two questions of one citizen, and the older one is only linked."""
    scene.second = await scene.house.asks(scene.citizen)
    await arranged.written(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        assert (await together.link(work, who, scene.inquiry, (scene.second,))).linked == 1


async def _second_withdraws(work: Work, who: Actor, scene: Scene) -> None:
    """The citizen of the other inquiry."""
    inquiry = await rows_of.by_id(work.session, scene.second, lock=True)
    assert inquiry is not None
    await inquiries.withdraw(work, None, inquiry)


async def linked_and_written(scene: Scene) -> None:
    """One answer is written for two citizens."""
    await arranged.linked(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        made = await answers.write(work, who, scene.inquiry, Said(1, "text", "Ответ."))
        assert made is not None
        scene.answer = made.answer.id


async def closed(scene: Scene) -> None:
    await arranged.held(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        await closing.close(work, who, scene.inquiry, "no_point")


async def alike_and_free(scene: Scene) -> None:
    """Two operators have one each, and two more like these lie in the queue."""
    await arranged.alike(scene)
    await scene.house.takes(scene.colleague, scene.second)
    for _ in range(2):
        await scene.house.asks(await scene.house.person())


async def approval_wanted(scene: Scene) -> None:
    """An answer is written, and the body wants its head to see it first."""
    await arranged.written(scene)
    async with scene.house.work() as work:
        await bodies.put(work, BODY, "", bodies.Switch.APPROVAL, True)


async def written_part(scene: Scene) -> None:
    await arranged.part_drafted(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        made = await answers.write(work, who, scene.inquiry, Said(1, "text", "Ответ."))
        assert made is not None
        scene.answer = made.answer.id


second_withdraws = act(_second_withdraws)("citizen")
link_second = act(lambda w, p, s: together.link(w, p, s.second, ()))

Arrange = Callable[[Scene], Awaitable[None]]

PAIRS: dict[str, tuple[Arrange, Act, Act]] = {
    "two take": (arranged.free, take("operator"), take("colleague")),
    "taken from the card and in the group": (arranged.free, take("operator"), take_in_group("colleague")),
    "taken and given by the head": (arranged.free, take("operator"), assign("head")),
    "taken and withdrawn": (arranged.free, take("operator"), withdraw),
    "taken twice by one person": (arranged.free, take("operator"), take_in_group("operator")),
    "taken and its operator removed": (arranged.free, take("operator"), leave("head")),
    "given to somebody who is removed": (taken_by_colleague, hand_to_operator("colleague"), leave("head")),
    "given to somebody another head removes": (arranged.free, assign_to_operator("head"), leave("deputy")),
    "part taken and its operator removed": (part_of_ours, hand_in_ours("operator"), leave("head")),
    "taken and passed on": (arranged.free, take("operator"), transfer("colleague")),
    "sent and passed on": (arranged.written, send("operator"), transfer("head")),
    "sent and withdrawn": (arranged.written, send("operator"), withdraw),
    "sent and erased": (arranged.written, send("operator"), erased),
    "sent and closed": (arranged.written, send("operator"), close("head")),
    "sent and added to": (arranged.written, send("operator"), adds),
    "sent and sent by the head": (arranged.written, send("operator"), send("head")),
    "sent and begun anew by the head": (arranged.written, send("operator"), rewrite("head")),
    "sent and written on by the head": (arranged.written, send("operator"), other_words("head")),
    "sent and given away with the rest": (arranged.written, send("operator"), assign_all("head")),
    "sent and put back with the rest": (arranged.written, send("operator"), all_to_queue("head")),
    "sent and its operator removed": (arranged.written, send("operator"), leave("head")),
    "withdrawn and given away with the rest": (arranged.held, withdraw, assign_all("head")),
    "withdrawn and its operator removed": (arranged.held, withdraw, leave("head")),
    "given away by two heads": (arranged.held, assign_all("head"), all_to_queue("deputy")),
    "two approve": (arranged.proposed, approve("head"), approve("deputy")),
    "sent to the heads and the last of them leaves": (
        approval_wanted, send("operator"), heads_leave("deputy")
    ),
    "approved and returned": (arranged.proposed, approve("head"), give_back("deputy")),
    "approved and withdrawn": (arranged.proposed, approve("head"), withdraw),
    "extended twice": (arranged.held, extend("head"), extend("deputy")),
    "extended and closed": (arranged.held, extend("head"), close("operator")),
    "extended and withdrawn": (arranged.held, extend("head"), withdraw),
    "extended and sent": (arranged.written, extend("head"), send("operator")),
    "asked back and withdrawn": (arranged.held, ask_back("operator"), withdraw),
    "asked back and added to": (arranged.held, ask_back("operator"), adds),
    "let go on and answered by the citizen": (arranged.waiting, go_on("operator"), adds),
    "waited for in vain and answered by the citizen": (arranged.waiting, the_job, adds),
    "waited for in vain and let go on": (arranged.waiting, the_job, go_on("operator")),
    "handed over and put back": (arranged.held, hand_over("operator"), all_to_queue("head")),
    "handed over and released": (arranged.held, hand_over("head"), release("operator")),
    "flagged twice": (arranged.held, flag("operator"), flag("head")),
    "merged and sent": (merged_with_answer, merge("head"), send("operator")),
    "merged both ways": (arranged.twice, merge("operator"), merge_back("head")),
    "merged and withdrawn": (arranged.twice, merge("operator"), withdraw),
    "linked and taken": (arranged.alike, link("operator"), take_second("colleague")),
    "two link the same": (alike_and_free, link("operator"), link_second("colleague")),
    "sent to many and merged": (linked_to_the_older, send("operator"), merge("head")),
    "sent to many and one withdrawn": (linked_and_written, send("operator"), second_withdraws),
    "part taken twice": (arranged.engaged, take_part("other"), take_part("other_colleague")),
    "part handed in and sent": (written_part, hand_in("other"), send("operator")),
    "part declined and passed on": (arranged.engaged, decline("other"), transfer("operator")),
    "engaged and withdrawn": (arranged.held, engage("operator"), withdraw),
    "corrected and opened again": (arranged.corrected, correct("operator"), reopen),
    "two approve a correction": (
        arranged.correction_proposed, approve_correction("head"), approve_correction("deputy")
    ),
    "correction approved and returned": (
        arranged.correction_proposed, approve_correction("head"), return_correction("deputy")
    ),
    "correction approved and opened again": (
        arranged.correction_proposed, approve_correction("head"), reopen
    ),
    "objected to and erased": (closed, objects, erased),
}  # fmt: skip
