"""The lint sees what a tired translator does not."""

import pytest

from locales.lint import problems
from locales.mistakes import mistakes


def faults(kazakh: str) -> list[str]:
    """What the lint says of a Kazakh sentence whose Russian twin is right."""
    catalogs = {"kk": {"some.key": (kazakh,)}, "ru": {"some.key": ("{n} {body}",)}}
    return list(problems(catalogs, ["some.key"], []))


@pytest.mark.parametrize(
    ("kazakh", "fault"),
    [
        ("{n} сауал: {body}ға берілді", "an ending on a placeholder"),
        ("{n} сауал: {body}-ға берілді", "an ending on a placeholder"),
        ("{n} сауал: «{body}»-на берілді", "an ending on a placeholder"),
        ("{n} сауал: <b>{body}</b>ға берілді", "an ending on a placeholder"),
        ("{n} сауалдар, {body}", "a plural after a number"),
        ("{n} органдарға, {body}", "a plural after a number"),
        ("{n} сауал, {body}: енді жаза аласың", "not the polite «сіз»"),
        ("{n} сауал, {body} саған хабарлайды", "not the polite «сіз»"),
        ("{n} cауал, {body}", "two alphabets in one word"),
        ("{n} сауал тіркелген, {body}", "a word reserved for the law"),
    ],
)
def test_mistakes_of_kazakh_are_seen(kazakh: str, fault: str) -> None:
    assert any(fault in said for said in faults(kazakh))


@pytest.mark.parametrize(
    "kazakh",
    [
        "Жауап беретін орган: {body}, сауал саны: {n}",
        "{n} сауал · {body}\nКезекте тұр",
        "«{body}» органына {n} күнтізбелік күн бар, жаза аласыз",
        "eOtinish-тегі {n} өтініш, Telegram-дағы чат, {body}",
    ],
)
def test_right_kazakh_passes(kazakh: str) -> None:
    assert faults(kazakh) == []


@pytest.mark.parametrize(
    ("russian", "fault"),
    [
        ("Вопрос передан в {body}", "a preposition before a placeholder"),
        ("Ждём ответа по <b>{date}</b> включительно", "a preposition before a placeholder"),
        ("Вопрос в «{title}»", "a preposition before a placeholder"),
        ("Ответ {body}а", "an ending on a placeholder"),
        ("Вопрос еще не закрыт", "«е» for «ё»"),
        ("Ответ придет сюда", "«е» for «ё»"),
        ("Дауыс – бот", "a short dash"),
        ("Дауыс - бот", "a short dash"),
        ("Приём заявок осуществляется до вечера", "the language of offices"),
        ("Гражданин уведомлён", "the language of offices"),
        ("Если Вам неудобно", "«вы» with a capital"),
        ("Настройку переключил(а)", "two genders in one word"),
        ('Нажмите "Не знаю"', "a straight quote"),
        ("Срок  прошёл", "two spaces"),
        ("Срок прошёл .", "a space before a mark"),
        ("Считаем...", "three dots for one"),
        ("Cрок прошёл", "two alphabets in one word"),
    ],
)
def test_mistakes_of_russian_are_seen(russian: str, fault: str) -> None:
    assert fault in mistakes("ru", russian)


@pytest.mark.parametrize(
    "russian",
    [
        "Отвечает: {body}\nСрок ответа: <b>{date}</b>",
        "Шаг {n} из {of}, не больше {limit} знаков, до {hour} (время Астаны)",
        "Дауыс — бот, срок 15–20 дней, по-русски · № {number}",
        "Ваши вопросы: /my. Вы отметили: «не решён»…",
    ],
)
def test_right_russian_passes(russian: str) -> None:
    assert list(mistakes("ru", russian)) == []
