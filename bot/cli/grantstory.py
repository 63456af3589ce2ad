"""The tour's story of a grant call: from a subscription to the closing minute, every reminder between."""

from datetime import datetime, timedelta

from bot.cli.cast import Cast
from bot.cli.narrator import Voice
from domain.civil import ZONE
from facts.load import load

WRITING_MORNING = datetime(2026, 12, 2, 10, 0, tzinfo=ZONE)
FIELD = "health"
STAGES = (
    ("a fortnight before", datetime(2026, 12, 7, 9, 0, tzinfo=ZONE)),
    ("a week before", datetime(2026, 12, 14, 9, 0, tzinfo=ZONE)),
    ("three days before", datetime(2026, 12, 18, 9, 0, tzinfo=ZONE)),
    ("the day before", datetime(2026, 12, 20, 9, 0, tzinfo=ZONE)),
)
DECISION = datetime(2026, 12, 20, 11, 0, tzinfo=ZONE)
LAST_MORNING = datetime(2026, 12, 28, 9, 0, tzinfo=ZONE)
THREE_HOURS = datetime(2026, 12, 28, 15, 31, tzinfo=ZONE)
AFTERWARDS = datetime(2026, 12, 28, 18, 31, tzinfo=ZONE)

MINUTE = timedelta(minutes=1)
"""What was decided is looked at within half a minute; the story does not wait for it."""

TABLE = "calls.csv"


async def called_kk(cast: Cast) -> None:
    """The story in Kazakh."""
    await _called(cast, cast.voice("aigerim"))


async def called_ru(cast: Cast) -> None:
    """The story in Russian."""
    await _called(cast, cast.voice("sergei"))


async def _called(cast: Cast, citizen: Voice) -> None:
    head = cast.voice("gulnar")
    await _subscribes(cast, citizen)
    await _published(cast, head, citizen)
    for name, moment in STAGES:
        await cast.narrator.scene(f"The clock moves on: {name}")
        await _later(cast, moment, citizen, "remind.days")
    await _extended(cast, head, citizen)
    await _last_day(cast, citizen)


async def _subscribes(cast: Cast, citizen: Voice) -> None:
    await cast.narrator.scene("Grants: a citizen subscribes to a field")
    cast.jump(WRITING_MORNING)
    await citizen.says("/grants")
    await citizen.reads("grants.next")
    await citizen.taps("button.subscriptions")
    await citizen.reads("subs.none")
    await citizen.taps("button.sub_field")
    await citizen.reads("subs.choose_field")
    await citizen.taps(load().grants.fields[FIELD].short(citizen.language))
    await citizen.reads("subs.added")


async def _published(cast: Cast, head: Voice, citizen: Voice) -> None:
    await cast.narrator.scene(
        "The customer brings a call in from a table and publishes it: subscribers hear of it"
    )
    await head.says("/calls")
    await head.reads("desk_calls.title")
    await head.taps("button.import_calls")
    await head.reads("imports.how")
    head.since = head.person.mark()
    await cast.narrator.act(f"{head.name} sends a file", TABLE)
    await head.person.sends("document", name=TABLE, content=cast.phrases["calls"].encode(), mime="text/csv")
    await head.reads("imports.done")
    await head.taps("button.publish_all")
    await head.reads("imports.published")
    await _later(cast, WRITING_MORNING + MINUTE, citizen, "remind.opening")


async def _later(cast: Cast, moment: datetime, citizen: Voice, key: str) -> None:
    citizen.since = citizen.person.mark()
    cast.jump(moment)
    await citizen.reads(key)


async def _extended(cast: Cast, head: Voice, citizen: Voice) -> None:
    await cast.narrator.scene(
        "The customer extends the call: whoever was told the old date gets one correction"
    )
    cast.jump(DECISION)
    await head.says("/calls")
    await head.reads("desk_calls.title")
    await head.taps("1")
    await head.reads("call.facts")
    await head.taps("button.call_extend")
    await head.reads("decision.want.closes")
    for typed, wanted in (
        ("call_until", "decision.want.reason_kk"),
        ("call_reason_kk", "decision.want.reason_ru"),
        ("call_reason_ru", "decision.sure"),
    ):
        await head.says(cast.phrases[typed])
        await head.reads(wanted)
    await head.taps("button.decide")
    await head.reads("decision.done.extend")
    await _later(cast, DECISION + MINUTE, citizen, "remind.changed.extended")


async def _last_day(cast: Cast, citizen: Voice) -> None:
    await cast.narrator.scene("The last day with its hour, three hours before on request, and the end")
    await _later(cast, LAST_MORNING, citizen, "remind.last")
    await citizen.taps("button.hour_reminder")
    await citizen.reads("said.hours")
    await _later(cast, THREE_HOURS, citizen, "remind.hours")
    cast.jump(AFTERWARDS)
    await citizen.taps("button.to_call")
    await citizen.reads("call.phase.closed")
