"""Who may do what: decided by membership, at each action, and refused by default."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.inquiries import Move

TRIAGE = "TRIAGE"
"""The dispatcher's queue. It stands beside the bodies of the facts and answers for none of them."""


class Role(StrEnum):
    """What a membership allows."""

    OPERATOR = "operator"
    HEAD = "head"
    DISPATCHER = "dispatcher"
    ADMIN = "admin"
    PRESS = "press"
    """The press service of a body: sees what was flagged as urgent, and changes nothing."""


@dataclass(frozen=True, slots=True)
class Post:
    """A membership in force: one person's place in one body, and where it is regional, in one region."""

    id: int
    role: Role
    body: str | None = None
    region: str | None = None
    unit_id: int | None = None

    def covers(self, body: str, region: str) -> bool:
        """Does this post belong to that queue? Dispatchers and administrators cover the triage queue."""
        if body == TRIAGE:
            return self.role in (Role.DISPATCHER, Role.ADMIN)
        return self.body == body and (self.region or "") == region


_DESK = frozenset({
    Move.TAKE, Move.RELEASE, Move.PROPOSE, Move.SEND,
    Move.ASK_BACK, Move.RESUME, Move.TRANSFER, Move.RECLASSIFY,
    Move.HAND_OVER, Move.TO_UNIT, Move.ENGAGE, Move.FLAG, Move.CLOSE, Move.MERGE, Move.CORRECT,
})  # fmt: skip
_ALLOWED: dict[Role, frozenset[Move]] = {
    Role.OPERATOR: _DESK,
    Role.HEAD: _DESK | {Move.ASSIGN, Move.RETURN, Move.EXTEND},
    Role.DISPATCHER: _DESK | {Move.EXTEND},
    Role.ADMIN: _DESK | {Move.EXTEND},
    Role.PRESS: frozenset(),
}


def post_for(posts: Iterable[Post], move: Move | None, body: str, region: str) -> Post | None:
    """The post that lets a person make this move in that queue (None for the move: only look)."""
    for post in posts:
        if post.covers(body, region) and (move is None or move in _ALLOWED[post.role]):
            return post
    return None


def heads(posts: Iterable[Post], body: str, region: str) -> bool:
    """Is one of these posts the head's of that queue?"""
    return any(p.role is Role.HEAD and p.covers(body, region) for p in posts)


def administers(posts: Iterable[Post]) -> bool:
    """Is one of these posts an administrator's?"""
    return any(p.role is Role.ADMIN for p in posts)
