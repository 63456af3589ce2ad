"""What may tell to whom an answer was written is taken out, or shown to whoever publishes it."""

import pytest

from domain.recognisable import cleared, holes, suspicious


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("Здравствуйте, Айгуль! Выплата назначена.", "Айгуль"),
        ("Құрметті Ерлан! Төлем тағайындалды.", "Ерлан"),
        ("По вопросу 26-K7M4XE-9 ответ готов.", "K7M4XE"),
        ("Выплата придёт 25 ноября 2026.", "25 ноября"),
        ("Төлем 25 қарашада түседі.", "25 қараша"),
        ("Приходите 12.03.2026 утром.", "12.03.2026"),
        ("Звоните +7 701 123 45 67.", "67"),
        ("Мой номер 900101300123, проверьте.", "23"),
        ("Приходите на улицу Абая 15.", "Абая"),
        ("Сәтбаев көшесі 4 мекенжайына келіңіз.", "Сәтбаев"),
        ("Обратитесь к Серикову Ерлану Маратовичу.", "Маратович"),
    ],
)
def test_rules_take_it_out(said: str, gone: str) -> None:
    assert gone not in cleared(said)


def test_what_is_said_to_everybody_stays() -> None:
    said = "Надбавку платят за каждый день вахты. Срок – 15 рабочих дней, звоните 1414."
    assert cleared(said) == said
    assert not holes(said)
    assert suspicious(said, set()) == ()


def test_names_inside_a_sentence_are_shown() -> None:
    assert suspicious("Спросите у Толегена в Жезказгане.", set()) == ("Толегена", "Жезказгане")


def test_names_of_bodies_and_regions_tell_nothing() -> None:
    assert suspicious("Пишите в Министерство и в акимат Астаны.", {"Министерство", "Астана"}) == ()
