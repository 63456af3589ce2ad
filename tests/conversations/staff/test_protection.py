"""What staff see can be neither forwarded nor saved, except what is made to be passed on."""

from typing import Any

from tests.stage import Stage, ask


def protected(message: dict[str, Any]) -> bool:
    return bool(message.get("has_protected_content"))


async def test_a_card_is_protected_even_where_a_counter_became_it(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    assert protected(await operator.sees("1 новый вопрос"))
    await operator.taps("Открыть первый")
    assert protected(await operator.sees("второй месяц"))


async def test_a_queue_is_protected_even_where_an_error_became_it(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    await operator.taps_forged("nonsense")
    await operator.taps("Вся очередь")
    assert protected(await operator.sees("второй месяц"))


async def test_an_invitation_can_be_passed_on(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/invite")
    await admin.taps("Дежурный")
    assert not protected(await admin.sees("https://t.me/"))


async def test_a_citizen_may_keep_an_answer(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    citizen = await ask(stage, "Не платят пенсию второй месяц")
    assert not protected(await citizen.sees("Принято"))
