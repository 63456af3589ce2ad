"""Soft limits: token buckets for everybody, for each chat and for each group. A 429 has the last word."""

from dataclasses import dataclass

SHARE_FOR_SCREENS = 0.3
"""This part of the rate is kept for people who are waiting in front of a screen."""

_BURST = 4.0

GROUP_PER_SECOND = (20 - _BURST) / 60
"""Telegram lets a bot say twenty things a minute in one group; the burst at the beginning is among them."""

_FORGET_AFTER_SECONDS = 120.0


@dataclass(slots=True)
class Bucket:
    """Holds at most `size` tokens and gains `rate` of them a second."""

    rate: float
    size: float
    tokens: float
    at: float

    def wait(self, now: float, keep: float = 0.0) -> float:
        """Seconds until a token is free while `keep` tokens stay in the bucket; 0.0 when it is now."""
        self.tokens = min(self.size, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1.0 + keep - self.tokens) / self.rate)

    def take(self) -> None:
        """Use one token."""
        self.tokens -= 1.0


class Pacing:
    """How long a message must wait so that Telegram need not refuse it.

    Args:
        rate: messages per second to all chats together.
        chat_rate: messages per second to one private chat, after a short burst.
        now: machine time in seconds.
    """

    def __init__(self, rate: float, chat_rate: float, now: float) -> None:
        self._all = Bucket(rate, max(1.0, rate), max(1.0, rate), now)
        self._chat_rate = chat_rate
        self._chats: dict[int, Bucket] = {}
        self._pauses: dict[int, float] = {}
        self._everything_until = 0.0
        self._bulk_until = 0.0
        self._swept = now

    def wait(self, chat_id: int, now: float, *, group: bool, screen: bool) -> float:
        """Seconds this message must wait; 0.0 means that it may leave, and a place has been taken for it."""
        self._sweep(now)
        until = max(self._everything_until, self._pauses.get(chat_id, 0.0))
        if until > now:
            return until - now
        chat = self._chats.get(chat_id) or self._open(chat_id, now, group=group)
        keep = 0.0 if screen else self._all.size * SHARE_FOR_SCREENS
        waits = max(chat.wait(now), self._all.wait(now, keep))
        if waits <= 0.0:
            chat.take()
            self._all.take()
        return waits

    def room(self, now: float) -> int:
        """How many messages of those to many may leave now; the share of screens is not theirs."""
        if now < max(self._everything_until, self._bulk_until):
            return 0
        keep = self._all.size * SHARE_FOR_SCREENS
        return 0 if self._all.wait(now, keep) > 0 else int(self._all.tokens - keep)

    def until_room(self, now: float) -> float:
        """Seconds until the next of them may leave."""
        paused = max(self._everything_until, self._bulk_until) - now
        return max(paused, self._all.wait(now, self._all.size * SHARE_FOR_SCREENS))

    def pause_bulk(self, until: float) -> None:
        """Telegram refused a message to somebody who got no other: the whole is too fast."""
        self._bulk_until = max(self._bulk_until, until)

    def pause(self, chat_id: int | None, until: float) -> None:
        """Telegram said to wait: one chat, or everybody."""
        if chat_id is None:
            self._everything_until = max(self._everything_until, until)
        else:
            self._pauses[chat_id] = max(self._pauses.get(chat_id, 0.0), until)

    def paused_chats(self, now: float) -> list[int]:
        """Chats that Telegram asked us to leave alone for now."""
        return [chat for chat, until in self._pauses.items() if until > now]

    def _open(self, chat_id: int, now: float, *, group: bool) -> Bucket:
        rate = GROUP_PER_SECOND if group else self._chat_rate
        bucket = self._chats[chat_id] = Bucket(rate, max(_BURST, rate), max(_BURST, rate), now)
        return bucket

    def _sweep(self, now: float) -> None:
        """Forget chats that have been silent, so that a million people do not stay in memory."""
        if now - self._swept < _FORGET_AFTER_SECONDS:
            return
        self._swept = now
        old = now - _FORGET_AFTER_SECONDS
        self._chats = {chat: bucket for chat, bucket in self._chats.items() if bucket.at > old}
        self._pauses = {chat: until for chat, until in self._pauses.items() if until > now}
