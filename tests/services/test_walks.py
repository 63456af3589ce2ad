"""People of every role do random things: no forbidden state, nothing lost, nobody told what is not theirs."""

from collections import Counter
from pathlib import Path
from random import Random

from tests.services.house import house_in
from tests.services.judging import TELLS
from tests.services.walks import STEPS, Walk

HOUSES = 4
SEQUENCES = 500
STEPS_OF_ONE = 3
"""After a beginning of up to four steps that may lead further on."""


async def test_two_thousand_walks_through_the_services(tmp_path: Path) -> None:
    done = Counter[str]()
    for seed in range(HOUSES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        async with house_in(folder) as house:
            walk = Walk(house, Random(seed))
            await walk.furnish()
            for _ in range(SEQUENCES):
                await walk.sequence(STEPS_OF_ONE)
            done.update(walk.done)
            for event, key in TELLS.items():
                happened = await house.rows("SELECT count(*) FROM events WHERE kind = :kind", kind=event)
                told = await house.rows("SELECT count(*) FROM outbox WHERE key = :key", key=key)
                assert told == happened, event
    assert STEPS.keys() - done.keys() == set(), "every action succeeded at least once"
