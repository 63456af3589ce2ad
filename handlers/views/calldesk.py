"""Screens of whoever writes calls: the list, the questions of a new one, the preview, the decisions."""

from dataclasses import replace

from domain.calls import Phase
from domain.limits import clip
from handlers.callbacks.grants import CallBegin, CallDesk, CallsOfFile
from handlers.screen import Button, Rows, Screen, Sendable, column, grid
from handlers.views.grants import MARKS, card_text
from handlers.views.money import grouped
from handlers.views.words import Reader, fitting
from locales import LANGUAGES, Html, text
from models.tables import Call, CallImport
from services.calldecisions import Deciding, moment
from services.calldesk import Own, OwnCard
from services.callnumbers import MEASURES, Numbers
from services.callwriting import CHOSEN, DATES, SKIPPED, STEPS, Customer

TITLE = 60

NUMBERED = 5
"""Regions in a message; the sheet has them all."""

BAD_ROWS = 20
"""Slips of a file that are listed; more of them are counted."""


def do(reader: Reader, key: str, call: Call, act: str, cell: str = "", sign: str = "") -> Button:
    """A button about a call at the desk."""
    return reader.button(key, CallDesk(call=call.id, act=act, cell=cell, sign=sign).pack())


def listed(reader: Reader, found: Own) -> Screen:
    """A customer's calls, the newest first."""
    lines = [
        text(
            reader.language,
            "desk_calls.line",
            n=n,
            mark=MARKS.get(Phase(phase), "⚪") if phase != Phase.DRAFT else "✏️",
            title=_title(reader, call),
            phase=reader.label(f"desk_calls.phase.{phase}"),
        )
        for n, (call, phase) in enumerate(found.rows, 1)
    ]
    numbers = tuple(
        Button(str(n), CallDesk(call=call.id, act="open").pack()) for n, (call, _) in enumerate(found.rows, 1)
    )
    title = text(reader.language, "desk_calls.title" if lines else "desk_calls.none")
    more = (
        reader.button("button.more_calls", CallDesk(cell=str((found.page + 1) % found.pages)).pack())
        if found.pages > 1
        else None
    )
    rows = ((numbers,) if numbers else ()) + column(
        more,
        reader.button("button.new_call", CallDesk(act="new").pack()),
        reader.button("button.import_calls", CallDesk(act="import").pack()),
    )
    return Screen("\n\n".join([title, *lines]), rows)


def _title(reader: Reader, call: Call) -> str:
    named = call.title_kk if reader.language == "kk" else call.title_ru
    return clip(named or call.title_kk or reader.label("desk_calls.untitled"), TITLE)


def customers(reader: Reader, found: list[Customer]) -> Screen:
    """Whose call is it?"""
    buttons = [
        Button(
            fitting(reader.short(one.body, one.region)),
            CallBegin(body=one.body, region=one.region).pack(),
        )
        for one in found
    ]
    return Screen(text(reader.language, "desk_calls.whose"), column(*buttons))


def asked(reader: Reader, call: Call, step: str, *, alone: bool) -> Screen:
    """The next question about a call; `alone` when only this one cell is changed."""
    said: str = text(reader.language, f"call.want.{step}")
    if not alone:
        place = text(reader.language, "call.step", n=STEPS.index(step) + 1, of=len(STEPS))
        said = f"{place}\n{said}"
    skip = do(reader, "button.skip", call, "skip", step) if step in SKIPPED and not alone else None
    stop = do(reader, "button.to_draft", call, "open")
    return Screen(said, _choices(reader, call, step) + column(skip, stop), fresh=True)


def _choices(reader: Reader, call: Call, step: str) -> Rows:
    if step not in CHOSEN:
        return ()
    facts, language = reader.facts, reader.language
    if step == "regions":
        return _regions(reader, call)
    named = {
        "kind": [(key, one.name(language)) for key, one in facts.grants.types.items()],
        "field": [(str(one.n), f"{one.n}. {one.short(language)}") for one in facts.grants.fields.values()],
        "direction": [
            (str(one.n), one.name(language))
            for one in facts.grants.directions.values()
            if one.field == call.field and one.body == call.body
        ],
    }[step]
    buttons = [
        Button(fitting(name), CallDesk(call=call.id, act=step, cell=key).pack()) for key, name in named
    ]
    return column(*buttons)


def _regions(reader: Reader, call: Call) -> Rows:
    """Every region with its tick; nothing ticked is the whole country."""
    buttons = [
        Button(
            fitting(f"{'✅ ' if code in call.regions else ''}{region.short(reader.language)}"),
            CallDesk(call=call.id, act="region", cell=code).pack(),
        )
        for code, region in reader.facts.regions.items()
    ]
    done = "button.regions_done" if call.regions else "button.whole_country"
    return grid(buttons, 2) + column(do(reader, done, call, "regions_done"))


def refused_cell(screen: Screen, why: str) -> Screen:
    """The question again, under what was wrong with the answer."""
    return replace(screen, text=f"⚠️ {why}\n\n{screen.text}")


def preview(readers: dict[str, Reader], reader: Reader, found: OwnCard) -> tuple[Screen, ...]:
    """A draft as its readers will see it, in both languages, and what it still lacks."""
    call = found.shown.call
    cards = [Screen(card_text(readers[code], found.shown), fresh=True) for code in LANGUAGES]
    if found.wrong:
        lines = [
            text(
                reader.language,
                "call.wrong",
                column=reader.label(f"call.column.{one.column}"),
                reason=reader.label(f"call.bad.{one.reason}"),
            )
            for one in found.wrong
        ]
        said = "\n".join([text(reader.language, "call.half"), *lines])
        go_on = do(reader, "button.go_on_call", call, "go_on", found.wrong[0].column)
    else:
        said = text(reader.language, "call.whole")
        go_on = do(reader, "button.publish_call", call, "publish", sign=found.sign)
    rows = column(
        go_on,
        do(reader, "button.edit_call", call, "edit"),
        do(reader, "button.discard_call", call, "discard"),
        reader.button("button.my_calls", CallDesk().pack()),
    )
    return (*cards, Screen(said, rows, fresh=True))


def edit(reader: Reader, call: Call) -> Screen:
    """Which cell to change."""
    steps = [step for step in STEPS if call.state == "draft" or step not in DATES]
    buttons = [
        Button(
            fitting(reader.label(f"call.column.{step}")),
            CallDesk(call=call.id, act="cell", cell=step).pack(),
        )
        for step in steps
    ]
    said = text(reader.language, "call.edit")
    return Screen(said, grid(buttons, 2) + column(do(reader, "button.to_draft", call, "open")))


def published(reader: Reader, found: OwnCard, extra: Rows = ()) -> Screen:
    """A published call at its customer's desk."""
    call = found.shown.call
    decisions = [do(reader, f"button.call_{act}", call, "decide", act) for act in found.acts]
    rows = column(
        *decisions,
        do(reader, "button.call_numbers", call, "numbers"),
        do(reader, "button.edit_call", call, "edit"),
        Button(reader.label("button.copy_call_link"), copy=found.shown.link),
        reader.button("button.my_calls", CallDesk().pack()),
    )
    return Screen(card_text(reader, found.shown), extra + rows)


def discarded(reader: Reader) -> Screen:
    """The draft is gone."""
    return Screen(
        text(reader.language, "call.discarded"), column(reader.button("button.my_calls", CallDesk().pack()))
    )


def just_published(reader: Reader, found: OwnCard) -> Screen:
    """It is out."""
    said = text(reader.language, "call.published", title=_title(reader, found.shown.call))
    shown = published(reader, found)
    return replace(shown, text=f"{said}\n\n{shown.text}")


def deciding(reader: Reader, found: Deciding) -> Screen:
    """The next word of a decision, or the decision as a whole to say yes to."""
    call = found.call
    back = do(reader, "button.to_desk_call", call, "open")
    if found.wanted is not None:
        said = text(reader.language, f"decision.want.{found.wanted}")
        head = text(reader.language, f"decision.{found.act}", title=_title(reader, call))
        return Screen(f"{head}\n\n{said}", column(back), fresh=True)
    lines: list[str] = [text(reader.language, f"decision.{found.act}", title=_title(reader, call)), ""]
    for name in ("opens", "closes"):
        if name in found.given:
            at = reader.moment(moment(found.given[name]))
            lines.append(text(reader.language, f"decision.told.{name}", moment=at))
    lines += [
        text(reader.language, f"decision.told.{name}", words=words)
        for name, words in found.given.items()
        if name not in ("opens", "closes")
    ]
    sure = "decision.sure_results" if found.act == "results" else "decision.sure"
    lines += ["", text(reader.language, sure)]
    yes = do(reader, "button.decide", call, "yes", found.act, str(call.version))
    return Screen("\n".join(lines), column(yes, back), fresh=True)


def decided(reader: Reader, found: OwnCard, act: str) -> Screen:
    """What was decided stands; whom it concerns hears of it."""
    shown = published(reader, found)
    return replace(shown, text=Html(f"{text(reader.language, f'decision.done.{act}')}\n\n{shown.text}"))


def import_asked(reader: Reader) -> Screen:
    """How to send a file, and the way to a template."""
    template = reader.button("button.call_template", CallDesk(act="template").pack())
    back = reader.button("button.my_calls", CallDesk().pack())
    return Screen(text(reader.language, "imports.how"), column(template, back), fresh=True)


def template(reader: Reader, content: str) -> Screen:
    """A table to fill in."""
    file = Sendable("document", content=content, name="dauys-calls.csv")
    return Screen(text(reader.language, "imports.template"), file=file, fresh=True)


def import_taken(reader: Reader) -> Screen:
    """The file is there; it is being read."""
    return Screen(text(reader.language, "imports.taken"))


def import_told(reader: Reader, found: CallImport) -> Screen:
    """What came of a file: drafts to publish, or everything that is wrong with it."""
    back = reader.button("button.my_calls", CallDesk().pack())
    if found.state == "done":
        publish = reader.button("button.publish_all", CallsOfFile(file=found.id).pack())
        said = text(reader.language, "imports.done", n=len(found.calls))
        return Screen(said, column(publish, back))
    again = reader.button("button.import_calls", CallDesk(act="import").pack())
    rows = [(int(row), str(name), str(reason)) for row, name, reason in found.report]
    if rows and rows[0][0] == 0:
        why = reader.label(f"imports.refused.{rows[0][2]}")
        return Screen(text(reader.language, "imports.whole", why=why), column(again, back))
    lines: list[str] = [text(reader.language, "imports.bad", n=len(rows))]
    lines += [_bad(reader, *row) for row in rows[:BAD_ROWS]]
    if len(rows) > BAD_ROWS:
        lines.append(text(reader.language, "imports.bad_more", n=len(rows) - BAD_ROWS))
    lines += ["", text(reader.language, "imports.bad_next")]
    return Screen("\n".join(lines), column(again, back))


def _bad(reader: Reader, row: int, name: str, reason: str) -> str:
    why = reader.label(f"call.bad.{reason}")
    return text(reader.language, "imports.bad_row", row=row, column=name or "–", reason=why)


def import_published(reader: Reader, n: int) -> Screen:
    """The drafts of a file are out."""
    back = column(reader.button("button.my_calls", CallDesk().pack()))
    return Screen(text(reader.language, "imports.published", n=n), back)


def numbers(reader: Reader, found: Numbers) -> Screen:
    """The numbers of a call, and the way to the picture and the sheet."""
    call = found.call
    totals = {measure: grouped(found.total(measure)) for measure in MEASURES}
    said = text(reader.language, "numbers.text", title=_title(reader, call), **totals)
    lines: list[str] = [said]
    if found.regions:
        lines += ["", text(reader.language, "numbers.by_region")]
        lines += [
            text(reader.language, "numbers.line", region=reader.region(region), **found.named(region))
            for region in found.regions[:NUMBERED]
        ]
    rows = column(
        do(reader, "button.numbers_chart", call, "file", "chart"),
        do(reader, "button.numbers_sheet", call, "file", "sheet"),
        do(reader, "button.to_desk_call", call, "open"),
    )
    return Screen("\n".join(lines), rows, fresh=True)
