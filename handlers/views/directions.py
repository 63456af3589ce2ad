"""Directions of state grants: what customers want done, with the money of each year and where it goes."""

from domain.grants import THOUSAND
from domain.limits import clip
from facts.catalogue import Direction, DirectionYear
from handlers.callbacks.grants import DirectionDo, Grants
from handlers.screen import Button, Screen, column
from handlers.views.grants import regions
from handlers.views.money import bounds_line, tenge
from handlers.views.words import Reader
from locales import Html, text

TITLE = 160


def listed(reader: Reader) -> Screen:
    """Every direction with its money."""
    found = list(reader.facts.grants.directions.values())
    years = f"{min(_years(found))}–{max(_years(found))}"
    said = [text(reader.language, "directions.title", years=years)]
    said += [
        text(
            reader.language,
            "directions.line",
            n=n,
            title=clip(one.name(reader.language), TITLE),
            money=", ".join(_money(reader, year) for year in one.years),
        )
        for n, one in enumerate(found, 1)
    ]
    said.append(_source(reader, found[0]))
    numbers = tuple(Button(str(n), DirectionDo(key=one.key).pack()) for n, one in enumerate(found, 1))
    return Screen("\n\n".join(said), (numbers, *column(reader.button("button.all_calls", Grants().pack()))))


def one(reader: Reader, found: Direction) -> Screen:
    """One direction; indicators and results are folded."""
    facts = reader.facts.grants
    said = text(
        reader.language,
        "directions.one",
        title=found.name(reader.language),
        field=facts.fields[found.field].name(reader.language),
        body=reader.body(found.body, None),
        committee=found.committee(reader.language),
        type=facts.types[found.kind].name(reader.language),
        grants=found.grants,
        years=f"{found.years[0].year}–{found.years[-1].year}",
    )
    money = [_year(reader, found, year) for year in found.years]
    text_ = "\n".join([said, *money, _folded(reader, found), _source(reader, found)])
    rows = column(
        reader.button("button.directions", DirectionDo().pack()),
        reader.button("button.all_calls", Grants().pack()),
    )
    return Screen(text_, rows)


def _years(found: list[Direction]) -> list[int]:
    return [year.year for one in found for year in one.years]


def _money(reader: Reader, year: DirectionYear) -> str:
    return reader.label("directions.money", year=year.year, amount=tenge(year.amount * THOUSAND))


def _year(reader: Reader, found: Direction, year: DirectionYear) -> str:
    return text(
        reader.language,
        "directions.year",
        year=year.year,
        amount=tenge(year.amount * THOUSAND),
        regions=regions(reader, list(year.regions)),
    )


def _folded(reader: Reader, found: Direction) -> Html:
    lines: list[str] = [text(reader.language, "directions.indicators")]
    lines += [_item(reader, one.name(reader.language)) for one in found.indicators]
    lines += ["", text(reader.language, "directions.results")]
    lines += [_item(reader, one.name(reader.language)) for one in found.results]
    for year in found.years:
        bounds = bounds_line(reader, found.kind, year.year, year.amount * THOUSAND)
        lines += ["", *bounds] if bounds else []
        if year.regions:
            names = ", ".join(reader.facts.regions[code].short(reader.language) for code in year.regions)
            lines += ["", text(reader.language, "directions.regions", year=year.year, regions=names)]
    return Html("<blockquote expandable>" + "\n".join(lines) + "</blockquote>")


def _item(reader: Reader, words: str) -> Html:
    return text(reader.language, "directions.item", words=words)


def _source(reader: Reader, found: Direction) -> Html:
    return text(reader.language, "directions.source" if found.draft else "directions.source_final")
