"""The playground's house: every queue answers, and the people of the town have their posts."""

import json
from typing import NotRequired, TypedDict

from domain.permissions import Role
from services import bodies, people
from services.bodies import Switch
from services.people import Guest
from services.work import Work

_COMMON = (Role.DISPATCHER, Role.ADMIN)
"""Roles that stand beside the bodies and belong to none."""


class Told(TypedDict):
    """A person of the playground and what they do in the bot; without bodies, in all of them."""

    id: int
    name: str
    language: str
    roles: list[str]
    bodies: NotRequired[list[str]]


def told(text: str) -> list[Told]:
    """The people of a file that holds {"people": [{"id", "name", "language", "roles", "bodies"?}]}."""
    people: list[Told] = json.loads(text)["people"]
    return people


async def furnish(work: Work, posts: list[Told]) -> None:
    """Every queue switched on; each person with their roles, operators and heads in every queue."""
    queues = [
        (code, region)
        for code, body in work.facts.bodies.items()
        for region in (work.facts.regions if body.per_region else [""])
    ]
    for code, region in queues:
        await bodies.put(work, code, region, Switch.CONNECTED, True)
    for one in posts:
        actor = await people.meet(work, Guest(one["id"], one["name"], one["language"]))
        actor.person.language = one["language"]
        theirs = [queue for queue in queues if queue[0] in one.get("bodies", work.facts.bodies)]
        for role in map(Role, one["roles"]):
            for code, region in [("", "")] if role in _COMMON else theirs:
                await people.join(work, actor.person, role, code or None, region or None)
