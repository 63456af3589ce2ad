"""The same house on PostgreSQL, and two processes on one database."""

from tests.postgres import Cluster
from tests.stage import Stage, staged


async def test_the_main_job(postgres: Cluster) -> None:
    async with staged(postgres.database()) as stage:
        await _story(stage)


async def _story(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator", language="ru")
    citizen = await stage.consented("kk")
    await citizen.says("Зейнетақым екі айдан бері келмей жатыр, не істеймін?")
    await citizen.taps("1 ·")
    await citizen.sees("Қабылданды")
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    await operator.says("Төлем 25 қарашада түседі.")
    await operator.taps("✅ Отправить гражданину")
    await operator.sees("отправлен гражданину")
    await citizen.sees("Төлем 25 қарашада түседі")
    await citizen.taps("5")
    await citizen.sees("берген бағаңыз: 5")
    assert await stage.rows("SELECT state, rating FROM inquiries") == [("answered", 5)]
