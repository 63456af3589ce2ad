"""The router through its door: any text in, a whole answer out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing import NONE, Lexicon, Router

LEXICON = Lexicon.from_mapping(
    {
        "shared": {"street": {"kk": ["көше"], "ru": ["улиц"]}},
        "AKIMAT": {
            "lights": {"kk": ["{street} жарық"], "ru": ["!фонар", "{street} + освещен"]},
            "water": {"kk": ["=су + құбыр"], "ru": ["водопровод"], "not": ["суармалы"]},
        },
        "MLSPP": {"pension": {"kk": ["зейнетақы"], "ru": ["пенси"]}},
        "MAI": {"signature": {"kk": ["ЭЦҚ"], "ru": ["ЭЦП"]}, "centre": {"kk": ["ХҚКО"], "ru": ["ЦОН"]}},
    }
)
ROUTER = Router(LEXICON)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("көшеде жарық жоқ", "AKIMAT"),
        ("кошеде жарык жок", "AKIMAT"),
        ("koshede zharyq joq", "AKIMAT"),
        ("kóshede jaryq joq", "AKIMAT"),
        ("зейнетакы кешикти", "MLSPP"),
        ("zeinetaqy qashan tusedi", "MLSPP"),
        ("пенсияяяя где", "MLSPP"),
        ("пенcия где", "MLSPP"),  # a Latin letter c inside the word
        ("ЦОНға бардым", "MAI"),
        ("ЦОН-ға бардым", "MAI"),
        ("фонарь на улице не горит", "AKIMAT"),
        ("су құбыры жарылды", "AKIMAT"),
    ],
)
def test_spellings_of_one_word_lead_to_one_body(text: str, code: str) -> None:
    assert ROUTER.route(text).bodies[0].code == code


def test_evidence_is_cut_out_of_the_citizens_own_text() -> None:
    best = ROUTER.route("Сәлем! Біздің KOSHEDE zharyq жоқ").bodies[0]
    assert best.evidence == ("KOSHEDE zharyq",)
    assert best.topic == "lights"


@given(st.text(st.characters(codec=None)))
def test_any_text_gives_a_whole_answer(text: str) -> None:
    routed = ROUTER.route(text)
    assert 1 <= len(routed.bodies) <= 3
    assert routed.lang in ("kk", "ru")
    assert all(0 <= candidate.score <= 1 for candidate in routed.bodies)
    assert all(part in text for candidate in routed.bodies for part in candidate.evidence)


@pytest.mark.parametrize("text", ["", "\x00" * 50, "\ud800\udfff", "а" * 100_000, "су " * 40_000, "🔥" * 900])
def test_hostile_text_gives_a_whole_answer(text: str) -> None:
    assert ROUTER.route(text).bodies


def test_nothing_said_is_no_question() -> None:
    assert ROUTER.route("").bodies[0].code == NONE


def test_a_known_region_is_taken_only_when_the_text_names_none() -> None:
    assert ROUTER.route("көшеде жарық жоқ", known_region="55").region == "55"
    assert ROUTER.route("Шымкентте көшеде жарық жоқ", known_region="55").region == "79"


@pytest.mark.parametrize(
    "data",
    [
        {"MLSPP": {"pension": {"kk": ["+"]}}},
        {"MLSPP": {"pension": {"en": ["pension"]}}},
        {"MLSPP": {"pension": {"kk": ["{water} бар"]}}},
        {"MLSPP": ["зейнетақы"]},
    ],
)
def test_a_mistake_in_the_lexicon_is_named(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="lexicon"):
        Lexicon.from_mapping(data)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Пенсию маме не пересчитали. И ещё в школе собирают деньги на ремонт", {"MLSPP", "MEDU"}),
        ("Зейнетақым кешігіп келді. Тағы мектепте сынып жөндеуге ақша жинап жатыр", {"MLSPP", "MEDU"}),
        ("Пенсию маме не пересчитали, а она всю жизнь отработала в школе", set()),
        ("Снег во дворе не чистили, скорая еле проехала", set()),
    ],
)
def test_two_matters_are_two_and_one_is_one(router: Router, text: str, bodies: set[str]) -> None:
    assert set(router.route(text).matters) == bodies
