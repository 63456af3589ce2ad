"""Finding a ready answer by a question in one's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.answers import offer, questions, scored, unanswered
from bot.router import make_router
from facts.load import load
from routing.similar import Pair, Similar

TERM = Pair(
    "term",
    ("Сұрағыма неше күнде жауап береді?", "За сколько дней ответят на мой вопрос?"),
    ("Он бес жұмыс күні ішінде.", "В течение пятнадцати рабочих дней."),
)
LANGUAGE = Pair("language", ("Тілді қалай ауыстырамын?", "Как сменить язык бота?"), ("/lang", "/lang"))
GRANTS = Pair("grants", ("Грант операторы кім?", "Кто оператор грантов?"), ("ЦПГИ", "АБҚО"), "MCI")
DELETE = Pair("delete", ("Деректерімді қалай өшіремін?", "Как удалить мои данные?"), words="стереть навсегда")
FEW = Similar([TERM, LANGUAGE, GRANTS, DELETE])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Сұрағыма неше күнде жауап береді", "term"),
        ("сурагыма неше кунде жауап береди", "term"),
        ("suragyma neshe kunde zhauap beredi", "term"),
        ("за скока дней ответят на мой вапрос", "term"),
        ("как смнить язык бота", "language"),
        ("til qalai auystyramyn", "language"),
        ("кто оператор грантов?", "grants"),
        ("стереть мои данные навсегда", "delete"),
    ],
)
def test_any_spelling_finds_it(typed: str, found: str) -> None:
    assert [match.id for match in FEW.find(typed)][:1] == [found]


@pytest.mark.parametrize(
    "typed", ["", "   ", "ь", "Сосед сверху залил кухню", "Ертең аяз бола ма", "🙂", "12345"]
)
def test_nothing_fits(typed: str) -> None:
    assert FEW.find(typed) == []


def test_nothing_to_find_in() -> None:
    assert Similar([]).find("Кто оператор грантов?") == []


def test_the_router_tips_the_balance() -> None:
    alone = FEW.find("кто оператор")[0].score
    assert FEW.find("кто оператор", bodies={"MCI": 1.0})[0].score > alone


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_fine(text: str) -> None:
    found = FEW.find(text, enough=0.0)
    assert len(found) <= 3
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


def test_questions_of_another_hand_find_their_answers() -> None:
    index, router = load().answers.index, make_router()
    offered = [(one, offer(index, router, one.text)) for one in questions()]
    whole = scored(offered, "tuned", "held")
    assert whole.first >= 0.85
    assert whole.among >= 0.90
    assert whole.wrong <= 0.10


def test_what_no_answer_answers_is_seldom_offered_one() -> None:
    index, router = load().answers.index, make_router()
    offered = [text for text in unanswered() if offer(index, router, text)]
    assert len(offered) <= 20, offered


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Зейнетақы туралы кімге жазамын?", ["pension"]),
        ("зейнетакы жайлы кай министрликке барам", ["pension"]),
        ("Кому писать о пенсии", ["pension"]),
        ("пенсия не пришла, что делать", ["pension"]),
        ("Сколько минимальная пенсия", []),
        ("Зейнетақы қанша", []),
        ("зейнетакы кашан оседи", []),
        ("Как считают пенсию", []),
        ("мама спрашивает, как так вышло, что пенсия не приходит второй месяц, пенсия нужна", ["pension"]),
    ],
)
def test_who_answers_is_offered_to_whoever_asks_whom_to_turn_to(typed: str, found: list[str]) -> None:
    pension = Pair("pension", ("Зейнетақы туралы кімге жазамын?", "Кому писать о пенсии?"), leads=True)
    assert [match.id for match in Similar([pension]).find(typed, enough=0.0)] == found


def test_the_evaluation_names_answers_that_exist() -> None:
    known = load().answers.all.keys()
    assert {key for one in questions() for key in one.right} <= known
