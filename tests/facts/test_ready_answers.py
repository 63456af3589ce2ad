"""Ready answers: the shipped ones hold, and a slip of the pen gets its file, its line and a reason."""

import datetime as dt
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from domain.limits import MESSAGE_LIMIT, utf16_length
from facts.keeper import Keeper
from facts.lint import lint
from facts.load import load
from facts.ready import ReadyAnswers
from facts.ready_reading import fold
from locales.mistakes import mistakes
from tests.domain.samples import shipped
from tests.facts.test_broken_facts import FOLDER, edit

TODAY = dt.date(2026, 11, 20)
FILE = "answers/terms.yaml"
LANGUAGES = ("kk", "ru")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("*.yaml", "calendar/*.yaml", "grants/*.yaml", FILE):
        for source in FOLDER.glob(name):
            target = tmp_path / source.relative_to(FOLDER)
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    return tmp_path


def complaints(folder: Path, today: dt.date = TODAY) -> list[str]:
    return [str(problem) for problem in sorted(load(folder).answers.complaints(today))]


def test_the_shipped_answers_have_no_complaint() -> None:
    assert shipped().answers.complaints(TODAY) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_keep_the_rules_of_the_catalogs(language: str) -> None:
    said = {
        answer.id: list(mistakes(language, f"{answer.question(language)}\n{answer.answer(language)}"))
        for answer in shipped().answers.all.values()
    }
    assert {slug: faults for slug, faults in said.items() if faults} == {}


def test_there_are_enough_answers_and_none_is_lost_between_file_and_table() -> None:
    written = sum(
        len(re.findall(r"^- id:", path.read_text(encoding="utf-8"), re.MULTILINE))
        for path in (FOLDER / "answers").glob("*.yaml")
    )
    assert len(shipped().answers.all) == written >= 200


def test_every_body_has_an_answer_that_leads_to_it() -> None:
    assert set(shipped().bodies) <= {answer.body for answer in shipped().answers.all.values()}


def test_every_topic_is_browsable_and_neither_empty_nor_endless() -> None:
    answers = shipped().answers
    assert 8 <= len(answers.topics) <= 12
    filled = Counter(answer.topic for answer in answers.all.values())
    assert list(filled) and set(filled) == set(answers.topics)
    assert all(8 <= count <= 40 for count in filled.values()), filled


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_is_short_and_ends_with_what_to_do_next(lang: str) -> None:
    answers = shipped().answers
    for answer in answers.all.values():
        text = answer.answer(lang)
        shown = "\n\n".join((answer.question(lang), text, answers.source(answer, lang)))
        assert utf16_length(shown) < MESSAGE_LIMIT / 2, answer.id
        assert text.count("\n") >= 1, f"{answer.id}: no next step"
        assert 2 <= len(re.findall(r"[.!?](?=\s|$)", text)) <= 9, answer.id
        assert "{" not in shown, answer.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_source_that_was_not_read_says_so(lang: str) -> None:
    answers = shipped().answers
    for answer in answers.all.values():
        plain = answer.source_kk if lang == "kk" else answer.source_ru
        told = answers.source(answer, lang).removeprefix(plain).removesuffix(answer.link or "")
        assert bool(told.strip(" ·")) is (answer.trust != "confirmed"), answer.id


def test_placeholders_take_their_values_from_the_other_facts(folder: Path) -> None:
    edit(folder, "terms.yaml", "amount: 15", "amount: 12")
    answer = load(folder).answers.all["term-question"]
    assert answer.answer_ru.startswith("Обычно за 12 рабочих дней")
    assert "12 жұмыс күні" in answer.answer_kk


def test_an_answer_past_its_review_is_not_offered_and_is_listed() -> None:
    answers = shipped().answers
    last = max(answer.review for answer in answers.all.values())
    some = next(iter(answers.all.values()))
    assert answers.get(some.id, some.review) is some
    assert answers.get(some.id, some.review + dt.timedelta(days=1)) is None
    assert answers.get("no-such-answer", TODAY) is None
    assert len(answers.offered(TODAY)) == len(answers.all)
    assert answers.overdue(TODAY) == ()
    assert answers.offered(last + dt.timedelta(days=1)) == ()
    assert len(answers.overdue(last + dt.timedelta(days=1))) == len(answers.all)
    assert {answer.topic for answer in answers.offered(TODAY, "terms")} == {"terms"}


BROKEN = [
    # what stands there, what is written instead, lines further down, how the reason begins
    ("body: TRIAGE", "body: NOBODY", 0, "body: bodies.yaml has no 'NOBODY'"),
    ("owner: TRIAGE", "owner: NOBODY", 0, "owner: bodies.yaml has no 'NOBODY'"),
    ("topic: terms", "topic: weather", 0, "topic: topics.yaml has no 'weather'"),
    ("topic: terms", 'topic: terms\n  region: "99"', 1, "region: regions.yaml has no '99'"),
    ("id: term-question", "id: term-how-counted", None, "id: term-how-counted stands already at answers/"),
    ("id: term-question", "id: Term Question", 0, "id: string should match pattern"),
    ("id: term-question", f"id: {'a' * 41}", 0, "id: string should have at most 40"),
    ("review: 2027-06-01", "review: 2026-01-10", 0, "review: 2026-01-10 has passed"),
    ("review: 2027-06-01", "review: 2026-11-20", 0, "review: 2026-11-20 has passed"),
    ("review: 2027-06-01", "review: 2107-06-01", 0, "review: 2107-06-01 is more than two years ahead"),
    ("review: 2027-06-01", "review: 2027-02-30", 0, "review: input should be a valid date"),
    ("trust: confirmed", "trust: certain", 0, "trust: input should be 'confirmed', 'secondary'"),
    ("  question_ru:", "  question_en:", 0, "question_en: unknown field"),
    ("  question_ru:", "  question_en:", -7, "question_ru: is missing"),
    ("  answer_kk: >-", "  answer_xx: >-", 0, "answer_xx: unknown field"),
    ("  source_ru:", "  source_xx:", 0, "source_xx: unknown field"),
    ("source_kk: ", 'source_kk: "" #', 0, "source_kk: string should have at least 1"),
    ("link: https://", "link: adilet", 0, "link: string should match pattern"),
    (
        "{days_question} жұмыс",
        "бірнеше жұмыс",
        None,
        "answer_kk: {days_question} stands in one",
    ),
    ("{days_question} жұмыс", "{days_wish} жұмыс", None, "answer_kk: nothing fills {days_wish}"),
    ("{days_question} жұмыс", "{days_question жұмыс", None, "answer_kk: nothing fills {"),
]


@pytest.mark.parametrize(("old", "new", "further", "reason"), BROKEN)
def test_a_broken_line_is_named(folder: Path, old: str, new: str, further: int | None, reason: str) -> None:
    line = edit(folder, FILE, old, new)
    found = complaints(folder)
    if further is None:
        assert any(re.match(rf"{FILE}:\d+: {re.escape(reason)}", text) for text in found), found
    else:
        assert any(text.startswith(f"{FILE}:{line + further}: {reason}") for text in found), found


def test_a_pair_in_one_language_only_is_refused(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    start, end = text.index("  answer_ru:"), text.index("  source_kk:")
    (folder / FILE).write_text(text[:start] + text[end:], encoding="utf-8")
    assert complaints(folder) == [f"{FILE}:2: answer_ru: is missing"]


def test_russian_in_the_place_of_kazakh_is_noticed(folder: Path) -> None:
    add(folder, answer_kk="Сегодня. Завтра.")
    assert complaints(folder)[0].endswith("answer_kk has no Kazakh letter: is it Russian?")
    add(folder, question_kk="Что такое обзор?", question_ru="Что такое обзор?")
    assert any("question_kk and question_ru are the same text" in text for text in complaints(folder))


def test_a_question_asked_twice_is_found_however_it_is_spelled(folder: Path) -> None:
    add(folder, question_kk="СУРАГЫМА неше кунде жауап береди")
    (found,) = complaints(folder)
    assert re.match(rf"answers/whims\.yaml:\d+: question_kk: .* is asked already at {FILE}:2", found)
    assert "more" not in load(folder).answers.all
    assert "term-question" in load(folder).answers.all


def test_another_way_of_asking_may_not_stand_at_two_answers(folder: Path) -> None:
    add(folder, asked_ru=["Сколько ждать ответа?", "Ещё один вопрос"])
    assert [text.split(": ", 2)[1] for text in complaints(folder)] == ["asked_ru"]


@pytest.mark.parametrize("asked", [["Один вопрос"], [f"Вопрос номер {n}" for n in range(13)]])
def test_two_to_twelve_other_ways_of_asking(folder: Path, asked: list[str]) -> None:
    add(folder, asked_ru=asked)
    assert complaints(folder)[0].split(": ", 2)[1] == "asked_ru"


def test_an_answer_that_fits_no_message_is_refused(folder: Path) -> None:
    add(folder, answer_ru="Слово. " * 600)
    (found,) = complaints(folder)
    assert re.match(
        r"answers/whims\.yaml:\d+: answer_ru: \d+ characters with its source, 3496 at most", found
    )


def test_a_month_is_one_of_twelve_and_stands_once(folder: Path) -> None:
    add(folder, season=[3, 3])
    assert "a month stands twice" in complaints(folder)[0]
    add(folder, season=[13])
    assert "season" in complaints(folder)[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "the file is empty"), ("id: x\n", "a list is expected here"), ("- id: [x\n", "not YAML")],
)
def test_a_file_that_holds_no_answers(folder: Path, content: str, reason: str) -> None:
    (folder / "answers/whims.yaml").write_text(content, encoding="utf-8")
    (found,) = complaints(folder)
    assert found.startswith("answers/whims.yaml:")
    assert reason in found


def test_words_about_sources_may_not_be_missing(folder: Path) -> None:
    edit(folder, "trust.yaml", "key: recalled", "key: confirmed")
    assert complaints(folder) == ["trust.yaml:1: recalled: is missing, the programme needs it"]


def test_a_broken_pair_takes_no_other_with_it(folder: Path) -> None:
    before = set(load(folder).answers.all)
    edit(folder, FILE, "body: TRIAGE", "body: NOBODY")
    assert before - set(load(folder).answers.all) == {"term-question"}


def test_lint_names_dates_only_for_a_given_day(folder: Path) -> None:
    edit(folder, FILE, "review: 2027-06-01", "review: 2026-01-10")
    assert lint(folder)[0] == 0
    code, text = lint(folder, TODAY)
    assert code == 1
    assert text.endswith("facts: 1 problems\n")
    assert f"{FILE}:6: review: 2026-01-10 has passed" in text


def test_lint_from_a_shell_takes_a_folder_and_a_day(folder: Path) -> None:
    command = [sys.executable, "-m", "facts.lint", str(folder), "--today", "2126-01-01"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "has passed; the owner reads the answer" in done.stdout


def test_a_running_bot_keeps_its_answers_when_new_ones_are_broken(folder: Path) -> None:
    keeper = Keeper(folder)
    good = keeper.facts
    edit(folder, FILE, "body: TRIAGE", "body: NOBODY")
    assert [str(problem).split(" ")[0] for problem in keeper.reload()] == [f"{FILE}:4:"]
    assert keeper.facts is good


def test_loading_the_facts_reads_no_answers() -> None:
    started = time.perf_counter()
    answers = load().answers
    assert time.perf_counter() - started < 0.1
    assert isinstance(answers, ReadyAnswers)
    assert "_reading" not in vars(answers)
    assert len(answers.all) > 0
    assert "_reading" in vars(answers)


def test_reading_the_answers_takes_less_than_a_second_of_the_processor() -> None:
    started = time.process_time()
    assert load().answers.all
    assert time.process_time() - started < 1


def test_fold_knows_spellings_but_keeps_questions_apart() -> None:
    assert fold("Сұрағым қайда?") == fold("сурагым кайда")
    assert fold("Сұрағым қайда?") != fold("Сұрағым қашан?")


def add(folder: Path, **fields: object) -> None:
    """Write one more answer, sound but for the given fields, into a file of its own."""
    entry: dict[str, object] = {
        "id": "more",
        "topic": "terms",
        "body": "MCI",
        "owner": "MCI",
        "review": "2027-01-10",
        "trust": "confirmed",
        "question_kk": "Бұл сынақ сұрағы ма?",
        "question_ru": "Это пробный вопрос?",
        "asked_kk": ["Сынап көрейін", "Сынақ үшін"],
        "asked_ru": ["Проба пера", "Просто проверка"],
        "answer_kk": "Иә, бұл – сынақ.",
        "answer_ru": "Да, это проба.",
        "source_kk": "Ешқайдан",
        "source_ru": "Ниоткуда",
    }
    lines = [f"  {name}: {_yaml(value)}" for name, value in (entry | fields).items()]
    text = "- " + "\n".join(lines).lstrip()
    (folder / "answers/whims.yaml").write_text(text + "\n", encoding="utf-8")


def _yaml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    return f'"{value.strip()}"' if isinstance(value, str) else str(value)
