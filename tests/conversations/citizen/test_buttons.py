"""Buttons that are forged, old, or somebody else's: a kind, true answer, and nothing changes."""

from playground.people import Person
from tests.conversations.citizen.scene import KK, RU, agreed, desk, foreign, keyboard, later, picks, sends
from tests.stage import Stage


async def test_somebody_elses_question_stays_closed(stage: Stage) -> None:
    await desk(stage)
    sergei, stranger = await agreed(stage), await agreed(stage, KK)
    number = await sends(sergei)
    before = await stage.rows("SELECT state, version FROM inquiries")
    for act in ("open", "how", "official", "withdraw", "withdraw_yes", "reopen"):
        mark = stranger.mark()
        await stranger.taps_forged(f"own:1:{act}")
        said = await stranger.sees("арасында мұндайы жоқ", after=mark)
        assert not foreign(said, "kk")
    assert not any(number in str(m) or "пенсия" in str(m) for m in await stranger.chat())
    assert await stage.rows("SELECT state, version FROM inquiries") == before


async def test_what_is_not_there_sounds_like_what_is_somebody_elses(stage: Stage) -> None:
    await desk(stage)
    await sends(await agreed(stage))
    stranger = await agreed(stage)
    await stranger.taps_forged("own:1:open")
    taken = (await stranger.sees("вопросов такого нет"))["text"]
    mark = stranger.mark()
    await stranger.taps_forged("own:77:open")
    assert (await stranger.sees("вопросов такого нет", after=mark))["text"] == taken


async def test_somebody_elses_mark_draft_and_addition_stay_theirs(stage: Stage) -> None:
    await desk(stage)
    sergei, stranger = await agreed(stage), await agreed(stage)
    await sends(sergei)
    await sergei.says("/new")
    await sergei.says(RU.pension)
    shown = await sergei.sees(RU.suggestion)
    draft = keyboard(shown)[0]["callback_data"].split(":")[1]
    for forged in ("rate:1:5", f"pick:{draft}:MLSPP:", f"which:{draft}:1", f"dr:{draft}:cancel::0", "sep:1"):
        await stranger.taps_forged(forged)
    assert await stage.rows("SELECT rating FROM inquiries") == [(None,)]
    await picks(sergei)
    await sergei.sees("Принято")
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(2,)]


async def test_another_citizens_draft_cannot_take_in_ones_own(stage: Stage) -> None:
    """`which` joins one's own draft to one's own inquiry only."""
    await desk(stage)
    sergei, stranger = await agreed(stage), await agreed(stage)
    await sends(sergei)
    await stranger.says(RU.pension)
    shown = await stranger.sees(RU.suggestion)
    draft = keyboard(shown)[0]["callback_data"].split(":")[1]
    await stranger.taps_forged(f"which:{draft}:1")
    await stranger.sees("вопросов такого нет")
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id = 1") == [(1,)]


NONSENSE = (
    "nonsense",
    "own:abc:open",
    "own:99999999999999999999999:open",
    "own:-1:open",
    "my:-5",
    "my:99999999999999999999999",
    "pick:1:NOSUCH:",
    "pick:1:AKIMAT:99",
    "dr:1:official:NOSUCH:0",
    "dr:1:regions:NOSUCH:0",
    "dr:1:list::99999999",
    "dr:1:nosuch::0",
    "sep:4611686018427387903",
    "rate:1",
    "go:nowhere",
    "ok:de",
    "lang:de",
    "й" * 32,
)
OF_THE_DESK = ("q:all:0", "c:1:open", "c:1:take", "a:1:send:1", "ho:1:MOH::0", "inv::::0", "b:::open:0")


async def test_forged_buttons_never_break_anything(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    for forged in NONSENSE:
        mark = citizen.mark()
        await citizen.taps_forged(forged)
        await citizen.sees("", after=mark)
    assert await stage.rows("SELECT count(*) FROM inbox WHERE incident IS NOT NULL") == [(0,)]
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(0,)]


async def test_a_citizen_with_buttons_of_the_desk_gets_nothing(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    for forged in OF_THE_DESK:
        mark = citizen.mark()
        await citizen.taps_forged(forged)
        await citizen.sees("", after=mark)
    assert await stage.rows("SELECT state FROM inquiries") == [("new",)]
    assert await stage.rows("SELECT count(*) FROM inbox WHERE incident IS NOT NULL") == [(0,)]


async def test_the_buttons_of_a_month_ago_tell_how_things_stand(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    later(stage, days=31)
    await citizen.taps("Как посчитан срок?")
    await citizen.sees("обещание органа")
    await citizen.taps("Показать вопрос")
    await citizen.sees(f"№ {number}")
    await citizen.taps("Больше не нужно")
    await citizen.sees("больше не нужен?")


async def test_a_draft_forgotten_for_long_is_gone_and_that_is_said(stage: Stage) -> None:
    from scheduler.jobs import Jobs

    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    stage.clock.forward(days=8)
    await Jobs(stage.app.unit).tidy()
    await picks(citizen)
    await citizen.sees("уже отправлен или удалён")


async def test_the_consent_screen_of_last_year_still_works(stage: Stage) -> None:
    citizen: Person = stage.citizen("Сергей", "ru")
    await citizen.opens()
    await citizen.sees("Здравствуйте")
    stage.clock.forward(days=365)
    await citizen.taps(RU.agree)
    await citizen.sees(RU.write)
