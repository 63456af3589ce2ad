"""The lint sees what a tired translator does not."""

import pytest

from locales.lint import problems


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
