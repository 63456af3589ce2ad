"""Language, region, danger and dispute, each by a table of what people write."""

import pytest

from routing import Router


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Сәлеметсіз бе, көмек керек", "kk"),
        ("кошеде жарык жок уш апта болды", "kk"),
        ("koshede zharyq joq ush apta boldy", "kk"),
        ("zeinetaqym nege azaidy", "kk"),
        ("Здравствуйте, когда починят дорогу", "ru"),
        ("net vody vtoroi den, pomogite", "ru"),
        ("ЦОНда ЭЦП бермейді, база зависает дейді", "kk"),
        ("на улице Абылайхана не горит фонарь", "ru"),
    ],
)
def test_the_language_of_a_text(router: Router, text: str, lang: str) -> None:
    assert router.route(text).lang == lang


@pytest.mark.parametrize("text", ["", "123", "😀", "???"])
def test_a_text_that_says_nothing_has_no_sure_language(router: Router, text: str) -> None:
    assert not router.route(text).lang_sure


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Шымкентте автобус жоқ", "79"),
        ("живу в Семее, нет воды", "10"),
        ("помощь для многодетных семей", None),
        ("Алматы облысы, Талғар ауданы", "19"),
        ("Алматинская область, Каскелен", "19"),
        ("Алматыда түтін", "75"),
        ("Нұр-Сұлтан қаласы, сол жағалау", "71"),
        ("в Нур-Султане холодно", "71"),
        ("Переехали в Астану из Тараза", "71"),
        ("ЮКО, Сарыагаш", "61"),
        ("Oskemende jaryq joq", "63"),
        ("он орал на меня", None),
        ("Орал қаласы", "27"),
        ("СҚО-да тұрамын", "59"),
        ("г. Рудный", "39"),
        ("Жамбыл көшесі, 5 үй", None),
    ],
)
def test_the_region_a_text_names(router: Router, text: str, region: str | None) -> None:
    assert router.route(text).region == region


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("үйіміз өртеніп жатыр, көмектесіңіздер", "fire"),
        ("загорелась крыша соседнего дома", "fire"),
        ("сауда-саттық өртеніп тұр", None),
        ("горят сроки сдачи отчёта", None),
        ("күйеуім ұрып жатыр", "violence"),
        ("муж избивает меня", "violence"),
        ("в прошлом году меня избили, дело стоит", None),
        ("не хочу больше жить", "suicide"),
        ("өмір сүргім келмейді", "suicide"),
        ("пропал мальчик 7 лет", "child"),
        ("әкем есінен танып қалды", "life"),
        ("умираю от этой сессии", None),
        ("пожарная безопасность кафе, какие требования", None),
    ],
)
def test_danger_is_told_from_a_manner_of_speaking(router: Router, text: str, kind: str | None) -> None:
    danger = router.route(text).emergency
    assert (danger.kind if danger else None) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("не согласен со штрафом, хочу обжаловать", True),
        ("айыппұлмен келіспеймін", True),
        ("когда включат отопление", False),
    ],
)
def test_a_text_that_disputes_a_decision_is_noticed(router: Router, text: str, expected: bool) -> None:
    assert router.route(text).disputes is expected


def test_two_matters_of_one_text_are_both_named(router: Router) -> None:
    text = "Во дворе не горят фонари, мусор не вывозят неделю. Ещё маме не выплачивают пенсию третий месяц."
    assert router.route(text).matters == ("AKIMAT", "MLSPP")


def test_one_matter_is_one_matter(router: Router) -> None:
    assert router.route("Во дворе не горят фонари, темно, дети боятся ходить").matters == ()
