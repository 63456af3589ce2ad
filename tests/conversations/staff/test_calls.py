"""A head writes a call by dialogue, previews it in both languages, publishes it; files and numbers."""

from io import BytesIO

from openpyxl import Workbook

from playground.people import Person
from tests.domain.test_callsheet import GOOD
from tests.stage import Stage

GULNAR = 1004
TYPED = (
    ("Ауыл жастары", "Теперь название на русском"),
    ("Сельская молодёжь", "3–5 предложений"),
    ("Ауыл жастарына арналған.", "То же самое на русском"),
    ("Для сельской молодёжи.", "Выберите вид гранта"),
    ("[краткосрочный", "Выберите сферу"),
    ("[2. Здоровье", "по направлению из перечня"),
    ("[Пропустить", "В каких регионах"),
    ("[Павлодарская", "Можно отметить несколько"),
    ("[✅ Готово", "Какая сумма в тенге"),
    ("очень много", "нужна сумма в тенге, целым числом"),
    ("9 500 000", "Когда начинается приём"),
    ("01.12.2026", "Когда закрывается?"),
    ("21.12.2026", "Кто принимает заявки"),
    ("Орталық", "той же организации на русском"),
    ("Центр", "каждый с новой строки"),
    ("Өтінім\nСмета", "Те же документы на русском"),
    ("Заявка\nСмета", "Официальная ссылка"),
    ("[Пропустить", "Контакты: телефон или почта"),
    ("1414", "Так конкурс увидят люди на двух языках"),
)


async def say(person: Person, words: str, expected: str) -> None:
    """Type, or tap what stands in a bracket, and wait for what comes of it."""
    mark = person.mark()
    if words.startswith("["):
        await person.taps(words[1:])
    else:
        await person.says(words)
    await person.sees(expected, after=mark)


async def the_head(stage: Stage) -> Person:
    await stage.staff(1003, "operator")
    told = {"id": GULNAR, "name": "Гүлнәр", "language": "ru", "roles": ["head"], "bodies": ["MOH"]}
    from bot.cli.demo import furnish

    async with stage.app.unit() as work:
        await furnish(work, [told])  # type: ignore[list-item]
    head = stage.sim.person(GULNAR, "Гүлнәр", "ru")
    await head.opens()
    await head.sees("Открытые вопросы")
    return head


async def test_a_call_is_written_question_by_question(stage: Stage) -> None:
    head = await the_head(stage)
    await say(head, "/calls", "Конкурсов пока нет")
    await say(head, "[➕ Новый конкурс", "Как называется конкурс на казахском")
    for words, expected in TYPED:
        await say(head, words, expected)
    await head.sees("Өңірлер: Павлодар")
    await head.sees("Регионы: Павлодарская")
    await say(head, "[📢 Опубликовать", "✅ Опубликовано: «Сельская молодёжь»")
    await say(head, "[Показатели", "Открывали карточку: 0")
    await say(head, "/calls", "1. 🔜 Сельская молодёжь")
    ((state, version, link),) = await stage.rows("SELECT state, version, link FROM calls")
    assert (state, version, link) == ("published", 1, "")


async def test_a_file_is_read_outside_and_told(stage: Stage) -> None:
    head = await the_head(stage)
    for row, expected in (
        ({**GOOD, "body": "MOH", "title_ru": "=1+1"}, "Строка 2, title_ru: похоже на формулу"),
        ({**GOOD, "body": "MOH"}, "ошибок нет: 1 черновик"),
    ):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(list(row))
        sheet.append(list(row.values()))
        content = BytesIO()
        book.save(content)
        await say(head, "/calls", "Конкурсов пока нет")
        await say(head, "[📥 Загрузить", "Пришлите таблицу")
        mark = head.mark()
        await head.sends("document", name="calls.xlsx", content=content.getvalue())
        await head.sees(expected, timeout=15, after=mark)
    await say(head, "[📢 Опубликовать все", "Опубликован 1 конкурс")
