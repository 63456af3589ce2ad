"""Facts are edited by hand: each slip of the pen gets its file, its line and a reason."""

import re
import shutil
from pathlib import Path

import pytest

from facts.keeper import Keeper
from facts.lint import lint
from facts.load import FactsError, load

FOLDER = Path(load.__code__.co_filename).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for source in (*FOLDER.glob("*.yaml"), *FOLDER.glob("*/*.yaml")):
        target = tmp_path / source.relative_to(FOLDER)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(source, target)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Change the first place outside comments where the text stands; return the line on which it began."""
    text = (folder / name).read_text(encoding="utf-8")
    found = re.search(rf"^(?!#).*?({re.escape(old)})", text, re.MULTILINE)
    assert found, f"{old!r} is not in {name}"
    (folder / name).write_text(text[: found.start(1)] + new + text[found.end(1) :], encoding="utf-8")
    return text[: found.start(1)].count("\n") + 1


def complaints(folder: Path) -> list[str]:
    with pytest.raises(FactsError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


BROKEN = [
    # file, what stands there, what is written instead, lines further down, how the reason begins
    ("bodies", 'kk: "Оқу', 'k: "Оқу', -1, "kk: is missing"),
    ("bodies", 'kk: "Оқу', 'k: "Оқу', 0, "k: unknown field"),
    ("bodies", 'ru: "Министерство просвещения"', 'ru: ""', 0, "ru: string should have at least 1"),
    ("bodies", 'short_ru: "Просвещение"', 'short_ru: "Имя, которое не поместится на кнопку"', 0, "short_ru:"),
    ("bodies", "code: MEDU", "code: MCI", 0, "code: MCI stands already on line 9"),
    ("bodies", "code: MEDU", "code: medu", 0, "code: string should match pattern"),
    ("bodies", "code: MEDU", "code: TRIAGE", 0, "code: TRIAGE is reserved"),
    ("bodies", "phone: ikomek", "phone: pager", -7, "phone: phones.yaml has no 'pager'"),
    ("bodies", "  per_region: true\n", "", -6, "per_region: AKIMAT exists once per region"),
    ("bodies", "per_region: true", "per_region: maybe", 0, "per_region: input should be a valid boolean"),
    ("bodies", "promise_days: null", "promise_days: 16", 0, "promise_days: input should be less than or equ"),
    ("bodies", "promise_days: null", "promise_days: 0", 0, "promise_days: input should be greater than"),
    ("bodies", "promise_days: null", "promise_days: null\n  promise_days: 3", 1, "promise_days: given twice"),
    ("bodies", '    ru: ["МОН"', '    rus: ["МОН"', 0, "aliases.rus: unknown field"),
    ("bodies", "- code: MEDU", "- code: [MEDU", 1, "not YAML"),
    ("bodies", "code: AKIMAT", "code: AKIM", None, "AKIMAT: is missing, the programme needs it"),
    ("regions", 'code: "15"', "code: 15", 0, "code: input should be a valid string, not 15"),
    ("regions", 'code: "15"', 'code: "11"', 0, "code: 11 stands already"),
    ("regions", '  akimat_kk: "Ақтөбе облысының әкімдігі"\n', "", -5, "akimat_kk: is missing"),
    ("owner", "260140000005", "260140000006", 0, "bin: not a BIN"),
    ("owner", "sample: true", "sample: 1", 0, "sample: input should be a valid boolean"),
    ("phones", 'number: "112"', "number: 112", 0, "number: input should be a valid string, not 112"),
    ("phones", "status: confirmed", "status: certain", 0, "status: input should be 'confirmed', 'secondary'"),
    ("phones", "key: violence", "key: violance", None, "violence: is missing, the programme needs it"),
    ("terms", "amount: 15", "amount: 0", 0, "amount: input should be greater than or equal to 1, not 0"),
    ("terms", "amount: 15", "amount: -1", 0, "amount: input should be greater than or equal to 1, not -1"),
    ("terms", "amount: 15", "amount: fifteen", 0, "amount: input should be a valid integer, not 'fifteen'"),
    ("terms", "unit: working", "unit: lunar", 0, "unit: input should be 'working' or 'calendar', not 'lunar"),
    ("terms", "rule: complaint", "rule: wish", 0, "rule: 'wish' is none the programme knows: complaint, gr"),
    ("terms", "rule: complaint", "rule: question", 0, "rule: question stands already on line 5"),
    ("terms", "start: decision", "start: whim", 0, "extension.start: input should be 'decision' or 'due'"),
    ("retention", "unit: days", "unit: moons", 0, "unit: input should be 'hours' or 'days'"),
    ("grants/fields", "key: demography", "key: health", 0, "key: health stands already on line 13"),
    (
        "grants/fields",
        'short_ru: "Здоровье"',
        'short_ru: "Охрана здоровья всех граждан страны"',
        0,
        "short_ru",
    ),
    ("grants/kinds", "key: long", "key: longest", 0, "key: input should be 'short', 'medium' or 'long'"),
    ("grants/mci", "tenge: 4325", 'tenge: "4325"', 0, "tenge: input should be a valid integer, not '4325'"),
    ("grants/directions", '"63", "55"', '"63", "99"', -11, "regions: regions.yaml has no '99'"),
    ("grants/directions", "field: civil_society", "field: sport", -2, "field: there is no 'sport'"),
    ("grants/directions", "amount: 28250", "amount: -1", 0, "years[0].amount: input should be greater than"),
    ("grants/calls", "closes_in: 5", "closes_in: -20", -23, "closes_in: the call closes before it opens"),
    ("grants/calls", "title_ru: ", "title_en: ", -2, "title_ru: is missing"),
    ("calendar/rules", "{month: 3, day: 8", "{month: 2, day: 30", 0, "holidays[3]: day 30 of month 2 does n"),
    ("calendar/2027", "year: 2027", "year: 2026", 0, "year: 2026 in the file of another"),
    ("calendar/2027", "date: 2027-01-04", "date: 2026-01-04", 0, "date: 2026-01-04 is not in 2027"),
    ("calendar/2027", "date: 2027-01-04", "date: 2027-01-02", 0, "date: 2027-01-02 stands already on line"),
    ("calendar/2027", "date: 2027-01-04", "date: 2027-02-30", 0, "date: input should be a valid date"),
    ("calendar/2027", "kind: off", "kind: feast", 0, "kind: input should be 'off', 'worked' or 'short'"),
    ("calendar/2027", "kind: off", "kind: worked", -1, "kind: 2027-01-01 is a weekday and is worked anyway"),
    ("calendar/2027", "kind: off", "kind: short", -1, "ends: is missing; a shortened day says when it ends"),
    ("calendar/2027", "kind: off", 'kind: short\n    ends: "19:00"', -1, "ends: 19:00 is not between 09:00"),
    ("calendar/2027", "kind: off", "kind: short\n    ends: 17.30", 1, "ends: string should match pattern"),
    ("calendar/2027", "kind: off", 'kind: off\n    ends: "17:00"', -1, "ends: only a shortened day has it"),
    ("calendar/2025", "    pair: 2025-01-03\n", "", -6, "pair: is missing; a worked weekend day names"),
    ("calendar/2025", "    pair: 2025-01-03\n", "", -13, "pair: 2025-01-05 is not the other half of a swap"),
    ("calendar/2025", "pair: 2025-01-03", "pair: 2025-01-07", -6, "pair: 2025-01-07 is not the other half"),
    ("calendar/2025", "status: confirmed", "status: computed", -4, "status: computed in an approved year"),
]


@pytest.mark.parametrize(("name", "old", "new", "further", "reason"), BROKEN)
def test_a_broken_line_is_named(
    folder: Path, name: str, old: str, new: str, further: int | None, reason: str
) -> None:
    line = edit(folder, f"{name}.yaml", old, new)
    expected = f"{name}.yaml:{1 if further is None else line + further}: {reason}"
    found = complaints(folder)
    assert any(complaint.startswith(expected) for complaint in found), (expected, found)


def test_an_empty_calendar_and_one_of_days_off_are_not_believed(folder: Path) -> None:
    head = "year: 2027\nstatus: approved\nsource: nobody\ndays:"
    path = folder / "calendar/2027.yaml"
    path.write_text(f"{head} []\n", encoding="utf-8")
    assert complaints(folder) == [
        "calendar/2027.yaml:4: days: 261 working days in 2027; 235 to 255 can be believed"
    ]
    entry = "\n  - {{date: 2027-{}-{:02d}, kind: off, kk: а, ru: а, status: confirmed, source: nobody}}"
    days = "".join(entry.format(f"{month:02d}", number) for month in range(1, 13) for number in range(1, 29))
    path.write_text(f"{head}{days}\n", encoding="utf-8")
    assert complaints(folder)[0].startswith("calendar/2027.yaml:4: days: ")


def test_no_calendar_at_all(folder: Path) -> None:
    for path in (folder / "calendar").glob("2*.yaml"):
        path.unlink()
    assert complaints(folder) == ["calendar:1: there is no sound calendar of any year"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "the file is missing"),
        (b"", "the file is empty"),
        (b"# nothing\n", "the file is empty"),
        (b"code: MCI\n", "a list is expected here"),
        (b"- 5\n", "input should be a valid dictionary or instance of Body, not 5"),
        (b"- {\xff}\n", "not UTF-8 text"),
        (b"- code: \x07\n", "not YAML"),
        (b"- code: !!python/object:os.system x\n", "not YAML"),
    ],
)
def test_a_file_that_is_no_list_of_bodies(folder: Path, content: bytes | None, reason: str) -> None:
    path = folder / "bodies.yaml"
    path.unlink() if content is None else path.write_bytes(content)
    assert complaints(folder)[0].startswith(f"bodies.yaml:1: {reason}")


def test_all_complaints_are_collected_in_order(folder: Path) -> None:
    edit(folder, "terms.yaml", "amount: 15", "amount: 0")
    edit(folder, "bodies.yaml", "slug: mam", "slag: mam")
    edit(folder, "bodies.yaml", "slug: edu", "slag: edu")
    found = complaints(folder)
    assert [complaint.split(":")[0] for complaint in found] == ["bodies.yaml"] * 4 + ["terms.yaml"]
    assert found == sorted(found, key=lambda text: (text.split(":")[0], int(text.split(":")[1])))
    code, text = lint(folder)
    assert code == 1
    assert text == "\n".join(found) + f"\nfacts: {len(found)} problems\n"


def test_a_changed_fact_needs_no_code(folder: Path) -> None:
    edit(folder, "bodies.yaml", "Министерство просвещения", "Министерство школы")
    edit(folder, "bodies.yaml", "promise_days: null", "promise_days: 5")
    edit(folder, "terms.yaml", "amount: 15", "amount: 12")
    facts = load(folder)
    assert facts.body_name("MEDU", None, "ru") == "Министерство школы"
    assert facts.term("question").amount == 12
    assert facts.term("question", "MCI").promise == 5
    assert facts.term("question", "MEDU").promise is None


def test_a_running_bot_keeps_its_last_good_facts(folder: Path) -> None:
    keeper = Keeper(folder)
    good = keeper.facts
    edit(folder, "terms.yaml", "amount: 15", "amount: many")
    problems = keeper.reload()
    assert [str(problem).split(" ")[0] for problem in problems] == ["terms.yaml:6:"]
    assert keeper.facts is good
    edit(folder, "terms.yaml", "amount: many", "amount: 10")
    assert keeper.reload() == ()
    assert keeper.facts.term("question").amount == 10


def test_with_broken_facts_there_is_nothing_to_keep(folder: Path) -> None:
    (folder / "owner.yaml").unlink()
    with pytest.raises(FactsError, match=r"owner\.yaml:1: the file is missing"):
        Keeper(folder)


def test_a_gap_between_two_years_is_filled(folder: Path) -> None:
    (folder / "calendar/2025.yaml").unlink()
    calendar = load(folder).calendar
    assert 2025 in calendar.years
    assert 2025 not in calendar.approved


@pytest.mark.parametrize("name", ["2024", "2025", "2026", "2027"])
def test_a_year_loads_alone(folder: Path, name: str) -> None:
    for path in (folder / "calendar").glob("2*.yaml"):
        if path.stem != name:
            path.unlink()
    year = int(name)
    assert load(folder).calendar.years == {year, year + 1, year + 2}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('["07-05", "12-05"]', '["07-05", "02-30"]', "02-30 is no day of a year"),
        ('["07-05", "12-05"]', '["5 July"]', "dates"),
        ("bodies: [MCI]", "bodies: [NOBODY]", "bodies.yaml has no 'NOBODY'"),
        ("before: [7, 3, 1, 0]", "before: [-1]", "before"),
        ("audience: subscribers", "audience: everybody", "audience"),
    ],
)
def test_a_broken_key_date_is_named_with_its_line(folder: Path, old: str, new: str, reason: str) -> None:
    edit(folder, "key_dates.yaml", old, new)
    found = complaints(folder)
    assert len(found) == 1
    assert found[0].startswith("key_dates.yaml:")
    assert reason in found[0]
