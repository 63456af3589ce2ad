"""Loading all facts at once: either everything is sound, or every complaint is named."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from domain.holidays import HolidayRules
from domain.terms import Extension, ExtensionStart, ExtensionUnit, Term, Unit
from domain.workdays import Calendar
from facts.calendars import read_calendar
from facts.catalogue import Catalogue, read_catalogue
from facts.inquirytopics import InquiryTopics, read_inquiry_topics
from facts.reading import FactsError, Problem, Row, check, check_entries, read
from facts.ready import ReadyAnswers, Surroundings
from facts.schema import Body, ExtensionRow, Fact, KeyDate, Owner, Phone, Region, Retention, TermRow

__all__ = ["AKIMAT", "CONTACT_CENTRE", "Facts", "FactsError", "Problem", "UnknownRuleError", "load"]

AKIMAT: Final = "AKIMAT"
"""The body that exists once per region and takes the region's akimat name."""

CONTACT_CENTRE: Final = "egov"
"""Key of the phone that is named where a body has none of its own."""

NEEDED_RULES: Final = frozenset({
    "question", "proposal", "problem", "information", "grant", "complaint",
    "transfer", "reopened", "pause_reminder", "pause_end", "unclaimed", "long_unclaimed", "long_late",
})  # fmt: skip
NEEDED_PHONES: Final = frozenset({"emergency", "police", "child", "violence", "grants", CONTACT_CENTRE})

_HERE: Final = Path(__file__).parent
Entry = TypeVar("Entry", bound=Fact)
Converted = TypeVar("Converted")


class UnknownRuleError(LookupError):
    """No term has this rule. The message names those that exist."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts, frozen: a change makes a new value."""

    bodies: Mapping[str, Body]
    regions: Mapping[str, Region]
    owner: Owner
    terms: Mapping[str, Term]
    calendar: Calendar
    holiday_rules: HolidayRules
    phones: Mapping[str, Phone]
    retention: Mapping[str, Retention]
    key_dates: Mapping[str, KeyDate]
    grants: Catalogue
    answers: ReadyAnswers
    topics: InquiryTopics
    calendar_version: int = 0
    """Which of the approved calendars this is; 0 while it is the one of the files."""
    filed: Calendar | None = None
    """The calendar of the files where another one is in force: a proposal until somebody approves it."""

    @property
    def proposed(self) -> Calendar:
        """The calendar as the files have it."""
        return self.filed or self.calendar

    def term(self, rule: str, body: str | None = None) -> Term:
        """Return the term of a rule, with the promise of the body where it made one.

        Raises:
            UnknownRuleError: no such rule.
        """
        try:
            term = self.terms[rule]
        except KeyError:
            known = ", ".join(sorted(self.terms))
            raise UnknownRuleError(f"no term for {rule!r}; known rules: {known}") from None
        known_body = self.bodies.get(body) if body else None
        return term.promised(known_body.promise_days) if known_body else term

    def body_name(self, code: str, region: str | None, lang: str) -> str:
        """Return the full name people are shown; an akimat is named after its region.

        Raises:
            KeyError: no such body or region.
        """
        body = self.bodies[code]
        if code == AKIMAT and region:
            return self.regions[region].akimat(lang)
        return body.name(lang)

    def body_short(self, code: str, region: str | None, lang: str) -> str:
        """Return the name for a button: an akimat with its region's short name.

        Raises:
            KeyError: no such body or region.
        """
        body = self.bodies[code]
        if body.per_region and region:
            return f"{body.short(lang)}: {self.regions[region].short(lang)}"
        return body.short(lang)

    def knows(self, code: str, region: str | None) -> bool:
        """Do the files know this queue? Inquiries outlive bodies: what they do not is shown by its code."""
        return code in self.bodies and (not region or region in self.regions)

    def region_name(self, code: str, lang: str) -> str:
        """Return the full name of a region; the code of one the files know no more."""
        region = self.regions.get(code)
        return region.name(lang) if region else code

    def topic_name(self, body: str, topic: str, lang: str) -> str:
        """Return the name of a body's topic; a citizen's own words and topics of old stay as they are."""
        known = self.topics.get(body, {}).get(topic)
        return known.name(lang) if known else topic

    def body_phone(self, code: str) -> Phone:
        """Return the body's phone, or the contact centre of all state bodies.

        Raises:
            KeyError: no such body.
        """
        return self.phones[self.bodies[code].phone or CONTACT_CENTRE]


def load(folder: Path | None = None) -> Facts:
    """Read and check all facts but the ready answers, which are read when first needed.

    Args:
        folder: where the files are; the ones shipped with this package by default.

    Raises:
        FactsError: something is wrong; every complaint has its file, line and reason.
    """
    folder = folder or _HERE
    problems: list[Problem] = []
    bodies = _table(folder, "bodies.yaml", Body, "code", problems)
    regions = _table(folder, "regions.yaml", Region, "code", problems)
    phones = _table(folder, "phones.yaml", Phone, "key", problems)
    terms = _table(folder, "terms.yaml", TermRow, "rule", problems)
    retention = _table(folder, "retention.yaml", Retention, "key", problems)
    key_dates = _table(folder, "key_dates.yaml", KeyDate, "key", problems)
    owner = _owner(folder, problems)
    calendar, rules = read_calendar(folder, problems)
    problems += _wrong_bodies(bodies, phones)
    problems += _unknown_rules(terms)
    if all(problem.file != "bodies.yaml" for problem in problems):
        problems += _wrong_key_dates(key_dates, bodies)
    grants = read_catalogue(folder, problems, bodies, regions)
    topics = read_inquiry_topics(folder, problems, bodies)
    for name, needed, rows in (
        ("bodies.yaml", frozenset({AKIMAT}), bodies),
        ("phones.yaml", NEEDED_PHONES, phones),
        ("terms.yaml", NEEDED_RULES, terms),
    ):
        problems += _missing(name, needed - rows.keys(), problems)
    if problems or owner is None or rules is None:
        raise FactsError(problems)
    return Facts(
        bodies=_values(bodies, lambda body: body),
        regions=_values(regions, lambda region: region),
        owner=owner,
        terms=_values(terms, _to_term),
        calendar=calendar,
        holiday_rules=rules,
        phones=_values(phones, lambda phone: phone),
        retention=_values(retention, lambda row: row),
        key_dates=_values(key_dates, lambda row: row),
        grants=grants,
        answers=ReadyAnswers(folder, _around(bodies, regions, phones, terms, retention)),
        topics=topics,
    )


def _around(
    bodies: Mapping[str, Row[Body]],
    regions: Mapping[str, Row[Region]],
    phones: Mapping[str, Row[Phone]],
    terms: Mapping[str, Row[TermRow]],
    retention: Mapping[str, Row[Retention]],
) -> Surroundings:
    """What ready answers may name: `{phone_KEY}` a number, `{days_RULE}` a term, `{keep_KEY}` how long."""
    numbers = {f"phone_{key}": row.value.number for key, row in phones.items()}
    days = {f"days_{rule}": str(row.value.amount) for rule, row in terms.items()}
    kept = {f"keep_{key}": str(row.value.amount) for key, row in retention.items()}
    return Surroundings(bodies.keys(), regions.keys(), MappingProxyType(numbers | days | kept))


def _table(
    folder: Path, name: str, model: type[Entry], key: str, problems: list[Problem]
) -> dict[str, Row[Entry]]:
    """Read a list of entries into a table by their key; a key may stand once."""
    rows: dict[str, Row[Entry]] = {}
    for row in check_entries(read(folder, name, problems), model, problems):
        value = str(getattr(row.value, key))
        if value in rows:
            problems.append(row.problem(f"{key}: {value} stands already on line {rows[value].line}"))
        else:
            rows[value] = row
    return rows


def _owner(folder: Path, problems: list[Problem]) -> Owner | None:
    document = read(folder, "owner.yaml", problems)
    row = document and check(document, (), document.data, Owner, problems)
    return row.value if row else None


def _missing(file: str, keys: Set[str], problems: list[Problem]) -> list[Problem]:
    """Complain of missing entries, but not in a file with broken ones: they may be the missing."""
    if any(problem.file == file for problem in problems):
        return []
    return [Problem(file, 1, f"{key}: is missing, the programme needs it") for key in keys]


def _wrong_bodies(bodies: Mapping[str, Row[Body]], phones: Mapping[str, object]) -> list[Problem]:
    """Complaints no single entry can see."""
    wrong = [
        row.problem(f"phone: phones.yaml has no {row.value.phone!r}")
        for row in bodies.values()
        if row.value.phone is not None and phones and row.value.phone not in phones
    ]
    akimat = bodies.get(AKIMAT)
    if akimat is not None and not akimat.value.per_region:
        wrong.append(akimat.problem(f"per_region: {AKIMAT} exists once per region"))
    return wrong


def _unknown_rules(terms: Mapping[str, Row[TermRow]]) -> list[Problem]:
    """Complaints about terms nobody would ever count by: most often a slip of the pen."""
    known = ", ".join(sorted(NEEDED_RULES))
    return [
        row.problem(f"rule: {rule!r} is none the programme knows: {known}")
        for rule, row in terms.items()
        if rule not in NEEDED_RULES
    ]


def _wrong_key_dates(rows: Mapping[str, Row[KeyDate]], bodies: Mapping[str, Row[Body]]) -> list[Problem]:
    """Complaints about bodies that do not exist."""
    return [
        row.problem(f"bodies: bodies.yaml has no {body!r}")
        for row in rows.values()
        for body in row.value.bodies
        if body not in bodies
    ]


def _to_term(row: TermRow) -> Term:
    return Term(
        rule=row.rule,
        amount=row.amount,
        unit=Unit(row.unit),
        article_kk=row.article_kk,
        article_ru=row.article_ru,
        source=row.source,
        extension=_to_extension(row.extension) if row.extension else None,
        before_close=row.before_close,
    )


def _to_extension(row: ExtensionRow) -> Extension:
    return Extension(
        row.amount, ExtensionUnit(row.unit), ExtensionStart(row.start), row.times, row.notice_days
    )


def _values(rows: Mapping[str, Row[Entry]], convert: Callable[[Entry], Converted]) -> Mapping[str, Converted]:
    return MappingProxyType({key: convert(row.value) for key, row in rows.items()})
