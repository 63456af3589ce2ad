"""`dauys deadline`: the same count citizens are shown, as JSON."""

import json
from typing import Any

import pytest

from tests.commands.conftest import Dauys, refusal


def counted(dauys: Dauys, registered: str, *options: str) -> dict[str, Any]:
    told = dauys("deadline", "--registered", registered, *options)
    assert told.exit_code == 0, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize(
    ("registered", "rule", "due"),
    [
        ("2026-12-11T10:00", "question", "2027-01-06"),
        ("2026-11-20T10:00", "question", "2026-12-11"),
        ("2026-11-20T18:30:00", "question", "2026-12-11"),
        ("2026-11-20T18:30:01", "question", "2026-12-14"),
        ("2026-11-21T10:00", "question", "2026-12-14"),
        ("2027-03-20T12:00", "question", "2027-04-15"),
        ("2026-12-11T10:00", "complaint", "2027-01-14"),
        ("2026-12-11T10:00", "information", "2026-12-28"),
        ("2026-12-11T10:00", "grant", "2027-01-06"),
    ],
)
def test_the_vectors(dauys: Dauys, registered: str, rule: str, due: str) -> None:
    assert counted(dauys, registered, "--rule", rule)["due"] == due


def test_every_field_is_there(dauys: Dauys) -> None:
    found = counted(dauys, "2026-12-11T10:00", "--rule", "question")
    assert (found["registered"], found["day_one"]) == ("2026-12-11", "2026-12-14")
    skipped = {day["date"]: day["reason"] for day in found["skipped"]}
    assert skipped["2026-12-16"] == "День Независимости"
    assert skipped["2026-12-12"] == "weekend"
    assert "АППК, статья 76" in found["explanation"]
    assert "<" not in found["explanation"]


def test_an_instant_with_a_zone_is_the_same_instant(dauys: Dauys) -> None:
    assert counted(dauys, "2026-11-20T13:30:01+00:00") == counted(dauys, "2026-11-20T18:30:01")


def test_the_explanation_is_in_kazakh_as_well(dauys: Dauys) -> None:
    found = counted(dauys, "2026-12-11T10:00", "--language", "kk")
    assert "Бұл – органның уәдесі" in found["explanation"]
    assert "Тәуелсіздік күні" in {day["reason"] for day in found["skipped"]}


def test_a_grant_call_that_closes_sooner_cuts_the_term(dauys: Dauys) -> None:
    found = counted(dauys, "2026-11-20T10:00", "--rule", "grant", "--closes", "2026-11-27T18:00")
    assert found["due"] == "2026-11-26"


def test_an_unknown_rule_names_the_known_ones(dauys: Dauys) -> None:
    assert "known rules: complaint, grant, information" in refusal(
        dauys("deadline", "--registered", "2026-12-11", "--rule", "nothing")
    )


def test_a_year_without_a_calendar_is_said(dauys: Dauys) -> None:
    said = refusal(dauys("deadline", "--registered", "2099-12-11T10:00"))
    assert said.startswith("calendar/2099.yaml:1: the file is missing")
    assert "no calendar for 2099" in said


@pytest.mark.parametrize("told", ["tomorrow", "", "2026-13-01", "2026-12-11T25:00"])
def test_what_is_no_date_is_a_wrong_argument(dauys: Dauys, told: str) -> None:
    result = dauys("deadline", "--registered", told)
    assert result.exit_code == 2
    assert "is not a date and time" in " ".join(result.output.split())
