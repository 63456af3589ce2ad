"""The facts of this repository: complete, stable, and agreeing with independent sources."""

import datetime as dt
import time
from pathlib import Path

import holidays
import pytest

from domain.holidays import computed_days
from domain.terms import ExtensionUnit, Unit
from domain.workdays import DayKind, DayStatus
from facts.generate_calendar import DisagreementError, generate
from facts.lint import lint
from facts.load import UnknownRuleError, load
from routing import load_lexicon
from tests.domain.samples import shipped

FOLDER = Path(load.__code__.co_filename).parent
CODES = [
    *("MCI", "MEDU", "MSHE", "MOH", "MLSPP", "MOF", "MNE", "MAI", "MTR", "MIC", "MOE", "MENR", "MWRI"),
    *("MOA", "MTI", "MTS", "MES", "MIA", "MOJ", "MOD", "MFA", "ANTI", "CIVIL", "AFR", "AKIMAT"),
]
REGIONS = [
    *("10", "11", "15", "19", "23", "27", "31", "33", "35", "39"),
    *("43", "47", "55", "59", "61", "62", "63", "71", "75", "79"),
]
YEARS = [2024, 2025, 2026, 2027]


def test_lint_is_content() -> None:
    code, text = lint()
    assert code == 0
    assert "25 bodies, 20 regions" in text


def test_codes_are_stable() -> None:
    assert list(shipped().bodies) == CODES
    assert list(shipped().regions) == REGIONS


def test_loading_takes_less_than_a_tenth_of_a_second() -> None:
    spent = []
    for _ in range(3):
        started = time.perf_counter()
        load()
        spent.append(time.perf_counter() - started)
    assert min(spent) < 0.1


def test_names_of_a_body() -> None:
    facts = shipped()
    assert facts.body_name("MCI", None, "kk") == "Мәдениет және ақпарат министрлігі"
    assert facts.body_name("MCI", "55", "ru") == "Министерство культуры и информации"
    assert facts.body_name("AKIMAT", "71", "kk") == "Астана қаласының әкімдігі"
    assert facts.body_name("AKIMAT", "10", "ru") == "Акимат области Абай"
    assert facts.body_name("AKIMAT", None, "ru") == "Акимат (местный исполнительный орган)"
    assert facts.body_short("AKIMAT", None, "kk") == "Әкімдік"
    assert facts.body_short("AKIMAT", "75", "ru") == "Акимат: г. Алматы"
    assert facts.body_short("MOF", None, "ru") == "Финансы, налоги"


@pytest.mark.parametrize(("code", "region"), [("NOBODY", None), ("AKIMAT", "99")])
def test_an_unknown_body_or_region_is_an_error(code: str, region: str | None) -> None:
    with pytest.raises(KeyError):
        shipped().body_name(code, region, "kk")


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_no_two_buttons_read_alike(lang: str) -> None:
    bodies = [body.short(lang) for body in shipped().bodies.values()]
    regions = [region.short(lang) for region in shipped().regions.values()]
    assert len(set(bodies)) == len(bodies)
    assert len(set(regions)) == len(regions)


def test_old_names_still_lead_to_somebody() -> None:
    aliases = {alias for body in shipped().bodies.values() for alias in (*body.aliases.kk, *body.aliases.ru)}
    assert {"МОН", "МЦРИАП", "Антикор", "БҒМ", "ЦДИАӨМ"} <= aliases


def test_a_body_without_a_phone_sends_to_the_contact_centre() -> None:
    assert shipped().body_phone("MOH").number == "1414"
    assert shipped().body_phone("AKIMAT").number == "109"


def test_emergency_numbers() -> None:
    phones = shipped().phones
    numbers = {key: phones[key].number for key in ("emergency", "police", "child", "violence", "grants")}
    assert numbers == {
        "emergency": "112",
        "police": "102",
        "child": "111",
        "violence": "150",
        "grants": "8 800 080 77 50",
    }


def test_the_owner_is_marked_as_made_up() -> None:
    assert shipped().owner.sample


@pytest.mark.parametrize(
    ("rule", "amount", "unit", "extensions"),
    [
        ("question", 15, Unit.WORKING, 1),
        ("information", 15, Unit.CALENDAR, 1),
        ("complaint", 20, Unit.WORKING, 0),
        ("grant", 15, Unit.WORKING, 0),
        ("transfer", 3, Unit.WORKING, 0),
    ],
)
def test_terms_of_the_law(rule: str, amount: int, unit: Unit, extensions: int) -> None:
    term = shipped().term(rule)
    assert (term.amount, term.unit) == (amount, unit)
    assert (term.extension.times if term.extension else 0) == extensions
    assert term.before_close is (rule == "grant")
    assert term.article("kk") != term.article("ru")


def test_two_months_is_the_longest_extension() -> None:
    extension = shipped().term("question").extension
    assert extension is not None
    assert (extension.amount, extension.unit) == (2, ExtensionUnit.MONTHS)


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(UnknownRuleError, match=r"no term for 'wish'; known rules: .*question"):
        shipped().term("wish")


def test_a_day_of_the_law_lasts_as_long_as_retention_says() -> None:
    retention = shipped().retention
    assert retention["raw_without_consent"].period == dt.timedelta(hours=24)
    assert retention["quarantine"].period == dt.timedelta(days=30)
    assert retention["erasure_ledger"].period > retention["backup"].period


@pytest.mark.parametrize("year", YEARS)
def test_the_calendar_agrees_with_the_holidays_package(year: int) -> None:
    package = holidays.country_holidays("KZ", years=year)
    days = [day for day in shipped().calendar.days.values() if day.date.year == year]
    assert {day.date for day in days if day.kind is DayKind.OFF} == set(package)
    worked = {day.date for day in days if day.kind is DayKind.WORKED}
    assert worked == {date for date in package.weekend_workdays if date.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_a_committed_year_is_what_the_generator_writes(year: int) -> None:
    committed = (FOLDER / "calendar" / f"{year}.yaml").read_text(encoding="utf-8")
    assert generate(year) == committed


@pytest.mark.parametrize("year", range(2027, 2041))
def test_the_rules_alone_find_every_holiday_but_kurban_ait(year: int) -> None:
    package = holidays.country_holidays("KZ", years=year, language="en_US")
    expected = {date for date, name in package.items() if "Eid al-Adha" not in name}
    computed = {day.date for day in computed_days(year, shipped().holiday_rules)}
    assert computed - expected <= set(package)
    assert expected <= computed


def test_years_after_the_last_file_are_computed_and_not_approved() -> None:
    calendar = shipped().calendar
    assert {2024, 2025, 2026} == calendar.approved
    assert {2027, 2028, 2029} == calendar.years - calendar.approved
    assert not calendar.is_working(dt.date(2028, 1, 3))
    assert calendar.days[dt.date(2028, 1, 3)].status is DayStatus.COMPUTED
    assert calendar.days[dt.date(2027, 5, 16)].status is DayStatus.ESTIMATE


def test_a_swap_the_package_does_not_know_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    for name in ("rules", "overrides"):
        text = (FOLDER / "calendar" / f"{name}.yaml").read_text(encoding="utf-8")
        text = text.replace("worked: 2025-01-05", "worked: 2025-01-11")
        (tmp_path / "calendar" / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DisagreementError, match="2025-01-05, 2025-01-11"):
        generate(2025, tmp_path)


def test_topics_of_inquiries_are_the_router_s_own() -> None:
    facts, lexicon = load(), load_lexicon(FOLDER / "lexicon")
    for body, topics in facts.topics.items():
        known = {topic.name for topic in lexicon.topics if topic.body == body}
        assert topics.keys() <= known, body
    assert set(facts.topics) == set(facts.bodies)
