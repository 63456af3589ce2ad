"""What tells who wrote a text is taken out of it, and what it is about stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.masking import HIDDEN, masked

GONE = {
    "Меня зовут Айгуль Сериковна, пенсию не платят": ("Айгуль", "Сериковна"),
    "меня зовут айгуль, пенсию не платят": ("айгуль",),
    "Менің атым Нұрлан Әбенов, жәрдемақы келмей қалды": ("Нұрлан", "Әбенов"),
    "Аты-жөнім: Сәуле Қайратқызы": ("Сәуле", "Қайратқызы"),
    "Прошу помочь, Ахметов Е.С. из Тараза": ("Ахметов",),
    "директор Жумабекова Гульнара Маратовна не берёт ребёнка": ("Жумабекова", "Гульнара", "Маратовна"),
    "Судоисполнитель Ким Сергеев снял деньги": ("Ким", "Сергеев"),
    "звоните 8 (701) 123-45-67 или +7 701 123 45 67": ("123", "701"),
    "мой номер 87011234567": ("8701",),
    "ИИН 850101300123": ("850101",),
    "счёт KZ12 345A BCD1 2345 6789": ("2345",),
    "пишите на asel.k@mail.kz или @asel_kz": ("asel",),
    "сайт https://kaspi.kz/pay?id=991": ("991",),
    "ул. Абая дом 15, кв. 7 холодно": ("15", " 7"),
}
STAYS = {
    "Позвонил в 112 и в 1414, не отвечают с 2024 года": "Позвонил в 112 и в 1414, не отвечают с 2024 года",
    "Оформил кредит на 250 000 тенге": "Оформил кредит на 250 000 тенге",
    "Министерство Просвещения молчит": "Министерство Просвещения молчит",
    "Зейнетақы қашан төленеді?": "Зейнетақы қашан төленеді?",
}


@pytest.mark.parametrize("text", GONE)
def test_who_wrote_is_hidden(text: str) -> None:
    found = masked(text)
    assert not [piece for piece in GONE[text] if piece in found], found


@pytest.mark.parametrize("text", STAYS)
def test_what_it_is_about_stays(text: str) -> None:
    assert masked(text) == STAYS[text]


@given(st.text(max_size=300))
def test_masking_takes_any_text_and_nothing_is_left_for_a_second_time(text: str) -> None:
    once = masked(text)
    assert isinstance(once, str)
    assert len(once) <= len(text) + text.count("@") * len(HIDDEN) + len(text) * len(HIDDEN)
