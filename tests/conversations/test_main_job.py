"""The main job: a question is typed, routed, taken, answered and rated, each in its reader's language."""

from tests.stage import Stage


async def test_a_question_is_answered(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator", language="ru")
    citizen = stage.citizen("Айгерім", "kk")

    await citizen.says("Сәлеметсіз бе! Зейнетақым екі айдан бері келмей жатыр, не істеймін?")
    await citizen.sees("Жазғаныңыз жоғалмайды")
    await citizen.taps("Келісемін")
    await citizen.sees("Кімге жіберейік?")
    await citizen.sees("Еңбек және халықты әлеуметтік қорғау министрлігі")
    await citizen.taps("1 ·")
    await citizen.sees("Қабылданды")
    await citizen.sees("11 желтоқсан")

    await operator.sees("1 новый вопрос")
    await operator.taps("Открыть первый")
    await operator.sees("Зейнетақым екі айдан бері")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    await operator.says("Сіздің өтінішіңіз қаралды: төлем 25 қарашада түседі.")
    await operator.sees("Предпросмотр")
    await operator.taps("✅ Отправить гражданину")
    await operator.sees("отправлен гражданину")

    await citizen.sees("төлем 25 қарашада түседі")
    await citizen.sees("Еңбек және халықты әлеуметтік қорғау министрлігі, маман")
    await citizen.taps("5")
    await citizen.sees("берген бағаңыз: 5")

    assert await stage.rows("SELECT state, rating FROM inquiries") == [("answered", 5)]
